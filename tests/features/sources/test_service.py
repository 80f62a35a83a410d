"""Connecting, changing and disconnecting, on both databases."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from bot.db.base import Base
from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.sources.service import connecting, seeing
from bot.features.sources.values import Every, Field, SourceView, Times
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.outside.vault import Vault
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, DEE
from tests.features.sources.factories import HEADERS, SECRET, SITE, draft

As = Callable[[str], Edge]
pytestmark = pytest.mark.practice("P4")


@pytest.fixture
async def connected(added: IndicatorView, as_: As, vault: Vault) -> SourceView:
    """Ben's, with a key in its headers."""
    return await as_(BEN).commit(connecting.connect, added.id, draft(headers=HEADERS), vault)


async def test_what_is_connected_is_due_at_once(connected: SourceView, clock: Clock) -> None:
    assert (connected.host, connected.path, connected.owner) == ("metrics.example.org", "data.hours", BEN)
    assert (connected.is_being_read, connected.next_at, connected.header_names) == (
        True, clock.now, ("X-Api-Key",)
    )  # fmt: skip


async def test_no_row_tells_the_secret(
    connected: SourceView, as_: As, vault: Vault, database: Database
) -> None:
    """Not the source's, not the log's: only the vault opens what is there."""
    changed = draft(headers={"Authorization": f"Bearer {SECRET}"}, address=f"{SITE}/b?key={SECRET}")
    await as_(BEN).commit(
        connecting.change, connected.indicator_id, changed, vault, seen=connected.changed_at
    )
    rows = await database.edge("", None).read(_all_rows)
    told = json.dumps([row for name, row in rows if name != "source"], default=str)
    sealed = next(row for name, row in rows if name == "source")
    assert SECRET not in told
    assert SECRET not in str(sealed["headers"])
    assert json.loads(vault.open(str(sealed["headers"]))) == {"Authorization": f"Bearer {SECRET}"}
    assert SECRET not in repr(draft(headers=HEADERS))


def _all_rows(tx: Transaction) -> list[tuple[str, dict[str, object]]]:
    tables = Base.metadata.sorted_tables
    return [
        (table.name, dict(row._mapping))
        for table in tables
        for row in tx.connection.execute(text(f'SELECT * FROM "{table.name}"'))
    ]


async def test_histories_name_headers_and_hosts_only(
    connected: SourceView, as_: As, vault: Vault, added: IndicatorView
) -> None:
    changed = draft(path="open", forgets=True)
    await as_(BEN).commit(connecting.change, added.id, changed, vault, seen=connected.changed_at)
    told = [
        entry.detail
        for entry in await as_(ANA).read(workspaces.history, str(added.goal_id))
        if entry.kind.startswith("sources.")
    ]
    assert [one.get("host") for one in told] == ["metrics.example.org", None]
    assert told[1]["before"] == {"path": "data.hours", "headers": "X-Api-Key"}
    assert told[1]["after"] == {"path": "open", "headers": ""}


async def test_without_a_key_headers_are_refused_and_nothing_is_kept(added: IndicatorView, as_: As) -> None:
    with pytest.raises(Invalid, match="CAIRN_ENCRYPTION_KEYS") as refused:
        await as_(ANA).commit(connecting.connect, added.id, draft(headers=HEADERS), Vault())
    assert refused.value.field == Field.HEADERS
    assert await as_(ANA).read(seeing.sources_of, [added.id]) == {}
    assert (await as_(ANA).commit(connecting.connect, added.id, draft(), Vault())).header_names == ()


async def test_an_indicator_is_read_from_one_place(connected: SourceView, as_: As, vault: Vault) -> None:
    with pytest.raises(Conflict):
        await as_(ANA).commit(connecting.connect, connected.indicator_id, draft(path="x"), vault)
    assert await as_(ANA).read(seeing.source_of, connected.indicator_id) == connected


async def test_a_goal_that_ended_is_read_from_nowhere(added: IndicatorView, as_: As, vault: Vault) -> None:
    await as_(ANA).commit(goals.withdraw, added.goal_id)
    with pytest.raises(Conflict, match="come to an end"):
        await as_(ANA).commit(connecting.connect, added.id, draft(), vault)


