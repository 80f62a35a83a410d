"""What priorities register."""

from datetime import timedelta

from bot.features.cycles.events import CycleOpened, CyclePlanned, PhaseChanged
from bot.features.cycles.values import CLOSING
from bot.features.goals.events import GoalCommitted
from bot.features.goals.values import GOAL_CARD, GOAL_LIST
from bot.features.parts import Parts
from bot.features.priorities import handlers, service, surfaces, views
from bot.features.priorities.jobs import VoteKeeper
from bot.features.priorities.values import EARLY_VOTE, LATE_VOTE, TOO_MANY_MUSTS
from bot.features.teams.events import GuestsRuled, MemberJoined, MemberLeft
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.features.voting.events import BallotClosed
from bot.features.workspaces.events import PersonChanged
from bot.slack.commands import HELP

PLACE = 50  # after the driver
MENU_PLACE = 30  # after Propose
BOARD_PLACE = 16  # after goals
CLOSE_EVERY = timedelta(seconds=5)
RECONCILE_EVERY = timedelta(seconds=30)


def register(parts: Parts) -> None:
    """Vote by reaction; the tally and the rank on cards and lists; `/vote`."""
    parts.reactions.register(GOAL_CARD, handlers.on_reaction)
    parts.doors.command(
        "/vote", "", handlers.open_votes, does="shows what is open to vote on, just to you", example="/vote"
    )
    parts.doors.command(
        "/vote",
        HELP,
        handlers.open_how_to_vote,
        does=f"says how to vote: {views.SCALE_IN_WORDS}",
        example="/vote help",
    )
    parts.doors.press(views.OPEN_VOTES, handlers.on_vote)
    parts.sections.add(GOAL_CARD, PLACE, surfaces.on_cards)
    parts.sections.add(GOAL_LIST, PLACE, surfaces.on_lists)
    parts.sections.add(MENU_SECTIONS, MENU_PLACE, surfaces.in_menu)
    parts.sections.add(CARD_SECTIONS, BOARD_PLACE, surfaces.on_board)
    parts.sections.add(CLOSING, PLACE, surfaces.at_closing)
    parts.sayings.on(BallotClosed, views.closed_in_history)
    parts.renderers.register(TOO_MANY_MUSTS, surfaces.draw_too_many_musts)
    parts.renderers.register(EARLY_VOTE, surfaces.draw_early_vote)
    parts.renderers.register(LATE_VOTE, surfaces.draw_late_vote)
    _follow(parts)
    keeper = VoteKeeper(parts.database, parts.directory)
    parts.jobs.every(CLOSE_EVERY, "priorities.close_due", keeper.close_due)
    parts.jobs.every(RECONCILE_EVERY, "priorities.reconcile", keeper.reconcile)


def _follow(parts: Parts) -> None:
    """Keep cards in step with who may vote and what has ended."""
    parts.subscriptions.on(BallotClosed, service.ballot_closed)
    parts.subscriptions.on(GoalCommitted, service.goal_committed)
    parts.subscriptions.on(CycleOpened, service.cycle_opened)
    parts.subscriptions.on(PhaseChanged, service.cycle_moved)
    parts.subscriptions.on(CyclePlanned, service.cycle_moved)
    parts.subscriptions.on(MemberJoined, service.electorate_changed)
    parts.subscriptions.on(MemberLeft, service.electorate_changed)
    parts.subscriptions.on(GuestsRuled, service.electorate_changed)
    parts.subscriptions.on(PersonChanged, service.person_changed)
