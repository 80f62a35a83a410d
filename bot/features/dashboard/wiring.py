"""What the dashboard registers."""

from typing import get_args

from bot.features.checkins.events.prompts import CheckinAnswered, CheckinAsked, CheckinSkipped
from bot.features.checkins.surfaces import home as checkins
from bot.features.dashboard import handlers
from bot.features.dashboard.service import board
from bot.features.dashboard.service import home as service
from bot.features.dashboard.surfaces import home as surfaces
from bot.features.dashboard.surfaces.board import TeamBoard
from bot.features.dashboard.surfaces.home import HomeBoard
from bot.features.dashboard.values import HOME, HOME_GOALS
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased, RoleTaken
from bot.features.parts import Parts
from bot.features.planning.events.actions import ActionHandedOver
from bot.features.teams.events import MemberJoined, MemberLeft, TeamArrived, TeamSlept
from bot.features.teams.views import CARD_SECTIONS

CHECKIN_PLACE = 40
ACTIONS_PLACE = 50
BOARD_PLACE = 20  # after the cycle


def register(parts: Parts) -> None:
    """Home tabs: drawn when they are opened, and whenever something on them changes."""
    parts.doors.event("app_home_opened", handlers.on_home_opened)
    parts.renderers.register(HOME, HomeBoard(parts.sections).home)
    parts.sections.add(HOME, CHECKIN_PLACE, checkins.on_teams)
    parts.sections.add(HOME, ACTIONS_PLACE, surfaces.on_teams)
    parts.sections.add(HOME_GOALS, CHECKIN_PLACE, checkins.on_goals)
    parts.sections.add(CARD_SECTIONS, BOARD_PLACE, TeamBoard(parts.sayings).on_cards)
    _follow(parts)
    for changed in get_args(board.TeamChange):
        parts.subscriptions.on(changed, board.team_changed)
    parts.subscriptions.on(GoalClaimed, board.driver_changed)
    parts.subscriptions.on(GoalReleased, board.driver_changed)
    parts.subscriptions.on(GoalHandedOver, board.driver_changed)


def _follow(parts: Parts) -> None:
    subscriptions = parts.subscriptions
    subscriptions.on(CheckinAsked, service.asked)
    subscriptions.on(CheckinAnswered, service.checked_in)
    subscriptions.on(CheckinSkipped, service.checked_in)
    subscriptions.on(GoalClaimed, service.driver_changed)
    subscriptions.on(GoalReleased, service.driver_changed)
    subscriptions.on(GoalHandedOver, service.handed_over)
    subscriptions.on(RoleTaken, service.role_taken)
    for offer in get_args(service.OfferChange):
        subscriptions.on(offer, service.offer_changed)
    for changed in get_args(service.GoalChange):
        subscriptions.on(changed, service.goal_changed)
    subscriptions.on(MemberJoined, service.member_changed)
    subscriptions.on(MemberLeft, service.member_changed)
    subscriptions.on(TeamArrived, service.team_changed)
    subscriptions.on(TeamSlept, service.team_changed)
    subscriptions.on(ActionHandedOver, service.action_handed_over)
    for change in get_args(service.ActionChange):
        subscriptions.on(change, service.action_changed)
    for event in get_args(service.RhythmEvent):
        subscriptions.on(event, service.rhythm_changed)
