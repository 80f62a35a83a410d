"""What Cairn wants to say by itself beside check-ins: it goes along, or comes on a day without one; on both databases."""

from datetime import time, timedelta
from uuid import UUID

import pytest

from bot.clock.recurrence import Weekly
from bot.db.transaction import Transaction
from bot.features.attention.service import hours, notices
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm, ZonePolicy
from bot.features.checkins.service import early, sending
from tests.features.cadences.factories import ANA, MONDAY, utc
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, drawn, prompt_of

GONE = "goals.gone"  # a notice of another room: somebody deleted a goal's card
HALF_AN_HOUR = timedelta(minutes=30)
pytestmark = pytest.mark.practice("P13")


async def mentions(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.as_(None).commit(notices.mention, ANA, GONE, goal.id, key="gone:1")


async def every_day(room: Room) -> None:
    """Ana is asked at ten on every day of the week."""

    def make(tx: Transaction) -> UUID:
        rhythm = Rhythm(Weekly(frozenset(range(7)), anchor=MONDAY), time(10), ZonePolicy.OWN)
        return cadences.create(tx, CadenceDraft(room.team, Kind.CHECKIN, rhythm, {}, {})).id

    made = await room.as_(ANA).commit(make)
    await room.as_(ANA).commit(enroll, made, [ANA])


async def passes(room: Room, days: int) -> None:
    """The clock does its jobs, that of notices too."""
    for _ in range(days * 48):
        await room.until(room.now + HALF_AN_HOUR)
        for _, user in await room.database.read_across(notices.due, most=50):
            await room.as_(None).commit(_release, user)


def _release(tx: Transaction, user: str) -> None:
    expecting = sending.expected(tx, hours.local_days(tx, [user]))
    notices.release(tx, [user], {}, expecting)


async def test_a_check_in_after_ones_hours_is_not_waited_for(room: Room) -> None:
    await every_day(room)
    morning = AvailabilityDraft(starts=time(8), ends=time(9, 30))
    await room.as_(ANA).commit(hours.set_availability, morning)
    await mentions(room)
    room.now = utc(3, 0)
    assert await room.as_(None).read(sending.expected, {ANA: TUESDAY}) == set()
    await passes(room, days=1)
    assert len(room.of(GONE)) == 1


async def test_it_goes_along_with_a_check_in_that_is_called_for(room: Room) -> None:
    await every_day(room)
    await mentions(room)
    room.now = utc(3, 8)
    prompt = await room.as_(ANA).commit(early.check_in_now)
    message = await drawn(room, prompt)
    assert message is not None
    assert "deleted" in str(message.blocks)
    await passes(room, days=1)
    assert room.of(GONE) == []


async def test_what_went_along_with_a_check_in_that_was_not_posted_comes_later(room: Room) -> None:
    await mentions(room)
    await room.until(ANAS_TEN)
    await room.as_(ANA).commit(cadences.pause, room.cadence)
    assert await drawn(room, await prompt_of(room, ANA)) is None
    await passes(room, days=1)
    assert len(room.of(GONE)) == 1
