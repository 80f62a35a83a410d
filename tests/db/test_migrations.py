"""The shipped migrations: they make what the models say, and go up on what each version before left."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Column, MetaData, Table, insert, select
from sqlalchemy.engine import Engine
from sqlalchemy.types import CHAR

from bot.db.engines import make_engines
from bot.db.migrate import head_revision, migrate, revision_of
from bot.metadata import metadata
from bot.resources import MIGRATIONS
from tests.slices import sliced

REVISIONS = sorted(path.name.split("_")[0] for path in (MIGRATIONS / "versions").glob("0*.py"))
FIRST, NEWEST = REVISIONS[0], REVISIONS[-4:-1]
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

RENAMED = {("driver", "goal_id")}  # it is called subject_id since others than goals have drivers
Row = dict[str, object]


def test_models_and_migrations_agree(database_url: str) -> None:
    engines = make_engines(database_url)
    with engines.reader.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    engines.dispose()


@pytest.mark.parametrize("version", sliced([FIRST, *NEWEST], long=REVISIONS[1 : -len(NEWEST) - 1]))
def test_a_filled_database_of_an_older_version_comes_to_head_with_its_rows(
    empty_database_url: str, tmp_path: Path, version: str
) -> None:
    migrate(empty_database_url, as_of(version, tmp_path / "older"))
    assert revision_of(empty_database_url) == version
    engines = make_engines(empty_database_url)
    filled = tables_of(engines.writer)
    with engines.writer.begin() as connection:
        for table in filled:
            connection.execute(insert(table).values({column.name: value_for(column) for column in table.c}))
    before = _rows(engines.reader, filled)
    migrate(empty_database_url)
    assert revision_of(empty_database_url) == head_revision()
    now = _rows(engines.reader, tables_of(engines.reader))
    assert {name: len(rows) for name, rows in now.items() if name in before} == dict.fromkeys(before, 1)
    for name, rows in before.items():
        assert rows[0].items() <= now[name][0].items(), name
    engines.dispose()


def as_of(version: str, folder: Path) -> Path:
    """The migrations' folder as it was when this version was the newest."""
    shutil.copytree(MIGRATIONS, folder)
    for path in (folder / "versions").glob("0*.py"):
        if path.name.split("_")[0] > version:
            path.unlink()
    return folder


def tables_of(engine: Engine) -> list[Table]:
    """All that the migrations made, those that others refer to first."""
    found = MetaData()
    found.reflect(engine)
    return [table for table in found.sorted_tables if table.name != "alembic_version"]


def _rows(engine: Engine, tables: list[Table]) -> dict[str, list[Row]]:
    """What stands in these tables, without the columns that a later version gives another name or meaning."""
    with engine.connect() as connection:
        return {
            table.name: [
                {name: said for name, said in row.items() if (table.name, name) not in RENAMED}
                for row in map(dict, connection.execute(select(table)).mappings())
            ]
            for table in tables
        }


def value_for(column: Column[object]) -> object:
    """The same for all columns of a type, so that every reference finds its row."""
    if isinstance(column.type, CHAR):  # how SQLite keeps a UUID
        return UUID(int=1).hex
    return OF_TYPE[column.type.python_type]
