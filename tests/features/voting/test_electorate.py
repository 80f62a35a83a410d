"""Whose votes count, as people come, go and are ruled on, on a real database of each kind."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.db.transaction import Transaction
from bot.features.teams import service as teams
from bot.features.teams import settings
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from tests.features.voting.factories import (
    CHANNEL,
    DEADLINE,
    OPENED,
    House,
    added,
)


async def _count_guests(house: House, *, counts: bool) -> None:
    def rule(tx: Transaction) -> None:
        _, known = settings.settings_of(tx, house.team)
        assert known is not None
        wanted = replace(known, counts_guests=counts)
        settings.change(tx, house.team, wanted, seen=known.fingerprint)

    await house.commit_as("UAVA", rule)


async def test_an_observer_counts_once_they_join_before_the_end(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UDOE", "fire"))
    assert (await house.tally(subject)).heard == 0
    await house.commit(teams.present, CHANNEL, "UDOE")
    await house.commit_as("UDOE", teams.join, house.team)
    tally = await house.tally(subject)
    assert (tally.heard, tally.electorate_size) == (1, 4)


@pytest.mark.practice("P8")
async def test_guests_are_counted_from_when_the_team_says_so(house: House) -> None:
    running, over = await house.ballot(), await house.ballot()
    guest = PersonFacts("UCLEO", "Cleo", "UTC", "T0ELSE", PersonKind.GUEST)
    await house.commit(workspaces.remember, [guest])
    await house.cast(running, added("UCLEO", "fire"), added("UAVA", "fire", 2))
    await house.cast(over, *(added(user, "+1", 3) for user in ("UCLEO", "UAVA", "UBEN")))
    assert [(await house.tally(one)).heard for one in (running, over)] == [1, 2]
    await _count_guests(house, counts=True)
    assert [(await house.tally(one)).heard for one in (running, over)] == [2, 2]
    await _count_guests(house, counts=False)
    assert [(await house.tally(one)).heard for one in (running, over)] == [1, 2]


async def test_a_late_clock_counts_who_was_a_member_at_the_end(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1), added("UDOE", "fire", 2))
    house.clock.now = DEADLINE + timedelta(hours=1)
    await house.commit_as("UAVA", teams.leave, house.team)
    await house.commit(teams.present, CHANNEL, "UDOE")
    await house.commit_as("UDOE", teams.join, house.team)
    tally = await house.tally(subject)
    assert (tally.heard, tally.electorate_size) == (1, 3)


async def test_when_the_only_silent_member_leaves_all_have_voted(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1), added("UBEN", "+1", 2), added("UBEN", "seedling", 3))
    house.clock.now = OPENED + timedelta(hours=1)
    await house.commit_as("UCLEO", teams.leave, house.team)
    tally = await house.tally(subject)
    assert (tally.is_closed, tally.closes_at, tally.counts) == (True, house.clock.now, (1, 0, 1, 0))


async def test_who_turns_out_to_be_a_guest_is_not_waited_for(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1), added("UBEN", "+1", 2))
    guest = PersonFacts("UCLEO", "Cleo", "UTC", "TOTHER", PersonKind.GUEST)
    await house.commit(workspaces.remember, [guest])
    assert (await house.tally(subject)).is_closed


async def test_a_new_member_keeps_the_ballot_open(house: House) -> None:
    subject = await house.ballot()
    await house.cast(subject, added("UAVA", "fire", 1), added("UBEN", "+1", 2))
    await house.commit(teams.present, CHANNEL, "UDOE")
    await house.commit_as("UDOE", teams.join, house.team)
    await house.cast(subject, added("UCLEO", "fire", 3))
    assert not (await house.tally(subject)).is_closed
