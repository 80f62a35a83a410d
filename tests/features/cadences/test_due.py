"""Taking what is due, once, on every replica at once."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.features.cadences.models import Cadence, Subscription
from bot.features.cadences.service import cadences, due, subscriptions
from bot.features.cadences.values import TEAM_ITSELF, CadenceView, Due, Kind, Rhythm, ZonePolicy
from bot.features.teams import service as teams
from bot.features.teams.values import ChannelFacts
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from tests.features.cadences.conftest import Clock
from tests.features.cadences.factories import (
    ANA,
    BEN,
    CHANNEL,
    CYD,
    DAILY,
    NOON,
    WORKSPACE,
    draft,
    facts,
    march,
    remember,
    rhythm,
    utc,
)  # fmt: skip

People = Callable[[str | None], Edge]
Take = Callable[[datetime], Awaitable[list[Due]]]


async def made(as_: People, team: UUID, when: Rhythm | None = None, *users: str) -> CadenceView:
    def work(tx: Transaction) -> CadenceView:
        view = cadences.create(tx, draft(team, when))
        subscriptions.enroll(tx, view.id, users or (ANA, BEN, CYD))
        return view

    return await as_(None).commit(work)


async def test_each_at_their_own_hour(team: UUID, as_: People, take: Take) -> None:
    view = await made(as_, team)
    assert await take(utc(3, 0, 59)) == []
    [tokyo] = await take(utc(3, 1))
    assert tokyo == Due(WORKSPACE, view.id, team, CYD, march(3), utc(3, 1), "Asia/Tokyo")
    assert await take(utc(3, 1, 5)) == []
    assert [one.user for one in await take(utc(3, 9))] == [ANA]
    assert [one.user for one in await take(utc(3, 15))] == [BEN]
    assert sorted(one.user for one in await take(utc(10, 15))) == [ANA, BEN, CYD]


async def test_of_another_kind_nothing_is_taken(
    team: UUID, as_: People, database: Database, clock: Clock
) -> None:
    await made(as_, team)
    clock.now = utc(3, 15)
    assert await database.write_across(due.take_due, Kind.RETRO) == []
    assert len(await database.write_across(due.take_due, Kind.CHECKIN)) == 3


async def test_after_a_stop_of_days_only_the_newest_is_due(team: UUID, as_: People, take: Take) -> None:
    await made(as_, team, rhythm(DAILY), ANA)
    assert [one.day for one in await take(utc(6, 12))] == [march(6)]
    assert await take(utc(6, 12, 1)) == []
    assert [one.day for one in await take(utc(7, 9))] == [march(7)]


async def test_what_is_a_day_old_is_passed_over(team: UUID, as_: People, take: Take) -> None:
    await made(as_, team, rhythm(), ANA)
    assert await take(utc(4, 9)) == []
    assert [one.day for one in await take(utc(10, 9))] == [march(10)]


async def test_no_more_than_asked_for_the_oldest_first(
    team: UUID, as_: People, database: Database, clock: Clock
) -> None:
    await made(as_, team)
    clock.now = utc(3, 20)
    taken = [await database.write_across(due.take_due, Kind.CHECKIN, most=2) for _ in range(3)]
    assert [[one.user for one in some] for some in taken] == [[CYD, ANA], [BEN], []]


async def test_a_removed_install_and_a_sleeping_team_are_passed_over(
    team: UUID, as_: People, take: Take
) -> None:
    def asleep_behind_our_back(tx: Transaction) -> None:
        tx.session.execute(update(Cadence).values(state="paused"))

    await as_(None).commit(workspaces.install, name="Shore", bot_user="U0CAIRN", bot_id="B1")
    await made(as_, team, None, ANA)
    await made(as_, team, None, BEN)
    await as_(None).commit(workspaces.uninstalled)
    assert await take(utc(3, 9)) == []
    await as_(None).commit(workspaces.install, name="Shore", bot_user="U0CAIRN", bot_id="B1")
    await as_(None).commit(asleep_behind_our_back)
    assert await take(utc(3, 15)) == []


@pytest.mark.each_database
async def test_two_clocks_take_each_once(team: UUID, as_: People, database: Database, clock: Clock) -> None:
    for _ in range(10):
        await made(as_, team)
    clock.now = utc(3, 20)
    other = Database(database.url, clock=clock)
    taken: list[Due] = []

    async def tick(replica: Database) -> None:
        for _ in range(8):
            taken.extend(await replica.write_across(due.take_due, Kind.CHECKIN, most=4))

    await asyncio.gather(tick(database), tick(other), tick(other))
    await other.close()
    assert len(taken) == 30
    assert len({(one.cadence_id, one.user, one.day) for one in taken}) == 30


async def test_what_its_taker_could_not_keep_stays_due(
    team: UUID, as_: People, database: Database, take: Take, clock: Clock
) -> None:
    await made(as_, team, None, ANA)
    clock.now = utc(3, 9)

    def crash(session: Session, now: datetime) -> None:
        assert len(due.take_due(session, now, Kind.CHECKIN)) == 1
        raise RuntimeError("its row was refused")

    with pytest.raises(RuntimeError, match="refused"):
        await database.write_across(crash)
    assert len(await take(utc(3, 9, 1))) == 1


async def test_the_earliest_of_a_kind(team: UUID, as_: People, database: Database) -> None:
    def next_of(session: Session, _: datetime) -> datetime | None:
        return due.next_due_of(session, Kind.CHECKIN)

    assert await database.read_across(next_of) is None
    await made(as_, team)
    assert await database.read_across(next_of) == utc(3, 1)


async def test_somebody_who_moves_around_the_hour_is_asked_once(
    team: UUID, as_: People, take: Take, clock: Clock
) -> None:
    await made(as_, team, None, ANA)
    clock.now = utc(3, 8, 59)
    await as_(None).commit(remember, facts(ANA, "Asia/Tokyo"))  # 17:59 there: ten o'clock has passed
    assert [one.day for one in await take(utc(3, 9))] == [march(3)]
    await as_(None).commit(remember, facts(ANA, "America/New_York"))  # 4:00 there: ten o'clock is to come
    assert await take(utc(3, 15)) == []
    assert [one.day for one in await take(utc(10, 15))] == [march(10)]


async def test_somebody_who_moves_west_before_the_hour_is_asked_there(
    team: UUID, as_: People, take: Take, clock: Clock
) -> None:
    await made(as_, team, None, ANA)
    clock.now = utc(3, 8, 59)
    await as_(None).commit(remember, facts(ANA, "America/New_York"))
    assert await take(utc(3, 9)) == []
    [one] = await take(utc(3, 15))
    assert (one.day, one.zone) == (march(3), "America/New_York")


def _waiting(tx: Transaction) -> dict[str, datetime | None]:
    return {row.user: row.next_due for row in tx.session.scalars(select(Subscription))}


async def test_the_teams_clock_moves_with_its_starter(
    team: UUID, as_: People, take: Take, clock: Clock
) -> None:
    await made(as_, team, rhythm(zones=ZonePolicy.TEAM))
    await made(as_, team, rhythm(), BEN)
    await as_(None).commit(remember, facts(ANA, "Europe/London"))
    taken = await take(utc(3, 10))
    assert sorted(one.user for one in taken) == [ANA, BEN, CYD]
    assert {one.zone for one in taken} == {"Europe/London"}


async def test_who_left_is_not_asked_and_coming_back_the_same_day_brings_nothing_twice(
    team: UUID, as_: People, take: Take, clock: Clock
) -> None:
    view = await made(as_, team, rhythm(DAILY), ANA, CYD)
    assert len(await take(utc(3, 1))) == 1
    clock.now = utc(3, 2)
    await as_(CYD).commit(teams.leave, team)
    assert [one.user for one in await take(utc(4, 9))] == [ANA]
    clock.now = utc(4, 0, 30)
    await as_(CYD).commit(teams.join, team)
    await as_(None).commit(subscriptions.enroll, view.id, [ANA, CYD])
    assert [(one.user, one.day) for one in await take(utc(4, 1))] == [(CYD, march(4))]
    await as_(CYD).commit(teams.leave, team)
    clock.now = utc(4, 0, 50)  # as if the clocks of two replicas disagreed
    await as_(CYD).commit(teams.join, team)
    await as_(None).commit(subscriptions.enroll, view.id, [ANA, CYD])
    assert await take(utc(4, 1, 1)) == []


async def test_a_closed_account_is_not_asked(team: UUID, as_: People, take: Take) -> None:
    await made(as_, team)
    await as_(None).commit(remember, facts(CYD, kind=PersonKind.GONE))
    assert await take(utc(3, 1)) == []


async def test_while_the_team_sleeps_nothing_is_due(
    team: UUID, as_: People, take: Take, clock: Clock, database: Database
) -> None:
    await as_(None).commit(workspaces.install, name="Shore", bot_user="U0CAIRN", bot_id="B1")
    await made(as_, team)
    await as_(None).commit(teams.absent, CHANNEL, "U0CAIRN")
    assert set((await as_(None).read(_waiting)).values()) == {None}
    clock.now = NOON + timedelta(days=2)
    await as_(None).commit(teams.present, CHANNEL, "U0CAIRN")
    await as_(None).commit(teams.arrived, team, ChannelFacts("answers", is_private=False), [ANA, BEN, CYD])
    assert await take(utc(9, 23)) == []
    assert len(await take(utc(10, 15))) == 3


async def announced(database: Database, clock: Clock, moment: datetime) -> list[str]:
    """The people announced to delivery at that moment."""
    clock.now = moment
    return [one.user for one in await database.write_across(due.announce)]


async def test_people_are_announced_once_from_a_day_before(
    team: UUID, as_: People, database: Database, clock: Clock, take: Take
) -> None:
    await made(as_, team, None, ANA, BEN, CYD, TEAM_ITSELF)  # due in Tokyo on the 3rd at 1, in Amsterdam at 9
    assert await announced(database, clock, utc(2, 0, 59)) == []
    assert await announced(database, clock, utc(2, 12)) == [CYD, ANA]
    assert await announced(database, clock, utc(2, 15)) == [BEN]
    assert len(await take(utc(3, 16))) == 4
    assert await announced(database, clock, utc(10, 8)) == []


async def test_nobody_is_announced_where_nothing_is_to_come(
    team: UUID, as_: People, database: Database, clock: Clock
) -> None:
    view = await made(as_, team)
    await as_(ANA).commit(cadences.pause, view.id)
    assert await announced(database, clock, utc(3, 0)) == []
    await as_(ANA).commit(cadences.resume, view.id)
    await as_(None).commit(workspaces.install, name="Shore", bot_user="UBOT", bot_id="B1")
    await as_(None).commit(workspaces.uninstalled)
    assert await announced(database, clock, utc(3, 0)) == []


async def test_two_replicas_announce_each_person_once(
    team: UUID, as_: People, database: Database, clock: Clock
) -> None:
    await made(as_, team)
    clock.now = utc(3, 0)
    both = await asyncio.gather(*(database.write_across(due.announce) for _ in range(2)))
    assert sorted(one.user for some in both for one in some) == [ANA, BEN, CYD]
