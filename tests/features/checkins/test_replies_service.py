"""Check-ins in words: kept, read where it can be, taken back; the same message twice changes nothing."""

from collections import Counter
from datetime import time, timedelta
from itertools import count
from uuid import UUID

import pytest

from bot.clock.recurrence import Weekly
from bot.db.transaction import Transaction
from bot.delivery.values import State, Surface
from bot.errors import NotFound
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import Rhythm
from bot.features.checkins.service import answers, replies
from bot.features.checkins.values.prompts import DM_HINT, Confidence, ReplyView
from bot.features.teams import service as teams
from tests.features.cadences.factories import ANA, BEN, MONDAY, draft
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, drawn, prompt_of

numbers = count(1)


async def _says(
    room: Room, words: str, *, user: str = ANA, ts: str = "", thread_ts: str = ""
) -> ReplyView | None:
    ts = ts or f"17.{next(numbers)}"
    return await room.as_(user).commit(replies.reply, words, channel="D0ANA", ts=ts, thread_ts=thread_ts)


async def _told(room: Room) -> list[tuple[object, object, object, str]]:
    prompt = await prompt_of(room, ANA)
    found = await room.as_(None).read(answers.answers_to, prompt.id)
    return [(one.goal_id, one.confidence, one.progress, one.words) for one in found]


def _in_the_afternoon_too(tx: Transaction, team_id: UUID) -> None:
    tuesdays = Rhythm(Weekly(frozenset({1}), anchor=MONDAY), time(14))
    enroll(tx, cadences.create(tx, draft(team_id, tuesdays)).id, [ANA])


async def _by_occasion(room: Room, goal_id: UUID) -> Counter[Confidence | None]:
    """How a goal stands now on the occasions of the prompt."""
    asked = [
        await room.as_(None).read(answers.versions, one.id, goal_id)
        for one in (await prompt_of(room, ANA)).occasions
    ]
    return Counter(versions[-1].confidence if versions else None for versions in asked)


async def test_words_with_a_number_answer_that_goal(room: Room) -> None:
    one, other = await room.goal_of(ANA), await room.goal_of(ANA, "Half as many wait for a day")
    await room.until(ANAS_TEN)
    await _says(room, f"#{other.number} red 20 % no money\n#{one.number} green")
    assert await _told(room) == [
        (other.id, Confidence.RED, 20, "no money"),
        (one.id, Confidence.GREEN, None, ""),
    ] or await _told(room) == [
        (one.id, Confidence.GREEN, None, ""),
        (other.id, Confidence.RED, 20, "no money"),
    ]


