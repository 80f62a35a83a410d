"""Databases that a worker keeps from test to test: emptied each time, their statements compiled once."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

import psycopg
from psycopg import sql
from sqlalchemy import event
from sqlalchemy.pool import ConnectionPoolEntry

from bot.db.database import Database, utc_now
from bot.db.engines import Engines, make_engines

SQLITE_FILES = ("", "-wal", "-shm")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'"


def open_database(url: str, *, clock: Callable[[], datetime] = utc_now) -> Database:
    """The database of a test, at the address that `database_url` gave."""
    return Database(url, clock=clock, engines=kept_engines(url))


class KeptEngines(Engines):
    """Their connections outlive the databases they are lent to: a new one to PostgreSQL has all to learn anew."""

    def dispose(self) -> None:
        if self.is_sqlite:  # whose file is replaced for each test
            Engines.dispose(self)


@cache
def kept_engines(url: str) -> Engines:
    """This worker's engines for an address: most of a short test's time would go into compiling its statements."""
    made = make_engines(url)
    if made.is_sqlite:
        for engine in (made.writer, made.reader):
            event.listen(engine, "connect", _forget)
    return KeptEngines(made.writer, made.reader, made.writer_threads, made.reader_threads)


def _forget(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
    """Wait for no disk at a commit, as the tests' PostgreSQL doesn't: lost is what a machine that goes down loses."""
    connection.execute("PRAGMA synchronous=OFF")


def empty_sqlite(file: Path, template: Path) -> None:
    """Put a copy of the template in the file's place."""
    for ending in SQLITE_FILES:
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(template, file)


class Emptying:
    """Leaves no row, and no gap where one was: the rows of the next test lie in the order they came in.

    TRUNCATE would make all files anew, which takes four times as long. Its connection is kept from test to test, for a
    new one has the whole catalogue to read first.
    """

    def __init__(self, url: str) -> None:
        self._connect = partial(psycopg.connect, url, autocommit=True)
        self._connection = self._connect()
        self._filled = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(name, sql.Identifier(name))
            for (name,) in self._connection.execute(TABLES).fetchall()
        )

    def __call__(self) -> None:
        try:
            self._empty()
        except psycopg.OperationalError:  # a test restarted the server
            self._connection = self._connect()
            self._empty()

    def close(self) -> None:
        self._connection.close()

    def _empty(self) -> None:
        """Delete as a replica does, for whom no foreign key is looked at, and give back all pages."""
        filled = [sql.Identifier(name) for (name,) in self._connection.execute(self._filled).fetchall()]
        if not filled:
            return
        with self._connection.transaction():
            self._connection.execute("SET LOCAL session_replication_role = replica")
            for table in filled:
                self._connection.execute(sql.SQL("DELETE FROM {}").format(table))
        self._connection.execute(sql.SQL("VACUUM {}").format(sql.SQL(", ").join(filled)))
