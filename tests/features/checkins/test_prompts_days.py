"""One message a local day: what was put off to a day, and zones that change around the hour; on both databases."""

from datetime import date, time, timedelta
from uuid import UUID

import pytest

from bot.clock.recurrence import Weekly
from bot.db.transaction import Transaction
from bot.features.attention.service import hours
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm, ZonePolicy
from bot.features.checkins.service import prompts, sending
from bot.features.checkins.values.prompts import RhythmChoice, Snooze
from tests.features.cadences.factories import ANA, BEN, CYD, MONDAY, facts, remember, utc
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, keys, prompt_of, prompts_of
from tests.slices import sliced

pytestmark = pytest.mark.practice("P13")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEDNESDAY = TUESDAY + DAY


async def _asks_on_wednesdays(room: Room, *, hour: int) -> UUID:
    """Another check-in of Ana's."""

    def make(tx: Transaction) -> UUID:
        rhythm = Rhythm(Weekly(frozenset({WEDNESDAY.weekday()}), anchor=MONDAY), time(hour))
        made = cadences.create(tx, CadenceDraft(room.team, Kind.CHECKIN, rhythm, {}, {}))
        enroll(tx, made.id, [ANA])
        return made.id

    return await room.as_(ANA).commit(make)


async def _put_off_to_wednesday(room: Room) -> UUID:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.TOMORROW)
    return prompt.id


async def _live_through_wednesday(room: Room) -> int:
    """How many messages come on that day."""
    before = len(keys(room, ANA))
    for hour in range(24):
        await room.until(utc(4, 0) + hour * HOUR)
    return len(keys(room, ANA)) - before


async def _days_asked(room: Room) -> list[list[date]]:
    return [[one.day for one in prompt.occasions] for prompt in await prompts_of(room, ANA)]


@pytest.mark.parametrize("hour", [4, 9, 10, 11, 16])
async def test_what_was_put_off_to_a_day_and_its_own_come_as_one(room: Room, hour: int) -> None:
    await _asks_on_wednesdays(room, hour=hour)
    await _put_off_to_wednesday(room)
    assert await _live_through_wednesday(room) == 1
    assert await _days_asked(room) == [[], [TUESDAY, WEDNESDAY]]


async def test_the_message_says_when_both_come(room: Room) -> None:
    await _asks_on_wednesdays(room, hour=16)
    put_off = await _put_off_to_wednesday(room)
    await room.until(ANAS_TEN + DAY)
    [waiting] = await prompts_of(room, ANA)
    assert (waiting.id, waiting.send_at) == (put_off, utc(4, 15))
    assert str(put_off) in {touch.subject for touch in room.touched}


async def test_what_does_not_reach_them_that_day_is_not_waited_for(room: Room) -> None:
    await _asks_on_wednesdays(room, hour=23)
    await _put_off_to_wednesday(room)
    await room.until(ANAS_TEN + DAY)
    assert len(keys(room, ANA)) == 2


async def test_nor_is_a_day_of_which_they_want_no_check_in(room: Room) -> None:
    await _asks_on_wednesdays(room, hour=11)
    put_off = await _put_off_to_wednesday(room)
    await room.as_(ANA).commit(prompts.choose_rhythm, put_off, RhythmChoice.PAUSED)
    await room.until(ANAS_TEN + DAY)
    assert len(keys(room, ANA)) == 2


async def test_it_comes_though_its_company_was_paused_meanwhile(room: Room) -> None:
    other = await _asks_on_wednesdays(room, hour=11)
    await _put_off_to_wednesday(room)
    await room.until(ANAS_TEN + DAY)
    await room.as_(ANA).commit(cadences.pause, other)
    await room.until(ANAS_TEN + DAY + HOUR)
    assert len(keys(room, ANA)) == 2


async def test_what_was_put_off_waits_for_what_is_due_and_not_on_record_yet(room: Room) -> None:
    await _asks_on_wednesdays(room, hour=10)
    put_off = await _put_off_to_wednesday(room)
    room.now = ANAS_TEN + DAY
    await room.as_(None).commit(sending.send, [put_off], {})  # another replica holds the subscription
    await room.after(timedelta(seconds=5))
    assert len(keys(room, ANA)) == 2


async def _lives_in(room: Room, zone: str) -> None:
    await room.as_(None).commit(remember, facts(ANA, zone))


async def _live_through(room: Room, hours: int) -> None:
    for _ in range(hours * 2):
        await room.after(HOUR / 2)


ZONES = sliced(
    ("Asia/Tokyo", "Pacific/Honolulu"), long=("America/New_York", "Pacific/Kiritimati", "Pacific/Apia")
)


