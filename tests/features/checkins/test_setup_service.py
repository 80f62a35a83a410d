"""Setting up check-ins, and keeping true who takes part, on both databases."""

from collections.abc import AsyncIterator
from datetime import time
from uuid import UUID

import pytest

from bot.db.transaction import Touch, Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.cadences.service import cadences
from bot.features.cadences.values import CadenceView, Kind, ZonePolicy
from bot.features.checkins.service import setup as service
from bot.features.checkins.values.setup import Field, Who
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView, Outcome
from bot.features.ownership import gaps
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams
from bot.features.teams.values import TEAM_CARD, ChannelFacts
from bot.features.workspaces.service import install
from tests.features.cadences.factories import ANA, BEN, CYD, DEE, facts, march, remember, utc
from tests.features.checkins.setup_room import Room, entered, team_room
from tests.features.goals import factories as goal_factories
from tests.features.ownership.factories import handed_over


@pytest.fixture
async def room(database_url: str) -> AsyncIterator[Room]:
    async with team_room(database_url) as room:
        yield room


async def the_usual(room: Room) -> CadenceView:
    [found] = await room.as_(ANA).read(cadences.cadences_of, room.team, Kind.CHECKIN)
    return found


async def set_for(room: Room, who: Who, *chosen: str) -> None:
    usual = await the_usual(room)
    draft = entered(room.team, who=who, chosen=chosen)
    await room.as_(ANA).commit(service.save, draft, usual.id, usual.version)


async def propose(room: Room, user: str) -> GoalView:
    return await room.as_(user).commit(goals.propose, goal_factories.draft(team_id=room.team))


async def test_a_team_begins_with_tuesday_at_ten_for_people_who_drive_something(room: Room) -> None:
    board = await room.as_(BEN).read(service.board, room.team)
    [usual] = board.checkins
    assert usual.setup == (await room.as_(ANA).read(service.checkin, usual.cadence.id)).setup
    assert (usual.setup.who, usual.people, board.may_change, board.stewards) == (
        Who.DRIVERS,
        0,
        False,
        (ANA,),
    )


async def test_a_team_that_comes_back_gets_no_second_one(room: Room) -> None:
    def again(tx: Transaction) -> None:
        for verb in (teams.absent, teams.present):
            verb(tx, goal_factories.CHANNEL, "U0CAIRN")
        teams.arrived(tx, room.team, ChannelFacts("answers", is_private=False), [ANA, BEN, CYD])

    await room.as_(None).commit(again)
    await room.as_(ANA).commit(cadences.stop, (await the_usual(room)).id)
    await room.as_(None).commit(again)
    assert await room.asked() == []


async def test_who_drives_a_goal_is_asked_and_who_gave_it_away_is_not(room: Room) -> None:
    goal = await propose(room, ANA)
    await room.as_(BEN).commit(ownership.claim, goal.id)
    assert await room.asked() == [{BEN}]
    await room.as_(BEN).commit(handed_over, goal.id, CYD, "")
    assert await room.asked() == [{CYD}]
    second = await propose(room, ANA)
    await room.as_(CYD).commit(ownership.claim, second.id)
    await room.as_(CYD).commit(ownership.release, goal.id)
    assert await room.asked() == [{CYD}]
    await room.as_(CYD).commit(ownership.release, second.id)
    assert await room.asked() == [set()]


async def test_a_goal_that_was_taken_back_is_driven_by_nobody(room: Room) -> None:
    goal = await propose(room, ANA)
    await room.as_(BEN).commit(ownership.claim, goal.id)
    await room.as_(ANA).commit(goals.withdraw, goal.id)
    assert await room.asked() == [set()]


async def test_a_goal_that_ended_is_driven_by_nobody_until_it_is_open_again(room: Room) -> None:
    goal = await propose(room, ANA)
    await room.as_(BEN).commit(ownership.claim, goal.id)
    await room.as_(ANA).commit(goals.end, goal.id, Outcome.REACHED, "")
    assert await room.asked() == [set()]
    assert (await room.as_(ANA).read(gaps.claimable, room.team)).count == 0
    await room.as_(ANA).commit(goals.reopen, goal.id)
    assert await room.asked() == [{BEN}]


async def test_who_leaves_is_not_asked_and_who_comes_back_is(room: Room) -> None:
    goal = await propose(room, ANA)
    await room.as_(BEN).commit(ownership.claim, goal.id)
    await room.as_(BEN).commit(teams.leave, room.team)
    assert await room.asked() == [set()]
    await room.as_(BEN).commit(teams.join, room.team)
    assert await room.asked() == [{BEN}]


async def test_all_members_as_they_come_and_go(room: Room) -> None:
    await set_for(room, Who.MEMBERS)
    assert await room.asked() == [{ANA, BEN, CYD}]
    await room.as_(CYD).commit(teams.leave, room.team)
    await room.as_(None).commit(teams.present, goal_factories.CHANNEL, DEE)
    await room.as_(DEE).commit(teams.join, room.team)
    assert await room.asked() == [{ANA, BEN, DEE}]


