"""What many tests begin with, made by the services once a worker: from then on its rows are laid down as they were."""

import sqlite3
from collections.abc import Awaitable, Callable, Hashable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Generic, TypeVar

import psycopg
from psycopg import sql

from bot.db.engines import sqlite_file
from tests.databases import TABLES, empty_sqlite

T = TypeVar("T")
SQLITE_TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table'"


@dataclass(frozen=True)
class World(Generic[T]):
    """What was told of it when it was made, and how to lay it down."""

    told: T
    lay_down: Callable[[], None]


_worlds: dict[tuple[str, Hashable], World[object]] = {}


async def begun(url: str, name: Hashable, make: Callable[[], Awaitable[T]], *, is_in_use: bool = False) -> T:
    """What `make` returns, with the rows that it leaves in a database, and no others.

    Args:
        url: of the database that `database_url` gave.
        name: of the world; who gives the same name makes the same one, at the same time of a clock that stands still.
        make: returns what nobody changes.
        is_in_use: somebody works with the database already, and may have rows in it; otherwise it has none.
    """
    kept = _worlds.get((url, name))
    if kept is None:
        kept = World(await make(), _as_it_is(url, is_in_use=is_in_use))
        _worlds[url, name] = kept
    else:
        kept.lay_down()
    told: T = kept.told  # type: ignore[assignment]  # under this name only a T is kept
    return told


def _as_it_is(url: str, *, is_in_use: bool) -> Callable[[], None]:
    """Keep the rows of a database; who calls what is returned has them in it again."""
    file = sqlite_file(url)
    return _file_as_it_is(file, is_in_use=is_in_use) if file else _rows_as_they_are(url)


def _file_as_it_is(file: Path, *, is_in_use: bool) -> Callable[[], None]:
    kept = file.with_name(f"world-{len(_worlds)}.db")
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("VACUUM INTO ?", [str(kept)])
    return partial(_replace_rows if is_in_use else empty_sqlite, file, kept)


def _replace_rows(file: Path, kept: Path) -> None:
    """Have the kept file's rows in the other, to which somebody is connected."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("ATTACH ? AS kept", [str(kept)])
        connection.execute("BEGIN IMMEDIATE")
        for (table,) in connection.execute(SQLITE_TABLES).fetchall():
            connection.execute(f'DELETE FROM main."{table}"')
            connection.execute(f'INSERT INTO main."{table}" SELECT * FROM kept."{table}"')
        connection.execute("COMMIT")


def _rows_as_they_are(url: str) -> Callable[[], None]:
    connection = _connection(url)
    tables = [name for (name,) in connection.execute(TABLES).fetchall()]
    return partial(_lay_down, url, {name: rows for name in tables if (rows := _rows(connection, name))})


def _rows(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copied:
        return b"".join(copied)


def _lay_down(url: str, rows: Mapping[str, bytes]) -> None:
    try:
        _write(_connection(url), rows)
    except psycopg.OperationalError:  # a test restarted the server
        _connection.cache_clear()
        _write(_connection(url), rows)


def _write(connection: psycopg.Connection, rows: Mapping[str, bytes]) -> None:
    """Write as a replica does, for whom no foreign key is looked at."""
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        for (table,) in connection.execute(TABLES).fetchall():
            connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(table)))
        for table, written in rows.items():
            into = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))
            with connection.cursor().copy(into) as copied:
                copied.write(written)


@cache
def _connection(url: str) -> psycopg.Connection:
    return psycopg.connect(url, autocommit=True)
