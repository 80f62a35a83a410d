"""What becomes of cycles that were begun before they had phases."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import MetaData, Row, Table, insert, select

from bot.db.engines import make_engines
from bot.db.migrate import migrate
from tests.db.test_migrations import as_of

LONG_AGO = date(2020, 3, 2)
TODAY = datetime.now(UTC).date()
BEFORE = "0006"


def filled(url: str, team_id: int, starts_on: date, *, has_goal: bool) -> None:
    """A team with its first cycle of six weeks, as it was before."""
    engines = make_engines(url)
    tables = MetaData()
    tables.reflect(engines.writer)
    known = {"id": UUID(int=team_id), "workspace": "T1", "team_id": UUID(int=team_id), "number": 1}
    team: dict[str, object] = {
        "channel": f"C{team_id}", "channel_name": "", "is_private": False, "purpose": "", "state": "active",
        "started_by": "U1", "started_at": datetime.now(UTC), "chosen": [], "counts_guests": False,
        "try_at": datetime.now(UTC),
    }  # fmt: skip
    goal: dict[str, object] = {
        "title": "", "beneficiary": "", "why": "", "constraints": "", "must_be_true": "", "must_do": False,
        "proposer": "U1", "proposed_at": datetime.now(UTC), "changed_at": datetime.now(UTC), "state": "proposed",
        "learned": "",
    }  # fmt: skip
    dates = {"starts_on": starts_on, "ends_on": starts_on + timedelta(days=41)}
    with engines.writer.begin() as connection:
        for name, more in (("team", team), ("cycle", dates), *((("goal", goal),) if has_goal else ())):
            table = tables.tables[name]
            row = {column: value for column, value in {**known, **more}.items() if column in table.c}
            connection.execute(insert(table).values(_stored(table, row)))
    engines.dispose()


def _stored(table: Table, row: dict[str, object]) -> dict[str, object]:
    """SQLite keeps a UUID as its digits."""
    as_digits = table.c["id"].type.python_type is str
    return {
        name: value.hex if as_digits and isinstance(value, UUID) else value for name, value in row.items()
    }


def test_cycles_that_had_no_phase_get_one_by_their_goals(empty_database_url: str, tmp_path: Path) -> None:
    migrate(empty_database_url, as_of(BEFORE, tmp_path / "older"))
    begun = {1: TODAY - timedelta(days=3), 2: TODAY - timedelta(days=20), 3: LONG_AGO}
    for team_id, starts_on in begun.items():
        filled(empty_database_url, team_id, starts_on, has_goal=team_id > 1)
    migrate(empty_database_url)
    rows = cycles_in(empty_database_url)
    assert [row.phase for row in rows] == ["drafting", "voting", "voting"]
    assert [row.starts_on for row in rows] == list(begun.values())
    assert min(rows[0].moved_on, rows[1].moved_on) >= TODAY
    assert rows[2].moved_on == rows[2].ends_on  # it ends as soon as the clock looks
    for row in rows:
        assert (
            row.starts_on
            < row.voting_on
            < row.committing_on
            < row.running_on
            < row.reflecting_on
            < row.ends_on
        )
        assert (row.by_date, row.goes_on, row.is_strict, row.closed_on) == (True, True, False, None)
        assert row.due_at is not None


def cycles_in(url: str) -> Sequence[Row[*tuple[Any, ...]]]:
    """All cycles by their team."""
    engines = make_engines(url)
    tables = MetaData()
    tables.reflect(engines.reader)
    cycle = tables.tables["cycle"]
    with engines.reader.connect() as connection:
        found = connection.execute(select(cycle).order_by(cycle.c.team_id)).all()
    engines.dispose()
    return found
