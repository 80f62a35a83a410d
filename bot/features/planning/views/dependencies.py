"""How a dependency looks: in an initiative's details, in the other team's channel, to who asked."""

from collections.abc import Sequence
from datetime import date

from bot.delivery.values import Message
from bot.features.planning.rules.dependencies import ALLOWED
from bot.features.planning.values.dependencies import Deed, DependencyState, DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.values.shown import Asker, ShownDependency
from bot.features.planning.views import ids
from bot.features.planning.views.goals import goal_by_name
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import day_in_words

NOTHING = markup("")


def dependency_blocks(
    shown: ShownDependency, today: date, *, is_member: bool, needer: InitiativeView | None = None
) -> tuple[Block, ...]:
    """A line among an initiative's details; what is needed and not settled is answered or withdrawn here.

    Args:
        needer: the initiative, where it is the one that needs it.
    """
    one = shown.dependency
    said = kit.lines([_what(shown, today), *_standing(shown, today), *_own_date(one, needer, today)])
    is_kept = one.state is DependencyState.ACCEPTED and shown.other is not None and not shown.other.is_open
    buttons = _asker_buttons(one) if shown.is_needed and is_member and not is_kept else ()
    match buttons:
        case ():
            return (kit.section(said),)
        case (only,):
            return (kit.section(said, accessory=only),)
    return kit.section(said), kit.actions(*buttons)


def dependency_card(
    found: DependencyView, asker: Asker, deliverer: InitiativeView | None, today: date
) -> Message:
    """The message in the channel of the team that is asked.

    Args:
        deliverer: what brings it, once that is known.
    """
    team = channel_or_unnamed(asker.channel)
    asked = markup(
        "{who} of {team} needs *{what}* by {day}.",
        who=kit.mention(found.asked_by),
        team=team,
        what=found.what,
        day=day_in_words(found.needed_by, year_of=today),
    )
    return kit.message(
        asked,
        kit.section(
            kit.lines(
                [
                    asked,
                    *_purpose(found, asker),
                    *standing(found, deliverer, today, waits_for=team),
                    *_stays(found, deliverer),
                ]
            )
        ),
        *_giver_row(found, deliverer),
    )


def _stays(found: DependencyView, deliverer: InitiativeView | None) -> list[Markup]:
    """What becomes of what was to bring it, once it is not to be brought."""
    is_over = found.state in (DependencyState.DECLINED, DependencyState.WITHDRAWN)
    if not is_over or deliverer is None or not deliverer.is_open:
        return []
    return [
        markup(
            "*{called}* {title} stays in this team's backlog; unless something else needs it, `/goal show {called}` is where to let it go.",
            called=deliverer.called,
            title=deliverer.title,
        )
    ]


def _purpose(found: DependencyView, asker: Asker) -> list[Markup]:
    """What it is for; another team's numbers would be taken for one's own."""
    if asker.needer is None:
        return []
    called = markup("For *{title}*", title=asker.needer.title)
    if asker.goal is None:
        return [called]
    whose = "goal" if found.team_id == found.giver_id else "their goal"
    return [markup("{called} ({whose} {goal})", called=called, whose=whose, goal=goal_by_name(asker.goal))]


def dependency_answer(shown: ShownDependency, needer: InitiativeView, today: date) -> Message:
    """Told to who asked, and to who drives what needs it."""
    one = shown.dependency
    said = [
        markup("For *{called}* {title}:", called=needer.called, title=needer.title),
        _what(shown, today),
        *_standing(shown, today),
        *_own_date(one, needer, today),
    ]
    waits = one.state in (DependencyState.ASKED, DependencyState.COUNTERED)
    row = (kit.actions(*_asker_buttons(one)),) if waits else ()
    return kit.message(kit.lines(said), kit.section(kit.lines(said)), *row)


