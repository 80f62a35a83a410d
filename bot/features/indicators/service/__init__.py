"""Use cases of indicators: what the rooms above call, by theme in the modules of this package."""

from bot.features.indicators.rules.status import difference
from bot.features.indicators.service.correcting import correct, remove_reading, to_correct
from bot.features.indicators.service.keeping import (
    PrimaryFull,
    add,
    change,
    give_way,
    primary_of,
    remove,
    sort_to_suggest,
    to_add,
    to_change,
)
from bot.features.indicators.service.reading import (
    ReadingsChanged,
    correctable,
    newest_readings,
    readings_of,
    record,
    record_for,
    record_pasted,
    to_read,
)
from bot.features.indicators.service.standing import (
    has_measured,
    indicator,
    measured_in,
    missing_to_commit,
    of_goals,
    standings_of,
    status_of,
    today_of,
)

__all__ = [
    "PrimaryFull", "ReadingsChanged", "add", "change", "correct", "correctable", "difference", "give_way", "has_measured",
    "indicator", "measured_in",
    "missing_to_commit", "newest_readings", "of_goals", "primary_of", "readings_of", "record", "record_for", "record_pasted",
    "remove", "remove_reading", "sort_to_suggest", "standings_of", "status_of", "to_add", "to_change",
    "to_correct", "to_read", "today_of",
]  # fmt: skip
