"""The round's one living message: the question with its sealed steps, and how it ended."""

from collections.abc import Sequence

from bot.delivery.values import Message
from bot.features.commitments import rules
from bot.features.commitments.values.rounds import RoundState, RoundView, ShownRound
from bot.features.commitments.values.words import Step
from bot.features.commitments.views import ids
from bot.features.commitments.views.words import (
    after_lapse,
    decided,
    goal_blocks,
    has_or_have,
    need_blocks,
    on_record,
    on_the_table,
    reason_lines,
    result_line,
    set_name,
    why_lapsed,
)
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import shorten

LABELS = {
    Step.NO: "1 · I can't agree",
    Step.DOUBTS: "2 · Serious doubts",
    Step.SUPPORT: "3 · I'll support it",
    Step.FOR_IT: "4 · I'm for it",
    Step.ALL_IN: "5 · All in",
}
FEW = markup(
    "Fewer than three people are asked here, so the others may guess who said what, though it is shown to nobody."
)
LAPSED = "The cycle ended before this was settled"
TITLE_SHOWN = 80  # characters of a goal's title in a heading
NONE_LEFT = markup("None of these goals could be committed to any more.")
NOT_LEFT = markup("This goal couldn't be committed to any more.")
SEALED = markup(
    "Nobody sees who said what, and how many said what only when it ends, and only if at least three answered. It is "
    "a commitment when at least 60 % answer, nobody says 1, and fewer than a quarter say 2. You can change your word "
    "until then."
)


def round_message(shown: ShownRound) -> Message:
    """The message in the channel, or under the card of the goal whose scope changed."""
    title = heading(shown)
    blocks = [
        kit.header(title),
        *_changed(shown.round),
        *goal_blocks(shown),
        *need_blocks(shown.round),
        *_body(shown),
    ]
    return kit.message(markup("{title}", title=title), *blocks)


def heading(shown: ShownRound) -> str:
    """What the message is about, now."""
    asked = shown.round
    if asked.scope_of is not None:
        return _scope_heading(shown)
    name, committed = set_name(shown.left), set_name(asked.committed)
    return {
        RoundState.OPEN: f"Do we commit to {'this goal' if len(shown.left) == 1 else f'these {name}'}?",
        RoundState.TALKING: "Not a commitment yet: let's talk",
        RoundState.DECIDING: "A steward decides now",
        RoundState.COMMITTED: f"A steward decided to go ahead with {committed}"
        if asked.verdict
        else f"We committed to {committed}",
        RoundState.PUT_OFF: "Not committed",
        RoundState.TAKEN_BACK: "This question was taken back",
        RoundState.LAPSED: LAPSED,
    }[asked.state]


def step_buttons(asked: RoundView) -> Block:
    """The five steps, which anybody can press and only the presser hears of."""
    return kit.actions(
        *(kit.button(LABELS[step], ids.SAY[step], f"{asked.id}:{step.value}") for step in Step)
    )


def among_few(are_few: bool) -> list[Block]:
    """What to know before one presses a step where few are asked."""
    return [kit.context(FEW)] if are_few else []


def question(shown: ShownRound) -> Markup:
    """What the steps answer."""
    if shown.round.scope_of is not None:
        return markup("*How far do you stand behind the goal as it is now?* Press your step.")
    what = "this goal" if len(shown.left) == 1 else "the whole set"
    return markup("*How far do you stand behind {what}?* Press your step.", what=what)


def changed_since(asked: RoundView) -> list[Block]:
    """Which goals of a set changed after people had given their word, while they are asked again."""
    if asked.scope_of is not None or asked.state is not RoundState.OPEN or not asked.why:
        return []
    said = markup(
        "*{goals} changed since.* What was said before isn't counted any more; please say it again.",
        goals=asked.why,
    )
    return [kit.section(said)]


def _scope_heading(shown: ShownRound) -> str:
    asked = shown.round
    title = shorten(shown.goals[0].title, TITLE_SHOWN) if shown.goals else "the goal"
    return {
        RoundState.OPEN: f"Its scope changed: does our word hold for “{title}”?",
        RoundState.TALKING: "Not settled yet: let's talk",
        RoundState.DECIDING: "A steward decides now",
        RoundState.COMMITTED: f"A steward decided: “{title}” stays committed as it is now"
        if asked.verdict
        else f"Our word holds for “{title}” as it is now",
        RoundState.PUT_OFF: f"“{title}” is a proposal again",
        RoundState.TAKEN_BACK: "This question was taken back",
        RoundState.LAPSED: LAPSED,
    }[asked.state]


