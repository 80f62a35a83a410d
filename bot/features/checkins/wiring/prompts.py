"""Prompts and answers: their place in the house."""

from datetime import timedelta

from bot.features.attention.surfaces import NoticeBoard
from bot.features.cadences.events import CadencePaused, CadenceResumed, CadenceStopped
from bot.features.checkins.handlers import prompts as handlers
from bot.features.checkins.jobs.prompts import Prompter
from bot.features.checkins.service import following
from bot.features.checkins.service.sending import expected, team_came_back
from bot.features.checkins.service.zones import zone_changed
from bot.features.checkins.surfaces import prompts as surfaces
from bot.features.checkins.surfaces.prompts import PromptBoard
from bot.features.checkins.values.prompts import DM_HINT, PROMPT, RhythmChoice
from bot.features.checkins.views import prompts_ids as ids
from bot.features.goals.values import GOAL_CARD
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.parts import Parts
from bot.features.planning.events.actions import (
    ActionDone,
    ActionDropped,
    ActionHandedOver,
    ActionMoved,
    ActionReopened,
)
from bot.features.teams.events import MemberLeft, TeamArrived
from bot.features.workspaces.events import ZoneChanged
from bot.slack.doors import Doors

PLACE = 40  # after the driver, before the votes
EVERY = timedelta(seconds=5)


def register(parts: Parts) -> None:
    """Prompts in people's direct messages, answers by tap, form and words; the last word on goal cards."""
    parts.doors.command(
        "/checkin",
        "now",
        handlers.check_in_now,
        does="brings your check-in at any time, before or after you are asked",
        example="/checkin now",
    )
    _open_doors(parts.doors)
    parts.renderers.register(PROMPT, PromptBoard(NoticeBoard(parts.renderers)).draw)
    parts.renderers.register(DM_HINT, surfaces.draw_hint)
    parts.sections.add(GOAL_CARD, PLACE, surfaces.on_cards)
    parts.expects.append(expected)
    for event in (ActionDone, ActionReopened, ActionDropped, ActionMoved, ActionHandedOver):
        parts.subscriptions.on(event, following.action_changed)
    parts.subscriptions.on(GoalClaimed, following.driver_changed)
    parts.subscriptions.on(GoalReleased, following.driver_changed)
    parts.subscriptions.on(GoalHandedOver, following.driver_changed)
    parts.subscriptions.on(MemberLeft, following.member_left)
    for turn in (CadencePaused, CadenceResumed, CadenceStopped):
        parts.subscriptions.on(turn, following.rhythm_turned)
    parts.subscriptions.on(TeamArrived, team_came_back)
    parts.subscriptions.on(ZoneChanged, zone_changed)
    prompter = Prompter(parts.database, parts.directory)
    parts.jobs.every(EVERY, "checkins.ask", prompter.ask)


def _open_doors(doors: Doors) -> None:
    for tap in ids.TAPS.values():
        doors.press(tap, handlers.on_tap)
    for choice in RhythmChoice:
        doors.press(f"{ids.RHYTHM}.{choice}", handlers.on_rhythm)
    doors.press(ids.ADD_MORE, handlers.open_answer)
    doors.form(ids.SUBMIT_ANSWER, handlers.submit_answer, saved=handlers.show_saved)
    doors.press(ids.UNFOLD, handlers.on_unfold)
    doors.press(ids.SNOOZE, handlers.on_snooze)
    doors.press(ids.SKIP, handlers.on_skip)
    doors.press(ids.REOPEN, handlers.on_reopen)
    doors.press(ids.NOW, handlers.on_now)
    doors.press(ids.AWAY, handlers.open_away)
    doors.form(ids.SUBMIT_AWAY, handlers.submit_away, saved=handlers.show_saved)
    doors.press(ids.TAKE_BACK, handlers.on_take_back)
    doors.press(ids.CHOOSE_TEAM, handlers.on_choose_team)
    doors.event("message", handlers.on_message)
