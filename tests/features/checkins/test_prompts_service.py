"""What people do with a prompt short of answering, and checking in without one: on both databases."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.db.transaction import Touch, Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import State
from bot.errors import Conflict, Invalid, NotFound
from bot.features.attention.service import hours, notices
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.checkins.service import answers, early, ledger, prompts
from bot.features.checkins.values.prompts import (
    PROMPT,
    Confidence,
    OccasionState,
    PromptState,
    PromptView,
    RhythmChoice,
    Snooze,
)
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ActionDraft
from tests.features.cadences.factories import ANA, BEN, DEE
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, drawn, keys, prompt_of, prompts_of
from tests.features.ownership.factories import handed_over

HOUR = timedelta(hours=1)


async def asked(room: Room) -> PromptView:
    """Ana's prompt, which came by itself."""
    await room.until(ANAS_TEN)
    return await prompt_of(room, ANA)


@pytest.mark.parametrize("verb", [prompts.skip, prompts.unfold, prompts.reopen])
async def test_a_prompt_is_its_persons_own(room: Room, verb: object) -> None:
    prompt = await asked(room)
    with pytest.raises(NotFound):
        await room.as_(BEN).commit(verb, prompt.id)  # type: ignore[arg-type]  # any of them will do


async def test_snoozed_it_comes_again_as_a_new_message_and_the_first_one_points_there(room: Room) -> None:
    prompt = await asked(room)
    await room.goal_of(ANA)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)
    await room.after(HOUR - timedelta(seconds=1))
    assert keys(room, ANA) == [prompt.key]
    await room.after(timedelta(seconds=1))
    again = await prompt_of(room, ANA)
    assert keys(room, ANA) == [prompt.key, again.key]
    old, new = await drawn(room, prompt, ts="1.1"), await drawn(room, again)
    assert old is not None
    assert "further down" in old.text
    assert new is not None
    assert "how are your goals doing" in new.text


async def test_a_snoozed_prompt_is_what_comes_next(room: Room) -> None:
    prompt = await asked(room)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)
    found = await room.database.read_across(lambda session, _: ledger.next_prompt_at(session))
    assert found == ANAS_TEN + HOUR


async def test_put_off_until_tomorrow_it_comes_tomorrow(room: Room) -> None:
    prompt = await asked(room)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.TOMORROW)
    await room.after(timedelta(hours=5))
    assert keys(room, ANA) == [prompt.key]
    await room.until(ANAS_TEN + timedelta(days=1))
    [again] = await prompts_of(room, ANA)
    assert [one.day for one in again.occasions] == [TUESDAY]
    assert keys(room, ANA) == [prompt.key, again.key]


async def test_what_is_answered_has_nothing_to_be_put_off(room: Room) -> None:
    prompt = await asked(room)
    await room.says(ANA, words="All well")
    with pytest.raises(Conflict):
        await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)


async def test_skipped_it_counts_for_nobody_and_comes_back_on_request(room: Room) -> None:
    prompt = await asked(room)
    before = await room.as_(None).read(answers.counts, room.cadence, TUESDAY)
    for _ in range(2):
        skipped = await room.as_(ANA).commit(prompts.skip, prompt.id)
    assert [one.state for one in skipped.occasions] == [OccasionState.SKIPPED]
    assert (await room.as_(None).read(answers.counts, room.cadence, TUESDAY)).asked == before.asked - 1
    back = await room.as_(ANA).commit(prompts.reopen, prompt.id)
    assert [one.state for one in back.occasions] == [OccasionState.OPEN]
    assert (await room.as_(None).read(answers.counts, room.cadence, TUESDAY)) == before


async def test_who_is_away_skips_and_hears_nothing_until_then(room: Room) -> None:
    prompt = await asked(room)
    with pytest.raises(Invalid):
        await room.as_(ANA).commit(prompts.be_away, prompt.id, TUESDAY)
    passed = await room.as_(ANA).commit(prompts.be_away, prompt.id, date(2026, 3, 11))
    assert passed.has_response
    assert [one.state for one in passed.occasions] == [OccasionState.SKIPPED]
    await room.until(ANAS_TEN + timedelta(weeks=1))
    assert (await prompt_of(room, ANA)).state is PromptState.QUIET
    await room.until(ANAS_TEN + timedelta(weeks=2))
    assert (await prompt_of(room, ANA)).state is PromptState.SHOWN


