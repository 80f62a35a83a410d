"""What boards tell by themselves."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBegan(Event):
    """The boards of a zone's teams were drawn anew for another day; the subject names the zone."""

    kind: ClassVar[str] = "dashboard.day_began"
    day: date
