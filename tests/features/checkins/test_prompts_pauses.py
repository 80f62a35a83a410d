"""What a check-in's message says while it isn't asked: its person is away, put it off, or its team rests."""

from collections.abc import Callable
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from bot.db.transaction import Touch, Transaction
from bot.errors import Conflict, NotAllowed
from bot.features.attention.service import hours
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceView, Kind
from bot.features.checkins.service import answers, early, prompts
from bot.features.checkins.values.prompts import PROMPT, Confidence, Snooze, Telling
from bot.features.cycles.values import Phase
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from tests.features.cadences.factories import ANA, BEN, draft
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, drawn, keys, prompt_of
from tests.features.cycles.factories import go_through, move

pytestmark = pytest.mark.practice("P13")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
FRIDAY = date(2026, 3, 6)


async def _stands_there(room: Room) -> str:
    """Ana's newest message as it stands."""
    return str(await drawn(room, await prompt_of(room, ANA), ts="1.0"))


async def test_who_is_away_reads_until_when_and_how_to_change_it(room: Room) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(prompts.be_away, prompt.id, FRIDAY)
    said = await _stands_there(room)
    assert "away until Fri 6 Mar" in said
    assert "/cairn settings" in said
    assert "Skipped" not in said


async def test_who_is_back_or_only_skipped_reads_that(room: Room) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(prompts.be_away, prompt.id, FRIDAY)
    room.now = ANAS_TEN + HOUR
    await room.as_(ANA).commit(hours.be_back)
    assert "Skipped" in await _stands_there(room)
    await room.as_(ANA).commit(hours.be_away, FRIDAY)
    room.now = ANAS_TEN + 3 * DAY
    assert "Skipped" in await _stands_there(room)


@pytest.mark.parametrize("end", [cadences.pause, cadences.stop])
async def test_what_is_open_of_a_check_in_that_rests_says_so_without_buttons(
    room: Room, end: Callable[[Transaction, UUID], CadenceView]
) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(end, room.cadence)
    assert Touch(PROMPT, str(prompt.id)) in room.touched
    said = await _stands_there(room)
    assert "paused or ended, or its team is in another phase" in said
    assert "button" not in said


async def test_resumed_it_asks_again_where_it_stood(room: Room) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    for turn in (cadences.pause, cadences.resume):
        await room.as_(ANA).commit(turn, room.cadence)
    assert Touch(PROMPT, str(prompt.id)) in room.touched
    assert "Skip this one" in await _stands_there(room)


def _of_another_team(tx: Transaction) -> UUID:
    """Another team's check-in, which asks Ana and Ben; it is the team's only one."""
    started = teams.start(tx, StartDraft("C0SHED", "shed", is_private=False, purpose="The shed"))
    teams.arrived(tx, started.id, ChannelFacts("shed", is_private=False), [ANA, BEN])
    for known in cadences.cadences_of(tx, started.id, Kind.CHECKIN):
        cadences.stop(tx, known.id)
    made = cadences.create(tx, draft(started.id))
    enroll(tx, made.id, [ANA, BEN])
    return made.id


async def test_what_was_answered_stands_when_the_rest_of_it_was_put_off_and_is_paused(room: Room) -> None:
    goal, shed = await room.goal_of(ANA), await room.as_(ANA).commit(_of_another_team)
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(answers.tap, prompt.id, goal.id, Confidence.GREEN)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.TOMORROW)
    await room.as_(ANA).commit(cadences.pause, shed)
    await room.until(ANAS_TEN + DAY)
    assert goal.title in await _stands_there(room)
    assert (await prompt_of(room, ANA)).key == prompt.key


async def test_a_team_that_left_the_day_out_is_no_part_of_a_message_with_others(room: Room) -> None:
    shed = await room.as_(ANA).commit(_of_another_team)
    await room.as_(ANA).commit(hours.set_availability, AvailabilityDraft(starts=time(12)))
    await room.until(ANAS_TEN)
    await room.as_(ANA).commit(cadences.skip_next, shed, TUESDAY)
    await room.until(ANAS_TEN + 2 * HOUR)
    said = await _stands_there(room)
    assert "#answers" in said
    assert "#shed" not in said


async def test_what_was_put_off_names_the_check_in_and_its_team(room: Room) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)
    assert "Your check-in of Tue 3 Mar for #answers: I'll ask again" in str(
        await drawn(room, prompt, ts="1.0")
    )
    await room.after(HOUR)
    assert "Your check-in of Tue 3 Mar for #answers is further down" in str(
        await drawn(room, prompt, ts="1.0")
    )


async def test_in_a_strict_team_nobody_is_asked_outside_its_phases_and_whoever_comes_anyway_hears_why(
    room: Room,
) -> None:
    ana = room.as_(ANA)
    await ana.commit(go_through, room.team, is_strict=True)
    await room.until(ANAS_TEN)
    assert keys(room, ANA) == []
    with pytest.raises(NotAllowed, match="checking in belongs to running and reflecting"):
        await ana.commit(early.check_in_now)
    await ana.commit(move, room.team, Phase.RUNNING)
    prompt = await ana.commit(early.check_in_now)
    await ana.commit(move, room.team, Phase.DRAFTING)
    with pytest.raises(NotAllowed, match="Nothing was lost"):
        await ana.commit(answers.tell, prompt.id, Telling(goal_id=None, words="It goes well"))


async def test_who_only_reads_along_is_told_that_joining_lets_them_be_asked(room: Room) -> None:
    await room.as_(BEN).commit(teams.leave, room.team)
    with pytest.raises(Conflict, match=r"You read along in #\w+, .*\*Join\*"):
        await room.as_(BEN).commit(early.check_in_now)
    await room.as_(BEN).commit(teams.join, room.team)
    assert await room.as_(BEN).commit(early.check_in_now) == await prompt_of(room, BEN)
