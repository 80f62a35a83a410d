"""INSERT … ON CONFLICT, which SQLAlchemy spells once per database."""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from bot.db.base import Base

Row = Mapping[str, object]


def insert_if_new(session: Session, model: type[Base], rows: Row | Sequence[Row]) -> int:
    """Insert the rows whose unique keys are free and leave the others alone; returns how many are new."""
    if not rows:
        return 0
    return session.connection().execute(_insert(session, model, rows).on_conflict_do_nothing()).rowcount


def upsert(session: Session, model: type[Base], rows: Row | Sequence[Row], *, key: Sequence[str]) -> int:
    """Insert the rows, or overwrite all but the key where the key is taken; returns how many were written."""
    if not rows:
        return 0
    statement = _insert(session, model, rows)
    given = rows if isinstance(rows, Mapping) else rows[0]
    changed = {name: statement.excluded[name] for name in given if name not in key}
    written = statement.on_conflict_do_update(index_elements=list(key), set_=changed)
    return session.connection().execute(written).rowcount


def _insert(
    session: Session, model: type[Base], rows: Row | Sequence[Row]
) -> "postgresql.Insert | sqlite.Insert":
    """An INSERT of one row is compiled once and kept by SQLAlchemy; one of many is compiled each time."""
    table = cast("Table", model.__table__)
    every = [dict(row) for row in ([rows] if isinstance(rows, Mapping) else rows)]
    values = every[0] if len(every) == 1 else every
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert(table).values(values).execution_options(preserve_rowcount=True)
