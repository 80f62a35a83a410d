"""The shipped migrations: they make what the models say, and go up on what each version before left."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, MetaData, Table, func, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.types import CHAR

from bot.db.engines import make_engines
from bot.db.migrate import head_revision, migrate, revision_of
from bot.metadata import metadata
from bot.resources import MIGRATIONS

REVISIONS = sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("0*.py"))
OF_TYPE: dict[type, object] = {
    str: "x",
    bool: True,
    int: 1,
    float: 1.0,
    bytes: b"x",
    date: date(2026, 3, 2),
    datetime: datetime(2026, 3, 2, tzinfo=UTC),
    dict: [],
    object: [],  # JSON again
    UUID: UUID(int=1),
}


def test_models_and_migrations_agree(database_url: str) -> None:
    engines = make_engines(database_url)
    with engines.reader.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engines.dispose()


@pytest.mark.parametrize("version", REVISIONS[:-1])
def test_a_filled_database_of_an_older_version_comes_to_head_with_its_rows(
    empty_database_url: str, tmp_path: Path, version: str
) -> None:
    migrate(empty_database_url, as_of(version, tmp_path / "older"))
    assert revision_of(empty_database_url) == version
    engines = make_engines(empty_database_url)
    filled = _tables(engines.writer)
    with engines.writer.begin() as connection:
        for table in filled:
            connection.execute(insert(table).values({column.name: _value(column) for column in table.c}))
    migrate(empty_database_url)
    assert revision_of(empty_database_url) == head_revision()
    with engines.reader.connect() as connection:
        kept = {table.name: connection.scalar(select(func.count()).select_from(table)) for table in filled}
    assert kept == dict.fromkeys(kept, 1)
    engines.dispose()


def as_of(version: str, folder: Path) -> Path:
    """The migrations' folder as it was when this version was the newest."""
    shutil.copytree(MIGRATIONS, folder)
    for path in (folder / "versions").glob("0*.py"):
        if path.name.split("_")[0] > version:
            path.unlink()
    return folder


def _tables(engine: Engine) -> list[Table]:
    """All that the migrations made, those that others refer to first."""
    found = MetaData()
    found.reflect(engine)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _value(column: Column[object]) -> object:
    """The same for all columns of a type, so that every reference finds its row."""
    if isinstance(column.type, CHAR):  # how SQLite keeps a UUID
        return UUID(int=1).hex
    return OF_TYPE[column.type.python_type]
