"""What becomes of a prompt that was put off, or left out, when its hour comes: on both databases."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import pytest

from bot.clock.recurrence import Weekly
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surface_by_key
from bot.features.attention.service import hours, notices
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm
from bot.features.checkins.handlers import prompts as handlers
from bot.features.checkins.service import answers, early, prompts
from bot.features.checkins.values.prompts import (
    PromptState,
    PromptView,
    RhythmChoice,
    Snooze,
    Telling,
)
from bot.features.teams import channels
from bot.features.teams import service as teams
from bot.features.teams.membership import held
from bot.features.teams.values import ChannelFacts
from bot.slack.payloads import FormState
from bot.slack.visits import Press
from tests.features.cadences.factories import ANA, BEN, CHANNEL, CYD, MONDAY, facts, remember, utc
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import (
    ANAS_TEN,
    TUESDAY,
    delivered,
    drawn,
    keys,
    prompt_of,
    prompts_of,
)

pytestmark = pytest.mark.practice("P13")
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
WORKDAYS = range(5)


async def _hours(room: Room, user: str = ANA, **wanted: Any) -> None:
    await room.as_(user).commit(hours.set_availability, AvailabilityDraft(**wanted))


async def _asks(room: Room, days: Sequence[int], *, hour: int = 10, every: int = 1) -> UUID:
    """Another check-in of Ana's."""

    def make(tx: Transaction) -> UUID:
        rhythm = Rhythm(Weekly(frozenset(days), every=every, anchor=MONDAY), time(hour))
        who = {"of": "chosen", "chosen": [ANA]}
        made = cadences.create(tx, CadenceDraft(room.team, Kind.CHECKIN, rhythm, who, {}))
        enroll(tx, made.id, [ANA])
        return made.id

    return await room.as_(ANA).commit(make)


async def _asked(room: Room) -> PromptView:
    await room.until(ANAS_TEN)
    return await prompt_of(room, ANA)


async def _snoozed(room: Room, how: Snooze) -> PromptView:
    prompt = await _asked(room)
    return await room.as_(ANA).commit(prompts.snooze, prompt.id, how)


async def _next_shown(room: Room, *, days: int) -> datetime:
    """When Ana gets another message, within so many days."""
    before = len(keys(room, ANA))
    for _ in range(days * 48):
        await room.until(room.now + HOUR / 2)
        if len(keys(room, ANA)) > before:
            return room.now
    raise AssertionError("nothing came")


async def _asks_of(room: Room) -> list[date]:
    return [one.day for one in (await prompt_of(room, ANA)).occasions]


async def test_an_hour_that_ends_after_ones_own_comes_the_next_morning(room: Room) -> None:
    prompt = await _asked(room)
    room.now = utc(3, 15, 30)
    again = await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)
    assert again.send_at == utc(4, 8)
    assert await _next_shown(room, days=1) == utc(4, 8)
    assert await _asks_of(room) == [TUESDAY]


@pytest.mark.parametrize(
    ("wanted", "comes"), [({"days": frozenset({1})}, utc(10, 9)), ({"days": frozenset({0, 1})}, utc(9, 9))]
)
async def test_tomorrow_is_the_next_of_ones_days(room: Room, wanted: dict[str, Any], comes: datetime) -> None:
    await _hours(room, **wanted)
    again = await _snoozed(room, Snooze.TOMORROW)
    assert again.send_at == comes
    assert await _next_shown(room, days=7) == comes
    assert TUESDAY in await _asks_of(room)


async def test_who_goes_away_meanwhile_finds_it_when_they_are_back(room: Room) -> None:
    await _snoozed(room, Snooze.TOMORROW)
    await room.as_(ANA).commit(hours.be_away, date(2026, 3, 6))
    assert await _next_shown(room, days=4) == utc(6, 9)


async def test_put_off_into_a_week_without_check_ins_it_comes_all_the_same(room: Room) -> None:
    await _asks(room, [4])
    friday = ANAS_TEN + 3 * DAY
    await room.until(friday)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(prompts.choose_rhythm, prompt.id, RhythmChoice.EVERY_SECOND)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.TOMORROW)
    assert await _next_shown(room, days=4) == utc(9, 9)


async def test_what_was_put_off_outlives_a_night_in_which_nothing_ran(room: Room) -> None:
    await _snoozed(room, Snooze.HOUR)
    await room.until(ANAS_TEN + DAY)
    again = await prompt_of(room, ANA)
    assert (again.state, again.turn) == (PromptState.SHOWN, 1)


async def test_yesterdays_put_off_while_todays_stands_there_comes_again(room: Room) -> None:
    await _asks(room, WORKDAYS)
    await _asked(room)
    await room.until(ANAS_TEN + DAY)
    old, new = await prompts_of(room, ANA)
    await room.as_(ANA).commit(prompts.snooze, old.id, Snooze.HOUR)
    await room.after(HOUR)
    assert keys(room, ANA) == [old.key, new.key, f"{old.key}:1"]


