"""A team's cycle through its dates, and what a strict team refuses; on both databases."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import func, select
from sqlalchemy.event import listen, remove

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.errors import Conflict, NotAllowed
from bot.features.cycles import service
from bot.features.cycles.jobs import CycleKeeper
from bot.features.cycles.models import Cycle
from bot.features.cycles.values import CLOSED, CycleView, Doing, Phase
from bot.features.teams import channels
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived
from bot.features.teams.values import TEAM_CARD, ChannelFacts, StartDraft
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.events import ZoneChanged
from bot.features.workspaces.values import PersonFacts, PersonKind
from tests.features.cycles.factories import MONDAY, SIX_WEEKS, go_through, move
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, NOON, WORKSPACE, team_at_work

As = Callable[[str | None], Edge]


def at(day: date, hour: int = 12) -> datetime:
    """A moment of that day, UTC; the team's day begins at 23 or 22 o'clock of the one before (Berlin)."""
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


async def told(as_: As, team: UUID, kind: str = "cycles.") -> list[tuple[str, dict[str, object]]]:
    history = await as_(ANA).read(workspaces.history, str(team))
    return [(one.kind, {**one.detail}) for one in history if one.kind.startswith(kind)]


async def moves(as_: As, team: UUID) -> list[tuple[object, object, object]]:
    found = await told(as_, team, "cycles.phase_changed")
    return [(detail["before"], detail["after"], detail["by_date"]) for _, detail in found]


async def now(as_: As, team: UUID) -> CycleView:
    return await as_(ANA).read(service.current, team)


def numbers(tx: Transaction) -> list[int]:
    return list(tx.session.scalars(select(Cycle.number).order_by(Cycle.number)))


async def test_a_team_begins_its_first_cycle_on_its_own_day_once(as_: As, team: UUID) -> None:
    cycle = await as_(ANA).commit(service.begin, team)
    assert (cycle.number, cycle.phase, cycle.plan) == (1, Phase.DRAFTING, SIX_WEEKS)
    assert [detail["number"] for _, detail in await told(as_, team, "cycles.opened")] == [1]


async def test_the_day_is_that_of_its_starter(as_: As, clock: Clock, team: UUID) -> None:
    clock.now = at(MONDAY, 23)
    other = await as_(ANA).commit(team_at_work, "C0OTHER")
    assert (await now(as_, other)).starts_on == MONDAY + timedelta(days=1)


async def test_a_team_whose_channel_cairn_is_not_in_has_none(as_: As, team: UUID) -> None:
    waiting = await as_(ANA).commit(teams.start, StartDraft("C0NEW", "new", is_private=False, purpose="New"))
    with pytest.raises(Conflict, match="coming"):
        await now(as_, waiting.id)


async def test_the_phase_is_true_while_the_clock_stands_still(as_: As, clock: Clock, team: UUID) -> None:
    clock.now = at(SIX_WEEKS.running_on)
    assert (await now(as_, team)).phase is Phase.RUNNING
    assert await moves(as_, team) == []


async def test_the_clock_writes_each_date_once(as_: As, clock: Clock, database: Database, team: UUID) -> None:
    keeper = CycleKeeper(database)
    for day in (SIX_WEEKS.voting_on, SIX_WEEKS.committing_on, SIX_WEEKS.running_on):
        clock.now = at(day - timedelta(days=1), 22)
        await keeper.settle()
        clock.now = at(day - timedelta(days=1), 23)  # midnight in Berlin
        await keeper.settle()
        await keeper.settle()
    assert await moves(as_, team) == [
        ("drafting", "voting", True),
        ("voting", "committing", True),
        ("committing", "running", True),
    ]


async def test_the_middle_of_running_is_told_once(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    clock.now = at(SIX_WEEKS.running_on + timedelta(days=12))
    for _ in range(2):
        await CycleKeeper(database).settle()
        assert await told(as_, team, "cycles.halfway") == []
    clock.now += timedelta(days=1)
    for _ in range(2):
        await CycleKeeper(database).settle()
        assert len(await told(as_, team, "cycles.halfway")) == 1


async def test_the_next_cycle_opens_by_itself_and_goes_through_it_as_before(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    await as_(ANA).commit(go_through, team, is_strict=True)
    clock.now = at(SIX_WEEKS.ends_on + timedelta(days=1))
    assert (await now(as_, team)).phase is Phase.CLOSED
    await CycleKeeper(database).settle()
    await CycleKeeper(database).settle()
    cycle = await now(as_, team)
    assert (cycle.number, cycle.phase, cycle.is_strict) == (2, Phase.DRAFTING, True)
    assert (cycle.starts_on, cycle.ends_on) == (date(2026, 4, 13), date(2026, 5, 24))
    assert await as_(ANA).read(numbers) == [1, 2]
    assert [detail["number"] for _, detail in await told(as_, team, "cycles.closed")] == [1]


async def test_a_team_that_pauses_has_no_next_one(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    await as_(ANA).commit(go_through, team, goes_on=False)
    clock.now = at(SIX_WEEKS.ends_on + timedelta(days=30))
    await CycleKeeper(database).settle()
    assert (await now(as_, team)).ahead is None
    assert await database.read_across(service.due) == []


async def test_what_slept_through_cycles_begins_one_anew_when_it_wakes(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    await as_(None).commit(channels.channel_closed, "C0TEAM")
    clock.now = at(date(2026, 12, 1))
    assert await database.read_across(service.due) == []
    await as_(None).commit(service.settle, team)
    assert await moves(as_, team) == []

    def wake(tx: Transaction) -> None:
        channels.channel_reopened(tx, "C0TEAM")
        teams.arrived(tx, team, ChannelFacts("answers", is_private=False), [ANA, BEN])
        service.team_arrived(tx, TeamArrived(subject=str(team)))

    await as_(None).commit(wake)
    cycle = await now(as_, team)
    assert (cycle.number, cycle.phase, cycle.starts_on) == (2, Phase.DRAFTING, date(2026, 12, 1))


async def test_the_card_is_drawn_anew_with_each_phase(as_: As, clock: Clock, team: UUID) -> None:
    clock.now = at(SIX_WEEKS.voting_on)

    def settle(tx: Transaction) -> set[str]:
        service.settle(tx, team)
        return {touch.kind for touch in tx.touched}

    assert await as_(None).commit(settle) == {TEAM_CARD}
    assert await as_(None).commit(settle) == set()


async def test_in_another_zone_its_days_begin_at_other_moments(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    clock.now = at(SIX_WEEKS.voting_on - timedelta(days=1), 15)  # midnight in Tokyo

    def move_away(tx: Transaction) -> None:
        workspaces.remember(tx, [PersonFacts(ANA, "Ana", "Asia/Tokyo", WORKSPACE, PersonKind.MEMBER)])
        service.zone_changed(tx, ZoneChanged(subject=ANA, before="Europe/Berlin", after="Asia/Tokyo"))

    assert (await now(as_, team)).phase is Phase.DRAFTING
    await as_(None).commit(move_away)
    assert await moves(as_, team) == [("drafting", "voting", True)]


async def test_only_a_strict_team_refuses_and_says_who_can_change_it(as_: As, team: UUID) -> None:
    await as_(BEN).read(service.require, team, Doing.COMMIT)
    await as_(ANA).commit(go_through, team, is_strict=True)
    await as_(BEN).read(service.require, team, Doing.PROPOSE)
    with pytest.raises(
        NotAllowed, match=r"it is drafting now; giving one's word belongs to committing.*: Ana"
    ):
        await as_(BEN).read(service.require, team, Doing.COMMIT)
    await as_(ANA).commit(move, team, Phase.COMMITTING)
    await as_(BEN).read(service.require, team, Doing.COMMIT)


async def test_many_teams_cost_one_statement(as_: As, database: Database, team: UUID) -> None:
    other = await as_(ANA).commit(team_at_work, "C0OTHER")
    without = await as_(ANA).commit(teams.start, StartDraft("C0NEW", "new", is_private=False, purpose="New"))
    asked: list[str] = []

    def note(*executed: object) -> None:
        asked.append(str(executed[2]))

    listen(database.engines.reader, "before_cursor_execute", note)
    found = await as_(ANA).read(service.currents, [team, other, without.id])
    remove(database.engines.reader, "before_cursor_execute", note)
    assert set(found) == {team, other}
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 1
    assert await database.edge("T0OTHER").read(service.currents, [team]) == {}


async def test_what_dates_bring_holds_up_no_other_team(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    others = [await as_(ANA).commit(team_at_work, f"C0OTHER{number}") for number in range(3)]
    clock.now = NOON + timedelta(days=3)
    assert {team_id for _, team_id in await database.read_across(service.due)} == {team, *others}
    await CycleKeeper(database).settle()
    assert await database.read_across(service.due) == []

    def voting(tx: Transaction) -> int:
        return tx.session.scalars(select(func.count()).where(Cycle.phase == Phase.VOTING)).one()

    assert await as_(None).read(voting) == 4


async def test_what_was_passed_by_hand_is_on_its_page_as_left_out(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    await as_(ANA).commit(move, team, Phase.COMMITTING)
    clock.now = at(MONDAY + timedelta(days=1))
    closed = await as_(ANA).commit(move, team, Phase.CLOSED)
    assert closed.left_out == {Phase.VOTING, Phase.RUNNING, Phase.REFLECTING}
    assert closed.off_plan == {Phase.DRAFTING, Phase.COMMITTING, Phase.CLOSED}
    clock.now = at(MONDAY + timedelta(days=2))
    await CycleKeeper(database).settle()
    assert (await as_(ANA).read(service.page, team)).left_out == set()


async def closings(as_: As, team: UUID, number: int = 1) -> list[str]:
    """Where it is said that the team's cycle of this number is closed."""

    def read(tx: Transaction) -> list[str]:
        [cycle_id] = tx.session.scalars(select(Cycle.id).where(Cycle.number == number))
        return [one.audience for one in surfaces_of(tx, CLOSED, str(cycle_id))]

    return await as_(None).read(read)


async def test_the_channel_is_told_once_that_dates_closed_a_cycle(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    clock.now = at(SIX_WEEKS.ends_on + timedelta(days=9))
    for _ in range(2):
        await CycleKeeper(database).settle()
        assert await closings(as_, team) == [CHANNEL]


async def test_closed_opened_and_closed_again_by_hand_it_is_told_once_and_what_comes_next_changes(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    cycle = (await as_(ANA).commit(move, team, Phase.CLOSED)).cycle
    await as_(ANA).commit(move, team, Phase.REFLECTING)
    await as_(ANA).commit(move, team, Phase.CLOSED)
    assert await closings(as_, team) == [CHANNEL]
    end = await as_(None).read(service.end_of, cycle.id)
    assert end is not None
    assert (end.cycle.is_closed, end.was_followed) == (True, False)
    clock.now = at(MONDAY + timedelta(days=1))
    await CycleKeeper(database).settle()
    end = await as_(None).read(service.end_of, cycle.id)
    assert end is not None
    assert (end.cycle.number, end.was_followed) == (1, True)
