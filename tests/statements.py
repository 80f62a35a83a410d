"""The SQL statements that something takes, counted."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from bot.db.database import Database


@contextmanager
def statements_of(database: Database) -> Iterator[list[str]]:
    """Collects the statements that are executed within, whoever executes them."""
    found: list[str] = []

    def note(*told: object) -> None:
        found.append(str(told[2]))

    engines = {database.engines.reader, database.engines.writer}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
