"""A retro's one living message in the channel: what it is, how far it has come, what can be done now."""

from bot.db.unsigned import CONTRIBUTORS_LEAST
from bot.delivery.values import Message
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.reflections import DOTS, DOTS_A_GROUP, DOTS_EACH
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.views import ids
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import plural

STEPS = (
    (Phase.COLLECT, markup("*Collect* what each of us noticed")),
    (Phase.GROUP, markup("*Group* what says the same")),
    (Phase.VOTE, markup("*Vote* with dots for what matters most")),
    (Phase.DISCUSS, markup("*Discuss* it, and agree on what to change")),
)
ORDER = (*(phase for phase, _ in STEPS), Phase.CLOSED)
PASSED = markup(":heavy_minus_sign:")
DONE, NOW, LATER = markup(":white_check_mark:"), markup(":arrow_right:"), markup(":white_small_square:")
BY_ITSELF = markup(
    "Three working days, whenever it suits you: each step ends by itself, and nobody has to be present."
)
TOGETHER = markup("Live, in about 45 minutes: *Next* moves everybody on, and so does the clock.")
ERASED = markup(
    "Fewer than three people added something anonymously, so those words were erased unread, as promised."
)
NOTHING = markup("Nothing was added this time, and that is fine.")
CUT_SHORT = markup("So there was nothing to look at together, and this look back is over.")
TALK_ANYWAY = markup(
    "If something needs saying, say it in this thread; *Add action* keeps what you agree on."
)
TO_TALK_ABOUT = markup("What is behind it, and what will we try? *Add action* keeps what you agree on.")
NEXT_LABELS = {
    Phase.COLLECT: "Next: reveal",
    Phase.GROUP: "Next: vote",
    Phase.VOTE: "Next: discuss",
    Phase.DISCUSS: "Close",
}
QUESTIONS = {
    Phase.COLLECT: (
        "Reveal what was added?",
        "Collecting ends for everybody now, and what was added is shown in random order. This can't be undone.",
        "Reveal",
    ),
    Phase.GROUP: (
        "Begin the vote?",
        "The groups stay as they are, and everybody puts dots on them. This can't be undone.",
        "Begin the vote",
    ),
    Phase.VOTE: (
        "Count the dots?",
        "Dots that are put later don't count, and the groups with most dots are discussed. This can't be undone.",
        "Count them",
    ),
    Phase.DISCUSS: (
        "Close this retro?",
        "The summary is posted in its thread and pinned. Actions stay open until they are done.",
        "Close it",
    ),
}
TOO_FEW = (
    "So far fewer than three people added something anonymously. If collecting ends now, their words are erased "
    "unread. This can't be undone."
)

PERHAPS_TOO_FEW = (
    "Collecting ends for everybody now, and what was added is shown in random order; anonymous words only where "
    "three people or more wrote some. This can't be undone."
)


def retro_message(retro: RetroView) -> Message:
    """The parent of the retro's thread."""
    said = markup("A look back together: {format}", format=retro.format.name)
    return kit.message(
        said,
        kit.header("A look back together"),
        kit.section(_what_it_is(retro)),
        kit.section(steps(retro)),
        kit.section(now(retro)),
        *_row(retro),
        kit.context(*_context(retro)),
    )


def steps(retro: RetroView) -> Markup:
    """The phases, one a line: what is over, what it is now and until when, what comes."""
    return kit.lines([_step(retro, phase, words) for phase, words in STEPS])


def now(retro: RetroView) -> Markup:
    """What goes on at this moment, and what one can do."""
    told = _NOW[retro.phase](retro)
    return kit.lines([ERASED, told]) if retro.was_erased else told


def add_button(retro: RetroView, *, primary: bool = True) -> Element:
    """Opens the form for a reflection."""
    return kit.button("Add a reflection", ids.ADD, str(retro.team_id), primary=primary)


def action_button(retro: RetroView, *, primary: bool = False) -> Element:
    """Opens the form for an action."""
    return kit.button("Add action", ids.ADD_ACTION, str(retro.id), primary=primary)


def next_button(retro: RetroView) -> Element:
    """Ends the phase that is shown, after asking once more; pressed on an old message it changes nothing."""
    title, text, yes = QUESTIONS[retro.phase]
    if retro.phase is Phase.COLLECT and retro.is_anonymous:  # who only noted messages is counted too
        text = TOO_FEW if retro.contributors < CONTRIBUTORS_LEAST else PERHAPS_TOO_FEW
    ask = kit.confirmation(title, text, yes)
    return kit.button(NEXT_LABELS[retro.phase], ids.NEXT, f"{retro.phase}:{retro.id}", confirm=ask)


