"""What happens to when people want to hear from Cairn; the subject is the person."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityChanged(Event):
    """Somebody set their days and hours, or is away until a day; None while they are here."""

    kind: ClassVar[str] = "attention.availability_changed"
    away_until: date | None
