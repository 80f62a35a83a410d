"""Sources for tests: the time until an answer, told by a host."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from bot.features.sources.values import Every, Measured, SourceDraft, SourceView, Times
from tests.features.goals.factories import ANA, NOON, TEAM
from tests.features.indicators.factories import indicator

SITE = "https://metrics.example.org"
PAGE = f"{SITE}/answers"
DAILY = Times(Every.DAY, 6)
SECRET = "s3cret"
HEADERS = {"X-Api-Key": SECRET}


def draft(**words: Any) -> SourceDraft:
    """What somebody wants it to be read from; `words` are its other fields."""
    return replace(SourceDraft(address=PAGE, site=SITE, path="data.hours", times=DAILY), **words)


def source(**words: Any) -> SourceView:
    """One on record that was read; `words` are its other fields."""
    known = SourceView(
        id=UUID(int=5),
        indicator_id=UUID(int=1),
        team_id=TEAM,
        address=f"{PAGE}?key={SECRET}",
        site=SITE,
        path="data.hours",
        times=DAILY,
        header_names=("X-Api-Key",),
        owner=ANA,
        changed_at=NOON,
        is_being_read=False,
        next_at=NOON + timedelta(days=1),
        value=Decimal(14),
        read_at=NOON,
        trouble="",
        failing_since=None,
    )
    return replace(known, **words)


def failing(trouble: str = "metrics.example.org answered 401: it wants a key.") -> SourceView:
    """One that can't be read."""
    return source(trouble=trouble, failing_since=NOON)


def measured(
    of: SourceView | None = None, *, is_member: bool = True, is_own: bool = True, **words: Any
) -> Measured:
    """An indicator with its source; `words` are the indicator's other fields."""
    return Measured(
        indicator=indicator(**words), source=of, zone="Europe/Berlin", is_member=is_member, is_own=is_own
    )
