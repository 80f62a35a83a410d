"""Databases that a worker keeps from test to test: emptied each time, their statements compiled once."""

import shutil
from collections.abc import Callable
from datetime import datetime
from functools import cache, partial
from pathlib import Path

import psycopg

from bot.db.database import Database, utc_now
from bot.db.engines import Engines, make_engines

SQLITE_FILES = ("", "-wal", "-shm")
EMPTY = """
DO $$
DECLARE
    found text;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR found IN SELECT quote_ident(tablename) FROM pg_tables
        WHERE schemaname = 'public' AND tablename <> 'alembic_version'
    LOOP
        EXECUTE 'DELETE FROM ' || found;
    END LOOP;
END $$
"""
"""What deletes every row, as a replica does, for whom no foreign key is looked at: TRUNCATE makes all files anew."""
TESTS_A_VACUUM = 25


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


class Emptying:
    """Leaves no row, and no gap where one was: the rows of the next test lie in the order they came in.

    Its connection is kept from test to test, for a new one has the whole catalogue to read first.
    """

    def __init__(self, url: str) -> None:
        self._connect = partial(psycopg.connect, url, autocommit=True)
        self._connection = self._connect()
        self._times = 0

    def __call__(self) -> None:
        try:
            self._empty()
        except psycopg.OperationalError:  # a test restarted the server
            self._connection = self._connect()
            self._empty()

    def close(self) -> None:
        self._connection.close()

    def _empty(self) -> None:
        """Nothing is put where a deleted row lay until a vacuum, which gives back the pages of all of them."""
        self._connection.execute(EMPTY)
        self._times += 1
        if self._times % TESTS_A_VACUUM == 0:
            self._connection.execute("VACUUM")
