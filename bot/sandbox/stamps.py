"""Slack's timestamps and ids."""

import secrets
import string
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
_MICROSECONDS = 1_000_000
_MOST_DIGITS = 12  # of the seconds: until long after the last year that Python counts


def utc_now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def stamp_of(moment: datetime) -> str:
    """Write a moment as Slack does: seconds since 1970 with six decimals."""
    return _written(round(moment.timestamp() * _MICROSECONDS))


def stamp_number(ts: str) -> int | None:
    """Return a timestamp in microseconds, or None when it is not one; "1700000000" means its first microsecond."""
    seconds, _, fraction = ts.partition(".")
    if not (seconds + fraction).isdecimal() or not 0 < len(seconds) <= _MOST_DIGITS:
        return None
    return int(seconds) * _MICROSECONDS + int(fraction.ljust(6, "0")[:6])


def _written(microseconds: int) -> str:
    return f"{microseconds // _MICROSECONDS}.{microseconds % _MICROSECONDS:06d}"


class Stamps:
    """Hands out timestamps that are unique in the workspace and rise strictly, even when the clock does not."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    @property
    def last(self) -> int:
        """The stamp given out last, in microseconds since 1970."""
        return self._last

    def go_on_after(self, last: int) -> None:
        """Give out only stamps that come after this one, too."""
        self._last = max(self._last, last)

    def next(self, moment: datetime | None = None) -> str:
        """Return the stamp of moment (default: now), or the first free one after the last given out."""
        wanted = round((moment or self._clock()).timestamp() * _MICROSECONDS)
        self._last = max(wanted, self._last + 1)
        return _written(self._last)


def new_id(prefix: str) -> str:
    """Return an unguessable id of Slack's look, such as V7K2M4Q9T1X."""
    return prefix + "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(10))


def short_id() -> str:
    """Return an id as Slack assigns to blocks and elements that come without one."""
    return secrets.token_urlsafe(4)
