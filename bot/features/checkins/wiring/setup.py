"""Setting up check-ins: their place in the house."""

from bot.features.cadences.events import (
    CadenceChanged,
    CadenceMade,
    CadencePaused,
    CadenceResumed,
    CadenceStopped,
)
from bot.features.checkins.handlers import setup as handlers
from bot.features.checkins.service import participation
from bot.features.checkins.service import setup as service
from bot.features.checkins.surfaces import setup as surfaces
from bot.features.checkins.views import setup_ids as ids
from bot.features.goals.events import GoalEnded, GoalReopened, GoalWithdrawn
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.parts import Parts
from bot.features.planning.events.actions import (
    ActionAdded,
    ActionDone,
    ActionDropped,
    ActionHandedOver,
    ActionReopened,
)
from bot.features.teams.events import MemberJoined, TeamArrived
from bot.features.teams.views import CARD_SECTIONS
from bot.slack.doors import Doors

CARD_PLACE = 20


def register(parts: Parts) -> None:
    """Open the form, draw the line on the team's card, and follow who takes part."""
    parts.sections.add(CARD_SECTIONS, CARD_PLACE, surfaces.on_team_cards)
    _open_doors(parts.doors)
    follow = parts.subscriptions
    follow.on(TeamArrived, service.begin_with_the_team)
    follow.on(MemberJoined, participation.member_joined)
    follow.on(GoalClaimed, participation.driver_changed)
    follow.on(GoalReleased, participation.driver_changed)
    follow.on(GoalHandedOver, participation.driver_changed)
    follow.on(GoalWithdrawn, participation.goal_stands_or_not)
    follow.on(GoalEnded, participation.goal_stands_or_not)
    follow.on(GoalReopened, participation.goal_stands_or_not)
    for changed in (ActionAdded, ActionDone, ActionReopened, ActionDropped, ActionHandedOver):
        follow.on(changed, participation.owner_changed)
    for turned in (CadencePaused, CadenceResumed, CadenceStopped):
        follow.on(turned, participation.rhythm_turned)
    for event in (CadenceMade, CadenceChanged, CadencePaused, CadenceResumed, CadenceStopped):
        follow.on(event, service.show_on_card)


def _open_doors(doors: Doors) -> None:
    doors.command(
        "/checkin",
        "",
        handlers.open_setup,
        does="shows when your team checks in; its stewards change, pause, skip or add rhythms there",
        example="/checkin",
    )
    doors.press(ids.OPEN, handlers.open_setup_of)
    doors.press(ids.BACK, handlers.open_board)
    doors.press(ids.NEW, handlers.open_new)
    doors.press(ids.CHANGE, handlers.open_change)
    doors.press(ids.PREVIEW, handlers.on_preview)
    handlers.HANDS.open(doors, ids.HAND)
    doors.form(ids.SUBMIT, handlers.submit_setup, saved=handlers.show_saved)
