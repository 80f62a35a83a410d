"""Who has taken something on is asked what became of it, by one check-in, until it is done; on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.transaction import Transaction
from bot.features.attention.service import hours
from bot.features.cadences.service import cadences
from bot.features.cadences.values import CadenceView, Kind, ZonePolicy
from bot.features.checkins.service import answers, digests, early, home, prompts, setup
from bot.features.checkins.service.sending import expected
from bot.features.checkins.values.digests import DIGEST
from bot.features.checkins.values.prompts import Confidence, OccasionState, PromptState, Snooze, Telling
from bot.features.checkins.values.setup import SetupDraft, Who
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ActionView
from bot.features.teams import channels
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from tests.features.cadences.factories import ANA, BEN, CYD, TEN
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import (
    ANAS_TEN,
    TUESDAY,
    delivered,
    drawn,
    keys,
    prompt_of,
    prompts_of,
    propose_and_claim,
)
from tests.features.planning.factories import draft as action_draft
from tests.shown import words_of

WEEK, DAY = timedelta(weeks=1), timedelta(days=1)
CYDS_TEN = ANAS_TEN - timedelta(hours=8)
BENS_TEN = ANAS_TEN + timedelta(hours=6)
pytestmark = pytest.mark.practice("P23")
Ending = Callable[[Transaction, UUID], object]


def _wanted(team_id: UUID, who: Who, *chosen: str, **changed: object) -> SetupDraft:
    usual = SetupDraft(team_id, frozenset({1}), 1, TEN, ZonePolicy.OWN, who, chosen)
    return replace(usual, **changed)  # type: ignore[arg-type]  # a test's own keywords


async def _asks(room: Room, who: Who, *chosen: str, **changed: object) -> CadenceView:
    """Another check-in of the team's, on Tuesdays at ten."""
    return await room.as_(ANA).commit(setup.save, _wanted(room.team, who, *chosen, **changed))


async def _only(room: Room, who: Who, *chosen: str, **changed: object) -> CadenceView:
    """The same, instead of all that were."""

    def stop_all(tx: Transaction) -> None:
        for known in cadences.cadences_of(tx, room.team, Kind.CHECKIN):
            cadences.stop(tx, known.id)

    await room.as_(ANA).commit(stop_all)
    return await _asks(room, who, *chosen, **changed)


async def _takes_on(room: Room, owner: str = BEN, text: str = "Ask three newcomers") -> ActionView:
    return await room.as_(ANA).commit(planning.add, action_draft(room.team, text, owner=owner))


async def _shown(room: Room, user: str = BEN) -> str:
    message = await drawn(room, await prompt_of(room, user), ts="1.0")
    assert message is not None
    return words_of({"text": message.text, "blocks": list(message.blocks)})


@pytest.mark.parametrize(("who", "chosen"), [(Who.DRIVERS, ()), (Who.CHOSEN, (ANA,))])
async def test_who_takes_no_part_is_asked_after_what_they_took_on_and_nothing_else(
    room: Room, who: Who, chosen: tuple[str, ...]
) -> None:
    checkin = await _only(room, who, *chosen)
    await _takes_on(room)
    await room.until(BENS_TEN)
    assert len(keys(room, BEN)) == 1
    said = await _shown(room)
    assert "what became of what you took on?" in said
    assert "Ask three newcomers" in said
    assert all(button in said for button in ("Done", "New date", "Snooze", "Skip this one"))
    assert not any(
        words in said for words in ("What did you learn", "How is it going", "how is it going", "goals")
    )
    assert (await room.as_(ANA).read(setup.checkin, checkin.id)).people == len(chosen)


