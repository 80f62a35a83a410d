from collections.abc import AsyncIterator

import pytest
from sqlalchemy import MetaData, String
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.database import Database
from bot.db.repository import Repository, Row
from bot.db.transaction import Transaction
from tests.databases import open_database


class Flag(Row):
    """A row for these tests only, kept out of the metadata that migrations are compared with."""

    metadata = MetaData()
    __tablename__ = "test_flag"
    name: Mapped[str] = mapped_column(String(50), primary_key=True)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    Flag.metadata.create_all(database.engines.writer)
    yield database
    Flag.metadata.drop_all(database.engines.writer)
    await database.close()


def add(tx: Transaction, name: str, workspace: str = "") -> None:
    Repository(tx).add(Flag(name=name, workspace=workspace))


def names(tx: Transaction) -> list[str]:
    rows = Repository(tx)
    return [flag.name for flag in rows.session.scalars(rows.scoped(Flag))]


async def test_a_row_belongs_to_the_workspace_of_its_transaction_whatever_it_says(database: Database) -> None:
    await database.edge("T1").commit(add, "red", workspace="T2")
    assert await database.edge("T1").read(names) == ["red"]
    assert await database.edge("T2").read(names) == []


async def test_what_the_database_refuses_is_known_at_once(database: Database) -> None:
    def twice(tx: Transaction) -> list[str]:
        add(tx, "red")
        with pytest.raises(IntegrityError), tx.session.begin_nested():
            add(tx, "red")
        return names(tx)

    assert await database.edge("T1").commit(twice) == ["red"]
