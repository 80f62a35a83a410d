"""What indicators register."""

from bot.features.goals.events import GoalReopened
from bot.features.goals.values import GOAL_CARD, GOAL_DETAILS, GOAL_LIST
from bot.features.indicators import handlers, service, surfaces
from bot.features.indicators.events import (
    IndicatorAdded,
    IndicatorChanged,
    IndicatorRemoved,
    ReadingCorrected,
    ReadingRecorded,
)
from bot.features.indicators.views import history, ids
from bot.features.parts import Parts
from bot.slack.doors import Doors

PLACE = 30


def register(parts: Parts) -> None:
    """Indicators on goals' cards, in lists and in details; their forms, readings and words in histories."""
    parts.sections.add(GOAL_CARD, PLACE, surfaces.add_to_card)
    parts.sections.add(GOAL_DETAILS, PLACE, surfaces.add_to_details)
    parts.sections.add(GOAL_LIST, PLACE, surfaces.add_to_list)
    parts.subscriptions.on(GoalReopened, service.give_way)
    parts.sayings.on(IndicatorAdded, history.added)
    parts.sayings.on(IndicatorChanged, history.changed)
    parts.sayings.on(IndicatorRemoved, history.removed)
    parts.sayings.on(ReadingRecorded, history.recorded)
    parts.sayings.on(ReadingCorrected, history.corrected)
    _commands(parts.doors)
    _indicators(parts.doors)
    _readings(parts.doors)


def _commands(doors: Doors) -> None:
    doors.command(
        "/goal",
        "reading",
        handlers.open_reading,
        does="records what an indicator of a goal shows now; without a value it opens a form, "
        "where many can be pasted from a sheet",
        example="/goal reading 3 14.5 h after the new rota",
        also=("read", "readings"),
    )
    doors.command(
        "/goal",
        "indicators",
        handlers.open_indicators,
        does="shows how a goal is measured, and adds or changes indicators",
        example="/goal indicators 3",
        also=("indicator", "measure"),
    )


def _indicators(doors: Doors) -> None:
    doors.press(ids.ADD, handlers.open_add)
    doors.press(ids.ADD_OTHER, handlers.open_add_other)
    doors.press(ids.MORE, handlers.open_more)
    doors.press(ids.OVERVIEW, handlers.open_overview)
    doors.press(ids.CHOOSE, handlers.open_choice)
    doors.press(ids.REMOVE, handlers.on_remove)
    doors.form(ids.SUBMIT, handlers.submit_form, saved=handlers.show_saved)
    doors.form(ids.SUBMIT_EDIT, handlers.submit_form, saved=handlers.show_saved)


def _readings(doors: Doors) -> None:
    doors.press(ids.READ, handlers.open_reading_for)
    doors.press(ids.READINGS, handlers.open_readings)
    doors.press(ids.CORRECT, handlers.open_correction)
    doors.press(ids.REMOVE_READING, handlers.on_remove_reading)
    doors.press(ids.OPEN_PASTE, handlers.open_paste)
    doors.form(ids.SUBMIT_READING, handlers.submit_reading, saved=handlers.show_recorded)
    doors.form(ids.SUBMIT_CORRECTION, handlers.submit_correction, saved=handlers.show_trend)
    doors.form(ids.SUBMIT_PASTE, handlers.submit_paste, saved=handlers.show_trend)
