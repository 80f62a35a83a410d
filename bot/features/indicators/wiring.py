"""What indicators register."""

from bot.features.goals.values import GOAL_LIST
from bot.features.indicators import surfaces
from bot.features.indicators.events import (
    IndicatorAdded,
    IndicatorChanged,
    IndicatorRemoved,
    ReadingCorrected,
    ReadingRecorded,
)
from bot.features.parts import Parts
from bot.slack.sayings import by_actor

LIST_PLACE = 30


def register(parts: Parts) -> None:
    """How each goal stands in lists, and what happened to indicators in histories."""
    parts.sections.add(GOAL_LIST, LIST_PLACE, surfaces.add_to_list)
    parts.sayings.on(IndicatorAdded, by_actor("added an indicator"))
    parts.sayings.on(IndicatorChanged, by_actor("changed an indicator"))
    parts.sayings.on(IndicatorRemoved, by_actor("removed an indicator"))
    parts.sayings.on(ReadingRecorded, by_actor("recorded a reading"))
    parts.sayings.on(ReadingCorrected, by_actor("corrected a reading"))
