"""A team's backlog: found by what is looked for, moved by buttons, in order whatever happens at once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.errors import NotAllowed, NotFound
from bot.features.goals.values import GoalView
from bot.features.planning.repository.backlog import Backlog
from bot.features.planning.service import initiatives, progress
from bot.features.planning.service.backlog import backlog, backlog_in
from bot.features.planning.service.ranking import move
from bot.features.planning.values.backlog import NOBODY, PAGE, Due, Look, Move, Shown, Wanted
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, NOON
from tests.features.planning.factories import FRIDAY, drive, initiative_draft
from tests.statements import statements_of

As = Callable[[str], Edge]
EVERYTHING = Wanted()


@pytest.fixture
async def five(team: UUID, proposed: GoalView, as_: As) -> list[InitiativeView]:
    """i1 to i5; the first for a goal and Ben's, the second due on Friday, the third under way."""
    drafts = [initiative_draft(team, f"Number {place}") for place in range(1, 6)]
    drafts[0] = replace(drafts[0], goal_id=proposed.id)
    drafts[1] = replace(drafts[1], due=FRIDAY)
    made = [await as_(ANA).commit(initiatives.add, draft) for draft in drafts]
    await as_(BEN).commit(drive, made[0])
    await as_(ANA).commit(progress.start, made[2].id)
    return made


async def order(as_: As, team_id: UUID, wanted: Wanted = EVERYTHING) -> list[int]:
    page = await as_(BEN).read(backlog, Look(team_id=team_id, wanted=wanted))
    return [row.initiative.number for row in page.rows]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (EVERYTHING, [1, 2, 3, 4, 5]),
        (Wanted(goal=1), [1]),
        (Wanted(goal=7), []),
        (Wanted(owner=BEN), [1]),
        (Wanted(owner=NOBODY), [2, 3, 4, 5]),
        (Wanted(shown=Shown.UNDER_WAY), [3]),
        (Wanted(shown=Shown.PLANNED, owner=NOBODY), [2, 4, 5]),
        (Wanted(shown=Shown.DONE), []),
        (Wanted(due=Due.THIS_WEEK), [2]),
        (Wanted(due=Due.OVERDUE), []),
        (Wanted(due=Due.NO_DATE), [1, 3, 4, 5]),
    ],
)
async def test_what_is_looked_for_is_found(
    as_: As, team: UUID, five: list[InitiativeView], wanted: Wanted, found: list[int]
) -> None:
    assert await order(as_, team, wanted) == found


async def test_what_somebody_drives_is_overdue_from_the_day_after_until_they_leave(
    as_: As, team: UUID, five: list[InitiativeView], clock: Clock
) -> None:
    earlier = initiative_draft(team, due=FRIDAY - timedelta(days=1))
    last, done = [await as_(ANA).commit(initiatives.add, earlier) for _ in range(2)]
    for one in (five[1], last, done):
        await as_(BEN).commit(drive, one)
    await as_(BEN).commit(progress.done, done.id)
    for days, overdue in ((4, {team: [6]}), (5, {team: [6, 2]})):
        clock.now = NOON + timedelta(days=days)
        found = await as_(BEN).read(initiatives.overdue_in, [team, UUID(int=9)])
        assert {of: [one.number for one in some] for of, some in found.items()} == overdue
    assert await as_(ANA).read(initiatives.overdue_in, [team]) == {}
    await as_(BEN).commit(teams.leave, team)
    assert await as_(BEN).read(initiatives.overdue_in, [team]) == {}


async def test_a_row_tells_who_drives_it_and_for_which_goal(as_: As, five: list[InitiativeView]) -> None:
    page = await as_(DEE).read(backlog, Look(team_id=five[0].team_id))
    assert [(row.owner, row.goal) for row in page.rows[:2]] == [(BEN, 1), ("", None)]
    assert page.rows[0].initiative == five[0]


@pytest.mark.practice("P12")
async def test_typed_words_narrow_it_down(as_: As, five: list[InitiativeView]) -> None:
    mine = await as_(BEN).read(backlog_in, CHANNEL, "mine frobnicate #1")
    assert [row.initiative.number for row in mine.rows] == [1]
    assert mine.unread == "frobnicate"
    bens = await as_(CYD).read(backlog_in, CHANNEL, "@ben")
    assert bens.look.wanted.owner == BEN


