"""Giving and changing answers: every version is kept, and two at once both stand."""

import asyncio
from datetime import timedelta

import pytest

from bot.db.transaction import Touch
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.checkins.events.prompts import CheckinAnswered
from bot.features.checkins.service import answers
from bot.features.checkins.values.prompts import AnswerView, Confidence, LastWord, Telling
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from tests.features.cadences.factories import ANA, BEN
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, answers_on, prompt_of
from tests.features.ownership.factories import handed_over

GREEN, YELLOW, RED = Confidence.GREEN, Confidence.YELLOW, Confidence.RED
WEEK = timedelta(weeks=1)


async def _versions(room: Room, answer: AnswerView) -> list[AnswerView]:
    return await room.as_(None).read(answers.versions, answer.occasion_id, answer.goal_id)


async def _last(room: Room, answer: AnswerView, reader: str = "") -> LastWord | None:
    assert answer.goal_id is not None
    return (await room.as_(None).read(answers.last_words, [answer.goal_id], reader=reader)).get(
        answer.goal_id
    )


async def test_a_tap_is_an_answer_and_the_same_tap_again_is_none(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    (answer,) = await room.as_(ANA).commit(answers.tap, prompt.id, goal.id, YELLOW)
    assert (answer.confidence, answer.before, answer.version) == (YELLOW, None, 1)
    assert Touch(GOAL_CARD, str(goal.id)) in room.touched
    assert await room.as_(ANA).commit(answers.tap, prompt.id, goal.id, YELLOW) == []
    assert room.touched == set()
    assert await _versions(room, answer) == [answer]


async def test_every_version_is_kept_and_a_tap_leaves_words_alone(room: Room) -> None:
    goal = await room.goal_of(ANA)
    (first,) = await room.says(ANA, goal.id, confidence=GREEN, progress=40, words="The tap is in")
    prompt = await prompt_of(room, ANA)
    (second,) = await room.as_(ANA).commit(answers.tap, prompt.id, goal.id, RED)
    assert (second.words, second.progress, second.version) == ("The tap is in", 40, 2)
    assert await _versions(room, first) == [first, second]
    assert await room.as_(None).read(answers.answers_to, prompt.id) == [second]


async def test_what_it_was_before_is_what_was_said_on_the_occasion_before(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await room.says(ANA, goal.id, confidence=GREEN)
    await room.until(ANAS_TEN + WEEK)
    (first,) = await room.says(ANA, goal.id, confidence=YELLOW)
    (second,) = await room.says(ANA, goal.id, confidence=RED)
    assert (first.before, second.before) == (GREEN, GREEN)


async def test_a_change_from_what_was_private_is_not_told(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await room.says(ANA, goal.id, confidence=YELLOW)
    await room.until(ANAS_TEN + WEEK)
    await room.says(ANA, goal.id, confidence=RED, is_private=True)
    await room.until(ANAS_TEN + 2 * WEEK)
    (private,) = await room.says(ANA, goal.id, confidence=GREEN, is_private=True)
    (shared,) = await room.says(ANA, goal.id, confidence=GREEN)
    assert (private.before, shared.before) == (YELLOW, YELLOW)


@pytest.mark.parametrize("marks", [(True, False), (False, True), (True, True)])
async def test_added_words_are_private_once_any_are(room: Room, marks: tuple[bool, bool]) -> None:
    goal = await room.goal_of(BEN)
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    for is_private in marks:
        more = Telling(goal_id=goal.id, words="Between us", is_private=is_private)
        (added,) = await room.as_(ANA).commit(answers.tell_besides, prompt.id, more)
    assert added.is_private


@pytest.mark.each_database
async def test_two_presses_at_once_both_stand(room: Room) -> None:
    one, other = await room.goal_of(ANA), await room.goal_of(ANA, "Half as many wait for a day")
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    pressed = [(one.id, GREEN), (other.id, RED), (one.id, YELLOW), (other.id, YELLOW)]
    given = await asyncio.gather(
        *(room.as_(ANA).commit(answers.tap, prompt.id, goal_id, how) for goal_id, how in pressed)
    )
    assert all(len(versions) == 1 for versions in given)
    for goal in (one, other):
        (any_one,) = [said for (said,) in given if said.goal_id == goal.id][:1]
        history = await _versions(room, any_one)
        assert [said.version for said in history] == [1, 2]
        assert {said.confidence for said in history} == {
            how for goal_id, how in pressed if goal_id == goal.id
        }
    assert len(await room.as_(None).read(answers_on, room.cadence, TUESDAY)) == 2


async def test_nobody_answers_for_somebody_else(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    with pytest.raises(NotFound):
        await room.as_(BEN).commit(answers.tap, prompt.id, goal.id, RED)


async def test_how_a_goal_stands_is_its_drivers_to_say_and_words_are_everybodys(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.says(ANA, goal.id, confidence=GREEN)
    with pytest.raises(NotAllowed):
        await room.says(BEN, goal.id, confidence=RED)
    (word,) = await room.says(BEN, goal.id, words="My street has one now")
    assert word.goal_id == goal.id
    prompt = await prompt_of(room, BEN)
    more = Telling(goal_id=goal.id, words="And the next one too")
    (added,) = await room.as_(BEN).commit(answers.tell_besides, prompt.id, more)
    assert added.words == "My street has one now\nAnd the next one too"
    last = await _last(room, added)
    assert last is not None
    assert (last.user, last.confidence) == (ANA, GREEN)


async def test_a_goal_that_was_handed_over_or_withdrawn_is_not_answered_any_more(room: Room) -> None:
    handed, withdrawn = await room.goal_of(ANA), await room.goal_of(ANA, "Half as many wait for a day")
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(handed_over, handed.id, BEN, "")
    await room.as_(ANA).commit(goals.withdraw, withdrawn.id)
    with pytest.raises(NotAllowed):
        await room.as_(ANA).commit(answers.tap, prompt.id, handed.id, GREEN)
    with pytest.raises(Conflict):
        await room.as_(ANA).commit(answers.tap, prompt.id, withdrawn.id, GREEN)


async def test_who_left_the_team_is_heard_there_no_more(room: Room) -> None:
    goal = await room.goal_of(BEN)
    await room.until(ANAS_TEN + timedelta(hours=6))
    prompt = await prompt_of(room, BEN)
    await room.as_(BEN).commit(teams.leave, room.team)
    with pytest.raises(NotFound):
        await room.as_(BEN).commit(answers.tap, prompt.id, goal.id, GREEN)


async def test_what_is_private_is_the_last_word_for_its_author_only(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await room.says(ANA, goal.id, confidence=GREEN, progress=30)
    await room.until(ANAS_TEN + WEEK)
    (answer,) = await room.says(ANA, goal.id, confidence=RED, is_private=True)
    seen, own = await _last(room, answer), await _last(room, answer, reader=ANA)
    assert seen is not None
    assert (seen.confidence, seen.progress) == (GREEN, 30)
    assert own is not None
    assert (own.confidence, own.progress) == (RED, 30)
    assert (await room.as_(None).read(answers.counts, room.cadence, answer.day)).answered == 1


async def test_changed_from_shared_to_private_it_is_shown_no_more(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.says(ANA, goal.id, confidence=GREEN)
    (answer,) = await room.says(ANA, goal.id, confidence=GREEN, is_private=True)
    assert await _last(room, answer) is None


async def test_the_log_tells_that_somebody_answered_and_not_what(room: Room) -> None:
    goal = await room.goal_of(ANA)
    (answer,) = await room.says(ANA, goal.id, words="Between us", is_private=True)
    logged = await room.as_(None).read(workspaces.history, str(answer.occasion_id))
    assert [entry.kind for entry in logged] == [CheckinAnswered.kind]
    assert "Between us" not in str(logged)
