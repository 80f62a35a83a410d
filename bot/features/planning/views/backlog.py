"""A team's backlog, page by page, with what is looked for and what can be done with each initiative."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from bot.delivery.values import Message
from bot.features.planning.rules.backlog import short, written
from bot.features.planning.values.backlog import (
    NOBODY,
    PAGE,
    BacklogPage,
    Due,
    Look,
    Move,
    Row,
    Shown,
    Wanted,
)
from bot.features.planning.values.dependencies import Unsettled
from bot.features.planning.values.shown import GoalChoice
from bot.features.planning.views import ids
from bot.features.planning.views.dependencies import channel_or_unnamed
from bot.features.planning.views.goals import goal_over
from bot.features.planning.views.initiatives import brief, initiative_line
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import day_in_words, listing, plural, shorten

GOAL_SHOWN = 20  # characters of a goal's title in a menu
NEW_LINE = 2  # characters of a message that a break between two lines takes
WORDS_SHOWN = 60  # characters of what was typed and not understood
STATES = {
    Shown.OPEN: "open",
    Shown.PLANNED: "planned",
    Shown.UNDER_WAY: "under way",
    Shown.DONE: "done",
    Shown.LET_GO: "let go",
}
DUES = {Due.OVERDUE: "overdue", Due.THIS_WEEK: "due this week", Due.NO_DATE: "without date"}
NOTHING_OPEN = markup("Nothing is open here.")
ALL_OPEN = markup("`/goal backlog` shows all that is open.")
HOW_TO_ADD = markup(
    "An initiative is what somebody will do for a goal: *Add an initiative*, or `/goal initiative 3 Write a guide`."
)
SHOW = "show"  # what can be chosen for a row beside its moves


def backlog_message(
    page: BacklogPage, goals: Sequence[GoalChoice], *, reader: str, today: date, is_member: bool
) -> Message:
    """A page of the backlog.

    Args:
        goals: those that can be looked for.
        reader: Slack user id of who looks.
        today: the date where they are.
        is_member: they may change it.
    """
    heading = _heading(page, reader)
    above = (kit.section(heading), *_unread(page.unread), kit.actions(*_filters(page.look, goals, reader)))
    below = _below(page, is_member=is_member)
    if not page.rows:
        empty = kit.section(_empty(page.look.wanted, goals, is_member=is_member))
        return kit.message(heading, *above, empty, *below)
    bare = _rows(page, {}, today, is_member=is_member)
    told = _told(page, today, kit.room(*above, *bare, *below))
    return kit.message(heading, *above, *_rows(page, told, today, is_member=is_member), *below)


def _told(page: BacklogPage, today: date, room: int) -> dict[UUID, list[Markup]]:
    """That its goal is over, and what it needs, by initiative, as far as the message has room: the first rows come first."""
    told: defaultdict[UUID, list[Markup]] = defaultdict(list)
    for row in page.rows:
        for line in (*goal_over(row), *_waiting(page.requests.get(row.initiative.id, ()), today)):
            room -= kit.taken(line) + NEW_LINE
            if room >= 0:
                told[row.initiative.id].append(line)
    return told


def _rows(
    page: BacklogPage, told: Mapping[UUID, Sequence[Markup]], today: date, *, is_member: bool
) -> list[Block]:
    return [
        _row(page, place, row, told.get(row.initiative.id, ()), today, is_member=is_member)
        for place, row in enumerate(page.rows, start=page.look.first + 1)
    ]


def _unread(words: str) -> tuple[Block, ...]:
    said = markup(
        "“{words}” says nothing to me here. Try `mine`, `overdue`, `this week`, `no date`, `done`, `nobody`, "
        "`@name` or `#3`.",
        words=shorten(words, WORDS_SHOWN) if words else "",
    )
    return (kit.context(said),) if words else ()


def _heading(page: BacklogPage, reader: str) -> Markup:
    wanted, look = page.look.wanted, page.look
    told = [STATES[wanted.shown]]
    if wanted.due:
        told.append(DUES[wanted.due])
    if wanted.goal is not None:
        told.append(f"for goal #{wanted.goal}")
    heading = markup(
        "*{count}* · {told}{whose}",
        count=plural(page.total, "initiative"),
        told=listing(told),
        whose=_whose(wanted, reader),
    )
    if page.total <= PAGE:
        return heading
    last = look.first + len(page.rows)
    return markup("{heading} · {first} to {last}", heading=heading, first=look.first + 1, last=last)


def _whose(wanted: Wanted, reader: str) -> Markup:
    match wanted.owner:
        case "":
            return markup("")
        case owner if owner == reader:
            return markup(" · yours")
        case owner if owner == NOBODY:
            return markup(" · that nobody drives yet")
    return markup(" · of {who}", who=kit.mention(wanted.owner))


def _row(
    page: BacklogPage, place: int, row: Row, told: Sequence[Markup], today: date, *, is_member: bool
) -> Block:
    line = initiative_line(row, today)
    goal = markup(" · goal #{goal}", goal=row.goal) if row.goal is not None else markup("")
    first = markup("{place}. {line}{goal}", place=place, line=line, goal=goal)
    said = kit.lines([first, *told])
    if not is_member:
        show = kit.button("Show", ids.SHOW, str(row.initiative.id))
        return kit.section(said, accessory=show)
    return kit.section(said, accessory=kit.overflow(ids.BACKLOG_CHOOSE, _choices(page, place, row)))


def _waiting(requests: Sequence[Unsettled], today: date) -> list[Markup]:
    """What it needs and is not settled: the first in words, the others counted."""
    if not requests:
        return []
    said, more = _unsettled(requests[0], today), len(requests) - 1
    return [markup("{said}, and {more} more", said=said, more=more) if more else said]


def _unsettled(one: Unsettled, today: date) -> Markup:
    team, what = channel_or_unnamed(one.channel), brief(one.what)
    day = day_in_words(one.day, year_of=today)
    if one.late_since is not None:
        return markup(
            ":warning: waits for “{what}” of {team}, overdue since {day}", what=what, team=team, day=day
        )
    if one.offered is not None:
        return markup(
            ":calendar: {team} offers “{what}” by {offered} instead of {day}, and waits for this team",
            team=team,
            what=what,
            offered=day_in_words(one.offered, year_of=today),
            day=day,
        )
    return markup(
        ":hourglass_flowing_sand: waits for an answer from {team}: “{what}”, wanted by {day}",
        team=team,
        what=what,
        day=day,
    )


def _choices(page: BacklogPage, place: int, row: Row) -> list[tuple[str, str]]:
    one, look = row.initiative, written(page.look)
    up = [("↑ Up", Move.UP)] if place > 1 else []
    down = [("↓ Down", Move.DOWN)] if place < page.total else []
    top = [("⤒ To the top", Move.TOP)] if place > 1 else []
    chosen = [("Show", SHOW), *([*up, *down, *top] if one.is_open else [])]
    return [(label, f"{verb}:{short(one.id)}:{look}") for label, verb in chosen]


def _filters(look: Look, goals: Sequence[GoalChoice], reader: str) -> list[Element]:
    """One menu for each thing that can be looked for; choosing begins at the first page again."""
    wanted = look.wanted
    states = [(name.capitalize(), replace(wanted, shown=shown)) for shown, name in STATES.items()]
    owners = [("Anybody's", ""), ("Mine", reader), ("Nobody's yet", NOBODY)]
    dues = [("Any date", None), *((name.capitalize(), due) for due, name in DUES.items())]
    named = [(f"#{goal.number} {shorten(goal.title, GOAL_SHOWN)}", goal.number) for goal in goals]
    of_goals = [(label, replace(wanted, goal=number)) for label, number in [("Any goal", None), *named]]
    whose = {user: label.lower() for label, user in owners}.get(wanted.owner, "a colleague's")
    due = DUES[wanted.due].removeprefix("due ") if wanted.due else "any date"
    goal = "any" if wanted.goal is None else f"#{wanted.goal}"
    menus = [
        _menu(ids.BACKLOG_STATE, f"State: {STATES[wanted.shown]}", states, look),
        _menu(
            ids.BACKLOG_OWNER,
            f"Whose: {whose}",
            [(label, replace(wanted, owner=user)) for label, user in owners],
            look,
        ),
        _menu(
            ids.BACKLOG_DUE, f"Due: {due}", [(label, replace(wanted, due=due)) for label, due in dues], look
        ),
    ]
    return [*menus, _menu(ids.BACKLOG_GOAL, f"Goal: {goal}", of_goals, look)] if goals else menus


def _menu(action_id: str, placeholder: str, choices: Sequence[tuple[str, Wanted]], look: Look) -> Element:
    return kit.menu(
        action_id,
        placeholder,
        [(label, written(replace(look, wanted=wanted, first=0))) for label, wanted in choices],
    )


def _empty(wanted: Wanted, goals: Sequence[GoalChoice], *, is_member: bool) -> Markup:
    if wanted == Wanted():
        return markup("Nothing is open here. {how}", how=HOW_TO_ADD) if is_member else NOTHING_OPEN
    if wanted == Wanted(goal=wanted.goal):
        is_known = any(goal.number == wanted.goal for goal in goals)
        add = markup("`/goal initiative {goal} Write a guide` puts something on record.", goal=wanted.goal)
        how = add if is_known and is_member else ALL_OPEN
        return markup("Nothing is open for goal #{goal}. {how}", goal=wanted.goal, how=how)
    return markup("Nothing here is like that. Choose something else above; {all}", all=ALL_OPEN)


def _below(page: BacklogPage, *, is_member: bool) -> tuple[Block, ...]:
    look = page.look
    before, after = max(look.first - PAGE, 0), look.first + PAGE
    back = kit.button("Back", ids.BACKLOG_BEFORE, written(replace(look, first=before)))
    more = kit.button("More", ids.BACKLOG_AFTER, written(replace(look, first=after)))
    buttons = [
        *([back] if look.first else []),
        *([more] if after < page.total else []),
        *([add_button(look.team_id)] if is_member else []),
    ]
    return (kit.actions(*buttons),) if buttons else ()


def add_button(team_id: UUID) -> Element:
    """The button that opens an empty form for a team."""
    return kit.button("Add an initiative", ids.ADD, str(team_id))