def slip_note(initiative: InitiativeView, waits_for: Sequence[ShownDependency], today: date) -> Message:
    """Told to who drives what slips: by how much, and what it waits for."""
    if not initiative.slips or initiative.due is None or initiative.expected is None:
        said = markup(
            ":white_check_mark: *{called}* {title} can be done in time again.",
            called=initiative.called,
            title=initiative.title,
        )
    else:
        said = markup(
            ":calendar: *{called}* {title} is {due}. With what it waits for, {expected} is more likely.",
            called=initiative.called,
            title=initiative.title,
            due=_due(initiative, initiative.due, today),
            expected=day_in_words(initiative.expected, year_of=today),
        )
    needs = [_what(one, today) for one in waits_for if one.is_needed]
    show = kit.button("Show", ids.SHOW, str(initiative.id))
    return kit.message(said, kit.section(kit.lines([said, *needs]), accessory=show))


def late_note(side: InitiativeView, shown: ShownDependency, today: date) -> Message:
    """Told to who drives what is late, and to who drives what waits for it.

    Args:
        side: the reader's initiative.
    """
    words = {"called": side.called, "title": side.title}
    said = [markup("*{called}* {title}", **words), _what(shown, today), *_standing(shown, today)]
    if shown.is_needed:
        said = [*said, *_likely(side, today)]
    elif since := side.overdue_since(today):
        day = day_in_words(since, year_of=today)
        said = [markup("*{called}* {title} is overdue since {day}.", **words, day=day), _what(shown, today)]
    show = kit.button("Show", ids.SHOW, str(side.id))
    return kit.message(kit.lines(said), kit.section(kit.lines(said), accessory=show))


def _likely(one: InitiativeView, today: date) -> list[Markup]:
    if not one.slips or one.due is None or one.expected is None:
        return []
    due, expected = _due(one, one.due, today), day_in_words(one.expected, year_of=today)
    return [markup("It is {due}; {expected} is more likely by now.", due=due, expected=expected)]


def _due(one: InitiativeView, due: date, today: date) -> str:
    """Whether it is due or overdue, with the day."""
    day = day_in_words(due, year_of=today)
    return f"overdue since {day}" if one.overdue_since(today) else f"due {day}"


def _what(shown: ShownDependency, today: date) -> Markup:
    one = shown.dependency
    by = day_in_words(one.needed_by, year_of=today)
    team = channel_or_unnamed(shown.channel)
    if shown.is_needed:
        return markup("• {what} of {team} by {day}", what=one.what, team=team, day=by)
    return markup("• {team} counts on {what} by {day}", team=team, what=one.what, day=by)


def channel_or_unnamed(channel: str | None) -> Markup:
    """A team by its channel, unless that is closed to the reader."""
    return kit.channel_name(channel) if channel else markup("another team")


def _standing(shown: ShownDependency, today: date) -> list[Markup]:
    """The same to the reader of an initiative; how another team calls its own is said with its channel."""
    one = shown.dependency
    is_other_team = one.giver_id != one.team_id and shown.channel
    of = markup("{team} ", team=channel_or_unnamed(shown.channel)) if is_other_team else NOTHING
    if shown.is_needed:
        return standing(one, shown.other, today, of=of)
    said = standing(one, None, today)
    if shown.other is None:
        return said
    called = markup("for {of}*{called}* {title}", of=of, called=shown.other.called, title=shown.other.title)
    return [*said, called]


def standing(
    one: DependencyView,
    deliverer: InitiativeView | None,
    today: date,
    *,
    of: Markup = NOTHING,
    waits_for: Markup = NOTHING,
) -> list[Markup]:
    """Where the handshake stands, in a line or two.

    Args:
        of: whose the deliverer is, before its name; nothing among those who know.
        waits_for: whom an offer waits for; nothing where that is the reader.
    """
    match one.state:
        case DependencyState.ASKED:
            is_late = markup("; the day asked for is over") if one.needed_by < today else NOTHING
            return [markup(":hourglass_flowing_sand: waits for an answer{late}", late=is_late)]
        case DependencyState.COUNTERED:
            return [_offer(one, today, waits_for), *_reason(one)]
        case DependencyState.ACCEPTED:
            return [_promise(one, deliverer, today, of)]
        case DependencyState.DECLINED:
            return [markup(":no_entry_sign: declined{by}", by=_by(one)), *_reason(one)]
        case DependencyState.WITHDRAWN:
            return [markup(":leftwards_arrow_with_hook: needed no more")]