async def test_checked_in_before_the_prompt_it_is_not_sent(room: Room) -> None:
    room.now = ANAS_TEN - HOUR
    await room.says(ANA, words="All well")
    await room.until(ANAS_TEN)
    (prompt,) = await prompts_of(room, ANA)
    assert len(keys(room, ANA)) == 1
    assert [one.state for one in prompt.occasions] == [OccasionState.ANSWERED]
    assert (await room.as_(None).read(answers.counts, room.cadence, TUESDAY)).answered == 1


async def test_asked_and_called_again_it_is_the_same_message(room: Room) -> None:
    prompt = await asked(room)
    called = await room.as_(ANA).commit(early.check_in_now)
    assert called.id == prompt.id
    assert keys(room, ANA) == [prompt.key]


async def test_a_late_answer_goes_to_the_occasion_that_asked(room: Room) -> None:
    prompt = await asked(room)
    await room.after(timedelta(days=2))
    called = await room.as_(ANA).commit(early.check_in_now)
    assert called.id == prompt.id
    assert keys(room, ANA) == [prompt.key, called.key]
    await room.after(timedelta(days=2))
    assert (await room.as_(ANA).commit(early.check_in_now)).id != prompt.id


async def test_of_ones_own_accord_on_any_day_nobody_counts_as_asked(room: Room) -> None:
    room.now = datetime(2026, 3, 1, 20, tzinfo=UTC)
    await room.says(ANA, words="All well")
    counted = await room.as_(None).read(answers.counts, room.cadence, date(2026, 3, 1))
    assert (counted.asked, counted.answered) == (0, 1)
    await room.until(ANAS_TEN)
    assert len(keys(room, ANA)) == 2


async def test_a_snoozed_one_can_be_had_at_once(room: Room) -> None:
    prompt = await asked(room)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.TOMORROW)
    called = await room.as_(ANA).commit(early.check_in_now)
    assert [one.day for one in called.occasions] == [TUESDAY]
    assert called.state is PromptState.SHOWN
    await room.until(ANAS_TEN + timedelta(days=1))
    assert keys(room, ANA) == [prompt.key, called.key]


async def test_who_is_in_no_team_that_checks_in_is_told_how_to_begin(room: Room) -> None:
    with pytest.raises(Conflict, match="/checkin"):
        await room.as_(DEE).commit(early.check_in_now)


async def test_what_is_shown_of_actions_is_as_they_are_now(room: Room) -> None:
    wanted = ActionDraft(
        team_id=room.team, text="Ask the plumber", owner=ANA, source="retro", source_id=room.cadence
    )
    action = await room.as_(ANA).commit(planning.add, wanted)
    prompt = await asked(room)
    shown = await drawn(room, prompt)
    assert "Ask the plumber" in str(shown)
    await room.as_(ANA).commit(planning.done, action.id)
    assert Touch(PROMPT, str(prompt.id)) in room.touched
    assert ":white_check_mark: Ask the plumber · done" in str(await drawn(room, prompt))
    assert "*Ask the plumber*" not in str(await drawn(room, prompt))


async def test_what_is_shown_stays_in_its_order_while_it_is_answered(room: Room) -> None:
    titles = [f"Goal of spring number {number}" for number in range(5)]
    goals = [await room.goal_of(ANA, title) for title in titles]
    prompt = await asked(room)
    before = await drawn(room, prompt)
    await room.as_(ANA).commit(answers.tap, prompt.id, goals[0].id, Confidence.GREEN)
    after = await drawn(room, prompt)
    for shown in (before, after):
        assert [title for title in titles if title in str(shown)] == titles[:3]
        assert "2 more goals" in str(shown)
    await room.as_(ANA).commit(prompts.unfold, prompt.id)
    unfolded = str(await drawn(room, prompt))
    assert all(title in unfolded for title in titles)


async def test_a_rhythm_of_ones_own_is_ended_by_a_button(room: Room) -> None:
    prompt = await asked(room)
    await room.as_(ANA).commit(prompts.choose_rhythm, prompt.id, RhythmChoice.PAUSED)
    assert "Ask me every time" in str(await drawn(room, prompt))
    await room.until(ANAS_TEN + timedelta(weeks=1))
    assert (await prompt_of(room, ANA)).state is PromptState.QUIET
    await room.as_(ANA).commit(prompts.choose_rhythm, prompt.id, RhythmChoice.KEEP)
    await room.until(ANAS_TEN + timedelta(weeks=2))
    assert (await prompt_of(room, ANA)).state is PromptState.SHOWN


