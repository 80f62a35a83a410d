"""The tests' own PostgreSQL: real, private, quick to restart, and gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests.postgres import PostgresServer, PostgresUnavailableError, running_postgres


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    with running_postgres() as running:
        yield running


def ask(url: str, question: str) -> object:
    with psycopg.connect(url, autocommit=True) as connection:
        answer = connection.execute(question.encode())
        row = answer.fetchone() if answer.description else None
    return row[0] if row else None


def home_of(server: PostgresServer) -> Path:
    return Path(parse_qs(urlsplit(server.url("postgres")).query)["host"][0])


def test_it_is_a_real_postgresql_18(server: PostgresServer) -> None:
    assert str(ask(server.url("postgres"), "SHOW server_version")).startswith("18.")


def test_text_is_utf8_whatever_the_locale_of_the_machine(server: PostgresServer) -> None:
    assert ask(server.url("postgres"), "SELECT length('🔥é')") == 2


def test_a_database_copies_its_template_and_nothing_of_its_siblings(server: PostgresServer) -> None:
    server.create_database("original")
    ask(server.url("original"), "CREATE TABLE stone ()")
    server.create_database("copy", template="original")
    server.create_database("empty one")

    tables = "SELECT count(*) FROM pg_tables WHERE tablename = 'stone'"
    assert ask(server.url("copy"), tables) == 1
    assert ask(server.url("empty one"), tables) == 0


def test_a_database_is_dropped_under_an_open_connection(server: PostgresServer) -> None:
    server.create_database("busy")
    with psycopg.connect(server.url("busy")):
        server.drop_database("busy")

    with pytest.raises(psycopg.OperationalError, match="does not exist"):
        ask(server.url("busy"), "SELECT 1")


def test_a_restart_keeps_the_data_and_breaks_connections(server: PostgresServer) -> None:
    server.create_database("kept")
    with psycopg.connect(server.url("kept"), autocommit=True) as before:
        server.restart()
        with pytest.raises(psycopg.OperationalError):
            before.execute("SELECT 1")

    assert ask(server.url("kept"), "SELECT current_database()") == "kept"


def test_stopping_twice_is_fine_and_leaves_nothing_behind() -> None:
    with running_postgres() as own:
        home = home_of(own)
        assert home.exists()
        own.stop()
        with pytest.raises(psycopg.OperationalError):
            ask(own.url("postgres"), "SELECT 1")
    assert not home.exists()


def test_only_a_durable_server_waits_for_the_disk(server: PostgresServer) -> None:
    assert ask(server.url("postgres"), "SHOW fsync") == "off"
    with running_postgres(durable=True) as durable:
        assert ask(durable.url("postgres"), "SHOW fsync") == "on"
        assert ask(durable.url("postgres"), "SHOW synchronous_commit") == "on"


def test_the_server_listens_on_no_network_and_never_runs_as_root(server: PostgresServer) -> None:
    assert ask(server.url("postgres"), "SHOW listen_addresses") == ""
    owner = (home_of(server) / "data" / "postmaster.pid").stat().st_uid
    assert owner != 0
    assert os.geteuid() in {0, owner}


def test_a_machine_that_cannot_run_it_is_told_why_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as folder:
        too_long_for_a_socket = Path(folder) / ("x" * 120)
        too_long_for_a_socket.mkdir()
        Path(folder).chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", str(too_long_for_a_socket))
        with (
            pytest.raises(PostgresUnavailableError, match=r"(?s)could not run the one.*path .* is too long"),
            running_postgres(),
        ):
            pass
        assert list(too_long_for_a_socket.iterdir()) == []
