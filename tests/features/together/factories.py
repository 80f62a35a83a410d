"""Readings of an indicator by day, counted from today."""

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from bot.features.indicators.values import Origin, ReadingView
from tests.features.goals.factories import ANA, NOON
from tests.features.indicators.factories import TODAY


def readings(read: Mapping[int, int]) -> list[ReadingView]:
    """What was read on which day."""
    return [
        ReadingView(
            id=UUID(int=day + 1),
            indicator_id=UUID(int=1),
            day=TODAY + timedelta(days=day),
            value=Decimal(value),
            note="",
            origin=Origin.PERSON,
            entered_by=ANA,
            entered_at=NOON,
        )
        for day, value in read.items()
    ]
