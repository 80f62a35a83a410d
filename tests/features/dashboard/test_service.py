"""Whose Home is drawn anew when something happens, and a Home that Slack refused once."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy import update

from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import State, Surface
from bot.features.cadences.service import cadences
from bot.features.checkins.service import early, prompts
from bot.features.dashboard.service import home as service
from bot.features.dashboard.surfaces import home as surfaces
from bot.features.dashboard.values import HOME
from bot.features.goals import service as goals
from bot.features.ownership import service as ownership
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ActionDraft
from bot.features.teams import service as teams
from tests.features.cadences.factories import ANA, BEN, CHANNEL, CYD, DEE, utc
from tests.features.checkins.digests_room import CAIRN, Room, checking_in
from tests.features.goals.factories import draft
from tests.features.ownership.factories import handed_over

EVERYBODY = {ANA, BEN, CYD}
pytestmark = pytest.mark.practice("P15")


@pytest.fixture
async def room(database_url: str) -> AsyncIterator[Room]:
    async with checking_in(database_url) as room:
        yield room


async def test_answers_and_skips_change_ones_own_home(room: Room) -> None:
    await room.until(utc(3, 9))
    await room.says(ANA, words="The pump broke")
    assert room.homes == {ANA}
    prompt = await room.as_(CYD).commit(early.check_in_now)
    await room.as_(CYD).commit(prompts.skip, prompt.id)
    assert room.homes == {CYD}


async def test_who_is_asked_finds_it_on_their_home(room: Room) -> None:
    await room.until(utc(3, 8, 59))
    assert room.homes == set()
    await room.until(utc(3, 9))
    assert ANA in room.homes


async def test_drivers_read_what_becomes_of_their_goals(room: Room) -> None:
    goal = await room.as_(ANA).commit(goals.propose, draft(team_id=room.team))
    assert room.homes == set()
    await room.as_(BEN).commit(ownership.claim, goal.id)
    assert room.homes == {BEN}
    await room.as_(ANA).commit(goals.edit, goal.id, draft("Another title", team_id=room.team))
    assert room.homes == {BEN}
    await room.as_(BEN).commit(handed_over, goal.id, CYD, "")
    assert room.homes == {BEN, CYD}
    await room.as_(CYD).commit(ownership.release, goal.id)
    assert room.homes == {CYD}
    await room.as_(CYD).commit(ownership.offer_goal, goal.id, ANA, "")
    assert room.homes == {ANA}
    await room.as_(BEN).commit(ownership.claim, goal.id)
    assert room.homes == {ANA, BEN}


async def test_who_takes_something_on_reads_of_it(room: Room) -> None:
    wanted = ActionDraft(
        team_id=room.team, text="Ask for seeds", owner=BEN, source="tests", source_id=room.cadence
    )
    action = await room.as_(ANA).commit(planning.add, wanted)
    assert room.homes == {BEN}
    assert "Ask for seeds" in await taken_on(room, BEN)
    assert await taken_on(room, ANA) == "{}"
    await room.as_(ANA).commit(planning.hand_over, action.id, CYD)
    assert room.homes == {BEN, CYD}
    await room.as_(CYD).commit(planning.done, action.id)
    assert room.homes == {CYD}
    assert await taken_on(room, CYD) == "{}"


async def test_members_read_when_their_team_sleeps_and_when_its_rhythm_changes(room: Room) -> None:
    await room.as_(ANA).commit(cadences.pause, room.cadence)
    assert room.homes == EVERYBODY
    await room.as_(ANA).commit(cadences.resume, room.cadence)
    assert room.homes == EVERYBODY
    await room.as_(ANA).commit(teams.leave, room.team)
    assert room.homes == {ANA}
    await room.as_(None).commit(teams.absent, CHANNEL, CAIRN)
    assert room.homes == {BEN, CYD}


async def test_a_home_is_one_surface_and_a_new_one_once_slack_refused_it(room: Room) -> None:
    for _ in range(3):
        await room.as_(DEE).commit(service.open_home, DEE)
    assert [surface.key for surface in await homes(room)] == [f"home:{DEE}:0"]
    await room.as_(None).commit(refuse)
    await room.as_(DEE).commit(service.open_home, DEE)
    assert [surface.state for surface in await homes(room)] == [State.FAILED, State.PENDING]


async def homes(room: Room) -> list[Surface]:
    return sorted(await room.as_(None).read(surfaces_of, HOME, DEE), key=lambda surface: surface.key)


def refuse(tx: Transaction) -> None:
    """As delivery records that Slack said no."""
    tx.session.execute(update(SurfaceRow).where(SurfaceRow.kind == HOME).values(state=State.FAILED))


async def taken_on(room: Room, user: str) -> str:
    """What stands on somebody's Home of what they took on."""
    return str(await room.as_(user).read(surfaces.on_teams, [room.team]))
