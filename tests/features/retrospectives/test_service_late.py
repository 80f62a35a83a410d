"""Retros whose clock stood still, or whose team slept."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from bot.clock.recurrence import OnDate
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.features.retrospectives.jobs import note_due
from bot.features.retrospectives.repository import across
from bot.features.retrospectives.service import collecting, moving, opening, reading, rhythm
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.surfaces import DISCUSSION, GROUP, RETRO, REVEALED
from bot.features.teams.channels import sleep
from bot.features.teams.membership import held_in
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.features.workspaces import service as workspaces
from tests.features.cycles.factories import go_through
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, WORKSPACE
from tests.features.retrospectives.factories import drafts
from tests.features.retrospectives.steps import LIVE, As, shown, started, voting


async def settled(database: Database, retro: RetroView) -> RetroView:
    return await database.edge(WORKSPACE).commit(moving.settle, retro.id)


async def due(database: Database) -> list[tuple[str, UUID]]:
    return await database.read_across(across.due, most=9)


async def next_step(database: Database) -> datetime | None:
    return await database.read_across(lambda session, _: across.next_step(session))


@pytest.mark.parametrize("plan", Plan)
async def test_after_the_clock_stood_still_each_phase_gets_its_time(
    database: Database, as_: As, few: UUID, clock: Clock, plan: Plan
) -> None:
    retro = await started(as_, few, plan=plan)
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a", "b"))
    clock.now += timedelta(days=10)
    assert (await as_(BEN).read(reading.retro, retro.id)).phase is Phase.GROUP
    for phase in (Phase.GROUP, Phase.VOTE, Phase.DISCUSS, Phase.CLOSED):
        retro = await settled(database, retro)
        assert await settled(database, retro) == retro
        assert retro.phase is phase
        assert retro.phase_ends is None or retro.phase_ends > clock.now
        clock.now += timedelta(days=10)
    counts = [len(await as_(ANA).read(shown, kind)) for kind in (REVEALED, GROUP, DISCUSSION)]
    assert counts == [1, 2, 2]


async def test_with_nothing_said_talking_gets_its_time_too(
    database: Database, as_: As, few: UUID, clock: Clock
) -> None:
    retro = await started(as_, few, plan=LIVE)
    clock.now += timedelta(days=10)
    retro = await settled(database, retro)
    assert retro.phase is Phase.DISCUSS
    assert retro.ends is not None
    assert retro.ends.discuss == clock.now + timedelta(minutes=30)  # of grouping, voting and discussing


async def test_while_the_team_sleeps_its_retro_rests(
    database: Database, as_: As, few: UUID, clock: Clock
) -> None:
    retro, _ = await voting(as_, few)
    assert await next_step(database) == retro.phase_ends
    await as_(ANA).commit(_fall_asleep)
    assert await next_step(database) is None
    clock.now += timedelta(days=1)
    assert await due(database) == []
    for _ in range(2):
        await settled(database, retro)
    assert await as_(ANA).read(shown, DISCUSSION) == []
    await as_(ANA).commit(_wake_up, few)
    assert await due(database) == [(WORKSPACE, retro.id)]
    retro = await settled(database, retro)
    assert (retro.phase, retro.phase_ends) == (Phase.DISCUSS, clock.now + timedelta(minutes=20))


async def test_a_retro_that_was_due_before_its_team_fell_asleep_does_not_begin_in_a_closed_channel(
    database: Database, as_: As, few: UUID, clock: Clock
) -> None:
    at = clock.now + timedelta(hours=1)
    await as_(ANA).commit(rhythm.set_rhythm, few, OnDate(at.date()), at.time())
    clock.now = at
    await database.write_across(note_due)
    await as_(ANA).commit(_fall_asleep)
    ((workspace, cadence_id, day),) = await database.read_across(across.to_start, most=9)
    assert await database.edge(workspace).commit(opening.start_by_clock, cadence_id, day) is None
    assert await as_(ANA).read(shown, RETRO) == []


async def test_a_strict_teams_rhythm_begins_none_outside_its_phases(
    database: Database, as_: As, few: UUID, clock: Clock
) -> None:
    await as_(ANA).commit(go_through, few, is_strict=True)
    at = clock.now + timedelta(hours=1)
    await as_(ANA).commit(rhythm.set_rhythm, few, OnDate(at.date()), at.time())
    clock.now = at
    await database.write_across(note_due)
    ((workspace, cadence_id, day),) = await database.read_across(across.to_start, most=9)
    assert await database.edge(workspace).commit(opening.start_by_clock, cadence_id, day) is None
    assert await as_(ANA).read(shown, RETRO) == []


async def test_while_cairn_is_removed_from_the_workspace_nothing_is_due(
    database: Database, as_: As, few: UUID, clock: Clock
) -> None:
    await as_(ANA).commit(workspaces.install, name="Garden", bot_user="U0CAIRN", bot_id="B0CAIRN")
    retro = await started(as_, few)
    clock.now += timedelta(days=2)
    assert await due(database) == [(WORKSPACE, retro.id)]
    await as_(ANA).commit(workspaces.uninstalled)
    assert await due(database) == []


def _fall_asleep(tx: Transaction) -> None:
    team = held_in(tx, CHANNEL)
    assert team is not None
    sleep(tx, team)


def _wake_up(tx: Transaction, team_id: UUID) -> None:
    team = tx.session.get(Team, team_id)
    assert team is not None
    team.state = TeamState.ACTIVE
