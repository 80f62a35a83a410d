"""Changes in the seconds between due and taken: they take the day from nobody."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, time
from functools import partial
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.features.cadences.service import cadences, subscriptions
from bot.features.cadences.values import CadenceView, Due
from tests.features.cadences.conftest import Clock
from tests.features.cadences.factories import ANA, draft, march, utc

People = Callable[[str | None], Edge]
Take = Callable[[datetime], Awaitable[list[Due]]]
Turn = Callable[[Transaction, UUID], CadenceView]


async def made(as_: People, team: UUID) -> CadenceView:
    """A cadence of Ana's."""

    def work(tx: Transaction) -> CadenceView:
        view = cadences.create(tx, draft(team))
        subscriptions.enroll(tx, view.id, [ANA])
        return view

    return await as_(None).commit(work)


async def test_a_change_in_the_seconds_between_due_and_taken_takes_the_day_from_nobody(
    team: UUID, as_: People, take: Take, clock: Clock
) -> None:
    view = await made(as_, team)
    clock.now = utc(3, 9, 0, 2)
    earlier = replace(draft(team), rhythm=replace(view.rhythm, at=time(9, 30)))
    await as_(ANA).commit(lambda tx: cadences.change(tx, view.id, earlier, version=view.version))
    assert [(one.user, one.day) for one in await take(utc(3, 9, 0, 5))] == [(ANA, march(3))]
    assert [one.day for one in await take(utc(10, 9))] == [march(10)]


async def test_nor_does_a_pause_ask_anybody(team: UUID, as_: People, take: Take, clock: Clock) -> None:
    view = await made(as_, team)
    clock.now = utc(3, 9, 0, 2)
    await as_(ANA).commit(cadences.pause, view.id)
    assert await take(utc(3, 9, 0, 5)) == []


TURNS = (
    (cadences.pause, cadences.resume),
    (partial(cadences.skip_next, day=march(3)), partial(cadences.keep_next, day=march(3))),
)


@pytest.mark.parametrize(("there", "back"), TURNS)
async def test_what_is_undone_at_once_across_the_hour_takes_the_day_from_nobody(
    team: UUID, as_: People, take: Take, clock: Clock, *, there: Turn, back: Turn
) -> None:
    view = await made(as_, team)
    clock.now = utc(3, 8, 59, 58)
    await as_(ANA).commit(there, view.id)
    clock.now = utc(3, 9, 0, 2)
    await as_(ANA).commit(back, view.id)
    assert [(one.user, one.day) for one in await take(utc(3, 9, 0, 5))] == [(ANA, march(3))]
    assert [one.day for one in await take(utc(10, 9))] == [march(10)]