@pytest.mark.parametrize("wrong", ZONES)
@pytest.mark.parametrize("minutes", [-70, -10, 10])
async def test_a_zone_set_wrongly_and_put_right_loses_no_day_and_doubles_none(
    room: Room, wrong: str, minutes: int
) -> None:
    await room.until(ANAS_TEN + timedelta(minutes=minutes))
    await _lives_in(room, wrong)
    await room.after(timedelta(minutes=1))
    await _lives_in(room, "Europe/Amsterdam")
    await _live_through(room, 30)
    assert len(keys(room, ANA)) == 1
    assert await _days_asked(room) == [[TUESDAY]]


async def test_who_lands_further_west_is_asked_at_ten_there(room: Room) -> None:
    await room.until(ANAS_TEN - HOUR / 6)
    await _lives_in(room, "Asia/Tokyo")
    await room.after(timedelta(minutes=1))  # ten was long ago, and the evening has begun
    await _lives_in(room, "America/New_York")
    await room.until(utc(3, 14, 59))
    assert keys(room, ANA) == []
    await room.until(utc(3, 15))
    assert len(keys(room, ANA)) == 1


async def _goes_by_the_teams_clock(room: Room) -> None:
    def change(tx: Transaction) -> None:
        cadence = cadences.cadence(tx, room.cadence)
        rhythm = Rhythm(cadence.rhythm.schedule, cadence.rhythm.at, ZonePolicy.TEAM)
        draft = CadenceDraft(room.team, Kind.CHECKIN, rhythm, {}, {})
        cadences.change(tx, cadence.id, draft, version=cadence.version)

    await room.as_(ANA).commit(change)


@pytest.mark.parametrize("wrong", ["Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("minutes", [-660, -10])
async def test_a_wrong_zone_of_who_started_the_team_takes_nobodys_day(
    room: Room, wrong: str, minutes: int
) -> None:
    for user in (BEN, CYD):
        await room.as_(None).commit(remember, facts(user, "Europe/Amsterdam"))
    await _goes_by_the_teams_clock(room)
    await room.until(ANAS_TEN + timedelta(minutes=minutes))
    await _lives_in(room, wrong)
    await room.after(timedelta(minutes=1))
    await _lives_in(room, "Europe/Amsterdam")
    await room.until(ANAS_TEN + HOUR / 4)
    assert [len(keys(room, user)) for user in (ANA, BEN, CYD)] == [1, 1, 1]
    await _live_through(room, 10)
    assert [len(keys(room, user)) for user in (ANA, BEN, CYD)] == [1, 1, 1]


@pytest.mark.parametrize("is_by_the_team", [False, True])
async def test_one_that_waits_by_a_wrong_zone_comes_the_same_day_once_that_is_put_right(
    room: Room, is_by_the_team: bool
) -> None:
    if is_by_the_team:
        await _goes_by_the_teams_clock(room)
    evenings = AvailabilityDraft(starts=time(18), ends=time(22), days=frozenset(range(7)))
    await room.as_(BEN).commit(hours.set_availability, evenings)
    await room.as_(None).commit(remember, facts(BEN, "America/Los_Angeles"))
    for moment in (ANAS_TEN, utc(3, 18)):
        await room.until(moment)
    assert keys(room, BEN) == []
    room.now = utc(3, 18, 30)  # half past seven in the evening, in Amsterdam
    await room.as_(None).commit(remember, facts(BEN, "Europe/Amsterdam"))
    await room.until(utc(3, 18, 31))
    assert len(keys(room, BEN)) == 1


async def test_by_the_teams_clock_the_hour_stays_the_teams(room: Room) -> None:
    await _goes_by_the_teams_clock(room)
    await room.until(ANAS_TEN)  # the evening, in Tokyo
    assert keys(room, CYD) == []
    room.now = ANAS_TEN + HOUR
    await room.as_(None).commit(remember, facts(CYD, "America/New_York"))
    await room.until(utc(3, 13))  # four hours early for New York's hours, and past the team's
    assert keys(room, CYD) == []
    await room.until(utc(3, 14))
    assert len(keys(room, CYD)) == 1


async def test_what_is_over_where_they_are_now_stays_left_out(room: Room) -> None:
    await room.until(utc(3, 8, 50))
    await _lives_in(room, "Pacific/Kiritimati")  # Tuesday, ten to eleven in the evening
    await room.after(HOUR)
    room.now = utc(4, 11, 30)
    await _lives_in(room, "Asia/Tokyo")
    await _live_through(room, 20)
    assert keys(room, ANA) == []
