"""Clearing from the database's files what was deleted from it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing

from sqlalchemy import Connection, NullPool, create_engine, text
from sqlalchemy.exc import DBAPIError

from bot.db.engines import Engines

PATIENCE_MS = 500  # others wait behind whoever waits for a whole table, or for SQLite's log
IN_USE = {"55P03", "40P01"}  # PostgreSQL: lock not available in time, deadlock


def vacuum(engines: Engines, tables: Sequence[str]) -> bool:
    """Rewrite what holds these tables, so that deleted rows are not in the files any more; blocks while it runs.

    SQLite rewrites the whole file and empties the write-ahead log. PostgreSQL empties each table and fills it again
    in random order, in one transaction: unlike VACUUM FULL, that leaves no dead row behind while an older snapshot
    is open anywhere. Whoever holds such a snapshot and comes to the table later finds it empty. Backups, and
    PostgreSQL's write-ahead log, are beyond its reach. It has a connection of its own, none that others wait for.

    Args:
        tables: names from the models, never a person's word, in the order in which transactions use them; nothing
            refers to their rows.

    Returns:
        False when somebody else was using them, or reading SQLite's log, for longer than a moment: try again later.
    """
    return _vacuum_file(engines) if engines.is_sqlite else _rewrite(engines, tables)


def _vacuum_file(engines: Engines) -> bool:
    """While the log can't be emptied, the file is not rewritten either: it would only make the log longer."""
    file = engines.writer.url.database or ""
    with closing(sqlite3.connect(file, timeout=PATIENCE_MS / 1000, isolation_level=None)) as connection:
        if not _empty_log(connection):
            return False
        try:
            connection.execute("VACUUM")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return False
        return _empty_log(connection)


def _empty_log(connection: sqlite3.Connection) -> bool:
    (is_busy, *_) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not is_busy


def _rewrite(engines: Engines, tables: Sequence[str]) -> bool:
    engine = create_engine(engines.writer.url, poolclass=NullPool, hide_parameters=True)
    try:
        with engine.begin() as connection:
            _shuffle(connection, tables)
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) not in IN_USE:
            raise
        return False
    return True


def _shuffle(connection: Connection, tables: Sequence[str]) -> None:
    connection.execute(text(f"SET LOCAL lock_timeout = {PATIENCE_MS}"))
    connection.execute(text(f"LOCK TABLE {', '.join(tables)} IN ACCESS EXCLUSIVE MODE"))
    for table in tables:
        for statement in (
            f"CREATE TEMPORARY TABLE kept_{table} ON COMMIT DROP AS SELECT * FROM {table}",  # noqa: S608 - a model's name
            f"TRUNCATE {table}",
            f"INSERT INTO {table} SELECT * FROM kept_{table} ORDER BY gen_random_uuid()",  # noqa: S608 - likewise
        ):
            connection.execute(text(statement))
