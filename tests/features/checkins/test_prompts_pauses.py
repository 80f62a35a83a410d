"""What a check-in's message says while it isn't asked: its person is away, put it off, or its team rests."""

from datetime import date, timedelta

import pytest

from bot.features.attention.service import hours
from bot.features.checkins.service import prompts
from tests.features.cadences.factories import ANA
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, drawn, prompt_of

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
    assert "away until Friday 6 March" in said
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
