from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.inbox import KEPT, Received, Replayed, forget_old
from bot.db.transaction import Transaction
from tests.databases import open_database


class Saved:
    id = "the-goal"


def save(_: Transaction) -> Saved:
    return Saved()


async def test_a_replay_learns_what_was_saved(database_url: str) -> None:
    database = open_database(database_url)
    edge = database.edge("T1", once="view:V1")
    await edge.commit(save)
    with pytest.raises(Replayed) as replay:
        await edge.commit(save)
    assert replay.value.outcome == "the-goal"
    await database.close()


async def test_old_payloads_are_forgotten_a_portion_at_a_time(database_url: str) -> None:
    moment = datetime(2026, 3, 1, tzinfo=UTC)
    database = open_database(database_url, clock=lambda: moment)
    for number in range(5):
        await database.edge("T1", once=f"event:{number}").commit(save)
    moment += KEPT
    await database.edge("T1", once="event:fresh").commit(save)
    assert await database.write_across(forget_old) == 0
    moment += timedelta(seconds=1)
    assert await database.write_across(forget_old, most=3) == 3
    assert await database.write_across(forget_old, most=3) == 2
    assert await database.read_across(_kept) == 1
    await database.close()


def _kept(session: Session, _: datetime) -> int:
    return session.scalar(select(func.count()).select_from(Received)) or 0