async def test_people_chosen_by_name_are_members(room: Room) -> None:
    await set_for(room, Who.CHOSEN, BEN, CYD)
    assert await room.asked() == [{BEN, CYD}]
    for chosen in ((), (BEN, DEE)):
        with pytest.raises(Invalid) as error:
            await set_for(room, Who.CHOSEN, *chosen)
        assert error.value.field == Field.PEOPLE
    assert await room.asked() == [{BEN, CYD}]


async def test_two_check_ins_each_with_their_own_people(room: Room) -> None:
    room.now = utc(2, 13)
    saved = await room.as_(ANA).commit(service.save, entered(room.team, who=Who.MEMBERS, at=time(9)))
    assert await room.asked() == [set(), {ANA, BEN, CYD}]
    assert room.touched == {Touch(TEAM_CARD, str(room.team))}
    assert (await room.as_(CYD).read(service.checkin, saved.id)).people == 3


async def test_only_stewards_save_and_only_what_they_saw(room: Room) -> None:
    usual = await the_usual(room)
    with pytest.raises(NotAllowed, match="stewards"):
        await room.as_(BEN).commit(service.save, entered(room.team), usual.id, usual.version)
    await room.as_(ANA).commit(service.save, entered(room.team), usual.id, usual.version)
    with pytest.raises(Conflict):
        await room.as_(ANA).commit(service.save, entered(room.team), usual.id, usual.version)


async def test_a_form_of_another_team_changes_nothing_of_this_one(room: Room) -> None:
    def elsewhere(tx: Transaction) -> UUID:
        return goal_factories.team_at_work(tx, "C0OTHER")

    usual = await the_usual(room)
    other = await room.as_(ANA).commit(elsewhere)
    with pytest.raises(NotFound):
        await room.as_(ANA).commit(service.save, entered(other), usual.id, usual.version)
    assert await the_usual(room) == usual


async def test_only_members_look_at_the_board(room: Room) -> None:
    with pytest.raises(NotAllowed, match="Join"):
        await room.as_(DEE).read(service.board, room.team)
    with pytest.raises(NotAllowed):
        await room.as_(DEE).read(service.preview, entered(room.team))


async def test_the_next_three_prompts_per_zone(room: Room) -> None:
    found = await room.as_(ANA).read(service.preview, entered(room.team, who=Who.MEMBERS))
    assert {one.zone: one.people for one in found} == {
        "Europe/Amsterdam": 1,
        "America/New_York": 1,
        "Asia/Tokyo": 1,
    }
    tokyo = next(one for one in found if one.zone == "Asia/Tokyo")
    assert [one.day for one in tokyo.occurrences] == [march(3), march(10), march(17)]
    assert tokyo.occurrences[0].due == utc(3, 1)
    by_team = entered(room.team, who=Who.MEMBERS, zones=ZonePolicy.TEAM)
    [one] = await room.as_(ANA).read(service.preview, by_team)
    assert (one.zone, one.people) == ("Europe/Amsterdam", 3)
    [nobody] = await room.as_(ANA).read(service.preview, entered(room.team))
    assert (nobody.zone, nobody.people) == ("Europe/Amsterdam", 0)


async def test_what_is_skipped_is_shown_while_it_is_ahead(room: Room) -> None:
    await set_for(room, Who.MEMBERS)
    usual = await the_usual(room)
    await room.as_(ANA).commit(cadences.skip_next, usual.id, march(3))
    seen = await room.as_(ANA).read(service.checkin, usual.id)
    assert (seen.left_out, seen.next_day) == (march(3), march(10))
    assert [one.day for one in seen.preview[0].occurrences] == [march(10), march(17), march(24)]
    for now, left_out in ((utc(4, 1), march(3)), (utc(4, 12), None)):  # in New York it is Tuesday, then not
        room.now = now
        assert (await room.as_(ANA).read(service.checkin, usual.id)).left_out == left_out


async def test_the_card_is_drawn_anew_when_a_check_in_rests(room: Room) -> None:
    usual = await the_usual(room)
    for verb in (cadences.pause, cadences.resume, cadences.stop):
        await room.as_(ANA).commit(verb, usual.id)
        assert room.touched == {Touch(TEAM_CARD, str(room.team))}


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ((ANA, DEE), "Dee isn't a member yet"),
        ((DEE, "U0NOBODY"), "Dee and 1 more aren't members yet"),
        (("U0NOBODY",), "1 person isn't a member yet"),
    ],
)
async def test_who_cannot_be_chosen_is_named(room: Room, chosen: tuple[str, ...], said: str) -> None:
    await room.as_(None).commit(remember, facts(DEE, "Europe/Amsterdam"))
    with pytest.raises(Invalid, match=said) as refused:
        await set_for(room, Who.CHOSEN, *chosen)
    assert refused.value.field == Field.PEOPLE


async def test_cairn_asks_and_is_not_asked(room: Room) -> None:
    await room.as_(None).commit(install, name="Shore", bot_user="U0CAIRN", bot_id="B0CAIRN")
    with pytest.raises(Invalid, match="I only ask") as refused:
        await set_for(room, Who.CHOSEN, ANA, "U0CAIRN")
    assert refused.value.field == Field.PEOPLE