async def test_with_but_one_goal_it_needs_no_number(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await _says(room, "🟡 60 % slower than I thought")
    assert await _told(room) == [(goal.id, Confidence.YELLOW, 60, "slower than I thought")]


@pytest.mark.parametrize("words", ["green", "#9 green, the tap is in", "#1 green\n#9 red"])
async def test_where_it_is_unclear_which_goal_is_meant_all_of_it_stays_words(room: Room, words: str) -> None:
    for title in ("Members get an answer within a day", "Half as many wait for a day"):
        await room.goal_of(ANA, title)
    await room.until(ANAS_TEN)
    await _says(room, words)
    assert await _told(room) == [(None, None, None, words)]


async def test_a_bare_number_tells_the_goal_and_without_any_the_check_in_says_how(room: Room) -> None:
    for title in ("Members get an answer within a day", "Half as many wait for a day"):
        goal = await room.goal_of(ANA, title)
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await _says(room, "yellow 40% waiting for wood")
    assert "write it with the number in front: “#2 …”" in str(await drawn(room, prompt))
    await _says(room, "2 yellow 40% waiting for wood")
    assert (goal.id, Confidence.YELLOW, 40, "waiting for wood") in await _told(room)
    assert "in front" not in str(await drawn(room, prompt))
    await _says(room, "We met the neighbours")
    assert "in front" not in str(await drawn(room, prompt))


async def test_a_second_message_adds_to_the_first(room: Room) -> None:
    await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await _says(room, "We met the neighbours")
    await _says(room, "and they liked it")
    assert await _told(room) == [(None, None, None, "We met the neighbours\nand they liked it")]


async def test_the_same_message_twice_changes_nothing(room: Room) -> None:
    await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    assert await _says(room, "We met the neighbours", ts="17.0") is not None
    assert await _says(room, "We met the neighbours", ts="17.0") is None
    assert await _told(room) == [(None, None, None, "We met the neighbours")]


async def test_taken_back_the_reading_is_undone_and_the_words_stay(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await room.says(ANA, goal.id, confidence=Confidence.YELLOW, progress=40)
    words = "green: spaces matter more than I thought"
    said = await _says(room, words)
    assert said is not None
    assert (goal.id, Confidence.GREEN, 40, words.removeprefix("green: ")) in await _told(room)
    await room.as_(ANA).commit(replies.take_back, said.id)
    assert sorted(await _told(room), key=str) == sorted(
        [(goal.id, Confidence.YELLOW, 40, ""), (None, None, None, words)], key=str
    )


async def test_taken_back_each_check_in_of_the_day_is_as_it_was(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.as_(ANA).commit(_in_the_afternoon_too, room.team)
    await room.until(ANAS_TEN)
    await room.says(ANA, goal.id, confidence=Confidence.YELLOW)
    await room.until(ANAS_TEN + timedelta(hours=5))
    said = await _says(room, "green: the colour of hope")
    assert said is not None
    assert await _by_occasion(room, goal.id) == {Confidence.GREEN: 2}
    await room.as_(ANA).commit(replies.take_back, said.id)
    assert await _by_occasion(room, goal.id) == {Confidence.YELLOW: 1, None: 1}


async def test_what_was_said_since_is_not_taken_back_with_it(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    said = await _says(room, "green 50 %")
    assert said is not None
    await room.says(ANA, goal.id, confidence=Confidence.RED)
    await room.as_(ANA).commit(replies.take_back, said.id)
    assert (goal.id, Confidence.RED, None, "") in await _told(room)


async def test_a_first_answer_that_is_taken_back_is_none(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    said = await _says(room, "green: the colour of hope")
    assert said is not None
    await room.as_(ANA).commit(replies.take_back, said.id)
    assert await _told(room) == [(None, None, None, "green: the colour of hope")]
    assert await room.as_(None).read(answers.last_words, [goal.id]) == {}


async def test_words_that_are_no_answer_go_altogether_and_a_third_press_changes_nothing(room: Room) -> None:
    await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await _says(room, "We met the neighbours")
    said = await _says(room, "green: the colour of hope")
    assert said is not None
    for left in ("We met the neighbours\ngreen: the colour of hope", *["We met the neighbours"] * 2):
        await room.as_(ANA).commit(replies.take_back, said.id)
        assert await _told(room) == [(None, None, None, left)]
    assert "no part of this check-in" in str(await drawn(room, await prompt_of(room, ANA)))


async def test_of_several_messages_one_after_the_other_is_taken_back(room: Room) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    first, second = await _says(room, "We met the neighbours"), await _says(room, "Buy milk\nand nails")
    assert first is not None
    assert second is not None
    await room.as_(ANA).commit(replies.take_back, second.id)
    message = str(await drawn(room, prompt))
    assert "“Buy milk and nails” is no part of this check-in" in message
    assert "I took “We met the neighbours” as words" in message
    assert str(first.id) in message
    await room.as_(ANA).commit(replies.take_back, first.id)
    assert await _told(room) == []
    assert "“We met the neighbours” is no part of this check-in" in str(await drawn(room, prompt))


async def test_taken_back_what_was_made_private_since_stays_private(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    said = await _says(room, "red: my boss is in the way")
    assert said is not None
    await room.says(ANA, goal.id, confidence=Confidence.RED, words="my boss is in the way", is_private=True)
    await room.as_(ANA).commit(replies.take_back, said.id)
    found = await room.as_(None).read(answers.answers_to, (await prompt_of(room, ANA)).id)
    assert len(found) == 2
    assert all(answer.is_private for answer in found)


async def test_a_message_is_one_new_version_of_each_goal_however_many_lines_it_has(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await _says(room, "#1 red\n#1 20 %: no money\n#1 green\nthe tap is in")
    assert await _told(room) == [(goal.id, Confidence.GREEN, 20, "no money\nthe tap is in")]
    [answer] = await room.as_(None).read(answers.answers_to, (await prompt_of(room, ANA)).id)
    assert answer.version == 1


async def test_words_added_to_private_ones_stay_private_and_the_message_says_so(room: Room) -> None:
    await room.until(ANAS_TEN)
    await room.says(ANA, words="I am tired", is_private=True)
    await _says(room, "All of us met the neighbours")
    message = str(await drawn(room, await prompt_of(room, ANA)))
    assert "keep them private" in message
    assert "your team reads them" not in message


async def test_what_was_read_is_told_as_the_message_said_it(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    await _says(room, "green 50 %")
    await room.says(ANA, goal.id, confidence=Confidence.RED, progress=10)
    message = str(await drawn(room, await prompt_of(room, ANA)))
    assert f"as *#{goal.number}* 🟢 confident · 50 %" in message
    await _says(room, "red")
    await _says(room, "red")  # which is nothing new
    assert f"as *#{goal.number}* 🔴 worried" in str(await drawn(room, await prompt_of(room, ANA)))


async def test_a_greeting_is_kept_from_the_team(room: Room) -> None:
    await room.until(ANAS_TEN)
    assert await _says(room, "Help!") is None
    assert len(room.of(DM_HINT)) == 1
    assert await _told(room) == []


async def test_a_wish_not_to_be_asked_is_kept_from_the_team_and_answered_with_where_to_say_it(
    room: Room,
) -> None:
    await room.until(ANAS_TEN)
    assert await _says(room, "away until Friday") is None
    assert await _told(room) == []
    [hint] = room.of(DM_HINT)
    surface = Surface(UUID(int=1), "T0CAIRN", DM_HINT, hint.subject, ANA, "key", None, None, State.PENDING)
    message = await room.as_(None).read(room.parts.renderers.draw, surface)
    assert "/cairn settings" in str(message)


async def test_only_who_wrote_it_takes_it_back(room: Room) -> None:
    await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    said = await _says(room, "green")
    assert said is not None
    with pytest.raises(NotFound):
        await room.as_(BEN).commit(replies.take_back, said.id)


async def test_the_message_says_how_it_was_read(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await _says(room, "green 50 %")
    assert f"*#{goal.number}* 🟢 confident · 50 %" in str(await drawn(room, prompt))
    await _says(room, "It rains")
    assert "as words for this check-in" in str(await drawn(room, prompt))


@pytest.mark.parametrize("words", ["hello", "green 60 %"])
async def test_without_a_check_in_of_three_days_a_message_gets_a_hint(room: Room, words: str) -> None:
    assert await _says(room, words) is None
    await room.until(ANAS_TEN)
    await room.after(timedelta(days=4))
    assert await _says(room, words) is None
    assert len(room.of(DM_HINT)) == 2


async def test_who_left_the_team_gets_a_hint_too(room: Room) -> None:
    await room.until(ANAS_TEN)
    await room.as_(ANA).commit(teams.leave, room.team)
    assert await _says(room, "All well") is None
    assert len(room.of(DM_HINT)) == 1


async def test_nothing_to_see_is_nothing_said(room: Room) -> None:
    await room.until(ANAS_TEN)
    assert await _says(room, " \u200b ") is None
    assert room.of(DM_HINT) == []
    assert (await room.as_(None).read(answers.counts, room.cadence, TUESDAY)).answered == 0
