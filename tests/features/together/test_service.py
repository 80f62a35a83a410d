import asyncio
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.errors import NotAllowed
from bot.features.cycles.values import Phase
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView, Status
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived
from bot.features.together.jobs import TogetherKeeper
from bot.features.together.models import Together
from bot.features.together.repository import next_reading, view_of
from bot.features.together.service import reading, rhythm
from bot.features.together.surfaces import draw_reading
from bot.features.together.values import PROMPTS, READING, State, TogetherView
from tests.features.cycles.factories import move
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, DEE
from tests.features.indicators.factories import TODAY

As = Callable[[str], Edge]
DAY, HOURS = timedelta(days=1), timedelta(hours=21)  # from Monday noon to Tuesday ten in Amsterdam
FIRST, FRIDAY, SECOND = TODAY + DAY, TODAY + 4 * DAY, TODAY + 15 * DAY


async def kept(database: Database) -> list[TogetherView]:
    """All readings together, oldest first."""

    def all_of(session: Session, _: datetime) -> list[TogetherView]:
        return [view_of(row) for row in session.scalars(select(Together).order_by(Together.day))]

    return await database.read_across(all_of)


async def post(database: Database) -> None:
    """What a replica's clock does every few seconds."""
    await TogetherKeeper(database).post()


async def posted(as_: As, read: TogetherView) -> list[int]:
    """How many messages and replies there are of it."""
    return [len(await as_(BEN).read(surfaces_of, kind, str(read.id))) for kind in (READING, PROMPTS)]


@pytest.fixture
async def first(database: Database, running: UUID, clock: Clock) -> TogetherView:
    """The first reading together, with two replicas at work and the clock's job run once more."""
    clock.now += HOURS
    await asyncio.gather(post(database), post(database))
    await post(database)
    (only,) = await kept(database)
    return only


@pytest.mark.practice("P6")
async def test_numbers_are_read_together_once_a_date_whoever_looks(
    as_: As, watched: IndicatorView, first: TogetherView
) -> None:
    assert (first.state, first.day, first.since) == (State.OPEN, FIRST, FIRST - 14 * DAY)
    assert first.goal_ids == (watched.goal_id,)
    assert first.facilitator in {BEN, CYD}  # Ana drives the goal
    assert await posted(as_, first) == [1, 1]


async def test_what_was_posted_is_not_begun_again(as_: As, database: Database, first: TogetherView) -> None:
    await as_(ANA).commit(reading.post, first.id)
    assert await kept(database) == [first]


@pytest.mark.practice("P6")
async def test_the_next_one_tells_what_changed_since_and_lets_the_first_rest(
    as_: As, database: Database, watched: IndicatorView, first: TogetherView, clock: Clock
) -> None:
    await as_(CYD).commit(indicators.record, watched.id, Decimal(7), on=FIRST)
    await as_(ANA).commit(rhythm.choose, watched.team_id, FRIDAY.weekday())
    clock.now += FRIDAY - FIRST
    await as_(CYD).commit(indicators.record, watched.id, Decimal(6))
    await post(database)
    (rested, second) = await kept(database)
    assert (rested.state, rested.over_on) == (State.OVER, FRIDAY)
    assert (second.day, second.since) == (FRIDAY, FIRST)
    assert second.facilitator != first.facilitator
    (told,) = await as_(BEN).read(reading.figures, second)
    assert (told.indicator.latest, told.before) == (Decimal(6), Decimal(7))
    assert told.status is Status.GREEN


async def test_after_a_standstill_only_the_newest_comes(
    as_: As, database: Database, running: UUID, clock: Clock
) -> None:
    clock.now += HOURS + 14 * DAY
    await post(database)
    (only,) = await kept(database)
    assert (only.day, await posted(as_, only)) == (SECOND, [1, 1])


