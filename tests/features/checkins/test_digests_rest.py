"""Whom a digest waits for and invites when something was taken back, and what a check-in that rests still brings."""

from collections.abc import Callable
from datetime import time, timedelta
from uuid import UUID

import pytest

from bot.db.transaction import Transaction
from bot.features.attention.service import hours
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.cadences.values import CadenceView
from bot.features.checkins.service import answers, prompts
from bot.features.checkins.values.digests import DIGEST
from bot.features.checkins.values.prompts import Confidence, OccasionState, PromptState, Telling
from bot.features.goals import service as goals
from bot.features.ownership import service as ownership
from bot.features.teams import channels
from bot.features.teams import service as teams
from bot.features.teams.membership import held
from bot.features.teams.values import ChannelFacts
from bot.features.workspaces.values import PersonKind
from tests.features.cadences.factories import ANA, BEN, CHANNEL, CYD, facts, remember, utc
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, prompt_of
from tests.features.checkins.test_digests_service import digest_words

pytestmark = pytest.mark.practice("P13")


async def _all_asked(room: Room) -> None:
    for moment in (utc(3, 1), ANAS_TEN, utc(3, 15)):
        await room.until(moment)


async def test_who_takes_it_back_is_asked_again_and_who_then_skips_is_not(room: Room) -> None:
    await _all_asked(room)
    for user, words in ((CYD, "Planted the beans"), (ANA, "The pump broke")):
        await room.says(user, words=words)
    assert "1 more is welcome" in await digest_words(room)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(answers.tell, prompt.id, Telling(goal_id=None))
    [occasion] = (await prompt_of(room, ANA)).occasions
    assert occasion.state is OccasionState.OPEN
    assert "2 more are welcome" in await digest_words(room)
    await room.as_(ANA).commit(prompts.skip, prompt.id)
    assert "1 more is welcome" in await digest_words(room)


async def test_while_anything_stands_it_is_answered(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await _all_asked(room)
    await room.says(ANA, goal.id, confidence=Confidence.GREEN)
    prompt = await prompt_of(room, ANA)
    for words in ("The pump broke", ""):
        await room.as_(ANA).commit(answers.tell, prompt.id, Telling(goal_id=None, words=words))
    assert {one.state for one in (await prompt_of(room, ANA)).occasions} == {OccasionState.ANSWERED}


@pytest.mark.parametrize("end", [cadences.pause, cadences.stop])
async def test_what_is_said_once_it_rests_begins_no_digest(
    room: Room, end: Callable[[Transaction, UUID], CadenceView]
) -> None:
    goal = await room.goal_of(BEN)
    await _all_asked(room)
    await room.as_(ANA).commit(end, room.cadence)
    prompt = await prompt_of(room, BEN)
    await room.as_(BEN).commit(answers.tap, prompt.id, goal.id, Confidence.RED)
    for _ in range(30):
        await room.after(timedelta(hours=1))
    assert room.of(DIGEST) == []
    assert (await room.as_(BEN).read(answers.last_words, [goal.id]))[goal.id].confidence is Confidence.RED


@pytest.mark.parametrize("end", [cadences.pause, cadences.stop])
async def test_what_was_said_before_that_is_still_told(
    room: Room, end: Callable[[Transaction, UUID], CadenceView]
) -> None:
    await _all_asked(room)
    await room.says(BEN, words="Bought seeds")
    assert room.of(DIGEST) == []
    await room.as_(ANA).commit(end, room.cadence)
    for _ in range(30):
        await room.after(timedelta(hours=1))
    assert len(room.of(DIGEST)) == 1


async def _begun_and_asleep(room: Room) -> None:
    """One of three answered, so that the digest waits; then the channel is archived."""
    await room.until(utc(3, 1))
    await room.says(CYD, words="Planted the beans")
    await room.until(ANAS_TEN)
    await room.as_(None).commit(channels.channel_closed, CHANNEL)


def _is_deactivated(tx: Transaction, _: Room) -> None:
    remember(tx, facts(ANA, kind=PersonKind.GONE))


def _leaves_the_channel(tx: Transaction, _: Room) -> None:
    teams.absent(tx, CHANNEL, ANA)


@pytest.mark.parametrize("change", [_is_deactivated, _leaves_the_channel])
async def test_while_its_team_sleeps_people_may_go(
    room: Room, change: Callable[[Transaction, Room], None]
) -> None:
    await _begun_and_asleep(room)
    await room.as_(None).commit(change, room)
    assert not await room.as_(None).read(teams.is_member, room.team, ANA)


async def test_while_its_team_sleeps_what_was_asked_may_pass_or_be_taken_back(room: Room) -> None:
    await _begun_and_asleep(room)
    await room.as_(ANA).commit(prompts.skip, (await prompt_of(room, ANA)).id)
    cyds = await prompt_of(room, CYD)
    await room.as_(CYD).commit(answers.tell, cyds.id, Telling(goal_id=None))
    assert await room.as_(CYD).read(answers.answers_to, cyds.id) == []
    assert room.of(DIGEST) == []


async def test_while_its_team_sleeps_the_clock_goes_on(room: Room) -> None:
    await room.as_(ANA).commit(hours.set_availability, AvailabilityDraft(starts=time(12)))
    await _begun_and_asleep(room)
    await room.after(timedelta(hours=2))
    assert (await prompt_of(room, ANA)).state is PromptState.QUIET


@pytest.mark.parametrize("late", [timedelta(0), timedelta(seconds=1)])
async def test_what_was_missed_by_weeks_is_not_posted_when_somebody_leaves(
    room: Room, late: timedelta
) -> None:
    await _begun_and_asleep(room)
    room.now += timedelta(weeks=4)

    def back(tx: Transaction) -> None:
        channels.wake(tx, held(tx, room.team))
        teams.arrived(tx, room.team, ChannelFacts("answers", is_private=False), [ANA, BEN, CYD])

    await room.as_(None).commit(back)
    if late:
        await room.after(late)
    await room.as_(BEN).commit(teams.leave, room.team)
    await room.as_(ANA).commit(cadences.pause, room.cadence)
    await room.after(timedelta(hours=1))
    assert room.of(DIGEST) == []


@pytest.mark.practice("P11")
async def test_a_digest_says_in_a_line_what_nobody_has_taken_on(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.as_(ANA).commit(goals.commit, [goal.id], UUID(int=9))
    await _all_asked(room)
    for user in (CYD, ANA):
        await room.says(user, words="Planted the beans")
    assert "*Gaps*" not in await digest_words(room)
    await room.as_(ANA).commit(ownership.release, goal.id)
    assert "*Gaps* 1 goal needs a driver: `/goal gaps`" in await digest_words(room)
