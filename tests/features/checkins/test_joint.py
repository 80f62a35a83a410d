"""One prompt of two teams, one of them private: what is said reaches the team it is for, and no other."""

from collections.abc import Awaitable, Callable
from datetime import time, timedelta
from itertools import count
from uuid import UUID

import pytest

from bot.clock.recurrence import Weekly
from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.errors import Conflict, NotFound
from bot.features.attention.service import hours
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import Kind, Rhythm
from bot.features.checkins.forms.prompts import AnswerStage, about_team, entered
from bot.features.checkins.service import answers, prompts, replies
from bot.features.checkins.surfaces import prompts as surfaces
from bot.features.checkins.values.prompts import Confidence, ReplyView, Snooze, Telling
from bot.features.checkins.views.prompts_forms import answer_modal
from bot.features.goals.values import GoalView
from bot.features.teams import channels
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts, StartDraft
from bot.slack.payloads import FormState
from tests.features.cadences.factories import ANA, BEN, MONDAY, draft
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import (
    ANAS_TEN,
    drawn,
    keys,
    prompt_of,
    prompts_of,
    propose_and_claim,
)
from tests.shown import words_of

GREEN, RED = Confidence.GREEN, Confidence.RED
stamps = count(100)
Ending = Callable[[Room, UUID], Awaitable[None]]
pytestmark = pytest.mark.practice("P13")


def _private_team(tx: Transaction) -> UUID:
    started = teams.start(tx, StartDraft("C0SHED", "shed", is_private=True, purpose="The shed"))
    teams.arrived(tx, started.id, ChannelFacts("shed", is_private=True), [ANA])
    for known in cadences.cadences_of(tx, started.id, Kind.CHECKIN):
        cadences.stop(tx, known.id)
    enroll(tx, cadences.create(tx, draft(started.id)).id, [ANA])
    return started.id


def _on_wednesdays(tx: Transaction, team_id: UUID) -> None:
    wednesdays = Rhythm(Weekly(frozenset({2}), anchor=MONDAY), time(10))
    enroll(tx, cadences.create(tx, draft(team_id, wednesdays)).id, [ANA])


async def _asked(room: Room) -> tuple[UUID, GoalView, GoalView]:
    """Ana is asked by both; her goals there have the same number."""
    shed = await room.as_(ANA).commit(_private_team)
    theirs = await room.as_(ANA).commit(propose_and_claim, shed, "The shed is sold without a fuss")
    ours = await room.goal_of(ANA)
    assert theirs.number == ours.number
    await room.until(ANAS_TEN)
    assert len((await prompt_of(room, ANA)).team_ids) == 2
    return shed, theirs, ours


async def _says(room: Room, words: str) -> ReplyView:
    kept = await room.as_(ANA).commit(replies.reply, words, channel="D0ANA", ts=f"17.{next(stamps)}")
    assert kept is not None
    return kept


async def _told(room: Room) -> list[tuple[UUID, UUID | None, object, str]]:
    """What is told, by the team that reads it."""
    found = await room.as_(None).read(answers.answers_to, (await prompt_of(room, ANA)).id)
    return [(one.team_id, one.goal_id, one.confidence, one.words) for one in found]


async def _shown(room: Room) -> str:
    message = await drawn(room, await prompt_of(room, ANA), ts="1.0")
    assert isinstance(message, Message)
    return words_of({"text": message.text, "blocks": list(message.blocks)})


@pytest.mark.parametrize("words", ["We sell it on Friday", "#1 red nobody may know", "red: nobody may know"])
async def test_words_of_no_certain_team_wait_until_their_author_chooses(room: Room, words: str) -> None:
    shed, theirs, _ = await _asked(room)
    kept = await _says(room, words)
    assert await _told(room) == []
    shown = await _shown(room)
    assert "Which team are these words for?" in shown
    assert words in shown
    await room.as_(ANA).commit(replies.choose_team, kept.id, shed)
    [(team_id, goal_id, confidence, _)] = await _told(room)
    assert team_id == shed
    assert (goal_id, confidence) == ((theirs.id, RED) if "red" in words else (None, None))
    assert "Which team" not in await _shown(room)
    assert "#shed" in await _shown(room)


async def test_a_message_without_words_or_with_a_number_of_its_own_is_clear(room: Room) -> None:
    shed, theirs, ours = await _asked(room)
    other = await room.as_(ANA).commit(propose_and_claim, shed, "The keys are with the buyer")
    await _says(room, f"#{other.number} red no buyer")
    assert await _told(room) == [(shed, other.id, RED, "no buyer")]
    assert f"#{other.number}* of #shed" in await _shown(room)
    assert {theirs.id, ours.id}.isdisjoint({goal_id for _, goal_id, _, _ in await _told(room)})


