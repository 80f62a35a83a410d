"""Whom a prompt reaches, when, and how often: on both databases."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.clock.recurrence import Weekly
from bot.db.transaction import Touch, Transaction
from bot.features.attention.service import hours, notices
from bot.features.attention.values import AvailabilityDraft, Quiet
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm, ZonePolicy
from bot.features.checkins.service import answers, ledger, prompts, sending
from bot.features.checkins.values.prompts import PROMPT, PromptState, RhythmChoice, Telling
from bot.features.teams import channels
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from tests.features.cadences.factories import ANA, BEN, CHANNEL, CYD, MONDAY, facts
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import (
    ANAS_TEN,
    TUESDAY,
    delivered,
    drawn,
    keys,
    prompt_of,
    prompts_of,
    put_on_record,
)

BENS_TEN = datetime(2026, 3, 3, 15, tzinfo=UTC)
CYDS_TEN = datetime(2026, 3, 3, 1, tzinfo=UTC)
WEEK = timedelta(weeks=1)


async def _send(room: Room, quiet: dict[str, Quiet] | None = None) -> None:
    for workspace, due in (await room.database.read_across(ledger.due_prompts)).items():
        ids = [prompt.id for prompt in due]
        await room.database.edge(workspace).commit(sending.send, ids, quiet or {})


async def _hours(room: Room, user: str, **wanted: Any) -> None:
    await room.as_(user).commit(hours.set_availability, AvailabilityDraft(**wanted))


async def test_each_is_asked_at_ten_where_they_live_and_once(room: Room) -> None:
    for moment, asked in ((CYDS_TEN, [CYD]), (ANAS_TEN, [CYD, ANA]), (BENS_TEN, [CYD, ANA, BEN])):
        await room.until(moment - timedelta(seconds=1))
        assert [show.audience for show in room.of(PROMPT)] == asked[:-1]
        await room.until(moment)
        await room.until(moment + timedelta(seconds=5))
        assert [show.audience for show in room.of(PROMPT)] == asked


@pytest.mark.each_database
async def test_two_clocks_at_once_ask_once(room: Room) -> None:
    room.now = ANAS_TEN
    taken = await asyncio.gather(*(room.database.write_across(ledger.materialise) for _ in range(2)))
    assert sum(taken) == 2  # Cyd's hour came and went
    ids = [prompt.id for prompt in (await room.database.read_across(ledger.due_prompts))["T0CAIRN"]]
    await asyncio.gather(*(room.as_(None).commit(sending.send, ids, {}) for _ in range(2)))
    assert len(keys(room, ANA)) == 1
    assert (await prompt_of(room, CYD)).state is PromptState.QUIET


def _leaves(tx: Transaction, room: Room) -> None:
    teams.leave(tx, room.team)


def _is_deactivated(tx: Transaction, _: Room) -> None:
    workspaces.remember(tx, [facts(ANA, kind=PersonKind.GONE)])


def _closes(tx: Transaction, _: Room) -> None:
    channels.channel_closed(tx, CHANNEL)


def _pauses(tx: Transaction, room: Room) -> None:
    cadences.pause(tx, room.cadence)


@pytest.mark.parametrize("change", [_leaves, _is_deactivated, _closes, _pauses])
async def test_who_should_not_get_one_any_more_does_not(room: Room, change: Any) -> None:
    await put_on_record(room, ANAS_TEN)
    await room.as_(ANA).commit(change, room)
    await _send(room)
    assert keys(room, ANA) == []
    assert (await prompt_of(room, ANA)).state is PromptState.QUIET


@pytest.mark.parametrize("change", [_leaves, _is_deactivated, _closes, _pauses])
async def test_nor_when_that_happens_just_before_it_is_posted(room: Room, change: Any) -> None:
    await room.until(ANAS_TEN)
    assert await drawn(room, await prompt_of(room, ANA)) is not None
    await room.as_(ANA).commit(change, room)
    assert await drawn(room, await prompt_of(room, ANA)) is None
    assert await drawn(room, await prompt_of(room, ANA), ts="1.1") is not None


async def test_it_waits_for_the_persons_own_hours(room: Room) -> None:
    await _hours(room, ANA, starts=time(17), ends=time(22), days=frozenset(range(7)))
    await room.until(ANAS_TEN)
    assert keys(room, ANA) == []
    await room.until(datetime(2026, 3, 3, 16, tzinfo=UTC))
    assert len(keys(room, ANA)) == 1


async def test_it_waits_for_the_end_of_do_not_disturb(room: Room) -> None:
    await put_on_record(room, ANAS_TEN)
    until = ANAS_TEN + timedelta(hours=2)
    await _send(room, {ANA: Quiet(until)})
    assert keys(room, ANA) == []
    assert (await prompt_of(room, ANA)).send_at == until
    await room.until(until)
    assert len(keys(room, ANA)) == 1


@pytest.mark.parametrize(
    "wanted",
    [{"days": frozenset({0, 2})}, {"ends": time(9, 30), "starts": time(9)}, {"away_until": date(2026, 3, 5)}],
)
async def test_on_a_day_that_is_not_theirs_nobody_is_asked_nor_counted(
    room: Room, wanted: dict[str, Any]
) -> None:
    await _hours(room, ANA, **wanted)
    await room.until(CYDS_TEN)
    await room.until(ANAS_TEN)
    assert keys(room, ANA) == []
    assert (await prompt_of(room, ANA)).state is PromptState.QUIET
    counted = await room.as_(None).read(answers.counts, room.cadence, TUESDAY)
    assert counted.asked == 1  # Cyd; Ben's hour has not come


async def test_what_could_not_be_sent_by_the_end_of_the_day_never_comes(room: Room) -> None:
    await put_on_record(room, ANAS_TEN)
    room.now = datetime(2026, 3, 4, 8, 30, tzinfo=UTC)
    await _send(room)
    assert keys(room, ANA) == []
    assert (await prompt_of(room, ANA)).state is PromptState.EXPIRED


async def test_one_that_was_not_posted_by_then_is_not_drawn_but_what_stands_there_stays(room: Room) -> None:
    await room.until(ANAS_TEN)
    prompt = await prompt_of(room, ANA)
    room.now = prompt.expires_at
    assert await drawn(room, prompt) is None
    assert await drawn(room, prompt, ts="1.1") is not None


async def test_when_the_days_one_message_is_taken_it_comes_tomorrow(room: Room) -> None:
    await room.as_(None).commit(notices.take_day, ANA, TUESDAY, "something else")
    await room.until(ANAS_TEN)
    assert keys(room, ANA) == []
    await room.until(ANAS_TEN + timedelta(days=1))
    prompt = await prompt_of(room, ANA)
    assert keys(room, ANA) == [prompt.key]
    assert [one.day for one in prompt.occasions] == [TUESDAY]
    assert not await room.as_(None).commit(notices.take_day, ANA, date(2026, 3, 4), "something else")


def _in_the_afternoon(tx: Transaction, room: Room) -> None:
    rhythm = Rhythm(Weekly(frozenset({1}), anchor=MONDAY), time(14), ZonePolicy.TEAM)
    made = cadences.create(tx, CadenceDraft(room.team, Kind.CHECKIN, rhythm, {}, {}))
    enroll(tx, made.id, [ANA])


async def test_what_is_due_later_the_same_day_is_added_to_the_same_message(room: Room) -> None:
    await room.as_(ANA).commit(_in_the_afternoon, room)
    await room.until(ANAS_TEN)
    before = await prompt_of(room, ANA)
    await room.until(ANAS_TEN + timedelta(hours=4))
    after = await prompt_of(room, ANA)
    assert (len(before.occasions), len(after.occasions)) == (1, 2)
    assert keys(room, ANA) == [before.key]
    assert len(await prompts_of(room, ANA)) == 1


async def test_by_the_teams_clock_the_message_still_takes_the_persons_own_day(room: Room) -> None:
    def by_the_team(tx: Transaction) -> None:
        rhythm = Rhythm(Weekly(frozenset({1}), anchor=MONDAY), time(23), ZonePolicy.TEAM)
        made = cadences.create(tx, CadenceDraft(room.team, Kind.CHECKIN, rhythm, {}, {}))
        enroll(tx, made.id, [CYD])

    await room.as_(ANA).commit(by_the_team)
    await put_on_record(room, datetime(2026, 3, 3, 22, tzinfo=UTC))
    days = [(one.day, [each.day for each in one.occasions]) for one in await prompts_of(room, CYD)]
    assert days == [(TUESDAY, [TUESDAY]), (date(2026, 3, 4), [TUESDAY])]


async def test_three_unanswered_are_asked_about_once_and_then_it_is_quiet_until_they_say(room: Room) -> None:
    for week in range(6):
        await room.until(ANAS_TEN + week * WEEK)
        await delivered(room)
    found = await prompts_of(room, ANA)
    assert [one.asks_rhythm for one in found] == [False, False, False, True, False, False]
    assert [one.state for one in found] == [PromptState.SHOWN] * 4 + [PromptState.QUIET] * 2
    await room.as_(ANA).commit(prompts.choose_rhythm, found[3].id, RhythmChoice.KEEP)
    await room.until(ANAS_TEN + 6 * WEEK)
    assert (await prompt_of(room, ANA)).state is PromptState.SHOWN


@pytest.mark.parametrize("how", ["chosen", "answered"])
async def test_what_becomes_of_the_rhythm_shows_in_every_message(room: Room, how: str) -> None:
    for week in range(4):
        await room.until(ANAS_TEN + week * WEEK)
        await delivered(room)
    *_, before, asking = await prompts_of(room, ANA)
    if how == "chosen":
        await room.as_(ANA).commit(prompts.choose_rhythm, asking.id, RhythmChoice.EVERY_SECOND)
    else:
        words = Telling(goal_id=None, words="Here I am")
        await room.as_(ANA).commit(answers.tell, before.id, words)
    assert {Touch(PROMPT, str(one.id)) for one in (before, asking)} <= room.touched


async def test_who_checks_in_again_is_asked_again(room: Room) -> None:
    for week in range(5):
        await room.until(ANAS_TEN + week * WEEK)
        await delivered(room)
    await room.says(ANA, words="Here I am")
    await room.until(ANAS_TEN + 5 * WEEK)
    assert (await prompt_of(room, ANA)).state is PromptState.SHOWN


async def test_every_second_week_is_every_second_week(room: Room) -> None:
    await room.until(ANAS_TEN)
    await room.as_(ANA).commit(
        prompts.choose_rhythm, (await prompt_of(room, ANA)).id, RhythmChoice.EVERY_SECOND
    )
    for week in range(1, 5):
        await room.until(ANAS_TEN + week * WEEK)
    states = [one.state for one in await prompts_of(room, ANA)]
    assert states == [PromptState.SHOWN, PromptState.QUIET] * 2 + [PromptState.SHOWN]


async def test_what_cairn_wants_to_say_goes_along(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.as_(None).commit(notices.mention, ANA, "goals.gone", goal.id, key="gone:1")
    await room.until(ANAS_TEN)
    message = await drawn(room, await prompt_of(room, ANA))
    assert message is not None
    assert "deleted" in str(message.blocks)


async def test_a_check_in_that_is_coming_is_expected(room: Room) -> None:
    room.now = ANAS_TEN - timedelta(hours=1)
    days = dict.fromkeys([ANA, BEN], TUESDAY)
    assert await room.as_(None).read(sending.expected, days) == {ANA, BEN}
    assert await room.as_(None).read(sending.expected, dict.fromkeys(days, MONDAY)) == set()
    await put_on_record(room, ANAS_TEN)
    assert ANA in await room.as_(None).read(sending.expected, days)
