"""Installs, people and the activity log, on both databases."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from bot.db.database import Database, Edge
from bot.db.transaction import Event, Transaction
from bot.features.workspaces import service
from bot.features.workspaces.service import ASK_AGAIN
from bot.features.workspaces.values import ActivityView, Installation, PersonKind
from tests.features.workspaces.factories import (
    ANA,
    BEN,
    CAIRN,
    CAIRN_BOT,
    CYD,
    ELSEWHERE,
    NOON,
    WORKSPACE,
    Clock,
    facts,
    many,
)

STONE = UUID(int=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoneLaid(Event):
    """An event with fields of every sort."""

    kind: ClassVar[str] = "stones.laid"
    by: str
    at: datetime
    on: UUID
    kinds: tuple[PersonKind, ...] = ()


def lay_stones(tx: Transaction, *names: str) -> None:
    for name in names:
        tx.happened(StoneLaid(subject=name, by=BEN, at=NOON, on=STONE, kinds=(PersonKind.BOT,)))


async def kind_of(edge: Edge, user: str) -> PersonKind:
    return (await edge.read(service.people, [user]))[user].kind


async def strangers(database: Database, *, most: int = 100) -> list[tuple[str, str]]:
    return sorted(await database.read_across(service.strangers, most=most))


async def test_an_install_is_found_in_its_workspace_only(database: Database, edge: Edge) -> None:
    assert await edge.read(service.installation) == Installation("Shore", CAIRN, CAIRN_BOT, is_active=True)
    assert await database.edge(ELSEWHERE).read(service.installation) is None


async def test_cairn_knows_that_it_is_a_bot(edge: Edge) -> None:
    assert await kind_of(edge, CAIRN) is PersonKind.BOT


async def test_installing_again_brings_the_workspace_back(edge: Edge, clock: Clock) -> None:
    await edge.commit(service.uninstalled)
    assert await edge.read(service.installation) == Installation("Shore", CAIRN, CAIRN_BOT, is_active=False)
    clock.passes(timedelta(hours=1))
    await edge.commit(service.install, name="Shores", bot_user=CAIRN, bot_id="B0NEW")
    assert await edge.read(service.installation) == Installation("Shores", CAIRN, "B0NEW", is_active=True)


async def test_a_late_word_of_an_earlier_removal_changes_nothing(edge: Edge, clock: Clock) -> None:
    clock.passes(timedelta(hours=1))
    removed_at = clock.now
    await edge.commit(service.uninstalled)
    clock.passes(timedelta(minutes=1))
    await edge.commit(service.install, name="Shore", bot_user=CAIRN, bot_id=CAIRN_BOT)
    await edge.commit(service.uninstalled, removed_at)
    installation = await edge.read(service.installation)
    assert installation is not None
    assert installation.is_active


async def test_a_restart_is_no_new_install(edge: Edge, clock: Clock) -> None:
    clock.passes(timedelta(hours=1))
    removed_at = clock.now
    clock.passes(timedelta(hours=1))
    await edge.commit(service.install, name="Shore", bot_user=CAIRN, bot_id=CAIRN_BOT)
    await edge.commit(service.uninstalled, removed_at)
    installation = await edge.read(service.installation)
    assert installation is not None
    assert not installation.is_active


async def test_meeting_people_again_keeps_what_is_known(edge: Edge) -> None:
    await edge.commit(service.meet, [ANA, BEN, ANA])
    assert await kind_of(edge, ANA) is PersonKind.UNKNOWN
    await edge.commit(service.remember, [facts(ANA)])
    await edge.commit(service.meet, [ANA])
    assert await kind_of(edge, ANA) is PersonKind.MEMBER


async def test_a_crowd_can_be_met_at_once(edge: Edge) -> None:
    crowd = many(1_201)
    await edge.commit(service.meet, crowd)
    assert set(await edge.read(service.people, crowd)) == set(crowd)


async def test_names_come_in_the_order_asked_for_without_those_not_known(edge: Edge) -> None:
    await edge.commit(service.remember, [facts(ANA), facts(BEN)])
    await edge.commit(service.meet, [CYD])
    assert await edge.read(service.names_of, [BEN, CYD, "U0NONE", ANA]) == ("Ben", "Ana")


async def test_cairn_knows_its_own_account(edge: Edge) -> None:
    assert await edge.read(service.is_cairn, CAIRN)
    assert not await edge.read(service.is_cairn, ANA)


async def test_who_was_never_met_is_left_out(edge: Edge) -> None:
    assert await edge.read(service.people, [ANA]) == {}
    assert await edge.read(service.people, []) == {}


async def test_people_are_known_per_workspace(database: Database, edge: Edge) -> None:
    await edge.commit(service.remember, [facts(ANA)])
    assert await database.edge(ELSEWHERE).read(service.people, [ANA]) == {}


async def test_the_latest_that_slack_says_holds(edge: Edge) -> None:
    await edge.commit(service.remember, [facts(ANA, "Ana"), facts(ANA, "Anna")])
    await edge.commit(service.remember, [facts(ANA, "Anne", zone="Asia/Tokyo")])
    assert (await edge.read(service.people, [ANA]))[ANA].name == "Anne"
    assert await edge.read(service.zone_of, ANA) == ZoneInfo("Asia/Tokyo")


async def test_the_zone_of_a_stranger_is_utc(edge: Edge) -> None:
    assert await edge.read(service.zone_of, CYD) == ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        (PersonKind.UNKNOWN, PersonKind.MEMBER, False),
        (PersonKind.UNKNOWN, PersonKind.BOT, True),
        (PersonKind.MEMBER, PersonKind.MEMBER, False),
        (PersonKind.MEMBER, PersonKind.GONE, True),
        (PersonKind.GUEST, PersonKind.MEMBER, True),
    ],
)
async def test_a_change_of_kind_is_told(
    edge: Edge, before: PersonKind, after: PersonKind, is_told: bool
) -> None:
    await edge.commit(service.remember, [facts(BEN, kind=before)])
    earlier = await edge.read(service.history, BEN)
    await edge.commit(service.remember, [facts(BEN, kind=after)])
    told = (await edge.read(service.history, BEN))[len(earlier) :]
    assert [entry.detail for entry in told] == [{"before": before, "after": after}] * is_told


@pytest.mark.parametrize(
    ("before", "after", "is_told"),
    [
        ("Europe/Berlin", "Asia/Tokyo", True),
        ("Europe/Berlin", "Europe/Berlin", False),
        ("", "Asia/Tokyo", True),
        ("", "UTC", False),
        ("Europe/Berlin", "Nowhere/Atall", True),
    ],
)
async def test_a_change_of_zone_is_told(edge: Edge, before: str, after: str, is_told: bool) -> None:
    await edge.commit(service.remember, [facts(BEN, zone=before)])
    assert await edge.read(service.history, BEN) == []
    await edge.commit(service.remember, [facts(BEN, zone=after)])
    told = await edge.read(service.history, BEN)
    shown = [{"before": before or "UTC", "after": after if "/Tokyo" in after else "UTC"}]
    assert [entry.detail for entry in told] == shown * is_told


async def test_strangers_of_active_workspaces_are_looked_up(database: Database, edge: Edge) -> None:
    await edge.commit(service.meet, [ANA, BEN])
    await edge.commit(service.remember, [facts(BEN)])
    await database.edge(ELSEWHERE).commit(service.meet, [CYD])
    assert await strangers(database) == [(WORKSPACE, ANA)]
    await edge.commit(service.uninstalled)
    assert await strangers(database) == []


async def test_who_could_not_be_looked_up_is_asked_about_again_later(
    database: Database, edge: Edge, clock: Clock
) -> None:
    await edge.commit(service.meet, [ANA, BEN])
    await edge.commit(service.asked_in_vain, [ANA])
    assert await strangers(database) == [(WORKSPACE, BEN)]
    clock.passes(ASK_AGAIN + timedelta(seconds=1))
    assert await strangers(database, most=1) == [(WORKSPACE, BEN)]
    assert await strangers(database) == [(WORKSPACE, ANA), (WORKSPACE, BEN)]


async def test_history_tells_in_order_what_happened_and_by_whom(edge: Edge, clock: Clock) -> None:
    await edge.commit(lay_stones, "one", "two", "one")
    clock.passes(timedelta(minutes=1))
    await edge.commit(lay_stones, "one")
    found = await edge.read(service.history, "one")
    assert [entry.at for entry in found] == [NOON, NOON, NOON + timedelta(minutes=1)]
    assert found[0] == ActivityView(
        id=found[0].id,
        at=NOON,
        actor=ANA,
        kind="stones.laid",
        subject="one",
        detail={"by": BEN, "at": "2026-03-02T12:00:00Z", "on": str(STONE), "kinds": ["bot"]},
    )


async def test_history_stays_in_its_workspace(database: Database, edge: Edge) -> None:
    await edge.commit(lay_stones, "one")
    assert await database.edge(ELSEWHERE).read(service.history, "one") == []


async def test_what_was_rolled_back_did_not_happen(edge: Edge) -> None:
    def stumble(tx: Transaction) -> None:
        lay_stones(tx, "one")
        service.record_activity(tx)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await edge.commit(stumble)
    assert await edge.read(service.history, "one") == []
