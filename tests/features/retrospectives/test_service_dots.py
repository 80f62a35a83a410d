"""The dot vote: five a person, three on a group, told once beyond that."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import select

from bot.db.transaction import Transaction
from bot.features.retrospectives.models import RetroDot
from bot.features.retrospectives.service import dots, moving, reading
from bot.features.retrospectives.values.reflections import DOTS
from bot.features.retrospectives.values.surfaces import TOO_MANY_DOTS
from bot.features.teams import service as teams
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.retrospectives.factories import OUTSIDER, dot
from tests.features.retrospectives.steps import As, next_phase, shown, voting


async def test_the_sixth_dot_is_told_once(as_: As, few: UUID, clock: Clock) -> None:
    retro, groups = await voting(as_, few)
    for number in range(8):
        when = clock.now + timedelta(seconds=number)
        await as_(CYD).commit(dots.take, groups[number // 3], dot(CYD, DOTS[number % 3], when))
    assert await as_(ANA).read(shown, TOO_MANY_DOTS) == [str(retro.id)]
    counts = [(await as_(ANA).read(reading.group, group)).dots for group in groups]
    assert counts == [3, 2, 0]


async def test_once_the_vote_is_over_nobody_is_told_to_take_a_dot_back(
    as_: As, few: UUID, clock: Clock
) -> None:
    retro, groups = await voting(as_, few)
    put, clock.now = clock.now, clock.now + timedelta(minutes=1)
    await next_phase(as_, retro)
    for number in range(8):  # Slack tells late what was put in time
        when = put + timedelta(seconds=number)
        await as_(CYD).commit(dots.take, groups[number // 3], dot(CYD, DOTS[number % 3], when))
    assert await as_(ANA).read(shown, TOO_MANY_DOTS) == []


async def test_dots_of_observers_and_late_ones_do_not_count(as_: As, few: UUID, clock: Clock) -> None:
    retro, groups = await voting(as_, few)
    await as_(OUTSIDER).commit(dots.take, groups[0], dot(OUTSIDER, DOTS[0], clock.now))
    await as_(BEN).commit(dots.take, groups[0], dot(BEN, "fire", clock.now))
    assert retro.ends is not None
    await as_(BEN).commit(dots.take, groups[0], dot(BEN, DOTS[0], retro.ends.vote + timedelta(seconds=1)))
    assert (await as_(ANA).read(reading.group, groups[0])).dots == 0

    def kept(tx: Transaction) -> list[str]:
        return list(tx.session.scalars(select(RetroDot.user)))

    assert await as_(ANA).read(kept) == [OUTSIDER]  # who may still join


async def test_whether_nobody_put_a_dot_is_known_once_they_are_counted(
    as_: As, few: UUID, clock: Clock
) -> None:
    retro, _ = await voting(as_, few)
    assert retro.ends is not None
    clock.now = retro.ends.vote  # the clock's job has not come by yet
    assert not (await as_(ANA).read(reading.retro, retro.id)).has_no_dots
    counted = await as_(ANA).commit(moving.settle, retro.id)
    assert counted.has_no_dots


async def test_what_was_counted_stays_when_somebody_leaves_later(as_: As, few: UUID, clock: Clock) -> None:
    retro, groups = await voting(as_, few)
    await as_(CYD).commit(dots.take, groups[0], dot(CYD, DOTS[0], clock.now))
    clock.now += timedelta(minutes=1)
    await next_phase(as_, retro)
    await as_(CYD).commit(teams.leave, few)
    voted = await as_(ANA).read(reading.group, groups[0])
    assert (voted.dots, voted.rank, voted.is_top) == (1, 1, True)
    assert not (await as_(ANA).read(reading.retro, retro.id)).has_no_dots