async def test_what_was_put_off_joins_the_message_of_the_day(room: Room) -> None:
    await _asks(room, WORKDAYS)
    old = await _snoozed(room, Snooze.TOMORROW)
    await room.until(ANAS_TEN + DAY)
    first, second = await prompts_of(room, ANA)
    assert {one.day for one in second.occasions} == {TUESDAY, TUESDAY + DAY}
    assert keys(room, ANA) == [first.key, second.key]
    said = await drawn(room, first, ts="1.1")
    assert said is not None
    assert (first.id, "further down" in said.text) == (old.id, True)


async def test_called_for_before_its_time_the_next_days_own_still_comes(room: Room) -> None:
    await _asks(room, WORKDAYS)
    await _snoozed(room, Snooze.TOMORROW)
    await room.after(HOUR)
    called = await room.as_(ANA).commit(early.check_in_now)
    assert await _next_shown(room, days=1) == ANAS_TEN + DAY
    assert (await prompt_of(room, ANA)).id != called.id


async def test_tomorrow_pressed_twice_says_and_does_the_same(room: Room) -> None:
    first = await _snoozed(room, Snooze.TOMORROW)
    assert await room.as_(ANA).commit(prompts.snooze, first.id, Snooze.TOMORROW) == first
    assert first.send_at == ANAS_TEN + DAY


async def test_an_old_message_brings_its_own_check_in_and_says_of_which_day(room: Room) -> None:
    await _asks(room, WORKDAYS)
    old = await _snoozed(room, Snooze.TOMORROW)
    room.now = utc(4, 7)
    press = Press(edge=room.as_(ANA), user=ANA, value=str(old.id), form=FormState())
    await handlers.on_now(press)
    [shown] = await prompts_of(room, ANA)
    message = await drawn(room, shown)
    assert message is not None
    assert "Check-in of Tue 3 Mar for" in str(message.blocks)
    await room.as_(ANA).commit(answers.tell, shown.id, Telling(goal_id=None, words="All well"))
    assert (await room.as_(None).read(answers.counts, room.cadence, TUESDAY)).answered == 1


async def test_an_old_message_of_what_ended_brings_todays(room: Room) -> None:
    other = await _asks(room, [2])
    old = await _snoozed(room, Snooze.TOMORROW)
    await room.as_(ANA).commit(cadences.pause, room.cadence)
    room.now = utc(4, 7)
    called = await room.as_(ANA).commit(early.answer_now, old.id)
    assert [one.cadence_id for one in called.occasions] == [other]


async def test_what_ended_while_it_was_put_off_no_longer_says_when_it_comes(room: Room) -> None:
    await _snoozed(room, Snooze.HOUR)
    await room.as_(ANA).commit(cadences.pause, room.cadence)
    await room.after(HOUR)
    assert "I don't ask again" in await _first_message(room)


async def _first_message(room: Room) -> str:
    """What stands now where Ana's first check-in was."""
    first = keys(room, ANA)[0]

    def draw(tx: Transaction) -> str:
        surface = surface_by_key(tx, first)
        assert surface is not None
        return str(room.parts.renderers.draw(tx, surface))

    await delivered(room)
    return await room.as_(None).read(draw)


async def _away_in_the_morning(room: Room) -> None:
    await room.as_(ANA).commit(hours.be_away, date(2026, 3, 5))
    await room.until(ANAS_TEN)
    room.now = ANAS_TEN + HOUR
    await room.as_(ANA).commit(hours.be_back)


async def _first_one_paused(room: Room) -> None:
    await _hours(room, starts=time(12), ends=time(20))
    await room.until(ANAS_TEN)
    await room.as_(ANA).commit(cadences.pause, room.cadence)
    await room.until(ANAS_TEN + 2 * HOUR)


@pytest.mark.parametrize("morning", [_away_in_the_morning, _first_one_paused])
async def test_a_second_check_in_of_the_day_comes_though_the_first_did_not(room: Room, morning: Any) -> None:
    await _asks(room, [1], hour=14)
    await morning(room)
    assert keys(room, ANA) == []
    await room.until(ANAS_TEN + 4 * HOUR)
    assert len(keys(room, ANA)) == 1


async def test_two_check_ins_of_a_day_that_is_taken_come_together_the_next(room: Room) -> None:
    await _asks(room, [1], hour=14)
    await room.as_(None).commit(notices.take_day, ANA, TUESDAY, "something else")
    await room.until(ANAS_TEN)
    await room.until(ANAS_TEN + 4 * HOUR)
    assert keys(room, ANA) == []
    await _next_shown(room, days=1)
    assert len((await prompt_of(room, ANA)).occasions) == 2


