"""What is said for a goal's driver: who hears of it, and who reads it when drivers change."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.db.transaction import Touch, Transaction
from bot.delivery.values import Message, State, Surface
from bot.features.attention.models import Notice
from bot.features.checkins.service import early
from bot.features.checkins.surfaces.prompts import shown_prompt
from bot.features.checkins.values.digests import FOR_DRIVER
from bot.features.teams import service as teams
from tests.features.cadences.factories import ANA, BEN, CYD, utc
from tests.features.checkins.digests_room import Room
from tests.features.ownership.factories import handed_over
from tests.shown import words_of

AMSTERDAM = utc(3, 9)  # Tuesday, ten o'clock
pytestmark = pytest.mark.practice("P13")


async def test_the_driver_hears_what_a_colleague_says_for_their_eyes_and_nobody_of_their_own(
    room: Room,
) -> None:
    goal = await room.goal_of(ANA)
    await room.until(AMSTERDAM)
    await room.says(ANA, goal.id, words="Mine, privately", is_private=True)
    assert await notices(room) == []
    await room.says(CYD, goal.id, words="I worry", is_private=True)
    await room.says(CYD, goal.id, words="I worry a lot", is_private=True)
    [(user, subject)] = await notices(room)
    assert user == ANA
    message = await drawn(room, subject, reader=ANA)
    assert message is not None
    assert "I worry a lot" in words_in(message)
    await room.says(CYD, goal.id)
    assert await drawn(room, subject, reader=ANA, is_posted=False) is None


async def test_who_says_it_reads_it_in_their_own_check_in(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(AMSTERDAM)
    await room.says(CYD, goal.id, words="I worry", is_private=True)
    prompt = await room.as_(CYD).commit(early.check_in_now)
    shown = await room.as_(None).read(shown_prompt, prompt)
    assert [(row.goal.id, row.answer and row.answer.words) for row in shown.asides] == [(goal.id, "I worry")]
    assert shown.words == []


async def test_words_for_the_driver_are_for_todays_driver_alone(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(AMSTERDAM)
    await room.says(CYD, goal.id, words="I worry", is_private=True)
    room.now += timedelta(minutes=1)
    await room.as_(ANA).commit(handed_over, goal.id, BEN, "")
    [(_, subject)] = await notices(room)
    assert await drawn(room, subject, reader=ANA, is_posted=False) is None
    assert await drawn(room, subject, reader=BEN, is_posted=False) is None
    room.now += timedelta(minutes=1)
    await room.says(CYD, goal.id, words="The pump leaks", is_private=True)
    assert {user for user, _ in await notices(room)} == {ANA, BEN}
    assert Touch(FOR_DRIVER, subject) in room.touched
    before, now = [await drawn(room, subject, reader=reader) for reader in (ANA, BEN)]
    assert before is not None
    assert now is not None
    assert "worry" not in words_in(before)
    assert "The pump leaks" in words_in(now)
    await room.as_(BEN).commit(teams.leave, room.team)
    assert await drawn(room, subject, reader=BEN, is_posted=False) is None


async def drawn(room: Room, subject: str, *, reader: str, is_posted: bool = True) -> Message | None:
    """The note to this person as it reads now."""
    surface = Surface(
        UUID(int=1),
        "T0CAIRN",
        FOR_DRIVER,
        subject,
        reader,
        "key",
        "D0",
        "1.0" if is_posted else None,
        State.SHOWN,
    )
    message = await room.as_(None).read(room.parts.renderers.draw, surface)
    assert message is None or isinstance(message, Message)
    return message


def words_in(message: Message) -> str:
    return words_of({"text": message.text, "blocks": list(message.blocks)})


async def notices(room: Room) -> list[tuple[str, str]]:
    """Whom something for a driver waits for, and its subject."""

    def waiting(tx: Transaction) -> list[tuple[str, str]]:
        rows = tx.session.scalars(select(Notice).where(Notice.kind == FOR_DRIVER))
        return [(row.user, row.subject) for row in rows]

    return await room.as_(None).read(waiting)
