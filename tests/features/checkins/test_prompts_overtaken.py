"""What stands further up once something newer was sent: of which day it is, and where it went; on both databases."""

from datetime import timedelta

import pytest

from bot.db.transaction import Touch
from bot.features.checkins.service import prompts, sending
from bot.features.checkins.values.prompts import PROMPT, PromptState, PromptView, Snooze
from tests.features.cadences.factories import ANA
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, delivered, drawn, prompts_of, put_on_record

pytestmark = pytest.mark.practice("P13")
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)


async def _weeks(room: Room, count: int) -> list[PromptView]:
    """Ana's check-ins of so many weeks, none of them answered."""
    for week in range(count):
        await room.until(ANAS_TEN + week * WEEK)
        await delivered(room)
    return await prompts_of(room, ANA)


async def _says(room: Room, prompt: PromptView) -> str:
    return str(await drawn(room, prompt, ts="1.1"))


async def test_an_open_one_says_its_day_and_is_only_added_to_once_a_newer_one_came(room: Room) -> None:
    [first] = await _weeks(room, 1)
    assert "3 Mar" not in await _says(room, first)
    assert "Skip this one" in await _says(room, first)
    await put_on_record(room, ANAS_TEN + WEEK)
    _, second = await prompts_of(room, ANA)
    await room.as_(None).commit(sending.send, [second.id], {})
    assert Touch(PROMPT, str(first.id)) in room.touched
    old, new = await _says(room, first), await _says(room, second)
    assert "Check-in of Tue 3 Mar for" in old
    assert "Add words" in old
    for gone in ("Skip this one", "Snooze", "I'm away until"):
        assert gone not in old
        assert gone in new


async def test_put_off_among_newer_ones_it_comes_again_and_says_its_day(room: Room) -> None:
    *_, third, _ = await _weeks(room, 4)
    await room.as_(ANA).commit(prompts.snooze, third.id, Snooze.TOMORROW)
    await room.until(room.now + DAY)
    await delivered(room)
    again = next(one for one in await prompts_of(room, ANA) if one.id == third.id)
    assert (again.state, again.turn) == (PromptState.SHOWN, 1)
    assert "Check-in of Tue 17 Mar for" in await _says(room, again)
    assert "Snooze" in await _says(room, again)
    assert "check-in of Tue 17 Mar for #answers is further down" in await _says(room, third)


async def test_put_off_until_the_next_one_is_due_it_says_what_it_is_part_of(room: Room) -> None:
    *_, third, _ = await _weeks(room, 4)
    await room.as_(ANA).commit(prompts.snooze, third.id, Snooze.TOMORROW)
    await room.until(ANAS_TEN + 4 * WEEK)
    await delivered(room)
    newest = (await prompts_of(room, ANA))[-1]
    assert "Check-in of Tue 17 Mar and Tue 31 Mar for" in await _says(room, newest)
    assert "check-in of Tue 17 Mar is part of that of Tue 31 Mar now" in await _says(room, third)


async def test_where_slack_took_no_message_it_says_so_and_comes_with_the_next(room: Room) -> None:
    [first] = await _weeks(room, 1)
    await room.as_(ANA).commit(prompts.snooze, first.id, Snooze.TOMORROW)
    await room.until(ANAS_TEN + DAY)
    room.now += 2 * DAY
    assert await drawn(room, (await prompts_of(room, ANA))[0]) is None
    lost = await _says(room, first)
    assert "Slack didn't take my message" in lost
    assert "Answer now" in lost
    await room.until(ANAS_TEN + WEEK)
    _, second = await prompts_of(room, ANA)
    assert [one.day for one in second.occasions] == [TUESDAY, TUESDAY + WEEK]
    assert "is part of that of Tue 10 Mar now" in await _says(room, first)