@pytest.mark.parametrize("phase", [Phase.COMMITTING, Phase.REFLECTING])
async def test_without_a_running_cycle_nothing_is_posted(
    as_: As, database: Database, running: UUID, clock: Clock, phase: Phase
) -> None:
    await as_(ANA).commit(move, running, phase)
    assert await database.read_across(_next) is None
    clock.now += HOURS
    await post(database)
    (only,) = await kept(database)
    assert (only.state, await posted(as_, only)) == (State.PASSED, [0, 0])


async def test_with_nothing_to_read_nothing_is_posted(
    as_: As, database: Database, watched: IndicatorView, running: UUID, clock: Clock
) -> None:
    assert await database.read_across(_next) == clock.now + HOURS
    assert (await as_(ANA).read(rhythm.rhythm_for, running)).is_measured
    await as_(ANA).commit(indicators.remove, watched.id)
    assert await database.read_across(_next) is None
    assert not (await as_(ANA).read(rhythm.rhythm_for, running)).is_measured
    clock.now += HOURS
    await post(database)
    assert [one.state for one in await kept(database)] == [State.PASSED]


async def test_the_cycle_ends_and_the_message_rests(
    as_: As, database: Database, running: UUID, first: TogetherView
) -> None:
    (surface,) = await as_(BEN).read(surfaces_of, READING, str(first.id))
    assert await as_(BEN).read(draw_reading, surface) is not None
    await as_(ANA).commit(move, running, Phase.REFLECTING)
    (rested,) = await kept(database)
    assert (rested.state, rested.over_on) == (State.OVER, FIRST)
    assert await as_(BEN).read(draw_reading, surface) is None  # Slack could not be reached until then


async def test_another_facilitates_when_who_did_leaves(
    as_: As, database: Database, running: UUID, first: TogetherView
) -> None:
    await as_(first.facilitator or "").commit(teams.leave, running)
    (now,) = await kept(database)
    assert {first.facilitator, now.facilitator} == {BEN, CYD}


async def test_a_steward_chooses_another_day_or_none_and_one_again(
    as_: As, database: Database, first: TogetherView, running: UUID, clock: Clock
) -> None:
    changed = await as_(ANA).commit(rhythm.choose, running, 3)
    assert [one.day for one in changed.coming] == [TODAY + n * DAY for n in (3, 17, 31)]
    none = await as_(ANA).commit(rhythm.choose, running, None)
    assert (none.holds, none.coming) == (False, ())
    clock.now += 2 * DAY
    await post(database)
    assert await kept(database) == [first]
    again = await as_(ANA).commit(rhythm.choose, running, 4)
    assert [one.day for one in again.coming] == [date(2026, 3, 6), date(2026, 3, 20), date(2026, 4, 3)]
    for user in (BEN, DEE):
        with pytest.raises(NotAllowed):
            await as_(user).commit(rhythm.choose, running, 1)


def _next(session: Session, _: datetime) -> datetime | None:
    return next_reading(session)


async def test_a_team_begins_to_read_together_once(as_: As, running: UUID) -> None:
    await as_(ANA).commit(rhythm.choose, running, None)
    await as_(ANA).commit(_arrives_again, running)
    assert not (await as_(BEN).read(rhythm.rhythm_for, running)).holds


def _arrives_again(tx: Transaction, team_id: UUID) -> None:
    rhythm.team_arrived(tx, TeamArrived(subject=str(team_id)))


async def test_what_comes_next_can_come(as_: As, running: UUID) -> None:
    async def told() -> tuple[list[date], bool]:
        found = await as_(BEN).read(rhythm.rhythm_for, running)
        return [one.day for one in found.coming], found.has_run

    assert await told() == ([FIRST, SECOND, SECOND + 14 * DAY], False)
    await as_(ANA).commit(move, running, Phase.DRAFTING)
    assert await told() == ([SECOND, SECOND + 14 * DAY], False)  # running begins on the 11th
    await as_(ANA).commit(move, running, Phase.CLOSED)
    assert await told() == ([], True)
