"""Indicators for tests: the time until an answer, from 30 hours down to 4."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from bot.features.indicators.values import (
    Category,
    Direction,
    IndicatorDraft,
    IndicatorView,
    Sort,
)
from tests.features.goals.factories import NOON, TEAM

GOAL = UUID(int=3)
TODAY = NOON.date()
DUE = TODAY + timedelta(days=40)


def draft(goal_id: UUID = GOAL, name: str = "Reply time", **words: Any) -> IndicatorDraft:
    """What somebody wants an indicator to be; `words` are its other fields."""
    wanted = IndicatorDraft(
        goal_id=goal_id,
        name=name,
        sort=Sort.LAGGING,
        category=Category.CUSTOMER_VALUE,
        direction=Direction.DECREASE,
        baseline=Decimal(30),
        target=Decimal(4),
        unit="h",
        due_on=DUE,
    )
    return replace(wanted, **words)


def indicator(
    *, latest: Decimal | int | None = None, on: date = TODAY, number: int = 1, **words: Any
) -> IndicatorView:
    """An indicator on record that began today; `latest` is its one reading."""
    value = None if latest is None else Decimal(latest)
    wanted = draft(**words)
    return IndicatorView(
        **{name: getattr(wanted, name) for name in IndicatorDraft.__dataclass_fields__},
        id=UUID(int=number),
        team_id=TEAM,
        starts_on=TODAY,
        first=value,
        first_on=None if value is None else on,
        latest=value,
        latest_on=None if value is None else on,
        changed_at=NOON,
    )
