"""Slack's tiers: so many calls a minute, per method."""

import pytest

from bot.sandbox.refusals import RateLimited
from bot.sandbox.state.rates import POSTING, TIER_2, Rates
from tests.sandbox.stand_ins import HandMovedClock


def accepted(rates: Rates, calls: int, method: str = "pins.add", channel: str = "C1") -> int:
    """Return how many of so many calls were let through."""
    through = 0
    for _ in range(calls):
        try:
            rates.count(method, POSTING if method == "chat.postMessage" else TIER_2, {"channel": channel})
            through += 1
        except RateLimited:
            continue
    return through


@pytest.fixture
def clock() -> HandMovedClock:
    return HandMovedClock()


@pytest.fixture
def rates(clock: HandMovedClock) -> Rates:
    rates = Rates(clock)
    rates.switch(on=True)
    return rates


def test_a_method_has_its_tier_a_minute_and_others_keep_working(rates: Rates, clock: HandMovedClock) -> None:
    assert accepted(rates, 25) == 20
    assert accepted(rates, 1, "pins.remove") == 1
    clock.move(60)
    assert accepted(rates, 25) == 20


def test_the_refusal_tells_the_seconds_left(rates: Rates, clock: HandMovedClock) -> None:
    accepted(rates, 20)
    clock.move(17.5)
    with pytest.raises(RateLimited) as refused:
        rates.count("pins.add", TIER_2, {})
    assert refused.value.retry_after == 43


def test_posting_is_counted_by_channel_and_in_all(rates: Rates) -> None:
    assert accepted(rates, 70, "chat.postMessage") == 60
    through = [accepted(rates, 60, "chat.postMessage", f"C{number}") for number in range(2, 8)]
    assert through == [60, 60, 60, 60, 0, 0]


def test_while_it_is_off_nothing_is_counted(rates: Rates) -> None:
    rates.switch(on=False)
    assert accepted(rates, 100) == 100
