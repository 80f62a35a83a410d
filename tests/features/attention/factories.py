"""People's days and hours, moments of one week, and a room whose notices can be looked at."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import Message, Surface
from bot.features.attention.service.notices import riding
from bot.features.attention.values import BUNDLE, Availability
from bot.slack import kit
from bot.slack.kit import markup

BERLIN = ZoneInfo("Europe/Berlin")
HINT = "tests.hint"  # a kind of notice; its subject is what it says


def availability(**changes: Any) -> Availability:
    """Ana's: Monday to Friday, 9 to 17, Berlin, but for these changes."""
    return replace(Availability(user="U0ANA", zone=BERLIN), **changes)


def berlin(day: int, hour: int, minute: int = 0, *, month: int = 3) -> datetime:
    """A moment of March 2026, whose 2nd is a Monday, by the clock in Berlin; in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=BERLIN).astimezone(UTC)


def draw_hint(_: Transaction, surface: Surface) -> Message | None:
    """Says its subject, in two blocks; nothing when the subject is "gone"."""
    if surface.subject == "gone":
        return None
    said = markup("{words}", words=surface.subject)
    return kit.message(said, kit.section(said), kit.context(markup("a hint")))


def shown_to(tx: Transaction, user: str) -> list[tuple[str, str]]:
    """Kind and subject of what was shown to somebody, oldest first; BUNDLE's subject is how many it holds."""
    rows = tx.session.execute(
        select(SurfaceRow).where(SurfaceRow.workspace == tx.workspace, SurfaceRow.audience == user)
    ).scalars()
    return [
        (row.kind, str(len(riding(tx, BUNDLE, row.subject))) if row.kind == BUNDLE else row.subject)
        for row in sorted(rows, key=lambda row: (row.run_at is not None, row.run_at))
    ]
