"""The fixtures that other tests stand on: fresh databases of both kinds, and the browser policy."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from bot.db.engines import make_engines
from bot.db.migrate import head_revision, revision_of
from bot.db.upsert import insert_if_new
from bot.delivery.models import ChannelPace
from tests.databases import Emptying

BROWSER_TEST = """
import pytest

@pytest.mark.end_to_end
def test_page(): ...

def test_rule(): ...
"""


def write(url: str) -> int:
    engines = make_engines(url)
    try:
        with engines.writer.begin() as connection:
            connection.execute(text("CREATE TABLE only_here (stone INTEGER)"))
            connection.execute(text("INSERT INTO only_here VALUES (1)"))
            count: int = connection.execute(text("SELECT count(*) FROM only_here")).scalar_one()
            return count
    finally:
        engines.dispose()


def test_the_address_names_the_kind(database_kind: str, empty_database_url: str) -> None:
    assert make_url(empty_database_url).get_backend_name().startswith(database_kind)


@pytest.mark.parametrize("attempt", [1, 2])
def test_an_empty_database_is_new_for_each_test(empty_database_url: str, attempt: int) -> None:
    assert revision_of(empty_database_url) is None
    assert write(empty_database_url) == 1


@pytest.mark.parametrize("attempt", [1, 2])
def test_a_database_is_migrated_and_without_rows_for_each_test(database_url: str, attempt: int) -> None:
    assert revision_of(database_url) == head_revision()
    engines = make_engines(database_url)
    row = {"workspace": "T1", "channel": "C1", "next_at": datetime.now(UTC)}
    with Session(engines.writer) as session, session.begin():
        assert insert_if_new(session, ChannelPace, row) == 1
    engines.dispose()


@pytest.mark.parametrize("attempt", [1, 2])
def test_an_emptied_database_has_no_pages_left_to_fill(
    emptying: Emptying, postgres_migrated: str, attempt: int
) -> None:
    emptying()
    size = text("SELECT pg_relation_size(:table)").bindparams(table=ChannelPace.__tablename__)
    engines = make_engines(postgres_migrated)
    with Session(engines.writer) as session, session.begin():
        row = {"workspace": "T1", "channel": "C1", "next_at": datetime.now(UTC)}
        assert insert_if_new(session, ChannelPace, row) == 1
    with engines.reader.connect() as beside:
        assert beside.execute(size).scalar_one() > 0
        beside.rollback()
        emptying()
        assert beside.execute(size).scalar_one() == 0
    engines.dispose()


SCENARIOS = """
import pytest

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite", "postgres"])

def test_first(database_kind): ...

def test_second(database_kind): ...

def test_third(database_kind): ...

def test_fourth(database_kind): ...

@pytest.mark.each_database
def test_fifth(database_kind): ...
"""


@pytest.mark.parametrize(
    ("asked_for", "runs"),
    [
        (
            [],
            [
                "fifth[postgres]",
                "fifth[sqlite]",
                "first[postgres]",
                "fourth[postgres]",
                "second[sqlite]",
                "third[sqlite]",
            ],
        ),
        (["-k", "first"], ["first[postgres]"]),
        (["-k", "first and sqlite"], ["first[sqlite]"]),
        (["--each-database", "-k", "first"], ["first[postgres]", "first[sqlite]"]),
    ],
)
def test_scenarios_of_features_take_the_databases_in_turn(
    tmp_path: Path, asked_for: list[str], runs: list[str]
) -> None:
    folder = tmp_path / "features"
    folder.mkdir()
    (folder / "test_scenarios.py").write_text(SCENARIOS)
    plugins = ["-p", "tests.in_turn", "-p", "no:cacheprovider", "-o", "markers=each_database: both"]
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "--collect-only",
            "-q",
            *plugins,
            *asked_for,
            "--rootdir",
            tmp_path,
            tmp_path,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    found = [line.partition("::test_")[2] for line in run.stdout.splitlines() if "::test_" in line]
    assert sorted(found) == runs


def run_pytest(folder: Path, *, path: str, ci: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(BROWSER_TEST)
    plugins = ["-p", "tests.chromium", "-p", "no:cacheprovider", "-o", "markers=end_to_end: browser"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, "--rootdir", folder, folder],
        env={**os.environ, "PATH": path, "CI": ci},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def path_with_chromium(tmp_path: Path) -> str:
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "chromium").touch(mode=0o755)
    return str(folder)


def test_browser_tests_run_where_there_is_a_browser(tmp_path: Path, path_with_chromium: str) -> None:
    run = run_pytest(tmp_path, path=path_with_chromium, ci="true")
    assert "2 passed" in run.stdout


@pytest.mark.skipif(sys.platform == "darwin", reason="finds browsers outside of PATH")
def test_browser_tests_are_left_out_and_named_without_one(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, path=str(tmp_path), ci="")
    assert "The end-to-end tests were left out: no Chromium was found" in run.stdout
    assert "1 passed, 1 deselected" in run.stdout


@pytest.mark.skipif(sys.platform == "darwin", reason="finds browsers outside of PATH")
def test_continuous_integration_fails_without_one(tmp_path: Path) -> None:
    run = run_pytest(tmp_path, path=str(tmp_path), ci="true")
    assert run.returncode == pytest.ExitCode.USAGE_ERROR
    assert "CI must run the end-to-end tests" in run.stderr
