import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import MetaData, String, func, select, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db.database import Database
from bot.db.inbox import Replayed
from bot.db.repository import Row
from bot.db.transaction import Transaction
from bot.errors import Conflict, Fault
from tests.databases import open_database

WORKSPACE = "T1"


class Stone(Row):
    """A row for these tests only."""

    metadata = MetaData()  # apart from Cairn's own tables
    __tablename__ = "test_stone"
    id: Mapped[int] = mapped_column(primary_key=True)
    word: Mapped[str] = mapped_column(String(50))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    Stone.metadata.create_all(database.engines.writer)
    yield database
    Stone.metadata.drop_all(database.engines.writer)
    await database.close()


def add_stone(tx: Transaction, number: int, word: str = "grey") -> int:
    tx.session.add(Stone(workspace=tx.workspace, id=number, word=word))
    tx.session.flush()
    return number


def run_sql(session: Session, _: datetime, statement: str) -> None:
    session.execute(text(statement))


def count_stones(tx: Transaction) -> int:
    return tx.session.scalar(select(func.count()).select_from(Stone)) or 0


async def test_returning_commits_and_raising_rolls_back(database: Database) -> None:
    edge = database.edge(WORKSPACE)

    def add_then_refuse(tx: Transaction) -> None:
        add_stone(tx, 2)
        raise Conflict("no")

    assert await edge.commit(add_stone, 1) == 1
    with pytest.raises(Conflict):
        await edge.commit(add_then_refuse)
    assert await edge.read(count_stones) == 1


async def test_a_cancelled_caller_neither_cancels_nor_orphans_the_transaction(database: Database) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slowly(tx: Transaction) -> None:
        begun.set()
        go_on.wait(10)
        add_stone(tx, 1)

    caller = asyncio.create_task(database.edge(WORKSPACE).commit(slowly))
    await asyncio.to_thread(begun.wait, 10)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await database.write_across(lambda session, now: None)  # on SQLite this waits for the writer thread
    for _ in range(200):
        if await database.edge(WORKSPACE).read(count_stones):
            break
        await asyncio.sleep(0.01)
    assert await database.edge(WORKSPACE).read(count_stones) == 1


async def test_a_mapped_instance_can_not_leave_its_transaction(database: Database) -> None:
    def give_row(tx: Transaction) -> Stone:
        add_stone(tx, 1)
        return tx.session.scalars(select(Stone)).one()

    def give_rows(tx: Transaction) -> list[Stone]:
        return [give_row(tx)]

    for leak in (give_row, give_rows):
        with pytest.raises(Fault):
            await database.edge(WORKSPACE).commit(leak)
    assert await database.edge(WORKSPACE).read(count_stones) == 0


async def test_the_same_payload_has_its_effect_once(database: Database) -> None:
    once = database.edge(WORKSPACE, once="event:Ev1")
    await once.commit(add_stone, 1)
    with pytest.raises(Replayed):
        await once.commit(add_stone, 2)
    await database.edge("T2", once="event:Ev1").commit(add_stone, 3)
    assert await once.read(count_stones) == 2


async def test_a_refused_payload_can_be_sent_again(database: Database) -> None:
    once = database.edge(WORKSPACE, once="view:V1")

    def refuse(_: Transaction) -> None:
        raise Conflict("not yet")

    with pytest.raises(Conflict):
        await once.commit(refuse)
    assert await once.commit(add_stone, 1) == 1


async def test_many_deliveries_of_one_payload_at_once_have_one_effect(database: Database) -> None:
    edges = [database.edge(WORKSPACE, once="view:V1") for _ in range(8)]
    results = await asyncio.gather(
        *(edge.commit(add_stone, number) for number, edge in enumerate(edges)), return_exceptions=True
    )
    assert sum(isinstance(result, Replayed) for result in results) == 7
    assert await edges[0].read(count_stones) == 1


async def test_writers_write_in_the_same_transaction(database: Database) -> None:
    def write(tx: Transaction) -> None:
        add_stone(tx, 99)
        raise Conflict("the writer fails")

    database.before_commit = (write,)
    with pytest.raises(Conflict):
        await database.edge(WORKSPACE).commit(add_stone, 1)
    assert await database.edge(WORKSPACE).read(count_stones) == 0


async def test_commits_are_told_and_failures_are_not(database: Database) -> None:
    told: list[str | None] = []
    database.after_commit = (lambda tx: told.append(tx.actor),)
    await database.edge(WORKSPACE, "U1").commit(add_stone, 1)
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        await database.edge(WORKSPACE, "U2").commit(add_stone, 1)
    assert told == ["U1"]


async def test_now_comes_from_the_clock(database_url: str) -> None:
    moment = datetime(2026, 3, 1, 12, tzinfo=UTC)
    database = open_database(database_url, clock=lambda: moment)
    assert await database.edge(WORKSPACE).read(lambda tx: tx.now) == moment
    await database.close()


async def test_readers_of_sqlite_can_not_write(tmp_path: object) -> None:
    database = Database(f"sqlite:///{tmp_path}/x.db")
    await database.write_across(run_sql, "CREATE TABLE t (x int)")
    with pytest.raises(OperationalError, match="readonly"):
        await database.read_across(run_sql, "INSERT INTO t VALUES (1)")
    await database.close()


async def test_use_cases_are_committed_in_one_file_only_beside_the_house_keeping() -> None:
    import re
    from pathlib import Path

    import bot

    root = Path(bot.__file__).parent
    ends = re.compile(r"\b(session|connection|engine|writer|reader)\.(commit|rollback|begin)\(")
    found = {str(file.relative_to(root)) for file in root.rglob("*.py") if ends.search(file.read_text())}
    assert found == {"db/database.py", "db/migrate.py", "db/vacuum.py"}
