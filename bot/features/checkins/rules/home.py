"""What somebody's Home may promise of their check-ins: a pure decision."""

from collections.abc import Iterable
from datetime import datetime

from bot.features.attention.rules import arrival, local_day
from bot.features.attention.values import Availability, Later, NotToday, Quiet
from bot.features.checkins.rules.prompts import wants_quiet
from bot.features.checkins.values.prompts import RhythmView


def first_to_come(
    coming: Iterable[datetime], availability: Availability, rhythm: RhythmView | None
) -> datetime | None:
    """When the first of these check-ins reaches somebody, as far as they have set what may; None when none does.

    Args:
        coming: when their teams ask, soonest first.
    """
    for due in coming:
        reaches = arrival(availability, Quiet(), due)
        if not isinstance(reaches, NotToday) and not wants_quiet(rhythm, local_day(availability, due)):
            return reaches.at if isinstance(reaches, Later) else due
    return None
