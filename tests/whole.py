"""Everything that somebody finds who reads the whole database."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import cast
from uuid import UUID

from sqlalchemy import inspect, text

from bot.db.database import Database

Tables = dict[str, list[dict[str, str]]]


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with database.engines.reader.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def dump(database: Database) -> Tables:
    """Every row of every table, in words."""
    found = {}
    with database.engines.reader.connect() as connection:
        for table in inspect(connection).get_table_names():
            all_rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
            found[table] = [{name: str(value) for name, value in row.items()} for row in all_rows]
    return found


def holding(tables: Tables, words: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (name, row)
        for name, all_rows in tables.items()
        for row in all_rows
        if words in " ".join(row.values())
    ]


def require_unsigned(tables: Tables, words: str, table: str, columns: set[str]) -> None:
    """Let pass when the words stand once, in a row of this table with these columns alone, whose id nothing else has."""
    ((where, row),) = holding(tables, words)
    assert where == table
    assert {name for name, value in row.items() if value not in {"None", ""}} == columns
    known = UUID(row["id"])
    assert {name for name, _ in holding(tables, known.hex) + holding(tables, str(known))} == {table}


def require_untied(tables: Tables, about: UUID, users: Sequence[str], table: str) -> None:
    """Let pass when nothing says that these people gave words, which are in this table, to what these are about.

    Who is in the team and its channel may be known, and what they did under their name.
    """
    for user in users:
        there = {name for name, _ in holding(tables, user)}
        assert there <= {"person", "member", "presence", "activity", table}
    for name, row in holding(tables, about.hex) + holding(tables, str(about)):
        assert name == table or not any(user in " ".join(row.values()) for user in users)


def file_bytes(database: Database) -> bytes:
    """All that is in SQLite's files."""
    main = _main_file(database)
    files = [main, main.with_name(f"{main.name}-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())


def in_order_of_storage(database: Database, table: str, column: str) -> list[str]:
    """The values of a column as they lie in the table's pages, which may be the order in which they came."""
    if not database.engines.is_sqlite:
        return [str(value) for (value,) in rows(database, f'SELECT "{column}" FROM {table} ORDER BY ctid')]
    with closing(sqlite3.connect(_main_file(database))) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    page = _main_file(database).read_bytes()[(root - 1) * size : root * size]
    values = [str(value) for (value,) in rows(database, f'SELECT "{column}" FROM {table}')]
    return sorted(values, key=lambda value: page.rindex(value.encode()))


def _main_file(database: Database) -> Path:
    return Path(cast("str", database.engines.writer.url.database))
