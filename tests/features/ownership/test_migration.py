"""Who drove a goal goes on driving it when drivers become those of more than goals, and when that is undone."""

import shutil
from pathlib import Path
from uuid import UUID

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from bot.db.engines import make_engines
from bot.resources import MIGRATIONS

TEAM, STANDING, WITHDRAWN = (UUID(int=number).hex for number in (1, 2, 3))
AT = "2026-03-02 12:00:00"
TEAM_ROW = (
    "INSERT INTO team (id, workspace, channel, channel_name, is_private, purpose, state, started_by, started_at, "
    "chosen, counts_guests, try_at) VALUES (:id, 'T1', 'C1', 'c', false, '', 'active', 'U1', :at, '[]', false, :at)"
)
GOAL_ROW = (
    "INSERT INTO goal (id, workspace, team_id, number, title, beneficiary, why, constraints, must_be_true, must_do, "
    "proposer, proposed_at, changed_at, state, learned) "
    "VALUES (:id, 'T1', :team, :number, 'x', '', '', '', '', false, 'U1', :at, :at, :state, '')"
)
DRIVER_ROW = "INSERT INTO driver (goal_id, \"user\", since, workspace) VALUES (:id, 'U2', :at, 'T1')"
INITIATIVE_ROW = (
    'INSERT INTO driver (subject_id, sort, team_id, "user", since, is_open, workspace) '
    "VALUES (:id, 'initiative', :team, 'U2', :at, true, 'T1')"
)


def test_drivers_stay_up_and_down(empty_database_url: str, tmp_path: Path) -> None:
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder)
    engines = make_engines(empty_database_url)
    with engines.writer.begin() as connection:
        config = _config(connection, folder)
        command.upgrade(config, "0008")
        _fill(connection)
        command.upgrade(config, "0009")
        rows = connection.execute(text("SELECT sort, is_open FROM driver ORDER BY subject_id")).all()
        assert [(row.sort, bool(row.is_open)) for row in rows] == [("goal", True), ("goal", False)]
        connection.execute(text(INITIATIVE_ROW), {"id": UUID(int=9).hex, "team": TEAM, "at": AT})
        command.downgrade(config, "0008")
        assert connection.scalar(text("SELECT count(*) FROM driver WHERE goal_id IS NOT NULL")) == 2
    engines.dispose()


def _fill(connection: Connection) -> None:
    connection.execute(text(TEAM_ROW), {"id": TEAM, "at": AT})
    for number, (goal, state) in enumerate(((STANDING, "proposed"), (WITHDRAWN, "withdrawn"))):
        named = {"id": goal, "team": TEAM, "number": number, "at": AT, "state": state}
        connection.execute(text(GOAL_ROW), named)
        connection.execute(text(DRIVER_ROW), {"id": goal, "at": AT})


def _config(connection: Connection, folder: Path) -> Config:
    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["connection"] = connection
    return config
