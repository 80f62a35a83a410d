from pathlib import Path

import pytest
from sqlalchemy import text

from bot.db.engines import make_engines, sqlite_file
from bot.errors import Fault


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root@localhost/x", "not in mysql"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("cairn.db", "can't be read"),
        ("", "can't be read"),
    ],
)
def test_an_address_that_is_not_ours_is_refused(url: str, said: str) -> None:
    with pytest.raises(Fault, match=said):
        make_engines(url)


def test_a_refusal_does_not_repeat_the_password() -> None:
    with pytest.raises(Fault) as refusal:
        make_engines("postgresql//me:s3cret@host/db")
    assert "s3cret" not in str(refusal.value)


def test_only_sqlite_has_a_file() -> None:
    assert sqlite_file("sqlite:////var/lib/cairn.db") == Path("/var/lib/cairn.db")
    assert sqlite_file("postgresql://localhost/cairn") is None


def test_sqlite_waits_for_the_disk_checks_references_and_lets_readers_by(tmp_path: Path) -> None:
    engines = make_engines(f"sqlite:///{tmp_path}/x.db")
    with engines.writer.connect() as writing:
        for pragma, value in {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}.items():
            assert writing.scalar(text(f"PRAGMA {pragma}")) == value
        writing.execute(text("CREATE TABLE t (x int)"))
        with engines.reader.connect() as reading:
            assert reading.scalar(text("SELECT count(*) FROM sqlite_master")) == 0
    engines.dispose()


def test_postgres_is_spoken_to_by_psycopg_3_over_a_small_pool() -> None:
    engines = make_engines("postgresql://localhost/cairn")
    assert engines.writer is engines.reader
    assert engines.writer.dialect.driver == "psycopg"
    assert not engines.is_sqlite


def test_the_short_form_of_a_postgres_address_is_understood() -> None:
    engines = make_engines("postgres://localhost/cairn")
    assert engines.writer.url.drivername == "postgresql+psycopg"
    engines.dispose()