async def test_a_snooze_is_no_second_message_of_the_days_own(room: Room) -> None:
    prompt = await asked(room)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)
    await room.after(HOUR)
    assert len(keys(room, ANA)) == 2
    assert not await room.as_(None).commit(notices.take_day, ANA, TUESDAY, "something else")


async def test_put_off_into_the_evening_it_comes_the_next_day(room: Room) -> None:
    prompt = await asked(room)
    room.now = datetime(2026, 3, 3, 15, 30, tzinfo=UTC)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)
    await room.after(HOUR)
    assert keys(room, ANA) == [prompt.key]
    await room.until(datetime(2026, 3, 4, 16, tzinfo=UTC))
    assert [one.day for one in (await prompt_of(room, ANA)).occasions] == [TUESDAY]


async def test_put_off_over_the_weekend_it_comes_on_monday(room: Room) -> None:
    friday = ANAS_TEN + timedelta(days=3)
    room.now = friday
    called = await room.as_(ANA).commit(early.check_in_now)
    await room.as_(ANA).commit(prompts.snooze, called.id, Snooze.TOMORROW)
    for day in (1, 2):
        await room.until(friday + timedelta(days=day))
        assert keys(room, ANA) == [called.key]
    await room.until(friday + timedelta(days=3))
    assert len(keys(room, ANA)) == 2


async def test_the_check_in_asks_of_what_its_person_drives_now(room: Room) -> None:
    goal = await room.goal_of(ANA)
    prompt = await asked(room)
    assert goal.title in str(await drawn(room, prompt))
    await room.as_(ANA).commit(handed_over, goal.id, BEN, "")
    assert Touch(PROMPT, str(prompt.id)) in room.touched
    assert goal.title not in str(await drawn(room, prompt))


async def test_a_message_that_was_deleted_can_be_had_again(room: Room) -> None:
    prompt = await asked(room)

    def delete(tx: Transaction) -> None:
        gone = update(SurfaceRow).where(SurfaceRow.key == prompt.key).values(state=State.GONE)
        tx.session.execute(gone)

    await room.as_(None).commit(delete)
    called = await room.as_(ANA).commit(early.check_in_now)
    assert keys(room, ANA) == [prompt.key, called.key]


async def test_snoozed_and_answered_from_elsewhere_it_does_not_come_again(room: Room) -> None:
    goal = await room.goal_of(ANA)
    prompt = await asked(room)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.HOUR)
    await room.as_(ANA).commit(answers.tap, prompt.id, goal.id, Confidence.GREEN)
    await room.after(HOUR)
    assert keys(room, ANA) == [prompt.key]
    assert "Thank you" in str(await drawn(room, prompt, ts="1.1"))


async def test_what_was_answered_while_it_waited_for_their_hours_is_not_asked(room: Room) -> None:
    evenings = AvailabilityDraft(starts=time(17), ends=time(22))
    await room.as_(ANA).commit(hours.set_availability, evenings)
    goal = await room.goal_of(ANA)
    prompt = await asked(room)
    await room.as_(ANA).commit(answers.tap, prompt.id, goal.id, Confidence.GREEN)
    await room.until(datetime(2026, 3, 3, 16, tzinfo=UTC))
    assert keys(room, ANA) == []


async def test_of_a_paused_check_in_nothing_is_promised(room: Room) -> None:
    await asked(room)
    await room.as_(ANA).commit(cadences.pause, room.cadence)
    with pytest.raises(Conflict, match="at the moment"):
        await room.as_(ANA).commit(early.check_in_now)


async def test_what_is_called_for_is_drawn_whichever_day_it_is_from(room: Room) -> None:
    await asked(room)
    await room.after(timedelta(days=2))
    called = await room.as_(ANA).commit(early.check_in_now)
    assert await drawn(room, called) is not None


async def test_a_skipped_one_that_is_called_for_is_asked_again(room: Room) -> None:
    prompt = await asked(room)
    await room.as_(ANA).commit(prompts.skip, prompt.id)
    called = await room.as_(ANA).commit(early.check_in_now)
    assert (called.id, [one.state for one in called.occasions]) == (prompt.id, [OccasionState.OPEN])
    assert keys(room, ANA) == [prompt.key]
