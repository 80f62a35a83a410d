"""Clearing from the database's files what was deleted from it."""

from collections.abc import Sequence

from sqlalchemy import text

from bot.db.engines import Engines


def vacuum(engines: Engines, tables: Sequence[str]) -> bool:
    """Rewrite what holds these tables, so that deleted rows are not in the files any more; blocks while it runs.

    SQLite rewrites the whole file and empties the write-ahead log; PostgreSQL rewrites each table. Backups, and
    PostgreSQL's write-ahead log, are beyond its reach.

    Args:
        tables: names from the models, never a person's word.

    Returns:
        False when SQLite's log could not be emptied because somebody was reading; try again later.
    """
    if engines.is_sqlite:
        return _vacuum_file(engines)
    with engines.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for table in tables:
            connection.execute(text(f"VACUUM (FULL) {table}"))
    return True


def _vacuum_file(engines: Engines) -> bool:
    """Past SQLAlchemy's BEGIN, within which SQLite refuses to vacuum."""
    raw = engines.writer.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        (is_busy, *_) = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() or (1,)
    finally:
        raw.close()
    return not is_busy
