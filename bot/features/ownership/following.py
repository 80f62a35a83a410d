"""What ownership does when goals end or people come and go, in the same transaction."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals.events import GoalCarried, GoalCommitted, GoalEnded, GoalReopened, GoalWithdrawn
from bot.features.goals.values import GOAL_CARD
from bot.features.ownership import service
from bot.features.ownership.offers import ending
from bot.features.ownership.repository.drivers import Drivers
from bot.features.teams.events import MemberJoined, MemberLeft
from bot.features.teams.values import TEAM_CARD
from bot.features.voting.events import BallotClosed


def goal_over(tx: Transaction, event: GoalWithdrawn | GoalEnded) -> None:
    """Nobody is asked to drive it any more, and it is nobody's load."""
    service.settle(tx, UUID(event.subject))
    tx.touch(TEAM_CARD, event.team_id)


def goal_goes_on(tx: Transaction, event: GoalReopened | GoalCarried) -> None:
    """Its driver has it again."""
    service.settle(tx, UUID(event.subject), is_open=True)
    tx.touch(TEAM_CARD, event.team_id)


def gaps_changed(tx: Transaction, event: GoalCommitted | BallotClosed) -> None:
    """A goal that nobody drives is a gap from now on, so the board says so."""
    tx.touch(TEAM_CARD, event.team_id)


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """What they drove waits for somebody else, and what was offered to them is over."""
    ending.left(tx, UUID(event.subject), event.user)
    _redraw_driven(tx, UUID(event.subject), event.user)


def member_joined(tx: Transaction, event: MemberJoined) -> None:
    """Who comes back drives what nobody took over."""
    _redraw_driven(tx, UUID(event.subject), event.user)


def _redraw_driven(tx: Transaction, team_id: UUID, user: str) -> None:
    for goal_id in Drivers(tx).goals_in(team_id, user):
        tx.touch(GOAL_CARD, goal_id)
