"""Everything that somebody finds who reads the whole database."""

from pathlib import Path
from typing import cast

from sqlalchemy import inspect, text

from bot.db.database import Database

Tables = dict[str, list[dict[str, str]]]


def rows(database: Database, query: str) -> list[tuple[object, ...]]:
    with database.engines.reader.connect() as connection:
        return [tuple(row) for row in connection.execute(text(query))]


def dump(database: Database) -> Tables:
    """Every row of every table, in words."""
    found = {}
    with database.engines.reader.connect() as connection:
        for table in inspect(connection).get_table_names():
            all_rows = connection.execute(text(f'SELECT * FROM "{table}"')).mappings()
            found[table] = [{name: str(value) for name, value in row.items()} for row in all_rows]
    return found


def holding(tables: Tables, words: str) -> list[tuple[str, dict[str, str]]]:
    return [
        (name, row)
        for name, all_rows in tables.items()
        for row in all_rows
        if words in " ".join(row.values())
    ]


def file_bytes(database: Database) -> bytes:
    """All that is in SQLite's files."""
    main = Path(cast("str", database.engines.writer.url.database))
    files = [main, main.with_name(f"{main.name}-wal")]
    return b"".join(file.read_bytes() for file in files if file.exists())
