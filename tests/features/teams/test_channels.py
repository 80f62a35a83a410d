"""What Slack tells of channels, in whatever order it tells it."""

import itertools
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.db.database import Database, Edge
from bot.db.engines import make_engines
from bot.db.transaction import Transaction
from bot.features.teams import channels, service
from bot.features.teams.repository import TeamRepository
from bot.features.teams.values import ChannelFacts, TeamState
from bot.features.workspaces import service as workspaces
from tests.features.teams.factories import CHANNEL, DEE, PRIVATE, draft, start_team, team_at_work
from tests.features.workspaces.factories import ANA, BEN, CAIRN, CYD, ELSEWHERE, NOON, WORKSPACE, Clock, many

As = Callable[[str | None], Edge]
MINUTE = timedelta(minutes=1)
WORDS = st.lists(
    st.tuples(st.booleans(), st.integers(1, 20)), min_size=1, max_size=8, unique_by=lambda w: w[1]
)


def is_present(tx: Transaction, user: str, channel: str = CHANNEL) -> bool:
    return TeamRepository(tx).is_present(channel, user)


async def state(as_: As, team: UUID) -> TeamState:
    return (await as_(None).read(service.team_by_id, team)).state


@pytest.fixture(scope="module")
def transaction(sqlite_template: Path) -> Iterator[Transaction]:
    """One that is never committed: examples take a channel each."""
    engines = make_engines(f"sqlite:///{sqlite_template}")
    with Session(engines.writer) as session, session.begin() as begun:
        yield Transaction(session.connection(), WORKSPACE, ANA, NOON)
        begun.rollback()
    engines.dispose()


numbers = itertools.count(1)


@settings(deadline=None, max_examples=40)
@given(words=WORDS, again=st.lists(st.integers(0, 7)), shuffled=st.randoms(use_true_random=False))
def test_the_latest_word_on_somebody_holds_whatever_order_it_comes_in(
    transaction: Transaction, words: list[tuple[bool, int]], again: list[int], shuffled: Random
) -> None:
    channel = f"C{next(numbers)}"
    service.start(transaction, draft(channel))
    told = [*words, *(words[place % len(words)] for place in again)]
    shuffled.shuffle(told)
    for came, minute in told:
        verb = service.present if came else service.absent
        verb(transaction, channel, BEN, NOON + minute * MINUTE)
    latest = max(words, key=lambda word: word[1])
    assert is_present(transaction, BEN, channel) is latest[0]


async def test_what_events_said_of_the_time_of_a_reading_holds(as_: As, team: UUID, clock: Clock) -> None:
    """Slack lists Ben just before he leaves and Dee just after she came; the pages are read later."""
    began = clock.now + MINUTE
    clock.passes(2 * MINUTE)
    await as_(None).commit(service.absent, CHANNEL, BEN, began + timedelta(seconds=1))
    await as_(None).commit(service.present, CHANNEL, DEE, began + timedelta(seconds=1))
    await as_(None).commit(channels.note_present, CHANNEL, [ANA, BEN, CYD], began)
    await as_(None).commit(service.arrived, team, ChannelFacts("open", is_private=False), since=began)
    assert [await as_(None).read(is_present, user) for user in (ANA, BEN, CYD, DEE)] == [
        True,
        False,
        True,
        True,
    ]


async def test_who_comes_back_must_join_again(as_: As, team: UUID) -> None:
    await as_(None).commit(service.absent, CHANNEL, BEN, NOON + MINUTE)
    await as_(None).commit(service.present, CHANNEL, BEN, NOON + 2 * MINUTE)
    assert not await as_(BEN).read(service.is_member, team, BEN)


async def test_a_departure_from_before_the_last_arrival_is_past(as_: As, team: UUID) -> None:
    await as_(None).commit(service.absent, CHANNEL, BEN, NOON - MINUTE)
    assert await as_(BEN).read(service.is_member, team, BEN)


