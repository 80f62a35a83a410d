"""What the clock does for retros."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from itertools import permutations
from uuid import UUID

import pytest
from aiohttp import ClientSession, web
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select, update

from bot.clock.recurrence import OnDate
from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import State
from bot.features.cadences.service import cadences
from bot.features.cadences.values import Kind
from bot.features.cycles import service as cycles
from bot.features.retrospectives.jobs import RetroKeeper
from bot.features.retrospectives.models import Noted, Retro, RetroDue
from bot.features.retrospectives.rules.phases import first_day
from bot.features.retrospectives.service import collecting, dots, moving, noting, opening, reading, rhythm
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.reflections import DOTS, Quote, ReflectionView
from bot.features.retrospectives.values.retro import RetroDraft, RetroView
from bot.features.retrospectives.values.surfaces import GROUP
from bot.features.teams.events import TeamArrived
from bot.features.voting.values import microseconds
from bot.slack.directory import Directory
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, NOON
from tests.features.retrospectives.factories import OUTSIDER, dot, drafts
from tests.slack.web_api import WebApi, running_web_api

As = Callable[[str], Edge]
PUT = microseconds(NOON)
TS = "1700000000.000100"
LINK = "https://example.slack.com/archives/C0TEAM/p1700000000000100"
SAID: dict[str, object] = {
    "ok": True,
    "messages": [{"ts": TS, "user": CYD, "text": f"Thanks <@{BEN}>, that was quick &amp; kind"}],
    "permalink": LINK,
}


@pytest.fixture
async def api() -> AsyncIterator[WebApi]:
    async with running_web_api() as api:
        api.answers = [SAID]
        yield api


@pytest.fixture
async def keeper(database: Database, api: WebApi) -> AsyncIterator[RetroKeeper]:
    async with ClientSession() as session:

        async def client_of(_: str) -> AsyncWebClient:
            return AsyncWebClient("xoxb-1", base_url=api.url, session=session, retry_handlers=[])

        yield RetroKeeper(database, Directory(client_of))


async def running(as_: As, team: UUID) -> RetroView | None:
    return await as_(ANA).read(reading.running, team)


async def comes_due(as_: As, team: UUID, clock: Clock, *, days: int = 0) -> None:
    """The team's rhythm says that a retro begins in so many days, and the moment comes."""
    due = clock.now + timedelta(days=days, minutes=1)
    await as_(ANA).commit(rhythm.set_rhythm, team, OnDate(due.date()), due.time())
    clock.now = due


async def noted(as_: As, team: UUID) -> list[ReflectionView]:
    """What a retro shows that is started and revealed now."""
    retro = await as_(ANA).commit(opening.start, RetroDraft(team_id=team, plan=Plan.LIVE))
    await as_(ANA).commit(moving.next_phase, retro.id, Phase.COLLECT)
    return list((await as_(ANA).read(reading.page, f"{retro.id}/1")).reflections)


async def test_a_new_team_looks_back_in_the_last_week_of_its_cycle(
    as_: As, few: UUID, clock: Clock, keeper: RetroKeeper
) -> None:
    for _ in range(2):
        await as_(ANA).commit(rhythm.team_arrived, TeamArrived(subject=str(few)))
    (made,) = await as_(ANA).read(cadences.cadences_of, few, Kind.RETRO)
    cycle = await as_(ANA).read(cycles.current, few)
    assert made.rhythm.schedule == OnDate(first_day(cycle.ends_on))
    await keeper.begin()
    assert await running(as_, few) is None
    clock.now += timedelta(weeks=5)
    while clock.now.date() <= cycle.ends_on:
        await keeper.begin()
        clock.now += timedelta(hours=12)
    retro = await as_(ANA).read(_last, few)
    assert (retro.plan, retro.starter, retro.ends and retro.ends.discuss.date() <= cycle.ends_on) == (
        Plan.DAYS,
        None,
        True,
    )


def _last(tx: Transaction, team_id: UUID) -> RetroView:
    (row,) = tx.session.scalars(select(Retro).where(Retro.team_id == team_id, Retro.started_at.is_not(None)))
    return reading.retro(tx, row.id)


