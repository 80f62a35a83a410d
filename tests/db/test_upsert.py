from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import MetaData, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.db.base import Base
from bot.db.database import Database
from bot.db.upsert import insert_each_if_new, insert_if_new, upsert
from tests.databases import open_database


class Slab(Base):
    """A row for these tests only, kept out of the metadata that migrations are compared with."""

    metadata = MetaData()
    __tablename__ = "test_slab"
    name: Mapped[str] = mapped_column(String(50), primary_key=True)
    weight: Mapped[int]
    colour: Mapped[str] = mapped_column(String(50), default="grey")
    laid_at: Mapped[datetime | None]


def slab(name: str, weight: int) -> dict[str, object]:
    return {"name": name, "weight": weight}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    database = open_database(database_url)
    Slab.metadata.create_all(database.engines.writer)
    yield database
    Slab.metadata.drop_all(database.engines.writer)
    await database.close()


async def weights(database: Database) -> dict[str, int]:
    def read(session: Session, _: datetime) -> dict[str, int]:
        return {row.name: row.weight for row in session.execute(select(Slab.name, Slab.weight))}

    return await database.read_across(read)


async def insert(database: Database, *rows: dict[str, object]) -> int:
    return await database.write_across(lambda session, _: insert_if_new(session, Slab, rows))


async def test_only_new_rows_are_inserted_and_counted(database: Database) -> None:
    assert await insert(database, slab("a", 1)) == 1
    assert await insert(database, slab("a", 9), slab("b", 2), slab("c", 3)) == 2
    assert await insert(database, slab("a", 9)) == 0
    assert await weights(database) == {"a": 1, "b": 2, "c": 3}


async def test_many_rows_come_back_if_they_are_new(database: Database) -> None:
    await insert(database, slab("b", 2))
    noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
    rows = [{**slab(name, 7), "colour": "red", "laid_at": noon if name == "a" else None} for name in "abc"]

    def write(session: Session, _: datetime) -> list[tuple[str, datetime | None]]:
        new = insert_each_if_new(session, Slab, rows, returning=("name", "laid_at"))
        return sorted((row.name, row.laid_at) for row in new)

    assert await database.write_across(write) == [("a", noon), ("c", None)]
    assert await weights(database) == {"a": 7, "b": 2, "c": 7}
    assert await database.write_across(lambda session, _: insert_each_if_new(session, Slab, [])) == []


async def test_nothing_to_insert_inserts_nothing(database: Database) -> None:
    assert await insert(database) == 0
    assert await database.write_across(lambda session, _: upsert(session, Slab, [], key=["name"])) == 0
    assert await weights(database) == {}


async def test_known_rows_are_overwritten_in_what_is_given(database: Database) -> None:
    await insert(database, {**slab("a", 1), "colour": "red"})

    def write(session: Session, _: datetime) -> int:
        return upsert(session, Slab, [slab("a", 5), slab("b", 2)], key=["name"])

    assert await database.write_across(write) == 2
    assert await weights(database) == {"a": 5, "b": 2}
    assert await database.read_across(colours) == {"a": "red", "b": "grey"}


def colours(session: Session, _: datetime) -> dict[str, str]:
    return {row.name: row.colour for row in session.execute(select(Slab.name, Slab.colour))}