def _what_it_is(retro: RetroView) -> Markup:
    columns = [
        markup("• *{title}* {hint}", title=column.title, hint=column.hint) for column in retro.format.columns
    ]
    return kit.lines([TOGETHER if retro.plan is Plan.LIVE else BY_ITSELF, *columns])


def _step(retro: RetroView, phase: Phase, words: Markup) -> Markup:
    here, at = ORDER.index(retro.phase), ORDER.index(phase)
    if at < here and retro.was_passed_over(phase):
        return markup("{mark} {words}: passed over", mark=PASSED, words=words)
    if at < here:
        return markup("{mark} {words}", mark=DONE, words=words)
    ends = retro.ends.of(phase) if retro.ends else None
    until = markup(", until {end}", end=kit.moment(ends)) if ends else Markup()
    return markup("{mark} {words}{until}", mark=NOW if at == here else LATER, words=words, until=until)


def _collecting(retro: RetroView) -> Markup:
    if not retro.contributors:
        return markup("Nobody has added anything yet. One line is enough.")
    count = plural(retro.contributors, "person has", "people have")
    return markup("*{count} added something.* Nobody reads it before the reveal.", count=count)


def _grouping(retro: RetroView) -> Markup:
    if not retro.is_revealed:
        return markup("What was added is being revealed in this thread.")
    return markup(
        "What was added is in this thread, in random order. {who} puts together what says the same.",
        who=_leading(retro),
    )


def _voting(_: RetroView) -> Markup:
    return markup(
        "Each group has its reply in this thread, with {dots} under it: each is one dot of yours to give. "
        "You have {each}, and at most {most} fit on a group.",
        dots=kit.joined(" ", [markup(":{name}:", name=name) for name in DOTS]),
        each=DOTS_EACH,
        most=DOTS_A_GROUP,
    )


def _discussing(retro: RetroView) -> Markup:
    if retro.was_passed_over(Phase.VOTE):
        return kit.lines([NOTHING, TALK_ANYWAY])
    found = markup("What got most dots has a reply each in this thread.")
    if retro.has_no_dots:
        found = markup(
            "Nobody put dots this time, and that is fine: what most was said about has a reply each in this thread."
        )
    return markup("{found} {about}", found=found, about=TO_TALK_ABOUT)


def _closed(retro: RetroView) -> Markup:
    if retro.is_cut_short:
        return kit.lines([CUT_SHORT, TALK_ANYWAY])
    return markup("It is over. What came of it is in the summary, pinned in this thread.")


_NOW = {
    Phase.WAITING: _collecting,
    Phase.COLLECT: _collecting,
    Phase.GROUP: _grouping,
    Phase.VOTE: _voting,
    Phase.DISCUSS: _discussing,
    Phase.CLOSED: _closed,
}


def _row(retro: RetroView) -> tuple[Block, ...]:
    buttons: list[Element] = []
    if retro.phase is Phase.COLLECT:
        buttons.append(add_button(retro))
    if retro.phase is Phase.GROUP:
        buttons.append(kit.button("Group", ids.GROUP, str(retro.id), primary=True))
    if retro.phase in {Phase.GROUP, Phase.VOTE, Phase.DISCUSS, Phase.CLOSED}:
        buttons.append(action_button(retro, primary=retro.phase is Phase.DISCUSS))
    if retro.phase in NEXT_LABELS:
        buttons.append(next_button(retro))
    return (kit.actions(*buttons),) if buttons else ()


def _context(retro: RetroView) -> list[Markup]:
    names = (
        markup(":lock: Anonymous: nothing that is kept ties anybody to what they wrote, once it is revealed.")
        if retro.is_anonymous
        else markup(
            "With names: yours stands beside what you added once it is revealed. What was kept without one before "
            "stays without."
        )
    )
    noting = [
        markup(
            ":memo: on any message keeps it for the retro, with your name. `/retro add` works all month long."
        )
    ]
    return [names, *(noting if retro.phase is Phase.COLLECT else []), _who(retro)]


def _who(retro: RetroView) -> Markup:
    began = (
        markup("Started by {who}", who=kit.mention(retro.starter))
        if retro.starter
        else markup("Started by the team's rhythm")
    )
    if not retro.leader or retro.leader == retro.starter:
        return began
    return markup("{began} · {who} facilitates", began=began, who=kit.mention(retro.leader))


def _leading(retro: RetroView) -> Markup:
    """Who groups: whoever leads it, else whoever stewards the team."""
    return kit.mention(retro.leader) if retro.leader else markup("A steward")
