"""What the clock fetches, and what becomes of it, on both databases."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from ipaddress import ip_address

import pytest
import structlog
from cryptography.fernet import Fernet
from sqlalchemy import func, select

from bot.db.transaction import Transaction
from bot.features.attention.models import Notice
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.indicators.models import Reading
from bot.features.indicators.values import Origin
from bot.features.ownership import service as ownership
from bot.features.sources.jobs import Puller
from bot.features.sources.models import Source
from bot.features.sources.service import connecting, fetching, sealing
from bot.features.sources.values import SOURCE_TROUBLE
from bot.features.teams import service as teams
from bot.features.teams.channels import channel_closed
from bot.features.workspaces import service as workspaces
from bot.outside.addresses import IPAddress
from bot.outside.fetch import Fetcher
from bot.outside.vault import Vault
from tests.features.goals.factories import ANA, BEN, CHANNEL
from tests.features.sources.factories import HEADERS, SECRET
from tests.features.sources.scene import Scene, at, says
from tests.outside.elsewhere import LOCAL, answer, elsewhere

DAY, HOUR, SECONDS = timedelta(days=1), timedelta(hours=1), timedelta(seconds=1)
AWAY, NO_KEY = answer(b"", status="503 Away"), answer(b"", status="401 No")
pytestmark = pytest.mark.practice("P4")


async def test_a_number_becomes_the_reading_of_the_day(scene: Scene) -> None:
    await scene.fetch()
    assert await scene.readings() == [(Decimal(14), Origin.SOURCE)]
    read = await scene.now()
    assert (read.value, read.trouble, read.is_being_read) == (Decimal(14), "", False)
    assert read.next_at == datetime(2026, 3, 3, 5, tzinfo=UTC)
    assert f"x-api-key: {SECRET}" in scene.host.asked[0].lower()
    await scene.fetch()
    assert len(scene.host.asked) == 1


@pytest.mark.each_database
async def test_several_replicas_fetch_each_once(scene: Scene) -> None:
    for number in range(5):
        await scene.another(f"Reply time {number}", scene.host)
    other = Puller(scene.database, scene.puller.fetcher, scene.puller.vault)
    await asyncio.gather(scene.fetch(), other.fetch_due(), scene.fetch())
    assert len(scene.host.asked) == 6
    assert await scene.clock_side.read(_readings_in_all) == 6


def _readings_in_all(tx: Transaction) -> int | None:
    return tx.session.scalar(select(func.count()).select_from(Reading))


async def test_the_same_number_is_recorded_once_a_day_and_what_people_corrected_stays(scene: Scene) -> None:
    await scene.fetch()
    await scene.as_(ANA).commit(indicators.record, scene.source.indicator_id, Decimal(15))
    await scene.fetch_again(HOUR)
    assert len(scene.host.asked) == 2
    assert await scene.readings() == [(Decimal(15), Origin.PERSON)]
    scene.host.answers = [says(13)]
    await scene.fetch_again(HOUR)
    assert await scene.readings() == [(Decimal(13), Origin.SOURCE)]
    scene.clock.now += DAY
    await scene.fetch()
    assert await scene.readings() == [(Decimal(13), Origin.SOURCE)] * 2


async def test_people_can_not_have_it_asked_again_and_again(scene: Scene) -> None:
    await scene.fetch()
    for seconds in (0, 30, 30):
        await scene.fetch_again(seconds * SECONDS)
    assert len(scene.host.asked) == 2


async def test_a_run_of_failures_is_told_once_and_tried_further_and_further_apart(scene: Scene) -> None:
    scene.host.answers = [AWAY]
    for hours in (1, 2, 4):
        await scene.fetch()
        failing = await scene.now()
        assert failing.next_at - scene.clock.now == timedelta(hours=hours)
        scene.clock.now = failing.next_at
    assert "answered 503" in failing.trouble
    assert await scene.clock_side.read(_told) == [BEN]
    assert await scene.readings() == []


async def test_after_it_worked_the_next_run_of_failures_is_told_anew(scene: Scene) -> None:
    for said in (AWAY, says(14), says("soon")):
        scene.host.answers = [said]
        await scene.fetch()
        source = await scene.now()
        scene.clock.now = source.next_at
    assert "is text, not a number" in source.trouble
    assert await scene.clock_side.read(_told) == [BEN, BEN]


def _told(tx: Transaction) -> list[str]:
    return list(tx.session.scalars(select(Notice.user).where(Notice.kind == SOURCE_TROUBLE)))


async def test_the_notice_is_not_sent_once_it_works_and_says_so_where_it_was(scene: Scene) -> None:
    scene.host.answers = [NO_KEY]
    await scene.fetch()
    for ts in (None, "1.2"):
        told = await scene.notice(ts=ts)
        assert told is not None
        assert "it wants a key" in told.text
    scene.host.answers = [says(14)]
    await scene.fetch_again(HOUR)
    works = await scene.notice(ts="1.2")
    assert works is not None
    assert "can be read from" in works.text
    assert await scene.notice(ts=None) is None
    await scene.as_(BEN).commit(connecting.disconnect, scene.source.indicator_id)
    assert await scene.notice(ts="1.2") is None


async def test_when_who_entered_it_has_left_the_driver_is_told(scene: Scene) -> None:
    await scene.as_(ANA).commit(ownership.claim, scene.goal.id)
    await scene.as_(BEN).commit(teams.leave, scene.goal.team_id)
    scene.host.answers = [NO_KEY]
    await scene.fetch()
    assert await scene.clock_side.read(_told) == [ANA]


async def test_a_slow_host_holds_nobody_up(scene: Scene) -> None:
    """The slow one answers only when the quick one's number is on record."""
    async with elsewhere() as quick:
        quick.answers = [says(7)]
        hosts = frozenset({f"metrics:{port}" for port in (scene.host.port, quick.port)})
        soon = await scene.another("Quick", quick)
        scene.host.until = asyncio.Event()
        puller = Puller(scene.database, Fetcher(hosts, resolve=_here), scene.puller.vault)
        fetching_both = asyncio.create_task(puller.fetch_due())
        try:
            await _until(lambda: scene.readings(soon))
            assert await scene.readings() == []
        finally:
            scene.host.until.set()
            await fetching_both
    assert await scene.readings() == [(Decimal(14), Origin.SOURCE)]


