"""Slack's time stamps: seconds with six decimals as text, microseconds as a whole number here."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
SECONDS_DIGITS = 11  # until the year 5138; a datetime ends in 9999


def stamp_of(ts: str) -> int:
    """`"1700000000.000100"` → 1700000000000100; 0 for what is no stamp."""
    seconds, _, fraction = ts.partition(".")
    is_number = (seconds + fraction).isascii() and (seconds + fraction).isdigit() and bool(seconds)
    if not is_number or len(seconds) > SECONDS_DIGITS:
        return 0
    return int(seconds) * 1_000_000 + int(fraction[:6].ljust(6, "0"))


def moment_of(ts: str) -> datetime:
    """The moment of a stamp, UTC."""
    return EPOCH + timedelta(microseconds=stamp_of(ts))


def stamp_at(moment: datetime) -> int:
    """The stamp of a moment."""
    return round((moment - EPOCH) / timedelta(microseconds=1))
