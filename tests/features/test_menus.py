"""All that the rooms offer in a goal's ⋯ menu finds room in it, on its card and in its details."""

from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.app import register_features
from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message
from bot.features.goals import service
from bot.features.goals.surfaces import GoalBoard
from bot.features.goals.values import GOAL_CARD, Outcome
from bot.features.ownership import service as ownership
from bot.features.parts import Parts
from bot.slack.directory import Directory
from bot.slack.menus import MENU, MOST
from bot.slack.payloads import list_at, text_at
from tests.features.goals.conftest import clock, lite
from tests.features.goals.factories import ANA, BEN, WORKSPACE
from tests.features.goals.slack_side import on_record

__all__ = ["clock", "lite"]


async def _nobody(_: str) -> AsyncWebClient | None:
    return None


def proposed(_: Transaction, __: UUID) -> None:
    """Nobody drives it yet."""


def driven(tx: Transaction, goal_id: UUID) -> None:
    ownership.claim(tx, goal_id)


def offered(tx: Transaction, goal_id: UUID) -> None:
    ownership.offer_goal(tx, goal_id, BEN, "")


def committed(tx: Transaction, goal_id: UUID) -> None:
    driven(tx, goal_id)
    service.commit(tx, [goal_id], uuid4())


def ended(tx: Transaction, goal_id: UUID) -> None:
    committed(tx, goal_id)
    service.end(tx, goal_id, Outcome.REACHED, "")


@pytest.mark.parametrize("lived", [proposed, driven, offered, committed, ended])
async def test_every_choice_finds_room(lite: Database, lived: Callable[[Transaction, UUID], None]) -> None:
    (goal,) = await on_record(lite, "Members get an answer within a day")
    await lite.edge(WORKSPACE, ANA).commit(lived, goal.id)
    parts = register_features(Parts(lite, Directory(_nobody)))
    board, reader = GoalBoard(parts.sections, parts.sayings), lite.edge(WORKSPACE, ANA)
    for message in (await reader.read(_card, board, goal.id), await reader.read(board.details, goal.id)):
        counts = [*_choices(message)]
        assert counts
        assert max(counts) <= MOST


def _card(tx: Transaction, board: GoalBoard, goal_id: UUID) -> Message:
    (surface,) = surfaces_of(tx, GOAL_CARD, str(goal_id))
    card = board.card(tx, surface)
    assert card is not None
    return card


def _choices(message: Message) -> Iterator[int]:
    for block in message.blocks:
        for element in list_at(block, "elements"):
            if text_at(element, "action_id") == MENU:
                yield len(list_at(element, "options"))
