from pathlib import Path

import pytest
from sqlalchemy import text

from bot.db.engines import make_engines
from bot.db.vacuum import vacuum

SECRET = "only between us " * 200


def test_what_was_deleted_is_not_in_sqlites_files_any_more(tmp_path: Path) -> None:
    engines = make_engines(f"sqlite:///{tmp_path / 'cairn.db'}")
    with engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE said (words TEXT)"))
        connection.execute(text("INSERT INTO said VALUES (:words), ('kept')"), {"words": SECRET})
    with engines.writer.begin() as connection:
        connection.execute(text("DELETE FROM said WHERE words <> 'kept'"))
    assert SECRET[:40].encode() in in_files(tmp_path)
    assert vacuum(engines, ["said"])
    assert b"only between us" not in in_files(tmp_path)
    with engines.reader.begin() as connection:
        assert connection.scalar(text("SELECT words FROM said")) == "kept"
    with engines.writer.begin() as connection:  # and the connection works as before
        connection.execute(text("INSERT INTO said VALUES ('later')"))
    engines.dispose()


@pytest.mark.parametrize("database_kind", ["postgres"])
def test_on_postgresql_the_tables_are_rewritten(empty_database_url: str) -> None:
    engines = make_engines(empty_database_url)
    with engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE said (words TEXT)"))
        connection.execute(text("INSERT INTO said VALUES (:words)"), {"words": SECRET})
        before = connection.scalar(text("SELECT pg_relation_filenode('said')"))
    with engines.writer.begin() as connection:
        connection.execute(text("DELETE FROM said"))
    assert vacuum(engines, ["said"])
    with engines.writer.begin() as connection:
        assert connection.scalar(text("SELECT pg_relation_size('said')")) == 0
        assert connection.scalar(text("SELECT pg_relation_filenode('said')")) != before
    engines.dispose()


def in_files(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())