async def test_a_page_past_the_end_is_the_last_one(as_: As, team: UUID) -> None:
    for place in range(PAGE + 2):
        await as_(ANA).commit(initiatives.add, initiative_draft(team, f"Number {place}"))
    last = await as_(ANA).read(backlog, Look(team_id=team, first=900))
    assert (last.look.first, len(last.rows), last.total) == (PAGE, 2, PAGE + 2)


async def test_nobody_looks_into_a_team_that_is_closed_to_them(as_: As) -> None:
    with pytest.raises(NotFound):
        await as_(DEE).read(backlog, Look(team_id=UUID(int=9)))


@pytest.mark.parametrize(
    ("moved", "found"),
    [
        ((4, Move.UP), [1, 2, 4, 3, 5]),
        ((4, Move.DOWN), [1, 2, 3, 5, 4]),
        ((4, Move.TOP), [4, 1, 2, 3, 5]),
        ((1, Move.UP), [1, 2, 3, 4, 5]),
        ((5, Move.DOWN), [1, 2, 3, 4, 5]),
    ],
)
async def test_it_moves_past_its_neighbour(
    as_: As, team: UUID, five: list[InitiativeView], moved: tuple[int, Move], found: list[int]
) -> None:
    number, where = moved
    await as_(CYD).commit(move, five[number - 1].id, where, EVERYTHING)
    assert await order(as_, team) == found


async def test_among_what_is_looked_at_it_moves_past_what_is_seen(
    as_: As, team: UUID, five: list[InitiativeView]
) -> None:
    unowned = Wanted(shown=Shown.PLANNED, owner=NOBODY)
    await as_(CYD).commit(move, five[3].id, Move.UP, unowned)
    assert await order(as_, team, unowned) == [4, 2, 5]
    assert await order(as_, team) == [1, 4, 2, 3, 5]
    entries = await as_(ANA).read(workspaces.history, str(five[3].id))
    ranked = [entry.detail for entry in entries if entry.kind == "planning.initiative_ranked"]
    assert [(detail["before"], detail["after"]) for detail in ranked] == [(4, 2)]


async def test_an_observer_moves_nothing(as_: As, five: list[InitiativeView]) -> None:
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(move, five[3].id, Move.UP, EVERYTHING)


async def test_however_often_two_change_places_there_is_room(
    as_: As, team: UUID, five: list[InitiativeView]
) -> None:
    for _ in range(25):
        await as_(CYD).commit(move, five[4].id, Move.UP, EVERYTHING)
        await as_(CYD).commit(move, five[4].id, Move.UP, EVERYTHING)
        await as_(CYD).commit(move, five[2].id, Move.DOWN, EVERYTHING)
        await as_(CYD).commit(move, five[4].id, Move.DOWN, EVERYTHING)
    assert sorted(await order(as_, team)) == [1, 2, 3, 4, 5]


async def test_where_no_room_is_left_all_are_spaced_out_in_the_same_order(
    as_: As, team: UUID, five: list[InitiativeView]
) -> None:
    await as_(ANA).commit(lambda tx: Backlog(tx).space_out(team, 1))
    await as_(CYD).commit(move, five[4].id, Move.UP, EVERYTHING)
    assert await order(as_, team) == [1, 2, 3, 5, 4]


async def test_who_move_at_once_leave_a_valid_order(as_: As, team: UUID, five: list[InitiativeView]) -> None:
    moves = [(ANA, 4, Move.TOP), (BEN, 3, Move.UP), (CYD, 4, Move.UP), (BEN, 0, Move.DOWN)]
    await asyncio.gather(
        *(as_(user).commit(move, five[place].id, where, EVERYTHING) for user, place, where in moves)
    )
    assert sorted(await order(as_, team)) == [1, 2, 3, 4, 5]


async def test_a_page_costs_the_same_however_long_the_backlog_is(
    as_: As, team: UUID, database: Database, five: list[InitiativeView]
) -> None:
    def page(tx: Transaction) -> None:
        backlog(tx, Look(team_id=team, wanted=Wanted(goal=1, owner=BEN, due=Due.NO_DATE)))
        backlog(tx, Look(team_id=team))

    with statements_of(database) as few:
        await as_(BEN).read(page)
    for place in range(PAGE):
        await as_(ANA).commit(initiatives.add, initiative_draft(team, f"More {place}", due=FRIDAY))
    with statements_of(database) as many:
        await as_(BEN).read(page)
    assert 0 < len(many) == len(few)
