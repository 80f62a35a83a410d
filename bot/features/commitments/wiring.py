"""What commitments register."""

from datetime import timedelta

from bot.features.commitments import handlers, surfaces
from bot.features.commitments.events import (
    CommitmentAsked,
    CommitmentAskedAnew,
    CommitmentDecided,
    CommitmentLapsed,
    CommitmentMissed,
    CommitmentTakenBack,
    ScopeConfirmed,
)
from bot.features.commitments.jobs import RoundKeeper
from bot.features.commitments.service import following, rescoping
from bot.features.commitments.values.surfaces import (
    DECISION,
    DECISION_DUE,
    LAPSED,
    MINDS,
    ROUND,
    ROUND_GONE,
    TALK,
    WORD_ASKED,
)
from bot.features.commitments.views import history, ids
from bot.features.cycles.events import CyclePlanned, PhaseChanged
from bot.features.cycles.values import CLOSING
from bot.features.goals.events import GoalEdited, GoalEnded, GoalRescoped, GoalWithdrawn
from bot.features.goals.values import GOAL_CARD, GOAL_WITHDRAWAL
from bot.features.indicators.events import IndicatorChanged, IndicatorRemoved
from bot.features.parts import Parts
from bot.features.teams.events import GuestsRuled, MemberJoined, MemberLeft
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.features.workspaces.events import PersonChanged
from bot.slack.doors import Doors

PLACE = 40  # on cards: after the driver, before the votes
BOARD_PLACE = 20  # after the cycle
MENU_PLACE = 25  # after Propose
CLOSING_PLACE = 5  # before the goals: a question that ends unanswered is the one thing lost
SETTLE_EVERY = timedelta(seconds=5)


def register(parts: Parts) -> None:
    """Ask for commitment, answer in sealed steps, talk, ask again, decide."""
    _surfaces(parts)
    parts.sections.add(GOAL_CARD, PLACE, surfaces.on_cards)
    parts.sections.add(CARD_SECTIONS, BOARD_PLACE, surfaces.on_board)
    parts.sections.add(MENU_SECTIONS, MENU_PLACE, surfaces.in_menu)
    parts.sections.add(CLOSING, CLOSING_PLACE, surfaces.at_closing)
    parts.sections.add(GOAL_WITHDRAWAL, PLACE, surfaces.at_withdrawal)
    parts.doors.command(
        "/goal",
        "commit",
        handlers.open_commit,
        does="asks this channel's team for its word on a set of goals, or shows how far that is",
        example="/goal commit",
    )
    _doors(parts.doors)
    _follow(parts)
    _sayings(parts)
    parts.jobs.every(SETTLE_EVERY, "commitments.settle", RoundKeeper(parts.database).settle)


def _surfaces(parts: Parts) -> None:
    parts.renderers.register(ROUND, surfaces.draw_round, gone=surfaces.tell_gone)
    parts.renderers.register(ROUND_GONE, surfaces.draw_gone)
    parts.renderers.register(TALK, surfaces.draw_talk)
    parts.renderers.register(MINDS, surfaces.draw_minds)
    parts.renderers.register(DECISION, surfaces.draw_decision)
    parts.renderers.register(LAPSED, surfaces.draw_lapsed)
    parts.renderers.register(WORD_ASKED, surfaces.draw_word_asked)
    parts.renderers.register(DECISION_DUE, surfaces.draw_decision_due)


def _doors(doors: Doors) -> None:
    doors.press(ids.OPEN_ASK, handlers.open_ask)
    doors.form(ids.SUBMIT_ASK, handlers.submit_ask, saved=handlers.show_asked)
    for say in ids.SAY.values():
        doors.press(say, handlers.on_step)
    doors.form(ids.SUBMIT_WORD, handlers.submit_word, saved=handlers.show_word)
    doors.press(ids.OPEN_ROUND, handlers.open_round)
    doors.press(ids.CLOSE_NOW, handlers.on_close_now)
    doors.press(ids.TAKE_BACK, handlers.on_take_back)
    doors.press(ids.ASK_AGAIN, handlers.on_ask_again)
    doors.press(ids.POST_AGAIN, handlers.on_post_again)
    doors.press(ids.DECIDE, handlers.open_decide)
    doors.form(ids.SUBMIT_DECISION, handlers.submit_decision, saved=handlers.show_decided)


def _follow(parts: Parts) -> None:
    """Keep rounds in step with their goals, with who is asked, and with the cycle."""
    parts.subscriptions.on(GoalRescoped, rescoping.goal_rescoped)
    parts.subscriptions.on(GoalEdited, following.goal_edited)
    parts.subscriptions.on(IndicatorChanged, following.measure_changed)
    parts.subscriptions.on(IndicatorRemoved, following.measure_changed)
    parts.subscriptions.on(IndicatorChanged, rescoping.measure_changed)
    parts.subscriptions.on(IndicatorRemoved, rescoping.measure_changed)
    parts.subscriptions.on(GoalWithdrawn, following.goal_gone)
    parts.subscriptions.on(GoalEnded, following.goal_gone)
    parts.subscriptions.on(PhaseChanged, following.cycle_moved)
    parts.subscriptions.on(CyclePlanned, following.cycle_planned)
    parts.subscriptions.on(MemberJoined, following.electorate_changed)
    parts.subscriptions.on(MemberLeft, following.electorate_changed)
    parts.subscriptions.on(GuestsRuled, following.electorate_changed)
    parts.subscriptions.on(PersonChanged, following.person_changed)


def _sayings(parts: Parts) -> None:
    parts.sayings.on(CommitmentAsked, history.asked)
    parts.sayings.on(CommitmentAskedAnew, history.asked_anew)
    parts.sayings.on(CommitmentMissed, history.missed)
    parts.sayings.on(CommitmentTakenBack, history.taken_back)
    parts.sayings.on(CommitmentLapsed, history.lapsed)
    parts.sayings.on(ScopeConfirmed, history.confirmed)
    parts.sayings.on(CommitmentDecided, history.decided)
