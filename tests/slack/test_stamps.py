from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.stamps import EPOCH, moment_of, stamp_at, stamp_of

MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone


@pytest.mark.parametrize(
    ("ts", "stamp"),
    [
        ("1700000000.000100", 1_700_000_000_000_100),
        ("1700000000", 1_700_000_000_000_000),
        ("1700000000.1", 1_700_000_000_100_000),
        ("1700000000.0000019", 1_700_000_000_000_001),
        ("0.000001", 1),
    ],
)
def test_stamps_are_read_to_the_microsecond(ts: str, stamp: int) -> None:
    assert stamp_of(ts) == stamp
    assert moment_of(ts) == EPOCH + timedelta(microseconds=stamp)


@pytest.mark.parametrize("ts", ["", "x", "-1.0", "1e9", "1.x", "²", "1.²", "١.0", " 1.0", "1.0.0"])
def test_what_is_no_stamp_is_before_every_stamp(ts: str) -> None:
    assert stamp_of(ts) == 0


@given(st.integers(0, 7_000_000_000), st.integers(0, 999_999))
def test_stamps_keep_the_order_of_slacks_own(seconds: int, micros: int) -> None:
    ts = f"{seconds}.{micros:06}"
    assert stamp_of(ts) == seconds * 1_000_000 + micros
    assert stamp_at(moment_of(ts)) == stamp_of(ts)


@given(MOMENTS)
def test_no_moment_is_rounded(moment: datetime) -> None:
    assert EPOCH + timedelta(microseconds=stamp_at(moment)) == moment


@pytest.mark.parametrize("ts", ["9" * 5_000, "9" * 25 + ".000100", ".", ".5", "1.x", "-1", "¹"])
def test_what_is_no_stamp_of_slacks_reads_as_none(ts: str) -> None:
    assert stamp_of(ts) == 0
    assert moment_of(ts) == EPOCH
