"""INSERT … ON CONFLICT, which SQLAlchemy spells once per database."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    func,
    literal_column,
    select,
)
from sqlalchemy import Row as NewRow
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import ReturningInsert
from sqlalchemy.sql.elements import Grouping

from bot.db.base import Base

Row = Mapping[str, object]
Insert = postgresql.Insert | sqlite.Insert


def insert_if_new(session: Session, model: type[Base], rows: Row | Sequence[Row]) -> int:
    """Insert the rows whose unique keys are free and leave the others alone; returns how many are new."""
    if not rows:
        return 0
    return session.connection().execute(_insert(session, model, rows).on_conflict_do_nothing()).rowcount


def insert_one_if_new(connection: Connection, model: type[Base], row: Row) -> bool:
    """The same for one row of plain values, by a statement built once: every payload and every vote is one."""
    statement = _insert_one(model, connection.dialect.name)
    return connection.execute(statement, row).rowcount > 0


def insert_one_asking(
    connection: Connection, model: type[Base], row: Row, questions: tuple[ColumnElement[bool], ...]
) -> NewRow[*tuple[Any, ...]] | None:
    """Insert one row and answer these questions about it in the same statement; None when its key is taken.

    Args:
        row: the row's values, and those that the questions' own parameters name.
        questions: kept for good with the statement that they are part of, so they are built once, too.
    """
    return connection.execute(_insert_asking(model, connection.dialect.name, questions), row).first()


def being_inserted(model: type[Base], name: str) -> ColumnClause[Any]:
    """The new row's own value, for such a question; a plain column would read its whole table there."""
    column = cast("Table", model.__table__).c[name]
    return literal_column(f'{model.__tablename__}."{name}"', column.type)


def insert_each_if_new(
    session: Session, model: type[Base], rows: Sequence[Row], *, returning: tuple[str, ...] = ()
) -> Sequence[NewRow[*tuple[Any, ...]]]:
    """The same for many rows of plain values, each with every column (no default is put in); returns these
    columns (else the primary key) of the rows that are new.
    """
    if not rows:
        return []
    connection = session.connection()
    if connection.dialect.name == "postgresql":
        columns = {name: [row[name] for row in rows] for name in rows[0]}
        return connection.execute(_insert_columns(model, tuple(columns), returning), columns).all()
    return connection.execute(_insert_each(model, returning), rows).all()


def upsert(session: Session, model: type[Base], rows: Row | Sequence[Row], *, key: Sequence[str]) -> int:
    """Insert the rows, or overwrite all but the key where the key is taken; returns how many were written."""
    if not rows:
        return 0
    statement = _insert(session, model, rows)
    given = rows if isinstance(rows, Mapping) else rows[0]
    changed = {name: statement.excluded[name] for name in given if name not in key}
    written = statement.on_conflict_do_update(index_elements=list(key), set_=changed)
    return session.connection().execute(written).rowcount


@cache
def _insert_one(model: type[Base], dialect: str) -> Insert:
    return _into(model, dialect).on_conflict_do_nothing()


@cache
def _insert_asking(
    model: type[Base], dialect: str, questions: tuple[ColumnElement[bool], ...]
) -> ReturningInsert[*tuple[Any, ...]]:
    asked = (_Question(question) for question in questions)
    return _into(model, dialect).on_conflict_do_nothing().returning(*asked)


class _Question(Grouping[bool]):
    """Part of RETURNING, where SQLAlchemy leaves tables' names out on SQLite even of a query within it."""

    inherit_cache = True


@compiles(_Question)
def _with_tables_named(question: _Question, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(question.element, **{**options, "include_table": True})


@cache
def _insert_each(model: type[Base], returning: tuple[str, ...]) -> ReturningInsert[*tuple[Any, ...]]:
    return _new_ones(_into(model, "sqlite"), model, returning)


@cache
def _insert_columns(
    model: type[Base], names: tuple[str, ...], returning: tuple[str, ...]
) -> ReturningInsert[*tuple[Any, ...]]:
    """An array a column: with a placeholder for each value, psycopg spends half the time on finding them."""
    table = cast("Table", model.__table__)
    arrays = [bindparam(name, type_=postgresql.ARRAY(table.c[name].type)) for name in names]
    rows = select(*(func.unnest(array) for array in arrays))
    return _new_ones(
        _into(model, "postgresql").from_select(names, rows, include_defaults=False), model, returning
    )


def _new_ones(
    statement: Insert, model: type[Base], returning: tuple[str, ...]
) -> ReturningInsert[*tuple[Any, ...]]:
    table = cast("Table", model.__table__)
    columns = [table.c[name] for name in returning] or list(table.primary_key)
    return statement.on_conflict_do_nothing().returning(*columns)


def _insert(session: Session, model: type[Base], rows: Row | Sequence[Row]) -> Insert:
    values = dict(rows) if isinstance(rows, Mapping) else [dict(row) for row in rows]
    return _into(model, session.get_bind().dialect.name).values(values)


def _into(model: type[Base], dialect: str) -> Insert:
    table = cast("Table", model.__table__)
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).execution_options(preserve_rowcount=True)
