"""Notices drawn by their own renderers: in a bundle, and along with another room's message."""

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.renderers import Renderers
from bot.delivery.values import Message, Surface
from bot.features.attention.service import notices
from bot.features.attention.surfaces import NoticeBoard
from bot.features.attention.values import BUNDLE
from tests.conversation import on_sqlite
from tests.features.attention.factories import HINT, draw_hint
from tests.features.workspaces.factories import ANA, WORKSPACE
from tests.shown import words_of

pytestmark = on_sqlite
TUESDAY = date(2026, 3, 3)


def surface(kind: str, subject: str, *, ts: str | None = None) -> Surface:
    return Surface(uuid4(), WORKSPACE, kind, subject, ANA, "key", "D0ANA", ts, "pending")


@pytest.fixture
def board() -> NoticeBoard:
    renderers = Renderers()
    renderers.register(HINT, draw_hint)
    board = NoticeBoard(renderers)
    renderers.register(BUNDLE, board.bundle)
    return board


async def mentioned_on(edge: Edge, kind: str, *words: str) -> None:
    """Cairn says these things along with a surface."""
    for word in words:
        await edge.commit(notices.mention, ANA, HINT, word, key=word)
    await edge.commit(notices.ride, ANA, TUESDAY, on=kind, subject="s1")


async def test_a_bundle_says_all_that_is_left_to_say(by_clock: Edge, board: NoticeBoard) -> None:
    await mentioned_on(by_clock, BUNDLE, "one", "gone", "two")
    drawn = await by_clock.read(board.bundle, surface(BUNDLE, "s1"))
    assert drawn is not None
    assert drawn.text == "2 things for you"
    assert all(word in str(drawn.blocks) for word in ("one", "two"))


async def test_a_bundle_with_nothing_left_is_not_posted_but_one_that_is_there_stays(
    by_clock: Edge, board: NoticeBoard
) -> None:
    await mentioned_on(by_clock, BUNDLE, "gone")
    assert await by_clock.read(board.bundle, surface(BUNDLE, "s1")) is None
    posted = await by_clock.read(board.bundle, surface(BUNDLE, "s1", ts="1.2"))
    assert posted is not None
    assert "seen to" in posted.text


async def test_another_room_adds_what_rides_along_as_far_as_it_has_room(
    by_clock: Edge, board: NoticeBoard
) -> None:
    await mentioned_on(by_clock, "prompt", "one", "two", "three")

    def drawn(most: int) -> Callable[[Transaction], Message]:
        def draw(tx: Transaction) -> Message:
            prompt = surface("prompt", "s1")
            riding = notices.riding(tx, "prompt", "s1")
            return Message("", board.blocks(tx, prompt, riding, most=most))

        return draw

    whole, narrow = await by_clock.read(drawn(20)), await by_clock.read(drawn(6))
    assert len(whole.blocks) == 3 * 2 + 2
    assert len(narrow.blocks) <= 6
    assert all(word in words_of({"blocks": narrow.blocks}) for word in ("one", "two", "three"))
