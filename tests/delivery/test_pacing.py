"""The rate limit rule: never more than Slack's allowance in any minute, and never less than is due."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pacing import MINUTE, SLACK_LIMITS, Rate
from bot.delivery.values import Method

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
rates = st.integers(2, 400).flatmap(
    lambda per_minute: st.builds(Rate, st.just(per_minute), st.integers(1, per_minute - 1))
)
asks = st.lists(st.tuples(st.floats(0, 90), st.integers(1, 50)), min_size=1, max_size=60)


def calls_made(rate: Rate, asked: list[tuple[float, int]]) -> list[datetime]:
    """When calls were allowed, for someone who asks for `wanted` at once after each pause."""
    tat = now = START
    made: list[datetime] = []
    for pause, wanted in asked:
        now += timedelta(seconds=pause)
        granted = rate.slots(tat, now, wanted)
        tat = rate.after(tat, now, granted) if granted else tat
        made += [now] * granted
    return made


@given(rates, asks)
def test_no_minute_ever_has_more_calls_than_allowed(rate: Rate, asked: list[tuple[float, int]]) -> None:
    made = calls_made(rate, asked)
    for first, begin in enumerate(made):
        assert sum(call < begin + MINUTE for call in made[first:]) <= rate.per_minute


@given(rates)
def test_whoever_has_been_quiet_may_make_the_whole_burst_at_once(rate: Rate) -> None:
    assert rate.slots(START, START + MINUTE, 1_000) == rate.burst


@given(rates, st.integers(1, 50))
def test_a_closed_lane_opens_exactly_when_it_says(rate: Rate, wanted: int) -> None:
    tat = rate.after(START, START, rate.burst)
    opens = rate.opens_at(tat)
    assert rate.slots(tat, opens - timedelta(microseconds=1), wanted) == 0
    assert rate.slots(tat, opens, wanted) == 1


@given(rates, st.integers(0, 50), st.integers(0, 50))
def test_granting_in_two_parts_comes_to_the_same(rate: Rate, one: int, other: int) -> None:
    in_parts = rate.after(rate.after(START, START, one), START, other)
    assert in_parts == rate.after(START, START, one + other)


@given(rates.filter(lambda rate: rate.burst > 1), st.integers(1, 50))
def test_calls_that_can_wait_leave_the_burst_to_others(rate: Rate, calls: int) -> None:
    tat = START
    for number in range(calls):
        now = START + rate.calm * number
        tat = rate.after(tat, now, 1)
        assert rate.slots(tat, now, 1_000) == rate.burst - 1


def test_every_method_of_slacks_that_delivery_calls_has_a_limit() -> None:
    assert set(SLACK_LIMITS) == set(Method) - {Method.ROUTE}


def test_the_limits_are_slacks() -> None:
    """Tier 2 is 20 a minute, tier 3 is 50, tier 4 is 100, of each a tenth less; posting allows several hundred."""
    allowed = {method: rate.per_minute for method, rate in SLACK_LIMITS.items()}
    assert allowed[Method.PIN] == 18
    assert allowed[Method.UPDATE] == allowed[Method.REACT] == allowed[Method.OPEN] == 45
    assert allowed[Method.READ_BACK] == allowed[Method.DELETE] == 45
    assert allowed[Method.PUBLISH] == 90
    assert allowed[Method.POST] == 300
