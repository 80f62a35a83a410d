"""Going up to head: together, once, all of it or nothing; with migrations of these tests' own."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from bot.db.engines import make_engines
from bot.db.migrate import head_revision, migrate, revision_of
from bot.errors import Fault
from bot.resources import MIGRATIONS

TABLES = """
    op.create_table("stone", sa.Column("id", sa.Integer, primary_key=True))
    op.create_table(
        "pebble",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("stone", sa.Integer, sa.ForeignKey("stone.id")),
    )
    op.execute("INSERT INTO stone VALUES (1)")
    op.execute("INSERT INTO pebble VALUES (1, 1)")
"""
REBUILD = """
    with op.batch_alter_table("stone", recreate="auto") as table:
        table.add_column(sa.Column("word", sa.String(10), nullable=False, server_default="grey"))
"""
SCRIPT = """
import sys
from pathlib import Path
import alembic.command
import bot.metadata
from bot.db.migrate import migrate

print("ready", flush=True)
sys.stdin.readline()
migrate(sys.argv[1], Path(sys.argv[2]))
"""


@pytest.fixture
def migrations(tmp_path: Path) -> Path:
    """A folder of migrations with the project's own environment, and a first one."""
    folder = tmp_path / "migrations"
    (folder / "versions").mkdir(parents=True)
    shutil.copy(MIGRATIONS / "env.py", folder)
    add(folder, "0001", None, TABLES)
    return folder


def add(folder: Path, revision: str, before: str | None, upgrade: str) -> None:
    head = f"import sqlalchemy as sa\nfrom alembic import op\n\nrevision = {revision!r}\ndown_revision = {before!r}\n"
    (folder / "versions" / f"{revision}_test.py").write_text(f"{head}\n\ndef upgrade():\n{upgrade}")


def rows(database_url: str, query: str) -> list[tuple[object, ...]]:
    engines = make_engines(database_url)
    try:
        with engines.reader.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]
    finally:
        engines.dispose()


def tables(database_url: str) -> set[str]:
    engines = make_engines(database_url)
    try:
        return set(inspect(engines.reader).get_table_names())
    finally:
        engines.dispose()


def test_an_empty_database_comes_to_head_and_stays_there(empty_database_url: str, migrations: Path) -> None:
    assert revision_of(empty_database_url) is None
    for _ in range(2):
        migrate(empty_database_url, migrations)
        assert revision_of(empty_database_url) == head_revision(migrations) == "0001"
    assert rows(empty_database_url, "SELECT count(*) FROM stone") == [(1,)]


def test_an_older_database_keeps_its_rows_and_their_references(
    empty_database_url: str, migrations: Path
) -> None:
    migrate(empty_database_url, migrations)
    add(migrations, "0002", "0001", REBUILD)
    migrate(empty_database_url, migrations)
    assert revision_of(empty_database_url) == "0002"
    query = "SELECT pebble.id, stone.word FROM pebble JOIN stone ON stone.id = pebble.stone"
    assert rows(empty_database_url, query) == [(1, "grey")]


def test_replicas_that_start_together_on_an_empty_database_all_come_up(
    empty_database_url: str, migrations: Path
) -> None:
    command = [sys.executable, "-c", SCRIPT, empty_database_url, str(migrations)]
    replicas = [
        subprocess.Popen(
            command, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    for replica in replicas:
        assert replica.stdout is not None
        assert replica.stdout.readline() == "ready\n"
    for replica in replicas:
        assert replica.stdin is not None
        replica.stdin.write("\n")
        replica.stdin.flush()
    ends = [(replica.communicate(timeout=60)[1], replica.returncode) for replica in replicas]
    assert ends == [("", 0)] * 2
    assert rows(empty_database_url, "SELECT count(*) FROM stone") == [(1,)]


def test_a_database_of_a_newer_version_is_left_alone(empty_database_url: str, migrations: Path) -> None:
    add(migrations, "0002", "0001", REBUILD)
    migrate(empty_database_url, migrations)
    (migrations / "versions" / "0002_test.py").unlink()
    with pytest.raises(Fault, match="0002, which this version doesn't know"):
        migrate(empty_database_url, migrations)
    assert revision_of(empty_database_url) == "0002"
    assert rows(empty_database_url, "SELECT word FROM stone") == [("grey",)]


def test_a_migration_that_fails_half_way_leaves_nothing_behind(
    empty_database_url: str, migrations: Path
) -> None:
    migrate(empty_database_url, migrations)
    add(migrations, "0002", "0001", REBUILD)
    broken = '    op.execute("DELETE FROM pebble")\n    op.create_table("half", sa.Column("id", sa.Integer))\n    raise RuntimeError("no")\n'
    add(migrations, "0003", "0002", broken)
    with pytest.raises(RuntimeError, match="no"):
        migrate(empty_database_url, migrations)
    assert revision_of(empty_database_url) == "0001"
    assert tables(empty_database_url) == {"stone", "pebble", "alembic_version"}
    assert rows(empty_database_url, "SELECT * FROM stone") == [(1,)]
    assert rows(empty_database_url, "SELECT count(*) FROM pebble") == [(1,)]


def test_a_migration_that_breaks_references_is_undone(tmp_path: Path, migrations: Path) -> None:
    url = f"sqlite:///{tmp_path}/cairn.db"
    migrate(url, migrations)
    add(migrations, "0002", "0001", '    op.execute("DELETE FROM stone")\n')
    with pytest.raises(Fault, match="nothing was changed"):
        migrate(url, migrations)
    assert revision_of(url) == "0001"
    assert rows(url, "SELECT * FROM stone") == [(1,)]


def test_a_folder_without_migrations_is_a_broken_installation(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no migrations"):
        head_revision(tmp_path)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="nowhere: there is no such folder"):
        migrate(f"sqlite:///{tmp_path}/nowhere/cairn.db")
