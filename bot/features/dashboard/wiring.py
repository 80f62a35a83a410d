"""What the dashboard registers."""

from datetime import timedelta
from typing import get_args

from bot.features.attention.events import AvailabilityChanged
from bot.features.checkins.events.prompts import CheckinAnswered, CheckinAsked, CheckinSkipped
from bot.features.checkins.surfaces import home as checkins
from bot.features.cycles.events import CycleOpened, PhaseChanged
from bot.features.dashboard import handlers
from bot.features.dashboard.jobs import BoardKeeper
from bot.features.dashboard.service import board, following
from bot.features.dashboard.surfaces import home as surfaces
from bot.features.dashboard.surfaces.board import TeamBoard
from bot.features.dashboard.surfaces.home import HomeBoard
from bot.features.dashboard.values import HOME, HOME_GOALS
from bot.features.goals.events import GoalEnded, GoalReopened, GoalWithdrawn
from bot.features.indicators import surfaces as indicators
from bot.features.ownership.events import DriverChanged, GoalClaimed, GoalHandedOver, GoalReleased, RoleTaken
from bot.features.parts import Parts
from bot.features.planning.events.actions import ActionHandedOver
from bot.features.teams.events import MemberJoined, MemberLeft, TeamArrived, TeamSlept
from bot.features.teams.views import CARD_SECTIONS

CHECKIN_PLACE = 40
ACTIONS_PLACE = 50
INITIATIVES_PLACE = 45
PHASE_PLACE, STATUS_PLACE = 10, 20  # before all else
BOARD_PLACE = 20  # after the cycle
NOW_AND_THEN = timedelta(minutes=1)


def register(parts: Parts) -> None:
    """Home tabs: drawn when they are opened, and whenever something on them changes."""
    parts.doors.event("app_home_opened", handlers.on_home_opened)
    parts.renderers.register(HOME, HomeBoard(parts.sections).home)
    parts.sections.add(HOME, CHECKIN_PLACE, checkins.on_teams)
    parts.sections.add(HOME, ACTIONS_PLACE, surfaces.on_teams)
    parts.sections.add(HOME, INITIATIVES_PLACE, surfaces.initiatives_on_teams)
    parts.sections.add(HOME, PHASE_PLACE, surfaces.phases_on_teams)
    parts.sections.add(HOME_GOALS, STATUS_PLACE, indicators.add_to_list)
    parts.sections.add(HOME_GOALS, CHECKIN_PLACE, checkins.on_goals)
    parts.sections.add(CARD_SECTIONS, BOARD_PLACE, TeamBoard(parts.sayings).on_cards)
    parts.jobs.every(NOW_AND_THEN, "dashboard.begin_days", BoardKeeper(parts.database).begin_days)
    _follow(parts)
    for changed in get_args(board.TeamChange):
        parts.subscriptions.on(changed, board.team_changed)
    parts.subscriptions.on(GoalClaimed, board.driver_changed)
    parts.subscriptions.on(GoalReleased, board.driver_changed)
    parts.subscriptions.on(GoalHandedOver, board.driver_changed)


def _follow(parts: Parts) -> None:
    subscriptions = parts.subscriptions
    subscriptions.on(CheckinAsked, following.asked)
    subscriptions.on(CheckinAnswered, following.checked_in)
    subscriptions.on(CheckinSkipped, following.checked_in)
    subscriptions.on(GoalClaimed, following.driver_changed)
    subscriptions.on(GoalReleased, following.driver_changed)
    subscriptions.on(GoalHandedOver, following.handed_over)
    subscriptions.on(RoleTaken, following.role_taken)
    for offer in get_args(following.OfferChange):
        subscriptions.on(offer, following.offer_changed)
    for changed in get_args(following.GoalChange):
        subscriptions.on(changed, following.goal_changed)
    subscriptions.on(GoalEnded, following.goal_over)
    subscriptions.on(GoalWithdrawn, following.goal_over)
    subscriptions.on(GoalReopened, following.goal_over)
    subscriptions.on(MemberJoined, following.member_changed)
    subscriptions.on(MemberLeft, following.member_changed)
    subscriptions.on(TeamArrived, following.team_changed)
    subscriptions.on(TeamSlept, following.team_changed)
    subscriptions.on(ActionHandedOver, following.action_handed_over)
    for change in get_args(following.ActionChange):
        subscriptions.on(change, following.action_changed)
    for moved in get_args(following.InitiativeChange):
        subscriptions.on(moved, following.initiative_changed)
    for asked in get_args(following.CommitmentChange):
        subscriptions.on(asked, following.team_moved)
    subscriptions.on(PhaseChanged, following.team_moved)
    subscriptions.on(CycleOpened, following.team_moved)
    subscriptions.on(DriverChanged, following.thing_moved)
    subscriptions.on(AvailabilityChanged, following.availability_changed)
    for event in get_args(following.RhythmEvent):
        subscriptions.on(event, following.rhythm_changed)