async def test_several_messages_wait_one_after_the_other(room: Room) -> None:
    shed, _, _ = await _asked(room)
    first, second = await _says(room, "We sell it on Friday"), await _says(room, "The beans are up")
    assert "Friday" in await _shown(room)
    await room.as_(ANA).commit(replies.choose_team, first.id, shed)
    assert "The beans are up" in await _shown(room)
    await room.as_(ANA).commit(replies.choose_team, second.id, room.team)
    assert {(team_id, words) for team_id, _, _, words in await _told(room)} == {
        (shed, "We sell it on Friday"),
        (room.team, "The beans are up"),
    }
    await room.as_(ANA).commit(replies.choose_team, second.id, shed)  # chosen twice, as presses are
    assert len(await _told(room)) == 2


async def test_what_waits_for_its_team_comes_along_when_the_check_in_is_put_off(room: Room) -> None:
    await _asked(room)
    await room.as_(ANA).commit(_on_wednesdays, room.team)
    await _says(room, "We sell it on Friday")
    await room.as_(ANA).commit(prompts.snooze, (await prompt_of(room, ANA)).id, Snooze.TOMORROW)
    await room.until(ANAS_TEN + timedelta(days=1))
    [open_one] = [one for one in await prompts_of(room, ANA) if one.occasions]
    assert len(open_one.occasions) == 3
    assert "We sell it on Friday" in str(await drawn(room, open_one, ts="1.0"))


async def test_none_of_them_is_an_answer_too(room: Room) -> None:
    await _asked(room)
    kept = await _says(room, "Buy milk")
    await room.as_(ANA).commit(replies.take_back, kept.id)
    assert await _told(room) == []
    shown = await _shown(room)
    assert "Which team" not in shown
    assert "no part of this check-in" in shown


async def test_misread_it_waits_as_words(room: Room) -> None:
    shed, _, _ = await _asked(room)
    other = await room.as_(ANA).commit(propose_and_claim, shed, "The keys are with the buyer")
    words = f"#{other.number} green with envy"
    kept = await _says(room, words)
    await room.as_(ANA).commit(replies.take_back, kept.id)
    assert await _told(room) == []
    await room.as_(ANA).commit(replies.choose_team, kept.id, room.team)
    assert await _told(room) == [(room.team, None, None, words)]


async def test_only_its_author_chooses_and_only_a_team_that_asked(room: Room) -> None:
    shed, _, _ = await _asked(room)
    kept = await _says(room, "We sell it on Friday")
    with pytest.raises(NotFound):
        await room.as_(BEN).commit(replies.choose_team, kept.id, room.team)
    with pytest.raises(NotFound):
        await room.as_(ANA).commit(replies.choose_team, kept.id, UUID(int=1))
    await room.as_(ANA).commit(teams.leave, shed)
    with pytest.raises(NotFound):
        await room.as_(ANA).commit(replies.choose_team, kept.id, shed)
    assert await _told(room) == []


async def test_words_are_never_told_to_several_teams(room: Room) -> None:
    shed, _, _ = await _asked(room)
    prompt = await prompt_of(room, ANA)
    with pytest.raises(Conflict, match="Several of your teams"):
        await room.as_(ANA).commit(answers.tell, prompt.id, Telling(goal_id=None, words="Sold"))
    await room.as_(ANA).commit(answers.tell, prompt.id, Telling(goal_id=None, words="Sold", team_id=shed))
    assert await _told(room) == [(shed, None, None, "Sold")]


async def test_the_form_asks_what_words_are_about_and_names_teams(room: Room) -> None:
    shed, theirs, _ = await _asked(room)
    prompt = await prompt_of(room, ANA)
    form = await room.as_(ANA).read(surfaces.answer_form, prompt.id, None)
    said = str(answer_modal(form))
    assert "The work of #shed as a whole" in said
    assert "The work of #answers as a whole" in said
    values = {"checkins.answer.words": "Sold", "checkins.answer.about": about_team(shed)}
    telling = entered(_form(values), form.stage)
    await room.as_(ANA).commit(answers.tell_besides, prompt.id, telling)
    assert await _told(room) == [(shed, None, None, "Sold")]
    assert f"#{theirs.number} The shed is sold without a fuss* · #shed" in await _shown(room)