async def test_it_asks_again_until_nothing_is_open(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    first, second = await _takes_on(room), await _takes_on(room, text="Order gloves")
    await room.until(BENS_TEN)
    await room.as_(BEN).commit(planning.done, first.id)
    said = await _shown(room)
    assert "Order gloves" in said
    assert "*Ask three newcomers" not in said
    await room.until(BENS_TEN + WEEK)
    assert len(keys(room, BEN)) == 2
    assert "Ask three newcomers" not in await _shown(room)  # done before it was sent
    await room.as_(BEN).commit(planning.done, second.id)
    said = await _shown(room)
    assert "nothing that you took on in #answers is open any more" in said
    assert "Snooze" not in said
    await room.until(BENS_TEN + 2 * WEEK)
    assert len(keys(room, BEN)) == 2


def _hand_on(tx: Transaction, action_id: UUID) -> None:
    planning.hand_over(tx, action_id, ANA)


def _leave(tx: Transaction, action_id: UUID) -> None:
    teams.leave(tx, planning.action(tx, action_id).team_id)


ENDINGS = pytest.mark.parametrize("ending", [planning.done, planning.drop, _hand_on, _leave])


@ENDINGS
async def test_who_has_nothing_left_is_not_asked(room: Room, ending: Ending) -> None:
    await _only(room, Who.CHOSEN, CYD)
    action = await _takes_on(room)
    await room.as_(BEN).commit(ending, action.id)
    await room.until(BENS_TEN)
    assert keys(room, BEN) == []


@ENDINGS
async def test_what_was_put_off_does_not_come_once_nothing_is_left(room: Room, ending: Ending) -> None:
    await _only(room, Who.CHOSEN, CYD)
    action = await _takes_on(room)
    await room.until(BENS_TEN)
    await room.as_(BEN).commit(prompts.snooze, (await prompt_of(room, BEN)).id, Snooze.TOMORROW)
    await room.as_(BEN).commit(ending, action.id)
    await room.until(BENS_TEN + DAY)
    assert len(keys(room, BEN)) == 1


async def test_done_while_it_is_put_off_it_says_thank_you_where_it_was(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    action = await _takes_on(room)
    await room.until(BENS_TEN)
    await room.as_(BEN).commit(prompts.snooze, (await prompt_of(room, BEN)).id, Snooze.TOMORROW)
    assert "I'll ask again" in str(await drawn_first(room))
    await room.as_(BEN).commit(planning.done, action.id)
    assert "Thank you" in str(await drawn_first(room))


async def drawn_first(room: Room) -> object:
    """Ben's newest check-in where it was shown first."""
    return await drawn(room, replace(await prompt_of(room, BEN), turn=0), ts="1.0")


async def test_whoever_it_is_handed_to_or_opened_again_for_is_asked(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    action = await _takes_on(room)
    await room.as_(BEN).commit(planning.hand_over, action.id, ANA)
    await room.as_(ANA).commit(planning.done, action.id)
    await room.until(BENS_TEN)
    assert keys(room, ANA) == []
    await room.as_(ANA).commit(planning.reopen, action.id)
    await room.until(BENS_TEN + WEEK)
    assert (keys(room, BEN), len(keys(room, ANA))) == ([], 1)


async def test_nobody_waits_for_the_word_of_who_is_asked_after_actions_alone(room: Room) -> None:
    await _only(room, Who.CHOSEN, ANA, CYD)
    await _takes_on(room)
    await room.until(CYDS_TEN)
    await room.until(ANAS_TEN)
    assert await room.says(ANA, words="All is well")
    [digest] = room.of(DIGEST)
    told = await room.as_(None).read(digests.told, UUID(digest.subject))
    assert (told.summary.answered, told.summary.welcome) == (1, 1)
    await room.until(BENS_TEN)
    told = await room.as_(None).read(digests.told, UUID(digest.subject))
    assert (told.summary.answered, told.summary.welcome) == (1, 1)


async def test_words_of_their_own_accord_are_counted_like_anybodys(room: Room) -> None:
    checkin = await _only(room, Who.CHOSEN, ANA)
    await _takes_on(room)
    await room.until(BENS_TEN)
    ask = (await prompt_of(room, BEN)).id
    await room.as_(BEN).commit(answers.tell, ask, Telling(goal_id=None, words="Besides, the hose leaks"))
    counts = await room.as_(None).read(answers.counts, checkin.id, TUESDAY)
    assert (counts.asked, counts.answered) == (2, 1)


async def test_several_check_ins_of_a_team_ask_once_and_the_first_that_runs_does(room: Room) -> None:
    first = await _only(room, Who.CHOSEN, ANA)
    room.now += timedelta(minutes=1)
    second = await _asks(room, Who.CHOSEN, ANA, weekdays=frozenset({2}))
    await _takes_on(room)
    for later in range(0, 7 * 24, 12):
        await room.until(BENS_TEN + timedelta(hours=later))
    [asked] = await prompts_of(room, BEN)
    assert [one.cadence_id for one in asked.occasions] == [first.id]
    await room.as_(ANA).commit(cadences.pause, first.id)
    await room.until(BENS_TEN + WEEK + DAY)
    assert [one.cadence_id for one in (await prompt_of(room, BEN)).occasions] == [second.id]
    await room.as_(ANA).commit(cadences.resume, first.id)
    await room.as_(ANA).commit(cadences.stop, second.id)
    await room.until(BENS_TEN + 2 * WEEK)
    assert [one.cadence_id for one in (await prompt_of(room, BEN)).occasions] == [first.id]


async def test_who_takes_part_in_one_of_them_is_asked_there_and_not_by_the_first(room: Room) -> None:
    await _only(room, Who.CHOSEN, ANA)
    room.now += timedelta(minutes=1)
    second = await _asks(room, Who.CHOSEN, BEN, weekdays=frozenset({2}))
    await _takes_on(room)
    await room.until(BENS_TEN)
    assert keys(room, BEN) == []
    await room.until(BENS_TEN + DAY)
    [asked] = (await prompt_of(room, BEN)).occasions
    assert (asked.cadence_id, asked.actions_only) == (second.id, False)
    assert "Ask three newcomers" in await _shown(room)


async def test_while_all_rest_or_the_team_sleeps_nobody_is_asked(room: Room) -> None:
    checkin = await _only(room, Who.CHOSEN, ANA)
    await _takes_on(room)
    await room.as_(ANA).commit(cadences.pause, checkin.id)
    await room.until(BENS_TEN)
    await room.as_(ANA).commit(cadences.resume, checkin.id)
    await room.as_(None).commit(channels.channel_closed, "C0TEAM")
    await room.until(BENS_TEN + WEEK)
    assert keys(room, BEN) == []


async def test_who_comes_to_take_part_is_asked_in_full_from_the_next_time_on(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    await _takes_on(room)
    await room.goal_of(BEN)
    await room.until(BENS_TEN)
    said = await _shown(room)
    assert "how are your goals doing?" in said
    assert "What you took on" in said
    [asked] = (await prompt_of(room, BEN)).occasions
    assert not asked.actions_only


async def test_goals_of_who_was_not_chosen_are_not_asked_about(room: Room) -> None:
    await _only(room, Who.CHOSEN, ANA)
    goal = await room.goal_of(BEN)
    await _takes_on(room)
    await room.until(BENS_TEN)
    assert goal.title not in await _shown(room)
    prompt = await room.as_(BEN).commit(early.check_in_now)
    assert goal.title in await _shown(room)
    await room.as_(BEN).commit(answers.tap, prompt.id, goal.id, Confidence.GREEN)
    assert len(keys(room, BEN)) == 1


async def test_called_for_before_it_is_due_it_asks_how_it_goes_and_comes_once(room: Room) -> None:
    checkin = await _only(room, Who.CHOSEN, ANA)
    await _takes_on(room)
    room.now = ANAS_TEN
    await room.as_(BEN).commit(early.check_in_now)
    assert "how is it going?" in await _shown(room)
    await room.until(BENS_TEN)
    assert len(keys(room, BEN)) == 1
    counts = await room.as_(None).read(answers.counts, checkin.id, TUESDAY)
    assert counts.asked == 1


def _shed(tx: Transaction) -> UUID:
    """A team of Ana's and Ben's that asks Ben."""
    started = teams.start(tx, StartDraft("C0SHED", "shed", is_private=False, purpose="The shed"))
    teams.arrived(tx, started.id, ChannelFacts("shed", is_private=False), [ANA, BEN])
    return started.id


async def test_two_teams_on_one_day_come_as_one_message_that_asks_each_what_it_asks(room: Room) -> None:
    await _only(room, Who.CHOSEN, ANA)
    shed = await room.as_(ANA).commit(_shed)
    goal = await room.as_(BEN).commit(propose_and_claim, shed, "The shed is sold without a fuss")
    action = await _takes_on(room)
    await room.until(BENS_TEN)
    assert len(keys(room, BEN)) == 1
    prompt = await prompt_of(room, BEN)
    assert {one.team_id for one in prompt.occasions} == {shed, room.team}
    said = await _shown(room)
    assert "Check-in for #shed: how are your goals doing?" in said
    assert "What you took on" in said
    await room.as_(BEN).commit(answers.tap, prompt.id, goal.id, Confidence.GREEN)
    assert "Skip this one" not in await _shown(room)
    await room.as_(BEN).commit(planning.done, action.id)
    assert "What you took on" not in await _shown(room)
    assert f":white_check_mark: {action.text} · done" in await _shown(room)


async def test_three_unanswered_ask_once_whether_the_rhythm_should_change_then_it_is_quiet(
    room: Room,
) -> None:
    await _only(room, Who.DRIVERS)
    await _takes_on(room)
    for week in range(6):
        await room.until(BENS_TEN + week * WEEK)
        await delivered(room)
    assert len(keys(room, BEN)) == 4
    assert (await prompts_of(room, BEN))[3].asks_rhythm


async def test_doing_something_about_an_action_is_an_answer(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    action = await _takes_on(room)
    for week in range(5):
        await room.until(BENS_TEN + week * WEEK)
        await room.as_(BEN).commit(planning.move, action.id, (BENS_TEN + (week + 2) * WEEK).date())
    asked = await prompts_of(room, BEN)
    assert len(asked) == 5
    assert all(one.has_response for one in asked)
    assert not any(one.asks_rhythm for one in asked)


async def test_what_a_colleague_does_about_it_is_no_answer(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    action = await _takes_on(room)
    await room.until(BENS_TEN)
    await room.as_(ANA).commit(planning.done, action.id)
    assert not (await prompt_of(room, BEN)).has_response


async def test_who_is_away_is_not_asked_and_a_skipped_one_says_so(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    await _takes_on(room)
    await room.as_(BEN).commit(hours.be_away, TUESDAY + 2 * DAY)
    await room.until(BENS_TEN)
    assert keys(room, BEN) == []
    assert (await prompt_of(room, BEN)).state is PromptState.QUIET
    await room.until(BENS_TEN + WEEK)
    await room.as_(BEN).commit(prompts.skip, (await prompt_of(room, BEN)).id)
    [asked] = (await prompt_of(room, BEN)).occasions
    assert asked.state is OccasionState.SKIPPED
    assert "Answer after all" in await _shown(room)


async def test_home_offers_a_check_in_of_ones_own_meanwhile_and_notices_wait_for_it(room: Room) -> None:
    await _only(room, Who.DRIVERS)
    await _takes_on(room)
    room.now = ANAS_TEN
    assert await room.as_(None).read(expected, {BEN: TUESDAY}) == {BEN}
    await room.until(BENS_TEN)
    found = await room.as_(BEN).read(home.at_home, [room.team])
    assert found.prompt is None
    assert room.team in found.next_at


async def test_another_check_in_that_takes_over_at_the_hour_asks_at_the_hour(room: Room) -> None:
    first = await _only(room, Who.CHOSEN, ANA)
    room.now += timedelta(minutes=1)
    await _asks(room, Who.CHOSEN, ANA)
    await _takes_on(room)
    room.now = BENS_TEN + timedelta(seconds=2)  # the clock has not looked yet
    await room.as_(ANA).commit(cadences.pause, first.id)
    await room.after(timedelta(seconds=5))
    assert len(keys(room, BEN)) == 1
