"""*Add mine* on a digest counts for that digest's day, however late it is pressed; on both databases."""

from datetime import date, time, timedelta

import pytest

from bot.clock.recurrence import Weekly
from bot.db.transaction import Transaction
from bot.errors import NotAllowed
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import CadenceDraft, Kind, Rhythm, ZonePolicy
from bot.features.checkins.repository.digests import Digests
from bot.features.checkins.service import answers, early
from bot.features.checkins.values.digests import OPEN_FOR
from bot.features.checkins.values.prompts import PromptView, Telling
from tests.features.cadences.factories import ANA, BEN, CYD, DEE, MONDAY, utc
from tests.features.checkins.digests_room import Room
from tests.features.checkins.factories import ANAS_TEN, TUESDAY, answers_on

BENS_TEN, DAY = utc(3, 15), timedelta(days=1)
WEDNESDAY = TUESDAY + DAY
pytestmark = pytest.mark.practice("P13")


@pytest.fixture
async def daily(room: Room) -> Room:
    """Ana and Ben are asked every day; Ben answered on Tuesday."""

    def every_day(tx: Transaction) -> None:
        cadences.stop(tx, room.cadence)
        rhythm = Rhythm(Weekly(frozenset(range(7)), anchor=MONDAY), time(10), ZonePolicy.OWN)
        who = {"of": "chosen", "chosen": [ANA, BEN]}
        room.cadence = cadences.create(tx, CadenceDraft(room.team, Kind.CHECKIN, rhythm, who, {})).id
        enroll(tx, room.cadence, [ANA, BEN])

    await room.as_(ANA).commit(every_day)
    await room.until(ANAS_TEN)
    await room.until(BENS_TEN)
    await room.says(BEN, words="Planted the beans")
    await room.until(ANAS_TEN + DAY)
    return room


async def adds(room: Room, user: str, words: str) -> PromptView:
    """Somebody presses it on Tuesday's digest, and says something in what they find."""

    def add(tx: Transaction) -> PromptView:
        digest = Digests(tx).held_of(room.cadence, TUESDAY)
        assert digest is not None
        return early.add_mine(tx, digest)

    prompt = await room.as_(user).commit(add)
    await room.as_(user).commit(answers.tell, prompt.id, Telling(goal_id=None, words=words))
    return prompt


async def said(room: Room, user: str, day: date) -> list[str]:
    found = await room.as_(None).read(answers_on, room.cadence, day)
    return [answer.words for answer in found if answer.user == user]


async def test_the_next_day_it_is_the_digests_own_check_in(daily: Room) -> None:
    await adds(daily, ANA, "The pump broke")
    assert await said(daily, ANA, TUESDAY) == ["The pump broke"]
    assert await said(daily, ANA, WEDNESDAY) == []


async def test_who_was_not_asked_adds_theirs_of_their_own_accord(daily: Room) -> None:
    await adds(daily, CYD, "Bought seeds")
    assert await said(daily, CYD, TUESDAY) == ["Bought seeds"]


async def test_who_said_something_already_adds_to_it(daily: Room) -> None:
    await adds(daily, BEN, "And the peas")
    assert "And the peas" in " ".join(await said(daily, BEN, TUESDAY))
    assert await said(daily, BEN, WEDNESDAY) == []


async def test_nothing_comes_into_a_digest_that_has_settled(daily: Room) -> None:
    await daily.until(ANAS_TEN + DAY + OPEN_FOR)
    prompt = await adds(daily, ANA, "Late")
    assert await said(daily, ANA, TUESDAY) == []
    assert prompt.day > TUESDAY


async def test_it_is_for_members(daily: Room) -> None:
    with pytest.raises(NotAllowed):
        await adds(daily, DEE, "Hello")