def _changed(asked: RoundView) -> list[Block]:
    if not asked.why:
        return []
    if asked.scope_of is None:
        return changed_since(asked)
    why = markup("*Why it changed*\n{why}", why=kit.quoted(asked.why))
    return [kit.section(why)]


def _body(shown: ShownRound) -> Sequence[Block]:
    asked = shown.round
    match asked.state:
        case RoundState.OPEN:
            return _open(shown)
        case RoundState.TALKING:
            return [*_result(asked), *_talking(asked)]
        case RoundState.DECIDING:
            return [*_result(asked), *_deciding(asked)]
        case RoundState.TAKEN_BACK:
            return [kit.context(markup("Nobody's answer was kept, and nothing was committed."))]
        case RoundState.LAPSED:
            said = markup("{why} {then}", why=why_lapsed(asked), then=after_lapse(asked))
            return [*_result(asked), kit.context(said)]
        case _:
            return [*_result(asked), *_verdict(asked)]


def _open(shown: ShownRound) -> list[Block]:
    asked = shown.round
    if not shown.takes_answers:
        return [
            kit.context(markup("The answers are being counted; what they come to stands here in a moment."))
        ]
    again = [kit.context(markup("Asked once more, after the conversation."))] if asked.asking > 1 else []
    return [
        *again,
        kit.section(question(shown)),
        *among_few(rules.are_few(shown.progress.of)),
        step_buttons(asked),
        kit.section(_progress(shown)),
        kit.context(SEALED),
        kit.actions(*_movers(shown)),
    ]


def _progress(shown: ShownRound) -> Markup:
    until = (
        markup(" · open until {end}, or until all have, chance included", end=kit.moment(shown.round.due_at))
        if shown.round.due_at
        else Markup()
    )
    so_far = shown.progress
    likely = markup(
        " · {likely} of {all} also said how likely it is that we reach it",
        likely=so_far.likely,
        all=so_far.of,
    )
    return markup(
        "*{heard} of {all}* {have} given their word{likely}{until}",
        heard=so_far.heard,
        all=so_far.of,
        have=has_or_have(so_far.heard),
        likely=likely if so_far.likely < so_far.heard else Markup(),
        until=until,
    )


def _movers(shown: ShownRound) -> list[Element]:
    asked, so_far = shown.round, shown.progress
    ask = kit.confirmation(
        "Count the answers now?", "Whoever hasn't answered can't any more in this asking.", "Count now"
    )
    close = [kit.button("Close now", ids.CLOSE_NOW, str(asked.id), confirm=ask)]
    return [*(close if rules.has_quorum(so_far.heard, so_far.of) else []), _take_back(asked)]


def _take_back(asked: RoundView) -> Element:
    ask = kit.confirmation(
        "Take this question back?",
        "The answers so far are forgotten. The goals stay as they are.",
        "Take it back",
        "Keep it",
    )
    return kit.button("Take the question back", ids.TAKE_BACK, str(asked.id), confirm=ask)


def _talking(asked: RoundView) -> list[Block]:
    again = kit.button("Ask again", ids.ASK_AGAIN, str(asked.id), primary=True)
    until = markup(", open until {end}", end=kit.moment(asked.due_at)) if asked.due_at else Markup()
    said = markup(
        "The conversation is in the thread{until}. Then Cairn asks everybody once more by itself; whoever asked, or a "
        "steward, can ask before.",
        until=until,
    )
    return [kit.context(said), kit.actions(again, _take_back(asked))]


def _deciding(asked: RoundView) -> list[Block]:
    said = markup("The team was asked twice. Now a steward decides, and {record}.", record=on_record(asked))
    return [
        kit.context(said),
        kit.actions(kit.button("Decide …", ids.DECIDE, str(asked.id), primary=True), _take_back(asked)),
    ]


def _result(asked: RoundView) -> list[Block]:
    """What the last asking came to, the one before it in small."""
    if not asked.results:
        return []
    last = asked.results[-1]
    told = [
        result_line(last),
        *reason_lines(last),
        *on_the_table(last),
    ]
    before = [
        kit.context(markup("First asking: {said}", said=result_line(one))) for one in asked.results[:-1]
    ]
    return [kit.section(kit.lines(told)), *before]


def _verdict(asked: RoundView) -> list[Block]:
    if asked.verdict is None:
        left = NOT_LEFT if len(asked.goals) == 1 else NONE_LEFT
        return [kit.context(left)] if asked.state is RoundState.PUT_OFF else []
    where = "The objection and the reply are" if asked.verdict.objection else "The reason is"
    said = markup("{decided} {where} in the thread.", decided=decided(asked), where=where)
    return [kit.context(said)]
