"""Engines for SQLite (one writer, many readers) and PostgreSQL (a small pool)."""

from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import Fault

POSTGRES_CONNECTIONS = 8  # some wait for a ballot that another holds
SQLITE_READERS = 2
BUSY_TIMEOUT_MS = 30_000


@dataclass(frozen=True, slots=True)
class Engines:
    """Where to write and where to read; one and the same on PostgreSQL."""

    writer: Engine
    reader: Engine
    writer_threads: int
    reader_threads: int

    @property
    def is_sqlite(self) -> bool:
        return self.writer.dialect.name == "sqlite"

    def dispose(self) -> None:
        """Close every connection."""
        self.writer.dispose()
        self.reader.dispose()


def make_engines(database_url: str) -> Engines:
    """Engines for `sqlite:///file` or `postgresql://…`; nothing is opened yet.

    Raises:
        Fault: the address names another database, or SQLite without a file, or is none.
    """
    url = _parsed(database_url)
    if url.get_backend_name() == "sqlite":
        return _sqlite(url)
    if url.get_backend_name() in {
        "postgresql",
        "postgres",
    }:  # hosting companies still hand out the short form
        return _postgres(url.set(drivername="postgresql+psycopg"))
    raise Fault(f"Cairn keeps its data in SQLite or PostgreSQL, not in {url.get_backend_name()}")


def sqlite_file(database_url: str) -> Path | None:
    """The database's file, or None where the address is not SQLite's."""
    url = _parsed(database_url)
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


def _parsed(database_url: str) -> URL:
    try:
        return make_url(database_url)
    except ArgumentError as error:
        raise Fault(
            "the database's address can't be read; give it as sqlite:///cairn.db or postgresql://…"
        ) from error


def _postgres(url: URL) -> Engines:
    try:
        engine = create_engine(url, pool_size=POSTGRES_CONNECTIONS, max_overflow=0, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise Fault("PostgreSQL needs its driver: pip install 'cairn-bot[postgres]'") from error
    return Engines(engine, engine, POSTGRES_CONNECTIONS, POSTGRES_CONNECTIONS)


def _sqlite(url: URL) -> Engines:
    if not url.database or url.database == ":memory:":
        raise Fault("SQLite needs a file: sqlite:///cairn.db")
    return Engines(
        _sqlite_engine(url, "IMMEDIATE"), _sqlite_engine(url, "DEFERRED", read_only=True), 1, SQLITE_READERS
    )


def _sqlite_engine(url: URL, begin: str, *, read_only: bool = False) -> Engine:
    """The driver's own transaction handling is off: it begins too late and never for reads."""
    engine = create_engine(
        url, hide_parameters=True, connect_args={"isolation_level": None, "check_same_thread": False}
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
        pragmas = [
            "journal_mode=WAL",
            "synchronous=FULL",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
            "foreign_keys=ON",
        ]
        for pragma in [*pragmas, "query_only=ON"] if read_only else pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(f"BEGIN {begin}")

    return engine
