"""Database threads and the verbs every door uses: commit and read."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.db.base import Base
from bot.db.engines import Engines, make_engines
from bot.db.inbox import admit, record
from bot.db.threads import Threads
from bot.db.transaction import Transaction
from bot.errors import Fault

P = ParamSpec("P")
T = TypeVar("T")
RETRYABLE = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock
TRIES = 3


def utc_now() -> datetime:
    """The system clock, in UTC."""
    return datetime.now(UTC)


class Database:
    """One database, its threads, and what is written just before each commit.

    Args:
        url: `sqlite:///file` or `postgresql://…`.
        clock: where `tx.now` comes from; the demo's clock can be moved.
        engines: what reaches that database, where somebody keeps it for several of these in turn; new ones by default.

    Attributes:
        before_commit: writers that turn what a transaction collected into rows, in order.
        after_commit: told about each committed transaction, on the loop; not of one whose caller went away meanwhile.
    """

    def __init__(
        self, url: str, *, clock: Callable[[], datetime] = utc_now, engines: Engines | None = None
    ) -> None:
        self.url = url
        self.clock = clock
        self.engines: Engines = engines or make_engines(url)
        self.before_commit: Sequence[Callable[[Transaction], None]] = ()
        self.after_commit: Sequence[Callable[[Transaction], None]] = ()
        self._writers = Threads(self.engines.writer_threads, "db-write")
        self._readers = Threads(self.engines.reader_threads, "db-read")

    def edge(self, workspace: str, actor: str | None = None, *, once: str | None = None) -> "Edge":
        """The verbs of one request; `once` names its payload, so that a replay changes nothing."""
        return Edge(self, workspace, actor, once)

    async def write_across(
        self, work: Callable[Concatenate[Session, datetime, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run work of no single workspace (delivery, housekeeping) as one transaction."""

        def use_case(session: Session) -> T:
            return work(session, self.clock(), *args, **kwargs)

        return await self._write(_in_session(use_case))

    async def read_across(
        self, work: Callable[Concatenate[Session, datetime, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Look across workspaces, read-only: what is due anywhere."""

        def use_case(session: Session) -> T:
            return work(session, self.clock(), *args, **kwargs)

        return await self.read(_in_session(use_case))

    async def commit(self, use_case: Callable[[Connection], tuple[Transaction, T]]) -> T:
        """Run and commit one workspace's use case, then tell who waits for commits."""
        tx, result = await self._write(use_case)
        for told in self.after_commit:
            told(tx)
        return result

    async def read(self, use_case: Callable[[Connection], T]) -> T:
        """Run one read-only use case."""
        return await self._readers.run(partial(_in_transaction, self.engines.reader, use_case))

    async def close(self) -> None:
        """Let running transactions finish, then close every connection."""
        for pool in (self._writers, self._readers):
            await asyncio.to_thread(pool.shutdown)
        self.engines.dispose()

    async def _write(self, use_case: Callable[[Connection], T]) -> T:
        return await self._writers.run(partial(_in_transaction, self.engines.writer, use_case))


@dataclass(frozen=True, slots=True)
class Edge:
    """What a door holds: commit and read, for one workspace and one person (or the clock)."""

    database: Database
    workspace: str
    actor: str | None
    once: str | None = None

    async def commit(
        self, use_case: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run the use case as one transaction: returning commits, raising rolls back.

        Raises:
            Replayed: the payload named by `once` was committed before; nothing was done.
            Fault: the use case returned a mapped instance, which must not leave its session.
        """

        def work(connection: Connection) -> tuple[Transaction, T]:
            with self._transaction(connection) as tx:
                if self.once is not None:
                    admit(tx, self.once)
                result = frozen(use_case(tx, *args, **kwargs))
                if self.once is not None and (identity := getattr(result, "id", None)) is not None:
                    record(tx, self.once, str(identity))
                for write in self.database.before_commit:
                    write(tx)
                return tx, result

        return await self.database.commit(work)

    async def read(
        self, query: Callable[Concatenate[Transaction, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query; on SQLite it can't write, whatever it tries."""

        def work(connection: Connection) -> T:
            with self._transaction(connection) as tx:
                tx.answers = {}
                return frozen(query(tx, *args, **kwargs))

        return await self.database.read(work)

    def _transaction(self, connection: Connection) -> Transaction:
        return Transaction(connection, self.workspace, self.actor, self.database.clock())


def frozen(result: T) -> T:
    """Let values pass and stop mapped instances, which would load lazily on the wrong thread."""
    parts: Iterable[object] = result if isinstance(result, list | tuple | set | frozenset) else (result,)
    if any(isinstance(part, Base) for part in parts):
        raise Fault("a mapped instance tried to leave its transaction: return a value instead")
    return result


def _in_session(work: Callable[[Session], T]) -> Callable[[Connection], T]:
    def use_case(connection: Connection) -> T:
        with Session(connection) as session:
            result = work(session)
            session.flush()
            return result

    return use_case


def _in_transaction(engine: Engine, use_case: Callable[[Connection], T]) -> T:
    """Run and commit; what the database gave up for others' sake, or lost with its connection, is done again.

    A connection that is lost while committing may have committed: that is told to the caller.
    """
    for last in (False,) * (TRIES - 1) + (True,):
        is_committing = False
        try:
            with engine.connect() as connection, connection.begin() as transaction:
                result = use_case(connection)
                is_committing = True
                transaction.commit()
                return result
        except DBAPIError as error:
            is_undone = error.connection_invalidated and not is_committing
            if last or not (is_undone or getattr(error.orig, "sqlstate", None) in RETRYABLE):
                raise
    raise AssertionError("the last try returns or raises")
