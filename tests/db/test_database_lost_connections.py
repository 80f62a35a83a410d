"""What becomes of a transaction whose connection to PostgreSQL is lost, as when the server is restarted."""

from collections.abc import AsyncIterator

import psycopg
import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from bot.db.database import Database
from bot.db.transaction import Transaction

pytestmark = pytest.mark.parametrize("database_kind", ["postgres"])


@pytest.fixture
async def database(empty_database_url: str) -> AsyncIterator[Database]:
    database = Database(empty_database_url)
    with database.engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE stone (number int)"))
    yield database
    await database.close()


def hang_up(database: Database) -> None:
    """End all connections to the database but this one, as a server does that stops."""
    with psycopg.connect(database.url) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def lay(tx: Transaction, number: int) -> None:
    tx.session.execute(text("INSERT INTO stone VALUES (:number)"), {"number": number})


def count(tx: Transaction) -> int:
    return int(tx.session.scalar(text("SELECT count(*) FROM stone")) or 0)


async def test_a_connection_lost_while_idle_is_not_noticed(database: Database) -> None:
    edge = database.edge("T1")
    await edge.commit(lay, 1)
    hang_up(database)
    await edge.commit(lay, 2)
    hang_up(database)
    assert await edge.read(count) == 2


async def test_a_connection_lost_within_a_transaction_is_made_anew_and_all_is_done_again(
    database: Database,
) -> None:
    tries: list[int] = []

    def lay_two(tx: Transaction) -> None:
        lay(tx, 1)
        tries.append(1)
        if len(tries) == 1:
            hang_up(database)
        lay(tx, 2)

    await database.edge("T1").commit(lay_two)
    assert len(tries) == 2
    assert await database.edge("T1").read(count) == 2


async def test_a_connection_lost_while_committing_is_told_because_it_may_have_committed(
    database: Database,
) -> None:
    tries: list[int] = []

    def lay_one(tx: Transaction) -> None:
        lay(tx, 1)
        tries.append(1)

    event.listen(database.engines.writer, "commit", lambda _: hang_up(database))
    with pytest.raises(DBAPIError):
        await database.edge("T1").commit(lay_one)
    assert tries == [1]
