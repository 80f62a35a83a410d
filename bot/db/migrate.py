"""Alembic to head, one replica at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from bot.db.engines import make_engines, sqlite_file
from bot.errors import Fault
from bot.resources import MIGRATIONS

if TYPE_CHECKING:
    from alembic.config import Config

ADVISORY_LOCK = 4_711_246_012  # any number will do, as long as nothing else in this database takes it


def migrate(database_url: str, migrations: Path = MIGRATIONS) -> None:
    """Bring the database to this version's head; replicas that start together wait for one another.

    The whole way up is one transaction on both databases: it arrives at head or stays where it was.

    Args:
        database_url: `sqlite:///file` or `postgresql://…`.
        migrations: Alembic's folder.

    Raises:
        Fault: the database was written by a newer Cairn, or there is no folder to keep its file in.
    """
    with _alone(database_url), _connection(database_url) as connection:
        if (current := _revision(connection)) == head_revision(migrations):
            return
        if current is not None and current not in _known_revisions(migrations):
            raise Fault(f"the database is at revision {current}, which this version doesn't know")
        from alembic import command  # slow to import, and only needed when there is something to do

        command.upgrade(_config(connection, migrations), "head")


def revision_of(database_url: str) -> str | None:
    """The revision that the database is at, or None when it is empty."""
    with _connection(database_url) as connection:
        return _revision(connection)


def head_revision(migrations: Path = MIGRATIONS) -> str:
    """The newest revision that this version carries."""
    names = _known_revisions(migrations)
    if not names:
        raise Fault(f"no migrations in {migrations}")
    return max(names)


def _known_revisions(migrations: Path) -> set[str]:
    """Revisions are numbered, so the file names tell them without importing Alembic (0.3 s)."""
    return {path.name.split("_")[0] for path in (migrations / "versions").glob("[0-9]*_*.py")}


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return found


@contextmanager
def _alone(database_url: str) -> Iterator[None]:
    """On SQLite, a lock on a file beside it: even switching to WAL fails when two processes do it at once."""
    file = sqlite_file(database_url)
    if file is None:
        yield  # PostgreSQL locks inside the transaction
        return
    if not file.absolute().parent.is_dir():
        raise Fault(f"the database can't be kept in {file.absolute().parent}: there is no such folder")
    with Path(f"{file}.lock-file").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _connection(database_url: str) -> Iterator[Connection]:
    engines = make_engines(database_url)
    try:
        with engines.writer.connect() as connection:
            if engines.is_sqlite:
                _defer_foreign_keys(connection)
            with connection.begin():
                if not engines.is_sqlite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
                yield connection
                if engines.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                    raise Fault("a migration would break references between rows; nothing was changed")
    finally:
        engines.dispose()


def _defer_foreign_keys(connection: Connection) -> None:
    """SQLite ignores this pragma inside a transaction, and batch migrations drop and rename tables."""
    cursor = connection.connection.cursor()
    cursor.execute("PRAGMA foreign_keys=OFF")
    cursor.close()


def _config(connection: Connection, migrations: Path) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations))
    config.attributes["connection"] = connection
    return config
