"""A person's own days, hours and absences, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.db.database import Edge
from bot.errors import Invalid
from bot.features.attention.service import hours, notices
from bot.features.attention.values import (
    AvailabilityDraft,
    Field,
    Later,
    NotToday,
    Now,
    Quiet,
    Reason,
)
from tests.features.attention.factories import availability, berlin
from tests.features.attention.test_service import ALL_DAY, TUESDAY, As
from tests.features.workspaces.factories import ANA, BEN, CYD, Clock


async def test_who_set_nothing_has_working_days_in_their_own_zone(by_clock: Edge) -> None:
    found = await by_clock.read(hours.availability_of, [ANA, BEN, CYD])
    assert found[ANA] == availability()
    assert [found[user].zone.key for user in (ANA, BEN, CYD)] == ["Europe/Berlin", "America/New_York", "UTC"]


async def test_what_a_person_sets_is_kept_and_is_theirs_alone(as_: As) -> None:
    wanted = AvailabilityDraft(
        days=frozenset({5, 6}), starts=time(17), ends=time(22), country="NL", follows_status=True
    )
    await as_(ANA).commit(hours.set_availability, ALL_DAY)
    kept = await as_(ANA).commit(hours.set_availability, wanted)
    assert kept == availability(
        days=frozenset({5, 6}), starts=time(17), ends=time(22), country="NL", follows_status=True
    )
    found = await as_(BEN).read(hours.availability_of, [ANA, BEN])
    assert found[ANA] == kept
    assert found[BEN].days == frozenset(range(5))
    assert await as_(BEN).read(hours.followers, [ANA, BEN]) == {ANA}


async def test_hours_that_can_not_be_are_refused_and_nothing_is_kept(as_: As) -> None:
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(hours.set_availability, replace(ALL_DAY, starts=time(9), ends=time(8)))
    assert refused.value.field == Field.ENDS
    assert (await as_(ANA).read(hours.availability_of, [ANA]))[ANA] == availability()


async def test_who_is_away_comes_back_by_the_calendar_or_by_saying_so(as_: As, clock: Clock) -> None:
    await as_(ANA).commit(hours.be_away, TUESDAY + timedelta(days=2))
    assert (await as_(ANA).read(hours.arrivals, [ANA]))[ANA] == NotToday(Reason.AWAY)
    clock.now = berlin(5, 10)
    assert await as_(ANA).read(hours.availability_of, [ANA]) == {ANA: availability()}
    await as_(ANA).commit(hours.be_away, date(2026, 4, 1))
    assert (await as_(ANA).commit(hours.be_back)).away_until is None
    assert (await as_(ANA).read(hours.arrivals, [ANA]))[ANA] == Now()


async def test_nobody_is_away_until_a_day_gone_by(as_: As) -> None:
    with pytest.raises(Invalid, match="after today"):
        await as_(ANA).commit(hours.be_away, TUESDAY)


async def test_arrivals_ask_for_many_at_once_and_heed_their_quiet(by_clock: Edge) -> None:
    quiet = {ANA: Quiet(berlin(3, 15))}
    found = await by_clock.read(hours.arrivals, [ANA, BEN], quiet)
    assert found == {ANA: Later(berlin(3, 15)), BEN: Later(datetime(2026, 3, 3, 14, tzinfo=UTC))}


async def test_the_day_goes_to_who_asks_first(by_clock: Edge) -> None:
    assert await by_clock.commit(notices.take_day, ANA, TUESDAY, "check-in")
    assert not await by_clock.commit(notices.take_day, ANA, TUESDAY, "round-up")
    assert await by_clock.commit(notices.take_day, ANA, TUESDAY, "check-in")
    assert await by_clock.commit(notices.take_day, ANA, TUESDAY + timedelta(days=1), "round-up")
    assert await by_clock.commit(notices.take_day, BEN, TUESDAY, "round-up")
