"""Nothing ties anonymous words to people when some leave, sign other things, and take those back meanwhile."""

from uuid import UUID

import pytest

from bot.db.database import Database
from bot.features.retrospectives.rules.phases import COUNTING
from bot.features.retrospectives.service import moving, noting, reading
from bot.features.retrospectives.values.reflections import Quote
from bot.features.teams import service as teams
from bot.features.voting.values import microseconds
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, NOON
from tests.features.retrospectives.factories import EVE, team_of
from tests.features.retrospectives.steps import As
from tests.features.retrospectives.test_anonymity import begun, revealed, write
from tests.features.retrospectives.test_service_noted import waiting
from tests.whole import dump, holding

pytestmark = pytest.mark.each_database

ELSEWHERE = {"person", "member", "presence", "activity", "noted"}
"""Who is in the workspace, the team and its channel, who came and left, and who noted a message."""


@pytest.mark.parametrize("writers", [(BEN, CYD), (BEN, CYD, DEE)])
async def test_five_people_of_whom_some_write_one_leaves_and_one_takes_back_what_they_noted(
    database: Database, as_: As, clock: Clock, writers: tuple[str, ...]
) -> None:
    team = await as_(ANA).commit(team_of, ANA, BEN, CYD, DEE, EVE)
    retro = await begun(as_, team)
    for user in writers:
        await write(database, retro, user, f"{user} said something secret")
    for ts, stays in (("1.5", True), ("2.5", False)):
        await _note(as_, ts, BEN, stays=stays)
    await as_(CYD).commit(teams.leave, team)
    await revealed(database, as_, retro)
    clock.now += COUNTING
    shown = await as_(ANA).commit(moving.settle, retro.id)
    assert (shown.contributors, shown.was_erased) == (len(writers), len(writers) < 3)

    page = await as_(ANA).read(reading.page, f"{retro.id}/1")
    signed = [one for one in page.reflections if one.author is not None]
    assert [(one.author, one.text) for one in signed] == [(BEN, "Noted 1.5")]
    tables = dump(database)
    secrets = holding(tables, "something secret")
    assert len(secrets) == (0 if shown.was_erased else len(writers))
    for table, row in secrets:
        assert (table, row["author"], row["source_ts"]) == ("reflection", "None", "None")
        same = holding(tables, UUID(row["id"]).hex) + holding(tables, str(UUID(row["id"])))
        assert [name for name, _ in same] == ["reflection"]
    for user in writers:
        theirs = [(name, row) for name, row in holding(tables, user) if name not in ELSEWHERE]
        assert all("something secret" in row["text"] or row["author"] == BEN for _, row in theirs)
    assert tables["contribution"] == tables["anonymous_reflection"] == []


async def _note(as_: As, ts: str, user: str, *, stays: bool) -> None:
    put = microseconds(NOON)
    await as_(user).commit(noting.note, CHANNEL, ts, user, added=True, stamp=put)
    (note_id,) = await as_(user).read(waiting)
    await as_(user).commit(noting.noted_read, note_id, f"Noted {ts}", Quote(ANA, ""))
    if not stays:
        await as_(user).commit(noting.note, CHANNEL, ts, user, added=False, stamp=put + 1)