def _offer(one: DependencyView, today: date, waits_for: Markup) -> Markup:
    day = day_in_words(one.offered, year_of=today) if one.offered else "another day"
    waits = markup("; waits for {team}", team=waits_for) if waits_for else NOTHING
    return markup(":left_right_arrow: {day} is offered instead{by}{waits}", day=day, by=_by(one), waits=waits)


def _promise(one: DependencyView, deliverer: InitiativeView | None, today: date, of: Markup) -> Markup:
    if deliverer is None:
        return markup(":handshake: agreed{by}", by=_by(one))
    mark, brings = _brings(one, deliverer, today)
    return markup(
        "{mark} {of}*{called}* {title} {brings}",
        mark=mark,
        of=of,
        called=deliverer.called,
        title=deliverer.title,
        brings=brings,
    )


def _brings(one: DependencyView, deliverer: InitiativeView, today: date) -> tuple[Markup, str]:
    """The mark, and when it comes; what is late stays so, although what waits for it reckons with today."""
    if not deliverer.is_open:
        return markup(":white_check_mark:"), "brought it"
    if since := deliverer.overdue_since(today):
        return markup(":warning:"), f"brings it; it is overdue since {day_in_words(since, year_of=today)}"
    expected = day_in_words(deliverer.expected or one.needed_by, year_of=today)
    return markup(":handshake:"), f"brings it, expected {expected}"


def _own_date(one: DependencyView, needer: InitiativeView | None, today: date) -> list[Markup]:
    """Beside the day that is offered, the one by which it is needed for."""
    if one.state is not DependencyState.COUNTERED or needer is None or needer.due is None:
        return []
    return [markup("Yours is due {day}.", day=day_in_words(needer.due, year_of=today))]


def _by(one: DependencyView) -> Markup:
    return markup(" by {who}", who=kit.mention(one.answered_by)) if one.answered_by else markup("")


def _reason(one: DependencyView) -> list[Markup]:
    return [kit.quoted(one.reason)] if one.reason else []


def _giver_row(found: DependencyView, deliverer: InitiativeView | None) -> tuple[Block, ...]:
    """What may be answered; a promise that was kept is not taken back."""
    value = str(found.id)
    accept = kit.button("Accept", ids.ACCEPT, value, primary=True)
    counter = kit.button("Another date", ids.COUNTER, value)
    decline = kit.button("Decline", ids.DECLINE, value)
    match found.state:
        case DependencyState.ASKED:
            return (kit.actions(accept, counter, decline),)
        case DependencyState.ACCEPTED if deliverer is None or deliverer.is_open:
            return (kit.actions(kit.button("We can't after all", ids.DECLINE, value)),)
    return ()


def _asker_buttons(one: DependencyView) -> tuple[Element, ...]:
    value = str(one.id)
    buttons = {
        Deed.AGREE: kit.button("Agree", ids.AGREE, value, primary=True),
        Deed.WITHDRAW: kit.button("Needed no more", ids.WITHDRAW, value),
    }
    return tuple(button for deed, button in buttons.items() if deed in ALLOWED[one.state])


def request_line(found: DependencyView) -> Markup:
    """Who needs what by when."""
    return markup(
        "{who} needs *{what}* by {day}.",
        who=kit.mention(found.asked_by),
        what=found.what,
        day=day_in_words(found.needed_by, year_of=found.asked_at),
    )