async def test_a_crowd_is_noted_page_by_page(as_: As) -> None:
    team = await as_(ANA).commit(start_team)
    await as_(None).commit(channels.note_present, CHANNEL, many(700, ANA), NOON)
    await as_(None).commit(channels.note_present, CHANNEL, many(1_300, ANA), NOON)
    seen = await as_(None).commit(service.arrived, team, ChannelFacts("open", is_private=False), since=NOON)
    assert seen.member_count == 1
    assert await as_(None).read(is_present, many(1_300, ANA)[-1])


async def test_channels_without_a_team_are_nobodys_business(as_: As) -> None:
    await as_(None).commit(service.present, CHANNEL, BEN)
    await as_(None).commit(service.absent, CHANNEL, CYD)
    for told in (channels.channel_closed, channels.channel_reopened):
        await as_(None).commit(told, CHANNEL)
    await as_(None).commit(channels.channel_renamed, CHANNEL, "other")
    assert await as_(None).read(workspaces.people, [BEN, CYD]) == {}
    assert not await as_(None).read(is_present, BEN)


async def test_newcomers_are_met(as_: As, team: UUID) -> None:
    await as_(None).commit(service.present, CHANNEL, "U0NEW")
    assert await as_(None).read(channels.strangers_in, CHANNEL, most=5) == ["U0NEW"]


async def test_cairn_leaving_puts_the_team_to_sleep_and_coming_wakes_it(as_: As, team: UUID) -> None:
    await as_(None).commit(service.absent, CHANNEL, CAIRN)
    assert await state(as_, team) is TeamState.ASLEEP
    await as_(None).commit(service.present, CHANNEL, CAIRN)
    assert await state(as_, team) is TeamState.ARRIVING


async def test_a_closed_channel_sleeps_once_and_keeps_everything(as_: As, team: UUID) -> None:
    for _ in range(2):
        await as_(None).commit(channels.channel_closed, CHANNEL)
    history = [entry.kind for entry in await as_(None).read(workspaces.history, str(team))]
    assert history.count("teams.slept") == 1
    await as_(None).commit(channels.channel_reopened, CHANNEL)
    assert await state(as_, team) is TeamState.ARRIVING
    assert (await as_(None).read(service.team_by_id, team)).member_count == 3


async def test_a_waiting_team_goes_on_waiting_when_its_channel_closes(as_: As) -> None:
    team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
    await as_(None).commit(channels.must_wait, team)
    await as_(None).commit(channels.channel_closed, PRIVATE)
    assert await state(as_, team) is TeamState.WAITING


async def test_a_new_name_is_taken_over(as_: As, team: UUID) -> None:
    await as_(None).commit(channels.channel_renamed, CHANNEL, "shore")
    assert (await as_(ANA).read(service.team, team)).channel_name == "shore"


async def test_what_is_to_be_read_is_found_across_workspaces_when_it_is_time(
    as_: As, database: Database, clock: Clock
) -> None:
    team = await as_(ANA).commit(start_team)
    await database.edge(ELSEWHERE, ANA).commit(start_team)  # Cairn isn't installed there

    async def due() -> list[UUID]:
        found = await database.read_across(channels.to_read, TeamState.ARRIVING, most=5)
        return [channel.team_id for channel in found]

    assert await due() == [team]
    await as_(None).commit(channels.try_later, team, 5 * MINUTE)
    assert await due() == []
    clock.passes(5 * MINUTE)
    assert await due() == [team]
    await as_(None).commit(workspaces.uninstalled)
    assert await due() == []


async def test_what_is_asked_for_longest_comes_first(as_: As, database: Database, clock: Clock) -> None:
    for number in range(4):
        await as_(ANA).commit(team_at_work, f"C{number}", (ANA,))
        clock.passes(MINUTE)
    clock.passes(service.READ_AGAIN)
    found = await database.read_across(channels.to_read, TeamState.ACTIVE, most=2)
    assert [channel.channel for channel in found] == ["C0", "C1"]
