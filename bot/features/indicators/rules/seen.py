"""What somebody saw of readings while they decided to put others in their places."""

from collections.abc import Iterable
from hashlib import sha256

from bot.features.indicators.values import ReadingView


def as_seen(readings: Iterable[ReadingView]) -> str:
    """What tells these readings, as they are now, from any others, and is short enough to travel with a form."""
    said = [(reading.day.isoformat(), str(reading.value.normalize()), reading.note) for reading in readings]
    return sha256(repr(sorted(said)).encode()).hexdigest()[:16]
