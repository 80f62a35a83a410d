"""Who may change a goal's scope or end it."""

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotAllowed
from bot.features.goals.service.reading import who_may
from bot.features.goals.values import GoalView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of

Keeps = Callable[[Transaction, UUID], Collection[str]]
"""Who a room above says may change the scope of a goal and end it, such as its driver."""
NOT_KEEPER = (
    "Whoever proposed or drives this goal, and the team's stewards, can do that{who}. Nothing was changed. "
    "Say in the thread under its card what you would do and why."
)


def require_keeper(tx: Transaction, found: GoalView, keepers: Sequence[Keeps]) -> None:
    """Let the proposer, the team's stewards and those of the rooms above pass, as long as they are members.

    Raises:
        NotAllowed: the actor is none of them, or left the team.
    """
    actor = actor_of(tx)
    teams.require_member(tx, found.team_id)
    if actor == found.proposer or teams.is_steward(tx, found.team_id, actor):
        return
    named = {user for keeps in keepers for user in keeps(tx, found.id)}
    if actor not in named:
        raise NotAllowed(
            NOT_KEEPER.format(who=who_may(tx, found.proposer, *sorted(named), stewards_of=found.team_id))
        )