async def test_two_replicas_begin_one_retro_and_a_running_one_is_left_alone(
    as_: As, few: UUID, clock: Clock, keeper: RetroKeeper
) -> None:
    await comes_due(as_, few, clock)
    for _ in range(3):
        await keeper.begin()
    first = await running(as_, few)
    assert first is not None
    assert await as_(ANA).read(_done) == [True]

    await comes_due(as_, few, clock, days=1)
    await keeper.begin()
    assert await as_(ANA).read(_done) == [True, True]
    again = await running(as_, few)
    assert again is not None
    assert again.id == first.id


def _done(tx: Transaction) -> list[bool]:
    return list(tx.session.scalars(select(RetroDue.done)))


async def test_where_the_clock_began_it_a_steward_moves_it(
    as_: As, few: UUID, clock: Clock, keeper: RetroKeeper
) -> None:
    await comes_due(as_, few, clock)
    await keeper.begin()
    retro = await running(as_, few)
    assert retro is not None
    assert await as_(ANA).read(reading.may_move, retro.id)
    assert not await as_(BEN).read(reading.may_move, retro.id)


async def test_phases_move_on_by_themselves(as_: As, few: UUID, clock: Clock, keeper: RetroKeeper) -> None:
    retro = await as_(ANA).commit(opening.start, RetroDraft(team_id=few))
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a"))
    await keeper.move_on()
    assert not (await as_(ANA).read(reading.retro, retro.id)).is_revealed
    clock.now += timedelta(days=1)
    await keeper.move_on()
    assert (await as_(ANA).read(reading.retro, retro.id)).is_revealed


async def test_a_noted_message_is_quoted_in_the_retro(as_: As, few: UUID, keeper: RetroKeeper) -> None:
    await as_(ANA).commit(noting.note, CHANNEL, TS, ANA, added=True, stamp=PUT)
    await as_(BEN).commit(noting.note, CHANNEL, TS, BEN, added=True, stamp=PUT)
    for _ in range(2):
        await keeper.read_noted()
    found = await noted(as_, few)
    assert {(one.text, one.author, one.quote) for one in found} == {
        ("Thanks @Ben, that was quick & kind", user, Quote(CYD, LINK)) for user in (ANA, BEN)
    }


async def test_taken_away_it_is_gone_before_and_after_it_was_read(
    as_: As, few: UUID, keeper: RetroKeeper, api: WebApi
) -> None:
    for user in (ANA, BEN):
        await as_(user).commit(noting.note, CHANNEL, TS, user, added=True, stamp=PUT)
    await as_(BEN).commit(noting.note, CHANNEL, TS, BEN, added=False, stamp=PUT + 1)
    await keeper.read_noted()
    assert len(api.asked) == 2  # one message and its address
    waiting = await as_(ANA).commit(collecting.open_for, few)
    assert waiting.contributors == 1
    await as_(ANA).commit(noting.note, CHANNEL, TS, ANA, added=False, stamp=PUT + 1)
    assert (await as_(ANA).commit(collecting.open_for, few)).contributors == 0


@pytest.mark.parametrize("order", list(permutations((1, 2, 3))), ids=str)
async def test_what_was_done_last_holds_whatever_order_slack_tells_it_in(
    as_: As, few: UUID, keeper: RetroKeeper, order: tuple[int, ...]
) -> None:
    for done in (*order, 1):
        await as_(ANA).commit(noting.note, CHANNEL, TS, ANA, added=done % 2 == 1, stamp=PUT + done)
        await keeper.read_noted()
    waiting = await as_(ANA).commit(collecting.open_for, few)
    assert waiting.contributors == 1
    for done in (4, 3, 1):
        await as_(ANA).commit(noting.note, CHANNEL, TS, ANA, added=done % 2 == 1, stamp=PUT + done)
        await keeper.read_noted()
    assert (await as_(ANA).commit(collecting.open_for, few)).contributors == 0


