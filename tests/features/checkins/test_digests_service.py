"""When a digest comes into the channel, and what becomes of it, on both databases."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db.transaction import Touch, Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message, State, Surface
from bot.features.cadences.service import cadences
from bot.features.checkins.models.digests import Digest
from bot.features.checkins.models.prompts import Occasion
from bot.features.checkins.service import answers, early, prompts, replies
from bot.features.checkins.service import digests as service
from bot.features.checkins.surfaces.prompts import answer_form
from bot.features.checkins.values.digests import DIGEST, OPEN_FOR, WORDS
from bot.features.checkins.values.prompts import PROMPT, Confidence, RhythmChoice, Telling
from bot.features.checkins.views.prompts_forms import answer_modal
from bot.features.goals.values import GOAL_CARD
from bot.features.teams import service as teams
from bot.features.teams.models import Team
from bot.features.teams.values import TeamState
from bot.slack.limits import message_problems
from tests.features.cadences.factories import ANA, BEN, CHANNEL, CYD, utc
from tests.features.checkins.digests_room import CAIRN, Room
from tests.features.checkins.factories import answers_on, delivered, prompt_of
from tests.features.checkins.factories import drawn as prompt_drawn
from tests.features.overlap import overlap
from tests.shown import words_of

TOKYO, AMSTERDAM, NEW_YORK = utc(3, 1), utc(3, 9), utc(3, 15)  # Tuesday, ten o'clock
DAY = timedelta(days=1)
pytestmark = pytest.mark.practice("P13")


async def test_it_is_posted_with_the_answer_that_makes_half(room: Room) -> None:
    await room.until(TOKYO)
    await room.says(CYD, words="Planted the beans")
    assert room.of(DIGEST) == []  # one of three, though nobody else was asked yet
    await room.until(AMSTERDAM)
    assert room.of(DIGEST) == []
    await room.says(ANA, words="The pump broke")
    [digest] = room.of(DIGEST)
    assert (digest.audience, digest.key) == (CHANNEL, f"checkin-digest:{room.cadence}:2026-03-03")
    assert [show.thread_of for show in room.of(WORDS)] == [digest.key, digest.key]
    await room.until(NEW_YORK)
    await room.says(BEN, words="Bought seeds")
    assert len(room.of(DIGEST)) == 1
    assert [show.subject.partition(":")[2] for show in room.of(WORDS)] == [CYD, ANA, BEN]


async def test_a_day_after_the_first_prompt_it_is_posted_with_what_there_is(room: Room) -> None:
    await room.until(TOKYO)
    await room.until(AMSTERDAM)
    await room.says(ANA, words="The pump broke")
    await room.until(NEW_YORK)
    await room.until(TOKYO + DAY - timedelta(seconds=1))
    assert room.of(DIGEST) == []
    await room.until(TOKYO + DAY)
    await room.until(TOKYO + DAY)
    assert len(room.of(DIGEST)) == 1


async def test_nobody_answered_nothing_is_posted_until_somebody_does(room: Room) -> None:
    for moment in (TOKYO, AMSTERDAM, NEW_YORK, TOKYO + DAY, NEW_YORK + DAY):
        await room.until(moment)
    assert room.of(DIGEST) == []
    await room.says(BEN, words="Better late")
    assert len(room.of(DIGEST)) == 1


async def test_who_skips_is_not_waited_for(room: Room) -> None:
    for moment in (TOKYO, AMSTERDAM, NEW_YORK):
        await room.until(moment)
    await room.says(ANA, words="The pump broke")
    assert room.of(DIGEST) == []
    await room.skips(BEN)
    assert len(room.of(DIGEST)) == 1


async def test_who_turns_out_to_want_quiet_is_not_waited_for(room: Room) -> None:
    for user in (ANA, BEN):
        prompt = await room.as_(user).commit(early.check_in_now)
        await room.as_(user).commit(prompts.choose_rhythm, prompt.id, RhythmChoice.PAUSED)
    await room.until(TOKYO)
    await room.says(CYD, words="Planted the beans")
    await room.until(AMSTERDAM)
    assert len(room.of(DIGEST)) == 1  # one of the two who are left


async def test_who_left_is_neither_waited_for_nor_invited(room: Room) -> None:
    for moment in (TOKYO, AMSTERDAM, NEW_YORK):
        await room.until(moment)
    await room.says(ANA, words="The pump broke")
    assert room.of(DIGEST) == []
    await room.as_(BEN).commit(teams.leave, room.team)
    assert "1 more is welcome" in await digest_words(room)
    await room.as_(CYD).commit(teams.leave, room.team)
    assert {touch.kind for touch in room.touched} >= {DIGEST}
    assert "welcome" not in await digest_words(room)


async def test_nobody_is_invited_to_a_check_in_that_has_ended(room: Room) -> None:
    for moment in (TOKYO, AMSTERDAM):
        await room.until(moment)
    await room.says(ANA, words="The pump broke")
    await room.says(CYD, words="Planted the beans")
    assert "welcome" in await digest_words(room)
    await room.as_(ANA).commit(cadences.stop, room.cadence)
    assert {touch.kind for touch in room.touched} >= {DIGEST}
    assert "welcome" not in await digest_words(room)


async def test_late_answers_come_into_it_for_three_days_and_are_kept_after(room: Room) -> None:
    posted = await digest_of(room, CYD, ANA)
    await room.until(NEW_YORK)
    await room.until(AMSTERDAM + timedelta(hours=71))
    await room.says(BEN, words="Bought seeds")
    assert {touch.kind for touch in room.touched} >= {DIGEST}
    assert "Bought seeds" in await words(room, BEN)
    await room.after(timedelta(hours=1, seconds=1))
    await correct(room, ANA, "The pump runs again")
    assert "The pump runs again" not in await words(room, ANA)
    assert "The pump broke" in await words(room, ANA)
    kept = await room.as_(None).read(answers_on, room.cadence, posted.digest.day)
    assert "The pump runs again" in [answer.words for answer in kept]


async def test_words_kept_private_later_leave_the_thread_whenever_that_is(room: Room) -> None:
    await digest_of(room, CYD, ANA)
    await room.after(timedelta(days=5))
    await correct(room, ANA, "The pump broke", is_private=True)
    assert {touch.kind for touch in room.touched} >= {DIGEST, WORDS}
    assert "The pump broke" not in await words(room, ANA)
    assert "taken back" in await words(room, ANA)


async def test_the_digest_itself(room: Room) -> None:
    told = await digest_of(room, CYD, ANA)
    assert (told.summary.answered, told.summary.welcome) == (2, 1)
    message = await drawn(room, DIGEST, str(told.digest.id))
    assert message is not None
    assert "1 more is welcome" in words_in(message)
    await room.after(timedelta(hours=73))
    settled = await drawn(room, DIGEST, str(told.digest.id))
    assert settled is not None
    assert "welcome" not in words_in(settled)


async def test_when_it_settles_the_invitation_goes_and_who_is_still_asked_hears_that_it_is_too_late(
    room: Room,
) -> None:
    told = await digest_of(room, CYD, ANA)
    await room.until(NEW_YORK)
    prompt = await prompt_of(room, BEN)
    await delivered(room)
    assert "too late" not in str(await prompt_drawn(room, prompt, ts="1.1"))
    await room.until(AMSTERDAM + OPEN_FOR)
    assert room.touched == {Touch(DIGEST, str(told.digest.id)), Touch(PROMPT, str(prompt.id))}
    assert "welcome" not in await digest_words(room)
    assert "too late for the digest; it is kept with the stories" in str(
        await prompt_drawn(room, prompt, ts="1.1")
    )
    form = await room.as_(BEN).read(answer_form, prompt.id, None)
    assert "for the digest it comes too late" in str(answer_modal(form))
    said = {"channel": "D0BEN", "ts": "17.1"}
    await room.as_(BEN).commit(replies.reply, "Bought seeds", **said)
    assert "your team reads them among its stories" in str(await prompt_drawn(room, prompt, ts="1.1"))


async def test_changes_of_confidence_are_told_against_the_last_check_in(room: Room) -> None:
    goal = await room.goal_of(ANA)
    for moment in (TOKYO, AMSTERDAM):
        await room.until(moment)
    await room.says(ANA, goal.id, confidence=Confidence.GREEN)
    await room.until(TOKYO + 7 * DAY)
    await room.until(AMSTERDAM + 7 * DAY)
    await room.says(ANA, goal.id, confidence=Confidence.RED, why="The pump broke")
    await room.says(CYD, words="Planted the beans")
    message = await drawn(room, DIGEST, room.of(DIGEST)[-1].subject)
    assert message is not None
    assert "confidence changed" in words_in(message)
    assert "🟢 confident → 🔴 worried" in words_in(message)


@pytest.mark.each_database
async def test_two_answers_at_once_post_it_once(room: Room) -> None:
    for moment in (TOKYO, AMSTERDAM):
        await room.until(moment)
    await room.says(CYD, words="Planted the ...")
    await room.says(CYD)  # taken back: from here on half needs both of them
    prompt = await room.as_(ANA).commit(early.check_in_now)

    def ana_answers(tx: Transaction) -> None:
        answers.tell(tx, prompt.id, Telling(goal_id=None, words="The pump broke"))
        room.parts.subscriptions.run(tx)  # all but the commit is done when Cyd's begins
        tx.events.clear()

    await overlap(room.as_(ANA), ana_answers, room.says(CYD, words="Planted the beans"))
    [shown] = room.of(DIGEST)
    assert len(await room.as_(None).read(surfaces_of, DIGEST, shown.subject)) == 1


async def test_while_the_team_sleeps_nothing_is_posted_and_after_that_it_is(room: Room) -> None:
    await room.until(TOKYO)
    await room.says(CYD, words="Planted the beans")
    await room.as_(None).commit(teams.absent, CHANNEL, CAIRN)
    await room.until(TOKYO + DAY)
    [waiting] = await room.database.read_across(all_digests)
    await room.as_(None).commit(service.post_due, waiting)
    assert room.of(DIGEST) == []
    await room.as_(None).commit(awake, room.team)
    await room.until(TOKYO + DAY)
    assert len(room.of(DIGEST)) == 1


async def test_what_waited_for_weeks_while_its_team_slept_is_not_posted_any_more(room: Room) -> None:
    await room.until(TOKYO)
    await room.says(CYD, words="Planted the beans")
    await room.as_(None).commit(teams.absent, CHANNEL, CAIRN)
    await room.until(TOKYO + 40 * DAY)
    await room.as_(None).commit(awake, room.team)
    await room.until(TOKYO + 40 * DAY)
    assert room.of(DIGEST) == []


async def test_under_a_digest_that_somebody_deleted_nothing_is_posted(room: Room) -> None:
    told = await digest_of(room, CYD, ANA)
    await room.as_(None).commit(deleted, told.digest.id)
    await room.until(NEW_YORK)
    await room.says(BEN, words="Bought seeds")
    assert len(room.of(WORDS)) == 2


async def test_a_card_says_that_its_goal_may_need_changing_until_a_later_answer_does_not(room: Room) -> None:
    goal = await room.goal_of(ANA)
    for moment in (TOKYO, AMSTERDAM):
        await room.until(moment)
    await room.says(CYD, goal.id, wants_change=True, is_private=True)
    assert await may_need_changing(room, goal.id) is False
    await room.says(ANA, goal.id, wants_change=True)
    assert await may_need_changing(room, goal.id) is True
    room.now += DAY
    await room.says(ANA, goal.id, words="Better now")
    assert await may_need_changing(room, goal.id) is False


async def digest_of(room: Room, *users: str) -> service.Told:
    """The digest that these people's answers bring about, as it stands."""
    for moment in (TOKYO, AMSTERDAM):
        await room.until(moment)
    said = {CYD: "Planted the beans", ANA: "The pump broke"}
    for user in users:
        await room.says(user, words=said[user])
    [shown] = room.of(DIGEST)
    return await room.as_(None).read(service.told, UUID(shown.subject))


