"""A team of the version before cycles had phases finds all that it had, and goes on with it."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import Table, insert

from bot.app import register_features
from bot.db.database import Database
from bot.db.engines import make_engines
from bot.db.migrate import migrate
from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.features.checkins.service import answers
from bot.features.checkins.values.prompts import Confidence
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.ownership import service as ownership
from bot.features.parts import Parts
from bot.features.planning.service import actions
from bot.features.voting import service as voting
from bot.slack.directory import Directory
from tests.db.test_migrations import Row, as_of, tables_of, value_for
from tests.looks import looks
from tests.shown import says

BEFORE = "0005"
WORKSPACE, CHANNEL, ANA, BEN, CYD = "T0OLD", "C0OLD", "U0ANA", "U0BEN", "U0CYD"
NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
EARLIER = NOW - timedelta(days=3)
ONE, TWO = (
    UUID(int=1),
    UUID(int=2),
)  # the team, its cycle, its goals, …: each the first or second of its table
STAMP = 1_772_445_600_000_000
EVERYWHERE: Row = {"workspace": WORKSPACE, "user": ANA, "channel": CHANNEL, "day": date(2026, 3, 3)}
ROWS: dict[str, list[Row]] = {
    "workspace": [{"name": "Old", "is_active": True}],
    "person": [{"user": who, "name": who[2:].title(), "kind": "member", "zone": "UTC"} for who in (ANA, BEN, CYD)],
    "presence": [{"user": who} for who in (ANA, BEN, CYD)],
    "team": [{"state": "active", "is_private": False, "purpose": "Good answers", "started_by": ANA}],
    "member": [{"user": who, "is_steward": who == ANA} for who in (ANA, BEN, CYD)],
    "cycle": [{"number": 1, "starts_on": date(2026, 3, 2), "ends_on": date(2026, 4, 12)}],
    "goal": [
        {"title": "Members get an answer within a day", "state": "proposed", "proposer": ANA},
        {"id": TWO, "number": 2, "title": "A newsletter", "state": "withdrawn", "proposer": BEN, "aim_id": None},
    ],
    "ballot": [
        {
            "opened_at": EARLIER,
            "deadline": NOW - timedelta(days=1),
            "steady_since": STAMP,
            "completed": STAMP + 9,
            "closed_at": NOW - timedelta(days=1),
            "electorate": [ANA, BEN, CYD],
        }
    ],
    "fact": [{"user": who, "emoji": "+1", "stamp": STAMP + 1} for who in (ANA, BEN, CYD)],
    "driver": [{"user": BEN}],
    "action": [{"text": "Ask for keys", "state": "open", "owner": CYD}],
    "prompt": [{"state": "posted"}],
    "occasion": [{"state": "answered"}],
    "answer": [{"confidence": "green", "before": None, "words": "The rota works", "is_private": False}],
    "cadence": [{"kind": "checkin", "state": "paused"}],
    "surface": [{"kind": "goals.card", "state": "shown", "method": None, "run_at": None, "audience": CHANNEL}],
}  # fmt: skip


async def test_a_team_goes_on_with_all_that_it_had(empty_database_url: str, tmp_path: Path) -> None:
    migrate(empty_database_url, as_of(BEFORE, tmp_path / "older"))
    engines = make_engines(empty_database_url)
    tables = tables_of(engines.writer)
    with engines.writer.begin() as connection:
        for table in tables:
            connection.execute(insert(table), [_filled(table, row) for row in ROWS.get(table.name, [{}])])
    engines.dispose()
    migrate(empty_database_url)

    async def no_slack(_: str) -> None:
        return None

    database = Database(empty_database_url, clock=lambda: NOW)
    parts = register_features(Parts(database, Directory(no_slack)))
    await database.edge(WORKSPACE, BEN).read(found)
    for workspace, ballot_id in await database.read_across(voting.due):
        assert await database.edge(workspace).commit(voting.close, ballot_id)
    await database.edge(WORKSPACE, BEN).read(found)
    shown = {
        name: await database.edge(WORKSPACE, BEN).read(look, CHANNEL) for name, look in looks(parts).items()
    }
    listed: Json = {"blocks": list(shown["/goal list"].blocks)}
    assert says(listed, "Members get an answer within a day")
    assert says(listed, "priority 1 of 1")
    assert says(listed, f"<@{BEN}>")
    await database.close()


def found(tx: Transaction) -> None:
    """Goals, votes, drivers, check-ins and actions are what they were; the cycle has the phase that it was in."""
    assert [goal.number for goal in goals.page_of(tx, ONE, 0).goals] == [1]
    assert goals.goal(tx, TWO).is_withdrawn
    assert voting.tallies(tx, [ONE])[ONE].counts == (0, 3, 0, 0)
    assert ownership.drivers_of(tx, [ONE])[ONE].user == BEN
    assert cycles.current(tx, ONE).phase is Phase.VOTING
    assert answers.last_words(tx, [ONE])[ONE].confidence is Confidence.GREEN
    assert [one.text for one in actions.open_actions_of(tx, CYD)] == ["Ask for keys"]


def _filled(table: Table, row: Row) -> Row:
    known = {**EVERYWHERE, **row}
    return {column.name: _stored(table, column.name, known) for column in table.c}


def _stored(table: Table, name: str, known: Row) -> object:
    said = known[name] if name in known else value_for(table.c[name])
    return said.hex if isinstance(said, UUID) and table.c[name].type.python_type is str else said
