from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from sqlalchemy import create_engine

from bot.db.subscriptions import MOST_EVENTS, Subscriptions
from bot.db.transaction import Event, Touch, Transaction
from bot.errors import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid(Event):
    kind = "test.laid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fell(Event):
    kind = "test.fell"


@pytest.fixture
def tx() -> Transaction:
    return Transaction(create_engine("sqlite://").connect(), "T1", None, datetime(2026, 3, 1, tzinfo=UTC))


def test_each_hears_its_own_kind_in_the_order_of_registration(tx: Transaction) -> None:
    heard: list[str] = []
    subscriptions = Subscriptions()
    subscriptions.on(Laid, lambda _, event: heard.append(f"first {event.subject}"))
    subscriptions.on(Laid, lambda _, event: heard.append(f"second {event.subject}"))
    subscriptions.on(Fell, lambda _, event: heard.append(f"fell {event.subject}"))
    tx.happened(Laid(subject="a"))
    tx.happened(Laid(subject="b"))
    subscriptions.run(tx)
    assert heard == ["first a", "second a", "first b", "second b"]


def test_what_reactions_cause_is_told_in_the_same_transaction(tx: Transaction) -> None:
    heard: list[str] = []
    subscriptions = Subscriptions()
    subscriptions.on(Laid, lambda tx, event: tx.happened(Fell(subject=event.subject)))
    subscriptions.on(Fell, lambda _, event: heard.append(event.subject))
    tx.happened(Laid(subject="a"))
    subscriptions.run(tx)
    assert heard == ["a"]
    assert [event.kind for event in tx.events] == ["test.laid", "test.fell"]


def test_reactions_without_end_are_stopped(tx: Transaction) -> None:
    subscriptions = Subscriptions()
    subscriptions.on(Laid, lambda tx, event: tx.happened(event))
    tx.happened(Laid(subject="a"))
    with pytest.raises(Fault, match="without end"):
        subscriptions.run(tx)
    assert len(tx.events) <= MOST_EVENTS + 1


def test_touching_one_thing_often_is_one_touch(tx: Transaction) -> None:
    for _ in range(3):
        tx.touch("card", "a")
    tx.touch("card", "b")
    assert tx.touched == {Touch("card", "a"), Touch("card", "b")}
