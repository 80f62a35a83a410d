"""What thresholds register."""

from bot.features.cycles.values import CLOSING
from bot.features.goals.events import GoalCarried, GoalEnded, GoalUncommitted, GoalWithdrawn
from bot.features.goals.values import GOAL_CARD
from bot.features.indicators.events import (
    IndicatorChanged,
    IndicatorRemoved,
    ReadingCorrected,
    ReadingRecorded,
)
from bot.features.ownership.events import GoalClaimed, GoalHandedOver
from bot.features.parts import Parts
from bot.features.teams.events import MemberLeft
from bot.features.teams.views import CARD_SECTIONS
from bot.features.thresholds import handlers, surfaces
from bot.features.thresholds.events import FacilitatorChanged, HelpAsked, TalkClosed, ThresholdCrossed
from bot.features.thresholds.service import talking, watching
from bot.features.thresholds.values import (
    FACILITATE,
    HELP_ASKED,
    NOTE,
    PROMPTS,
    TALK,
    TALKED_ABOUT,
)
from bot.features.thresholds.views import history, ids

PLACE = 45  # after the indicators' lines, before the votes
BOARD_PLACE = 55


def register(parts: Parts) -> None:
    """A talk for each crossing: its message, its thread, and how it ends."""
    _surfaces(parts)
    _doors(parts)
    subscriptions = parts.subscriptions
    subscriptions.on(ReadingRecorded, watching.reading_changed)
    subscriptions.on(ReadingCorrected, watching.reading_changed)
    subscriptions.on(IndicatorChanged, watching.indicator_changed)
    subscriptions.on(IndicatorRemoved, watching.indicator_removed)
    subscriptions.on(GoalEnded, watching.goal_over)
    subscriptions.on(GoalWithdrawn, watching.goal_over)
    subscriptions.on(GoalCarried, watching.goal_over)
    subscriptions.on(GoalUncommitted, watching.goal_over)
    subscriptions.on(GoalClaimed, talking.driver_changed)
    subscriptions.on(GoalHandedOver, talking.driver_changed)
    subscriptions.on(MemberLeft, talking.member_left)
    parts.sayings.on(ThresholdCrossed, history.crossed)
    parts.sayings.on(HelpAsked, history.help_asked)
    parts.sayings.on(FacilitatorChanged, history.facilitator_changed)
    parts.sayings.on(TalkClosed, history.closed)


def _surfaces(parts: Parts) -> None:
    parts.renderers.register(TALK, surfaces.draw_talk)
    parts.renderers.register(PROMPTS, surfaces.draw_prompts)
    parts.renderers.register(NOTE, surfaces.draw_note)
    parts.renderers.register(FACILITATE, surfaces.draw_facilitate)
    parts.renderers.register(TALKED_ABOUT, surfaces.draw_talked_about)
    parts.renderers.register(HELP_ASKED, surfaces.draw_help_asked)
    parts.sections.add(GOAL_CARD, PLACE, surfaces.on_cards)
    parts.sections.add(CARD_SECTIONS, BOARD_PLACE, surfaces.on_board)
    parts.sections.add(CLOSING, PLACE, surfaces.at_closing)


def _doors(parts: Parts) -> None:
    doors = parts.doors
    doors.press(ids.ACT, handlers.open_action)
    doors.form(ids.SUBMIT_ACTION, handlers.submit_action, saved=handlers.show_action)
    doors.press(ids.DECIDE, handlers.open_decision)
    doors.form(ids.SUBMIT_DECISION, handlers.submit_decision, saved=handlers.show_decision)
    doors.press(ids.HELP, handlers.open_help)
    doors.form(ids.SUBMIT_HELP, handlers.submit_help, saved=handlers.show_help)
    doors.press(ids.CHOOSE, handlers.on_choice)
    doors.form(ids.SUBMIT_CLOSE, handlers.submit_close, saved=handlers.show_closed)