async def _here(_: str, __: int) -> Sequence[IPAddress]:
    return [ip_address(LOCAL)]


async def _until(look: Callable[[], Awaitable[object]]) -> None:
    for _ in range(500):
        if await look():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it never came")


async def _withdrawn(scene: Scene) -> None:
    await scene.as_(ANA).commit(goals.withdraw, scene.goal.id)


async def _asleep(scene: Scene) -> None:
    await scene.clock_side.commit(channel_closed, CHANNEL)


async def _removed(scene: Scene) -> None:
    await scene.clock_side.commit(workspaces.install, name="W", bot_user="U0CAIRN", bot_id="B0CAIRN")
    await scene.clock_side.commit(workspaces.uninstalled)


@pytest.mark.parametrize("gone", [_withdrawn, _asleep, _removed])
async def test_what_nobody_waits_for_is_not_fetched_and_looked_at_again_tomorrow(
    scene: Scene, gone: Callable[[Scene], Awaitable[None]]
) -> None:
    await gone(scene)
    await scene.fetch()
    assert scene.host.asked == []
    for is_due in (False, True):
        assert await scene.database.read_across(fetching.is_anything_due) == is_due
        scene.clock.now += DAY


async def test_what_was_fetched_for_a_former_version_is_let_go(scene: Scene) -> None:
    due = await scene.database.write_across(fetching.take)
    assert due is not None
    await scene.change(path="elsewhere")
    with pytest.raises(fetching.Overtaken):
        await scene.clock_side.commit(fetching.finish, due, Decimal(14))
    assert await scene.readings() == []


async def test_what_a_replica_that_died_had_taken_is_taken_by_another(scene: Scene) -> None:
    died = await scene.database.write_across(fetching.take)
    assert died is not None
    assert await scene.database.write_across(fetching.take) is None
    scene.clock.now += fetching.LEASE
    await scene.fetch()
    assert len(await scene.readings()) == 1
    with pytest.raises(fetching.Overtaken):
        await scene.clock_side.commit(fetching.finish, died, Decimal(99))


async def test_with_a_new_key_in_front_the_old_one_can_go(scene: Scene) -> None:
    new, old = Fernet.generate_key().decode(), scene.puller.vault._keys[0]
    await scene.puller_with(new, old).seal_anew()
    sealed = await scene.clock_side.read(_sealed)
    await scene.puller_with(new, old).seal_anew()
    assert await scene.clock_side.read(_sealed) == sealed
    await scene.puller_with(new).fetch_due()
    assert f"x-api-key: {SECRET}" in scene.host.asked[0].lower()


def _sealed(tx: Transaction) -> list[str | None]:
    return list(tx.session.scalars(select(Source.headers)))


async def test_keys_are_changed_a_few_at_a_time(scene: Scene) -> None:
    await scene.another("Quick", scene.host)
    for name in ("Slow", "Slower"):
        other = await scene.another(name, scene.host)
        draft = at(scene.host, headers=HEADERS)
        change = scene.as_(ANA).commit
        await change(connecting.change, other.indicator_id, draft, scene.puller.vault, seen=other.changed_at)
    both = Vault([Fernet.generate_key().decode(), scene.puller.vault._keys[0]])
    sealed, after = [], None
    for _ in range(4):
        done, after = await scene.database.write_across(sealing.seal_anew, both, after, most=1)
        sealed.append(done)
    assert (sealed, after) == ([1, 1, 1, 0], None)


async def test_with_its_key_lost_a_source_asks_for_its_headers_anew(scene: Scene) -> None:
    for keys in ([Fernet.generate_key().decode()], []):
        await scene.puller_with(*keys).seal_anew()
    await scene.puller_with().fetch_due()
    assert "Press Change" in (await scene.now()).trouble
    assert scene.host.asked == []


class Broken(Fetcher):
    """Fails as nobody thought of."""

    async def json(self, address: str, headers: object) -> object:
        raise RuntimeError(f"{address} {headers}")


async def test_the_log_tells_no_secret(scene: Scene) -> None:
    """Neither of what is refused nor of what nobody thought of."""
    with structlog.testing.capture_logs() as logs:
        await Puller(scene.database, Broken(), scene.puller.vault).fetch_due()
        scene.clock.now += fetching.LEASE
        scene.host.answers = [answer(SECRET.encode())]
        await scene.fetch()
    assert [entry["event"] for entry in logs] == ["source not read"]
    assert SECRET not in str(logs)
    assert "isn't JSON" in (await scene.now()).trouble