async def test_from_home_words_are_for_the_team_they_stand_under(room: Room) -> None:
    shed, _, _ = await _asked(room)
    prompt = await prompt_of(room, ANA)
    form = await room.as_(ANA).read(surfaces.answer_form, prompt.id, None, shed)
    assert form.stage == AnswerStage(prompt.id, None, form.stage.question, shed)
    said = str(answer_modal(form))
    assert "#shed reads this in its digest, and no other team." in said
    assert "#answers" not in said
    with pytest.raises(NotFound):
        await room.as_(ANA).read(surfaces.answer_form, prompt.id, None, UUID(int=1))


async def _shed_rhythm(room: Room, shed: UUID) -> UUID:
    [found] = await room.as_(ANA).read(cadences.cadences_of, shed, Kind.CHECKIN)
    return found.id


async def _leaves(room: Room, shed: UUID) -> None:
    await room.as_(ANA).commit(teams.leave, shed)


async def _pauses(room: Room, shed: UUID) -> None:
    await room.as_(ANA).commit(cadences.pause, await _shed_rhythm(room, shed))


async def _stops(room: Room, shed: UUID) -> None:
    await room.as_(ANA).commit(cadences.stop, await _shed_rhythm(room, shed))


async def _is_archived(room: Room, _: UUID) -> None:
    await room.as_(None).commit(channels.channel_closed, "C0SHED")


ENDINGS = pytest.mark.parametrize("ending", [_leaves, _pauses, _stops, _is_archived])


@ENDINGS
async def test_what_ended_before_the_check_in_is_sent_is_no_part_of_it(room: Room, ending: Ending) -> None:
    shed = await room.as_(ANA).commit(_private_team)
    await room.as_(ANA).commit(propose_and_claim, shed, "The shed is sold without a fuss")
    await room.as_(ANA).commit(hours.set_availability, AvailabilityDraft(starts=time(12)))
    await room.until(ANAS_TEN)
    await ending(room, shed)
    await room.until(ANAS_TEN + timedelta(hours=2))
    assert len(keys(room, ANA)) == 1
    shown = await _shown(room)
    assert "shed" not in shown
    assert "#answers" in shown


@ENDINGS
async def test_what_ended_once_it_was_sent_is_no_part_of_it_any_more(room: Room, ending: Ending) -> None:
    shed, _, ours = await _asked(room)
    await ending(room, shed)
    shown = await _shown(room)
    assert "shed" not in shown
    assert ours.title in shown


@pytest.mark.parametrize(("ending", "stays"), [(_leaves, False), (_pauses, True), (_stops, True)])
async def test_what_was_answered_stays_for_who_is_in_the_team(
    room: Room, ending: Ending, *, stays: bool
) -> None:
    shed, theirs, _ = await _asked(room)
    telling = Telling(goal_id=theirs.id, confidence=RED, words="No buyer")
    await room.as_(ANA).commit(answers.tell, (await prompt_of(room, ANA)).id, telling)
    await ending(room, shed)
    shown = await _shown(room)
    assert ("The shed is sold" in shown, "No buyer" in shown) == (stays, stays)


async def test_who_leaves_has_their_check_in_drawn_anew(room: Room) -> None:
    shed, _, _ = await _asked(room)
    subject = str((await prompt_of(room, ANA)).id)
    await room.as_(ANA).commit(teams.leave, shed)
    assert subject in {touch.subject for touch in room.touched}


async def test_who_left_all_that_asked_sees_that_it_ended(room: Room) -> None:
    shed, _, _ = await _asked(room)
    await room.as_(ANA).commit(teams.leave, shed)
    await room.as_(ANA).commit(cadences.stop, room.cadence)
    assert "I don't ask again" in await _shown(room)


async def test_what_was_put_off_does_not_come_again_for_what_is_answered(room: Room) -> None:
    shed, _, ours = await _asked(room)
    prompt = await prompt_of(room, ANA)
    await room.as_(ANA).commit(answers.tap, prompt.id, ours.id, GREEN)
    await room.as_(ANA).commit(prompts.snooze, prompt.id, Snooze.TOMORROW)
    await _stops(room, shed)
    before = keys(room, ANA)
    await room.until(ANAS_TEN + timedelta(days=1))
    assert keys(room, ANA) == before


def _form(values: dict[str, str]) -> FormState:
    """What the form holds: words in a field, a choice in a menu."""
    return FormState(
        {
            block: {block: {"value": value, "selected_option": {"value": value}}}
            for block, value in values.items()
        }
    )
