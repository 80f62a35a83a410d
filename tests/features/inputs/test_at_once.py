"""Giving something in the very second in which a round is closed; on both databases."""

from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.inputs.rules import shows_at
from bot.features.inputs.service import closing, collecting, opening, reading
from bot.features.inputs.values.rounds import RoundView
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.inputs.factories import As, begun, closed, draft, said
from tests.features.overlap import overlap
from tests.features.retrospectives.factories import EVE

pytestmark = pytest.mark.each_database
SECOND = timedelta(seconds=1)


async def given_by(as_: As, asked: RoundView, *users: str) -> None:
    """Each gives something without their name, and is counted."""
    for user in users:
        await as_(user).commit(collecting.give_unsigned, asked.id, said(f"{user} hopes"))
        await as_(user).commit(collecting.contributed, asked.id)


async def standing(as_: As, asked: RoundView) -> RoundView:
    """The round as it is now."""
    return await as_(ANA).read(reading.round_by_id, asked.id)


async def test_two_who_ask_at_once_begin_one_round(as_: As, team: UUID) -> None:
    asking = as_(BEN).commit(opening.start, draft(team))
    assert isinstance(await overlap(as_(ANA), lambda tx: opening.start(tx, draft(team)), asking), Conflict)


@pytest.mark.parametrize("is_anonymous", [False, True])
async def test_who_gives_while_it_closes_is_told_that_it_was_not_kept(
    as_: As, six: UUID, *, is_anonymous: bool
) -> None:
    asked = await begun(as_, six, is_anonymous=is_anonymous)
    give = collecting.give_unsigned if is_anonymous else collecting.give
    giving = as_(BEN).commit(give, asked.id, said("late"))
    assert isinstance(await overlap(as_(ANA), lambda tx: closing.close(tx, asked.id), giving), Conflict)
    now = await closed(as_, asked)
    assert (now.outcomes, now.was_erased) == ({}, False)


async def test_what_came_first_is_shown_and_its_author_counted_though_it_closes_in_between(
    as_: As, six: UUID, clock: Clock
) -> None:
    asked = await begun(as_, six)
    await given_by(as_, asked, BEN, CYD)

    def give(tx: Transaction) -> None:
        collecting.give_unsigned(tx, asked.id, said("EVE hopes"))

    ended = await overlap(as_(EVE), give, as_(ANA).commit(closing.close, asked.id))
    assert isinstance(ended, RoundView)
    assert (ended.takes_inputs, ended.closed_at, ended.contributors) == (False, None, 2)
    await as_(EVE).commit(collecting.contributed, asked.id)
    clock.now = shows_at(ended.closes_at)
    now = await as_(None).commit(closing.settle, asked.id)
    assert (now.contributors, now.outcomes, now.was_erased) == (3, {None: 3}, False)


async def test_its_end_decides_what_is_kept_and_a_moment_later_all_are_counted(
    as_: As, six: UUID, clock: Clock
) -> None:
    asked = await begun(as_, six)
    await given_by(as_, asked, BEN, CYD)
    clock.now = asked.closes_at - timedelta(microseconds=1)
    await as_(EVE).commit(collecting.give_unsigned, asked.id, said("EVE hopes"))
    clock.now = asked.closes_at
    with pytest.raises(Conflict, match="Your words are still here"):
        await as_(ANA).commit(collecting.give_unsigned, asked.id, said("late"))
    clock.now += SECOND
    assert (await as_(None).commit(closing.settle, asked.id)).closed_at is None

    def count(tx: Transaction) -> None:
        collecting.contributed(tx, asked.id)

    clock.now = shows_at(asked.closes_at)
    now = await overlap(as_(EVE), count, as_(None).commit(closing.settle, asked.id))
    assert now == await standing(as_, asked)
    assert (now.contributors, now.outcomes, now.closed_at) == (3, {None: 3}, clock.now)


async def test_two_who_close_it_at_once_show_it_once(as_: As, six: UUID, clock: Clock) -> None:
    asked = await begun(as_, six)
    await given_by(as_, asked, BEN, CYD, EVE)

    def close(tx: Transaction) -> None:
        closing.close(tx, asked.id)

    ended = await overlap(as_(ANA), close, as_(ANA).commit(closing.close, asked.id))
    assert isinstance(ended, RoundView)
    clock.now = shows_at(ended.closes_at)

    def settle(tx: Transaction) -> None:
        closing.settle(tx, asked.id)

    now = await overlap(as_(None), settle, as_(None).commit(closing.settle, asked.id))
    assert isinstance(now, RoundView)
    assert now.outcomes == {None: 3}
