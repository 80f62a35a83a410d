"""What ownership does when goals end or people come and go, in the same transaction."""

from uuid import UUID

from bot.db.transaction import Event, Transaction
from bot.features.goals.values import GOAL_CARD
from bot.features.ownership import offers, service
from bot.features.ownership.repository.drivers import Drivers
from bot.features.teams.events import MemberJoined, MemberLeft


def goal_over(tx: Transaction, event: Event) -> None:
    """Nobody is asked to drive it any more, and it is nobody's load."""
    service.settle(tx, UUID(event.subject))


def goal_goes_on(tx: Transaction, event: Event) -> None:
    """Its driver has it again."""
    service.settle(tx, UUID(event.subject), is_open=True)


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """What they drove waits for somebody else, and what was offered to them is over."""
    offers.left(tx, UUID(event.subject), event.user)
    _redraw_driven(tx, UUID(event.subject), event.user)


def member_joined(tx: Transaction, event: MemberJoined) -> None:
    """Who comes back drives what nobody took over."""
    _redraw_driven(tx, UUID(event.subject), event.user)


def _redraw_driven(tx: Transaction, team_id: UUID, user: str) -> None:
    for goal_id in Drivers(tx).goals_in(team_id, user):
        tx.touch(GOAL_CARD, goal_id)