async def test_headers_stay_with_their_site(connected: SourceView, as_: As, vault: Vault) -> None:
    """Who may change a source can't send what another person entrusted to Cairn somewhere else."""
    elsewhere = draft(address="https://evil.example/", site="https://evil.example")
    change = as_(ANA).commit  # who stewards the team
    indicator_id, seen = connected.indicator_id, connected.changed_at
    with pytest.raises(Invalid, match=r"metrics\.example\.org") as refused:
        await change(connecting.change, indicator_id, elsewhere, vault, seen=seen)
    assert refused.value.field == Field.HEADERS
    kept = await change(connecting.change, indicator_id, draft(path="open"), vault, seen=seen)
    assert (kept.header_names, kept.path, kept.owner) == (("X-Api-Key",), "open", BEN)
    gone = draft(address=elsewhere.address, site=elsewhere.site, forgets=True)
    moved = await change(connecting.change, indicator_id, gone, vault, seen=kept.changed_at)
    assert (moved.header_names, moved.host) == ((), "evil.example")


async def test_only_who_entered_it_and_stewards_change_it(
    connected: SourceView, as_: As, vault: Vault, team: object
) -> None:
    indicator_id, seen = connected.indicator_id, connected.changed_at
    for user in (CYD, DEE):
        for verb in (seeing.to_change, connecting.disconnect):
            with pytest.raises(NotAllowed):
                await as_(user).commit(verb, indicator_id)
        with pytest.raises(NotAllowed):
            await as_(user).commit(connecting.change, indicator_id, draft(), vault, seen=seen)
    for user in (ANA, BEN):
        assert (await as_(user).read(seeing.to_change, indicator_id)).id == connected.id
    await as_(CYD).commit(connecting.fetch_now, indicator_id)
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(connecting.fetch_now, indicator_id)


async def test_who_may_not_see_the_team_finds_nothing(
    connected: SourceView, database: Database, vault: Vault
) -> None:
    stranger = database.edge("T0OTHER", ANA)
    for verb in (seeing.source_of, seeing.to_change, seeing.measured, connecting.fetch_now, connecting.disconnect):  # fmt: skip
        with pytest.raises(NotFound):
            await stranger.commit(verb, connected.indicator_id)
    with pytest.raises(NotFound):
        await stranger.commit(connecting.connect, connected.indicator_id, draft(), vault)
    assert await stranger.read(seeing.by_id, connected.id) is None


async def test_an_edit_that_began_before_anothers_is_refused(
    connected: SourceView, as_: As, vault: Vault, clock: Clock
) -> None:
    clock.now += timedelta(minutes=1)
    seen = connected.changed_at
    await as_(ANA).commit(connecting.change, connected.indicator_id, draft(path="a"), vault, seen=seen)
    with pytest.raises(Conflict, match="Somebody changed"):
        await as_(BEN).commit(connecting.change, connected.indicator_id, draft(path="b"), vault, seen=seen)
    assert (await as_(BEN).read(seeing.source_of, connected.indicator_id)).path == "a"


async def test_who_changes_what_nobody_looks_after_looks_after_it(
    connected: SourceView, as_: As, vault: Vault, added: IndicatorView
) -> None:
    await as_(BEN).commit(teams.leave, added.team_id)
    changed = await as_(ANA).commit(connecting.change, added.id, draft(), vault, seen=connected.changed_at)
    assert changed.owner == ANA


async def test_disconnected_it_is_gone_and_can_be_connected_anew(
    connected: SourceView, as_: As, vault: Vault
) -> None:
    await as_(BEN).commit(connecting.disconnect, connected.indicator_id)
    with pytest.raises(NotFound):
        await as_(BEN).read(seeing.source_of, connected.indicator_id)
    hourly = draft(times=Times(Every.HOUR))
    anew = await as_(CYD).commit(connecting.connect, connected.indicator_id, hourly, vault)
    assert (anew.owner, anew.header_names) == (CYD, ())


async def test_with_its_indicator_a_source_goes(connected: SourceView, as_: As) -> None:
    await as_(ANA).commit(indicators.remove, connected.indicator_id)
    assert await as_(ANA).read(seeing.by_id, connected.id) is None


async def test_a_measured_indicator_says_what_the_person_may_do(connected: SourceView, as_: As) -> None:
    seen = {
        user: await as_(user).read(seeing.measured, connected.indicator_id) for user in (ANA, BEN, CYD, DEE)
    }
    assert {user: (one.is_member, one.is_own) for user, one in seen.items()} == {
        ANA: (True, True), BEN: (True, True), CYD: (True, False), DEE: (False, False)
    }  # fmt: skip
    assert seen[ANA].zone == "Europe/Berlin"
