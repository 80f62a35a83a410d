"""What the handshake and slips register."""

from datetime import timedelta

from bot.features.goals.events import GoalEnded, GoalReopened, GoalWithdrawn
from bot.features.parts import Parts
from bot.features.planning.events.dependencies import (
    DependencyAccepted,
    DependencyAsked,
    DependencyCountered,
    DependencyDeclined,
    DependencyWithdrawn,
)
from bot.features.planning.events.initiatives import PromiseOver
from bot.features.planning.handlers import dependencies
from bot.features.planning.handlers.dependencies import AskingDoor
from bot.features.planning.handlers.initiatives import InitiativeDoor
from bot.features.planning.jobs import Planner
from bot.features.planning.service.initiatives import goal_over
from bot.features.planning.surfaces.dependencies import draw_answer, draw_card, draw_late, draw_slip
from bot.features.planning.values.dependencies import DEPENDENCY_ANSWER, DEPENDENCY_CARD, LATE, SLIP
from bot.features.planning.views import ids
from bot.features.planning.views.history import about_need, asked, promise_over
from bot.slack.doors import Doors
from bot.slack.sayings import Sayings

OFTEN = timedelta(minutes=10)  # days are over at one moment; a run finds little between


def register(parts: Parts) -> None:
    """Ask, accept, decline, offer another date, withdraw; and what slips by itself."""
    parts.renderers.register(DEPENDENCY_CARD, draw_card)
    parts.renderers.register(DEPENDENCY_ANSWER, draw_answer)
    parts.renderers.register(SLIP, draw_slip)
    parts.renderers.register(LATE, draw_late)
    _doors(parts.doors, AskingDoor(InitiativeDoor(parts.sayings)))
    _say(parts.sayings)
    parts.subscriptions.on(GoalEnded, goal_over)
    parts.subscriptions.on(GoalWithdrawn, goal_over)
    parts.subscriptions.on(GoalReopened, goal_over)
    planner = Planner(parts.database)
    parts.jobs.every(OFTEN, "planning.slip", planner.slip)
    parts.jobs.every(OFTEN, "planning.miss", planner.miss)


def _doors(doors: Doors, door: AskingDoor) -> None:
    doors.press(ids.ASK, dependencies.open_ask)
    doors.form(ids.ASK_FORM, door.submit_ask, saved=door.show_asked)
    doors.press(ids.ASK_FOR_GOAL, dependencies.open_ask_for_goal)
    doors.form(ids.ASK_FOR_GOAL_FORM, door.submit_ask_for_goal, saved=door.show_asked)
    doors.press(ids.AGREE, door.on_agree)
    doors.press(ids.WITHDRAW, door.on_withdraw)
    doors.press(ids.ACCEPT, dependencies.open_accept)
    doors.press(ids.COUNTER, dependencies.open_counter)
    doors.press(ids.DECLINE, dependencies.open_decline)
    doors.form(ids.ACCEPT_FORM, dependencies.submit_accept, saved=dependencies.show_answered)
    doors.form(ids.COUNTER_FORM, dependencies.submit_counter, saved=dependencies.show_answered)
    doors.form(ids.DECLINE_FORM, dependencies.submit_decline, saved=dependencies.show_answered)


def _say(sayings: Sayings) -> None:
    sayings.on(DependencyAsked, asked)
    sayings.on(DependencyAccepted, about_need("agreed on"))
    sayings.on(DependencyCountered, about_need("offered another date for"))
    sayings.on(DependencyDeclined, about_need("declined"))
    sayings.on(DependencyWithdrawn, about_need("needs no more:"))
    sayings.on(PromiseOver, promise_over)