async def test_quiet_begins_when_the_question_was_seen(room: Room) -> None:
    for week in range(3):
        await room.until(ANAS_TEN + week * WEEK)
        await delivered(room)
    for week in (3, 4):  # Slack was out of reach for those two days
        await room.until(ANAS_TEN + week * WEEK)
        prompt = await prompt_of(room, ANA)
        assert (prompt.state, prompt.asks_rhythm) == (PromptState.SHOWN, True)
    await delivered(room)
    await room.until(ANAS_TEN + 5 * WEEK)
    assert (await prompt_of(room, ANA)).state is PromptState.QUIET


async def test_every_second_week_of_a_check_in_every_second_week_is_each_of_them(room: Room) -> None:
    await room.as_(ANA).commit(cadences.stop, room.cadence)
    await _asks(room, [1], every=2)
    prompt = await _asked(room)
    room.now = ANAS_TEN + WEEK
    await room.as_(ANA).commit(prompts.choose_rhythm, prompt.id, RhythmChoice.EVERY_SECOND)
    for week in range(2, 7):
        await room.until(ANAS_TEN + week * WEEK)
    assert [one.state for one in await prompts_of(room, ANA)] == [PromptState.SHOWN] * 4


async def test_a_move_west_while_it_waits_loses_nothing(room: Room) -> None:
    await _hours(room, CYD, starts=time(18), ends=time(22), days=frozenset(range(7)))
    await room.until(utc(3, 1))
    await room.as_(None).commit(remember, facts(CYD, "America/Los_Angeles"))
    await room.until(utc(3, 9))
    assert keys(room, CYD) == []
    await room.until(utc(4, 2))
    assert len(keys(room, CYD)) == 1


async def test_where_its_day_has_not_begun_it_waits_for_that(room: Room) -> None:
    await _hours(room, CYD, starts=time(12), ends=time(22), days=frozenset(range(7)))
    await room.until(utc(3, 1))
    room.now = utc(3, 2)
    await room.as_(None).commit(remember, facts(CYD, "America/Los_Angeles"))
    await room.until(utc(3, 3))  # Monday evening there
    assert keys(room, CYD) == []
    await room.until(utc(3, 8))
    await room.until(utc(3, 20))
    assert len(keys(room, CYD)) == 1


async def test_whoever_slack_has_not_described_yet_is_not_asked_by_a_clock_that_is_not_theirs(
    room: Room,
) -> None:
    new = "U0NEW"

    def joins(tx: Transaction) -> None:
        teams.present(tx, CHANNEL, new)

    await room.as_(None).commit(joins)
    await room.as_(new).commit(teams.join, room.team)
    await room.as_(ANA).commit(enroll, room.cadence, [ANA, BEN, CYD, new])
    await room.until(utc(3, 10))
    await room.until(utc(3, 10, 0, 55))
    assert keys(room, new) == []
    await room.until(utc(3, 10, 1))
    assert len(keys(room, new)) == 1


async def test_a_team_that_was_out_of_reach_at_that_moment_asks_when_it_is_back(room: Room) -> None:
    await _hours(room, starts=time(12), ends=time(20))
    await room.until(ANAS_TEN)
    await room.as_(None).commit(channels.channel_closed, CHANNEL)
    await room.until(ANAS_TEN + 2 * HOUR)
    assert (await prompt_of(room, ANA)).state is PromptState.QUIET

    def back(tx: Transaction) -> None:
        channels.wake(tx, held(tx, room.team))
        teams.arrived(tx, room.team, ChannelFacts("answers", is_private=False), [ANA, BEN, CYD])

    await room.as_(None).commit(back)
    await room.after(HOUR)
    assert len(keys(room, ANA)) == 1


async def test_in_the_evening_no_afternoon_is_offered(room: Room) -> None:
    prompt = await _asked(room)
    for moment, offered in ((ANAS_TEN, True), (utc(3, 15, 30), False)):
        room.now = moment
        assert ("This afternoon" in str(await drawn(room, prompt))) is offered


async def test_a_day_that_is_left_out_is_not_sent_to_whom_it_waits_for(room: Room) -> None:
    await _hours(room, starts=time(12))
    await room.until(ANAS_TEN)
    await room.as_(ANA).commit(cadences.skip_next, room.cadence, TUESDAY)
    await room.after(2 * HOUR)
    assert keys(room, ANA) == []


async def test_who_had_it_already_keeps_a_day_that_is_left_out(room: Room) -> None:
    await _snoozed(room, Snooze.HOUR)
    await room.as_(ANA).commit(cadences.skip_next, room.cadence, TUESDAY)
    await room.after(HOUR)
    assert len(keys(room, ANA)) == 2
