"""Timestamps rise strictly, whatever the clock does."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.stamps import Stamps, stamp_number, stamp_of

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@settings(deadline=None)
@given(st.lists(st.integers(-5_000_000, 5_000_000), min_size=2))
def test_stamps_are_unique_and_rise_even_when_the_clock_goes_back(steps: list[int]) -> None:
    moments = iter([START + timedelta(microseconds=step) for step in steps])
    stamps = Stamps(lambda: next(moments))
    given_out = [stamps.next() for _ in steps]
    assert given_out == sorted(set(given_out), key=float)
    assert given_out == sorted(given_out), "strings of one length must order as numbers do"


def test_a_stamp_has_six_decimals() -> None:
    assert stamp_of(datetime.fromtimestamp(1_700_000_000.0001, UTC)) == "1700000000.000100"


def test_stamps_are_read_with_and_without_a_fraction() -> None:
    read = [stamp_number(text) for text in ("1700000000.000100", "1700000000", "1700000000.5")]
    assert read == [1_700_000_000_000_100, 1_700_000_000_000_000, 1_700_000_000_500_000]
    assert [stamp_number(text) for text in ("", ".", "soon", "-1", "1.2.3")] == [None] * 5