async def correct(room: Room, user: str, said: str, *, is_private: bool = False) -> None:
    """Somebody changes what they said on Tuesday."""

    def change(tx: Transaction) -> None:
        [first] = [one for one in answers_on(tx, room.cadence, TOKYO.date()) if one.user == user]
        prompt_id = tx.session.scalars(
            select(Occasion.prompt_id).where(Occasion.id == first.occasion_id)
        ).one()
        answers.tell(tx, prompt_id, Telling(goal_id=None, words=said, is_private=is_private))

    await room.as_(user).commit(change)


async def words(room: Room, user: str) -> str:
    """What stands in the thread of a person's."""
    [subject] = [show.subject for show in room.of(WORDS) if show.subject.endswith(user)]
    message = await drawn(room, WORDS, subject)
    assert message is not None
    return words_in(message)


async def digest_words(room: Room) -> str:
    """What the one digest says now."""
    [shown] = room.of(DIGEST)
    message = await drawn(room, DIGEST, shown.subject)
    assert message is not None
    return words_in(message)


async def drawn(room: Room, kind: str, subject: str, *, ts: str | None = "1.0") -> Message | None:
    """What is posted of this subject, drawn anew."""
    surface = Surface(UUID(int=1), "T0CAIRN", kind, subject, CHANNEL, "key", CHANNEL, ts, State.SHOWN)
    message = await room.as_(None).read(room.parts.renderers.draw, surface)
    assert message is None or isinstance(message, Message)
    if message is not None:
        assert [*message_problems({"text": message.text, "blocks": list(message.blocks)})] == []
    return message


def words_in(message: Message) -> str:
    return words_of({"text": message.text, "blocks": list(message.blocks)})


async def may_need_changing(room: Room, goal_id: UUID) -> bool:
    def parts(tx: Transaction) -> bool:
        lines = [
            line
            for part in room.parts.sections.parts(GOAL_CARD, tx, [goal_id])[goal_id]
            for line in part.lines
        ]
        return any("May need changing" in line for line in lines)

    return await room.as_(None).read(parts)


def all_digests(session: Session, _: datetime) -> list[UUID]:
    return list(session.scalars(select(Digest.id)))


def awake(tx: Transaction, team_id: UUID) -> None:
    tx.session.execute(update(Team).where(Team.id == team_id).values(state=TeamState.ACTIVE))


def deleted(tx: Transaction, digest_id: UUID) -> None:
    """As delivery records that somebody deleted the message."""
    gone = update(SurfaceRow).where(SurfaceRow.subject == str(digest_id)).values(state=State.GONE)
    tx.session.execute(gone)
