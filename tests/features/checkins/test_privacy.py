"""What was said in private is for its author, and for who drove the goal when it was said; on both databases."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from bot.db.transaction import Transaction
from bot.features.checkins.models.prompts import Answer
from bot.features.checkins.rules.privacy import left_for_driver, said_since
from bot.features.checkins.service import answers, digests, early, replies, stories
from bot.features.checkins.values.prompts import WORDS_MOST, AnswerView, ReplyView, Telling
from bot.features.goals.values import GoalView
from bot.text import shorten
from tests.features.cadences.factories import ANA, BEN, CYD, NOON, utc
from tests.features.checkins.digests_factories import answer
from tests.features.checkins.digests_room import Room
from tests.features.ownership.factories import handed_over
from tests.slices import sliced

MINUTE = timedelta(minutes=1)
SHORE = (ANA, BEN, CYD)
LINES = st.text("abc…", min_size=1, max_size=4)
STEPS = st.lists(st.tuples(st.booleans(), st.booleans(), LINES), min_size=1, max_size=8)
pytestmark = pytest.mark.practice("P13")


@given(steps=STEPS, taken_over=st.integers(-1, 9))
def test_a_line_said_in_private_before_they_drove_it_is_not_left_for_them(
    steps: list[tuple[bool, bool, str]], taken_over: int
) -> None:
    told: list[AnswerView] = []
    for minutes, (is_private, goes_on, line) in enumerate(steps):
        words = f"{told[-1].words}\n{line}" if told and goes_on else line
        told.append(answer(minutes=minutes, words=words, is_private=is_private))
    newest, since = told[-1], answer(minutes=taken_over).at
    left = left_for_driver(newest, told, since)
    before = {line for one in told if one.is_private and one.at <= since for line in one.words.splitlines()}
    if newest.is_private:
        assert before.isdisjoint(left.words.splitlines())
        assert (said_since(newest, told) > since) == (left.words == newest.words)
    else:
        assert left == newest


def test_what_is_left_is_what_was_added_and_no_line_that_was_cut() -> None:
    old = answer(words="The money is gone", is_private=True, why="He left", wants_change=True)
    added = answer(minutes=2, words="The money is gone\nWe cope", is_private=True, wants_change=True)
    cut = answer(minutes=2, words="The mon…", why="He left", is_private=True)
    left = left_for_driver(added, [old, added], answer(minutes=1).at)
    assert (left.words, left.wants_change) == ("We cope", False)
    left = left_for_driver(cut, [old, cut], answer(minutes=1).at)
    assert (left.words, left.why) == ("", "")


@pytest.mark.parametrize(
    "edited",
    [
        "The money is gone, says Ben and nobody may know",
        "the money is gone, says Ben!\nAnd nobody may know, still",
        "The money\nis gone, says Ben; and\nnobody may know",
        "Ben says that the money is gone",
        "🙈",
    ],
)
def test_a_line_that_was_edited_is_no_new_one(edited: str) -> None:
    said = "The money is gone, says Ben\nand nobody may know\n🙈"
    old = answer(words=said, is_private=True)
    now = answer(minutes=2, words=f"{edited}\nWe sell the boat", is_private=True)
    assert left_for_driver(now, [old, now], answer(minutes=1).at).words == "We sell the boat"
    assert said_since(now, [old, now]) == old.at


async def test_what_is_added_for_the_next_driver_comes_to_them_without_what_was_said_before(
    room: Room,
) -> None:
    shore = Shore(room, await room.goal_of(ANA))
    await room.until(utc(3, 9))
    long_ago = shorten("The money is gone, says the bank. " * 200, WORDS_MOST - 10)
    await room.says(CYD, shore.goal.id, words=long_ago, is_private=True)
    await shore.hand_over(ANA, BEN)
    await shore.adds(CYD, "We cope", is_private=False)
    assert await shore.read_by(BEN) == {"We cope"}
    assert await shore.read_by(ANA) == set()


async def test_what_was_brought_back_stays_whose_it_was(room: Room) -> None:
    shore = Shore(room, await room.goal_of(ANA))
    await room.until(utc(3, 9))
    await room.says(ANA, shore.goal.id, words="The money is gone", is_private=True)
    await shore.replies(ANA, "and more")
    await shore.hand_over(ANA, BEN)
    await shore.takes_back(ANA)
    assert await shore.read_by(BEN) == set()


@pytest.mark.parametrize("seed", sliced(range(2), long=range(2, 12)))
async def test_whatever_happens_private_words_reach_nobody_who_drove_it_later(room: Room, seed: int) -> None:
    chance = Random(seed)
    shore = Shore(room, await room.goal_of(ANA))
    await room.until(utc(3, 9))
    for _ in range(14):
        user = chance.choice(SHORE)
        match chance.randrange(6):
            case 0:
                await shore.says_privately(user)
            case 1:
                await room.says(user, shore.goal.id, words=shore.word())
            case 2:
                await shore.adds(user, shore.word(), is_private=False)
            case 3:
                await shore.adds_privately(user)
            case 4:
                await shore.replies(user, shore.word())
                if chance.random() < 0.7:
                    await shore.hands_on(chance)
                    await shore.takes_back(user)
            case _:
                await shore.hands_on(chance)
        await shore.check()
        room.now += MINUTE


@dataclass
class Shore:
    """A goal, and what was said of it in private: by whom, when, and to whom."""

    room: Room
    goal: GoalView
    driver: str = ANA
    since: datetime = NOON
    private: dict[str, tuple[str, datetime, str]] = field(default_factory=dict)
    last: dict[str, ReplyView | None] = field(default_factory=dict)
    numbers: "count[int]" = field(default_factory=lambda: count(1))

    def word(self) -> str:
        return f"word{next(self.numbers)}."

    async def says_privately(self, user: str) -> None:
        await self.room.says(user, self.goal.id, words=self._secret(user), is_private=True)

    async def adds_privately(self, user: str) -> None:
        await self.adds(user, self._secret(user), is_private=True)

    def _secret(self, user: str) -> str:
        word = self.word()
        self.private[word] = (user, self.room.now, self.driver)
        return word

    async def adds(self, user: str, words: str, *, is_private: bool) -> None:
        prompt = await self.room.as_(user).commit(early.check_in_now)
        telling = Telling(goal_id=self.goal.id, words=words, is_private=is_private)
        await self.room.as_(user).commit(answers.tell_besides, prompt.id, telling)

    async def replies(self, user: str, words: str) -> None:
        await self.room.as_(user).commit(early.check_in_now)
        said, ts = f"#{self.goal.number} {words}", f"17.{next(self.numbers)}"
        self.last[user] = await self.room.as_(user).commit(replies.reply, said, channel="D0", ts=ts)

    async def takes_back(self, user: str) -> None:
        said = self.last.get(user)
        if said is not None:
            await self.room.as_(user).commit(replies.take_back, said.id)

    async def hands_on(self, chance: Random) -> None:
        await self.hand_over(self.driver, chance.choice([one for one in SHORE if one != self.driver]))

    async def hand_over(self, giver: str, taker: str) -> None:
        self.room.now += MINUTE
        await self.room.as_(giver).commit(handed_over, self.goal.id, taker, "")
        self.driver, self.since = taker, self.room.now
        self.room.now += MINUTE

    async def read_by(self, reader: str) -> set[str]:
        """The lines that they read in what others say of the goal: in notes to them, and among its stories."""

        def look(tx: Transaction) -> list[AnswerView]:
            about = (Answer.goal_id == self.goal.id, Answer.user != reader)
            occasions: set[UUID] = set(tx.session.scalars(select(Answer.occasion_id).where(*about)))
            notes = [digests.for_driver(tx, f"{one}:{self.goal.id}", reader) for one in occasions]
            found = stories.page(tx, self.room.team, f"#{self.goal.number}", 0).stories
            return [one for one in (*notes, *found) if one is not None and one.user != reader]

        said = await self.room.as_(reader).read(look)
        return {line for one in said for line in one.words.splitlines()}

    async def check(self) -> None:
        for reader in SHORE:
            others = {word: said for word, said in self.private.items() if said[0] != reader}
            seen = others.keys() & await self.read_by(reader)
            assert {word for word in seen if others[word][1] <= self.since or reader != self.driver} == set()
            new = {word for word, (_, at, to) in others.items() if at == self.room.now and to == reader}
            assert new <= seen
