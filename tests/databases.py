"""Databases that a worker keeps from test to test: emptied each time, their statements compiled once."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import psycopg
from psycopg import sql

from bot.db.database import Database, utc_now
from bot.db.engines import Engines, make_engines

SQLITE_FILES = ("", "-wal", "-shm")


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
    return KeptEngines(made.writer, made.reader, made.writer_threads, made.reader_threads)


def empty_sqlite(file: Path, template: Path) -> None:
    """Put a copy of the template in the file's place."""
    for ending in SQLITE_FILES:
        file.with_name(file.name + ending).unlink(missing_ok=True)
    shutil.copyfile(template, file)


def empty_postgres(url: str) -> None:
    """Delete every row; foreign keys are put aside, so that the order of tables does not matter."""
    with psycopg.connect(url) as connection:
        connection.execute(_deletions(url))


@cache
def _deletions(url: str) -> sql.Composed:
    with psycopg.connect(url) as connection:
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    deletions = [
        sql.SQL("DELETE FROM {}").format(sql.Identifier(table))
        for (table,) in tables
        if table != "alembic_version"
    ]
    return sql.SQL("; ").join([sql.SQL("SET session_replication_role = replica"), *deletions])