async def test_what_was_noted_is_forgotten_after_days_unless_slack_is_still_to_be_asked(
    as_: As, few: UUID, clock: Clock, keeper: RetroKeeper
) -> None:
    def heard(tx: Transaction) -> list[str]:
        return sorted(tx.session.scalars(select(Noted.ts)))

    await as_(ANA).commit(noting.note, CHANNEL, TS, ANA, added=True, stamp=PUT)
    await keeper.read_noted()
    await as_(ANA).commit(noting.note, CHANNEL, "2.5", ANA, added=True, stamp=PUT)
    assert await as_(ANA).read(heard) == [TS, "2.5"]
    clock.now += timedelta(days=4)
    await as_(ANA).commit(noting.note, CHANNEL, "3.5", ANA, added=False, stamp=microseconds(clock.now))
    assert await as_(ANA).read(heard) == ["2.5", "3.5"]


@pytest.mark.usefixtures("few")
async def test_only_members_of_the_channels_team_gather(as_: As, keeper: RetroKeeper, api: WebApi) -> None:
    for channel, user in (("C0ELSE", ANA), (CHANNEL, OUTSIDER)):
        await as_(user).commit(noting.note, channel, TS, user, added=True, stamp=PUT)
    await keeper.read_noted()
    assert api.asked == []


async def test_a_message_that_is_gone_is_not_asked_for_again(
    as_: As, few: UUID, keeper: RetroKeeper, api: WebApi
) -> None:
    api.answers = [{"ok": True, "messages": []}]
    await as_(ANA).commit(noting.note, CHANNEL, TS, ANA, added=True, stamp=PUT)
    for _ in range(2):
        await keeper.read_noted()
    assert [method for method, _ in api.asked] == ["conversations.history", "conversations.replies"]


async def test_while_slack_is_busy_the_note_waits(
    as_: As, few: UUID, clock: Clock, keeper: RetroKeeper, api: WebApi
) -> None:
    api.answers = [web.json_response({"ok": False, "error": "internal_error"}, status=500)]
    await as_(ANA).commit(noting.note, CHANNEL, TS, ANA, added=True, stamp=PUT)
    for _ in range(2):
        await keeper.read_noted()
    assert len(api.asked) == 1
    api.answers = [SAID]
    clock.now += timedelta(minutes=2)
    await keeper.read_noted()
    assert len(await noted(as_, few)) == 1


async def test_dots_that_slack_never_told_of_are_added_before_the_vote_ends(
    as_: As, few: UUID, clock: Clock, keeper: RetroKeeper, api: WebApi
) -> None:
    retro = await as_(ANA).commit(opening.start, RetroDraft(team_id=few, plan=Plan.LIVE))
    await as_(BEN).commit(collecting.reflect, retro.id, drafts("a"))
    for phase in (Phase.COLLECT, Phase.GROUP):
        retro = await as_(ANA).commit(moving.next_phase, retro.id, phase)
    (group,) = [UUID(subject) for subject in await as_(ANA).commit(_posted)]
    taken_back = [dot(BEN, DOTS[0], clock.now, added=added) for added in (True, False)]
    for one in taken_back:
        await as_(BEN).commit(dots.take, group, one)
    users = {DOTS[0]: [ANA, BEN], DOTS[1]: [CYD, OUTSIDER], "tada": [ANA]}
    shown = [{"name": name, "users": who} for name, who in users.items()]
    api.answers = [{"ok": True, "message": {"reactions": shown}}]
    await keeper.count_again()
    assert api.asked == []  # there is time
    assert retro.ends is not None
    clock.now = retro.ends.vote - timedelta(seconds=30)
    for _ in range(2):
        await keeper.count_again()
    assert (await as_(ANA).read(reading.group, group)).dots == 2
    clock.now = retro.ends.vote
    await keeper.count_again()
    assert len(api.asked) == 2


def _posted(tx: Transaction) -> list[str]:
    """Delivery posted the groups' replies."""
    mine = update(SurfaceRow).where(SurfaceRow.kind == GROUP)
    posted = mine.values(state=State.SHOWN, slack_channel=CHANNEL, slack_ts="1.5")
    return list(tx.session.scalars(posted.returning(SurfaceRow.subject)))
