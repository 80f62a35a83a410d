"""Decisions logged from a message, and by a form that comes twice: one each."""

import asyncio
from dataclasses import replace
from uuid import UUID

import pytest

from bot.db.database import Database
from bot.db.inbox import Replayed
from bot.errors import NotFound
from bot.features.decisions import service
from bot.features.decisions.values import (
    Logged,
)
from tests.features.decisions.factories import MESSAGE, draft
from tests.features.decisions.test_service import OTHER_CHANNEL, As, cards, logged
from tests.features.goals.factories import (
    ANA,
    BEN,
    CHANNEL,
    CYD,
    WORKSPACE,
)


async def test_a_message_becomes_one_decision(team: UUID, as_: As) -> None:
    first = await as_(BEN).commit(service.log, draft(team_id=team, source=MESSAGE))
    second = await as_(CYD).commit(service.log, draft("Other words", team_id=team, source=MESSAGE))
    assert (first.is_new, second.is_new, second.decision) == (True, False, first.decision)
    assert first.decision.source == MESSAGE
    assert (await as_(BEN).read(service.page, team)).total == 1
    assert await as_(CYD).read(service.from_message, CHANNEL, MESSAGE.ts) == first.decision
    later = await as_(CYD).commit(
        service.log, draft(team_id=team, source=replace(MESSAGE, ts="1772452801.000100"))
    )
    assert (later.is_new, later.decision.number) == (True, 2)


@pytest.mark.each_database
async def test_of_two_who_log_a_message_at_once_one_wins_and_both_see_it(team: UUID, as_: As) -> None:
    def attempt(user: str) -> "asyncio.Future[Logged]":
        wanted = draft(f"By {user}", team_id=team, source=MESSAGE)
        return asyncio.ensure_future(as_(user).commit(service.log, wanted))

    results = await asyncio.gather(*(attempt(user) for user in (ANA, BEN, CYD)))
    assert sorted(result.is_new for result in results) == [False, False, True]
    assert len({result.decision for result in results}) == 1
    assert len(await as_(ANA).read(cards, results[0].id)) == 1


async def test_a_message_of_another_channel_is_refused(team: UUID, as_: As) -> None:
    with pytest.raises(NotFound, match="Nothing was saved"):
        await logged(as_, team, source=replace(MESSAGE, channel=OTHER_CHANNEL))


async def test_a_form_submitted_twice_is_saved_once(team: UUID, database: Database) -> None:
    edge = database.edge(WORKSPACE, BEN, once="view:V1")
    first = await edge.commit(service.log, draft(team_id=team))
    with pytest.raises(Replayed) as replayed:
        await edge.commit(service.log, draft(team_id=team))
    assert replayed.value.outcome == str(first.id)
    assert (await edge.read(service.page, team)).total == 1
