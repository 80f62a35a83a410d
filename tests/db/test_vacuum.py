import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from bot.db.engines import POSTGRES_CONNECTIONS, Engines, make_engines
from bot.db.vacuum import vacuum

SECRET = "only between us " * 200
KEPT = [f"kept {number}" for number in range(30)]
on_postgres = pytest.mark.parametrize("database_kind", ["postgres"])
on_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"])


@pytest.fixture
def engines(empty_database_url: str) -> Iterator[Engines]:
    """A table whose secret was deleted, and of which some rows are left."""
    engines = make_engines(empty_database_url)
    with engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE said (words TEXT)"))
        connection.execute(text("INSERT INTO said VALUES (:words)"), {"words": SECRET})
    for words in KEPT:
        with engines.writer.begin() as connection:
            connection.execute(text("INSERT INTO said VALUES (:words)"), {"words": words})
    yield engines
    engines.dispose()


def delete_secret(engines: Engines) -> None:
    with engines.writer.begin() as connection:
        connection.execute(text("DELETE FROM said WHERE words NOT LIKE 'kept%'"))


def kept(engines: Engines) -> list[str]:
    with engines.reader.begin() as connection:
        return [words for (words,) in connection.execute(text("SELECT words FROM said"))]


def file_of(engines: Engines) -> Path:
    return Path(engines.writer.url.database or "")


def in_files(engines: Engines) -> bytes:
    return b"".join(file.read_bytes() for file in file_of(engines).parent.iterdir())


@on_sqlite
def test_what_was_deleted_is_not_in_sqlites_files_any_more(engines: Engines) -> None:
    delete_secret(engines)
    assert SECRET[:40].encode() in in_files(engines)
    assert vacuum(engines, ["said"])
    assert b"only between us" not in in_files(engines)
    assert kept(engines) == KEPT
    with engines.writer.begin() as connection:  # and the connection works as before
        connection.execute(text("INSERT INTO said VALUES ('later')"))


@on_sqlite
def test_while_somebody_reads_sqlites_log_stays_and_nobody_waits_long_to_write(engines: Engines) -> None:
    with closing(sqlite3.connect(file_of(engines), isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM said").fetchone()
        delete_secret(engines)
        with ThreadPoolExecutor() as threads:
            clearing = threads.submit(vacuum, engines, ["said"])
            with closing(sqlite3.connect(file_of(engines), timeout=5, isolation_level=None)) as writer:
                while not clearing.done():  # "database is locked" after five seconds
                    writer.execute("UPDATE said SET words = words WHERE words = 'kept 1'")
            assert not clearing.result()
    assert vacuum(engines, ["said"])
    assert b"only between us" not in in_files(engines)


@on_postgres
def test_on_postgresql_the_tables_are_rewritten_in_random_order(engines: Engines) -> None:
    delete_secret(engines)
    assert vacuum(engines, ["said"])
    left = kept(engines)
    assert sorted(left) == sorted(KEPT)
    assert left != KEPT
    with engines.writer.begin() as connection:
        assert connection.scalar(text("SELECT count(DISTINCT xmin::text) FROM said")) == 1


@on_postgres
def test_dead_rows_go_also_while_somebody_looks_at_what_was(
    engines: Engines, empty_database_url: str
) -> None:
    with engines.writer.begin() as connection:
        connection.execute(text("CREATE TABLE other ()"))
    with psycopg.connect(empty_database_url) as report:
        report.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        report.execute("SELECT count(*) FROM other")
        with engines.writer.begin() as connection:
            connection.execute(text("DELETE FROM said"))
        assert vacuum(engines, ["said"])
        with engines.writer.begin() as connection:
            assert connection.scalar(text("SELECT pg_total_relation_size('said')")) == 8192  # an empty index


@on_postgres
def test_a_table_that_somebody_reads_is_left_for_later(engines: Engines, empty_database_url: str) -> None:
    delete_secret(engines)
    with psycopg.connect(empty_database_url) as backup:
        backup.execute("LOCK TABLE said IN ACCESS SHARE MODE")
        assert not vacuum(engines, ["said"])
        assert sorted(kept(engines)) == sorted(KEPT)
    assert vacuum(engines, ["said"])


@on_postgres
def test_it_takes_no_connection_from_those_who_work(engines: Engines) -> None:
    working = [engines.writer.connect() for _ in range(POSTGRES_CONNECTIONS)]
    assert vacuum(engines, ["said"])
    for connection in working:
        connection.close()
