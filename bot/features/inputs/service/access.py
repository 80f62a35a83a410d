"""Which round, and who may do what with it; shared by the use cases beside it."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotAllowed, NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.inputs.models import InputRound
from bot.features.inputs.repository.rounds import Rounds
from bot.features.inputs.rules import may_close
from bot.features.inputs.values.shown import GOALS_MOST, GoalNamed
from bot.features.teams import service as teams

NOT_FOUND = "I can't find that input round any more, or it isn't open to you. Nothing was changed."
NOT_YOURS = (
    "Whoever asked for input, or a steward of the team, can close it early; otherwise it closes by itself. "
    "Nothing was changed."
)


def seen(tx: Transaction, round_id: UUID) -> InputRound:
    """The round, if the actor may see it.

    Raises:
        NotFound: there is none, or not for them.
    """
    return found(Rounds(tx).seen(round_id))


def held(tx: Transaction, round_id: UUID) -> InputRound:
    """The same, as it is now and kept from others until this transaction ends."""
    seen(tx, round_id)
    return found(Rounds(tx).locked(round_id))


def found(row: InputRound | None) -> InputRound:
    """The round, when there is one.

    Raises:
        NotFound: there is none.
    """
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def can_close(tx: Transaction, row: InputRound) -> bool:
    """Whether the actor may end it before its time."""
    is_steward = teams.is_steward(tx, row.team_id, tx.actor or "")
    is_member = teams.is_member(tx, row.team_id, tx.actor or "")
    return is_member and may_close(tx.actor, row.starter, is_steward=is_steward)


def require_closer(tx: Transaction, row: InputRound) -> None:
    """Let pass who may end it before its time.

    Raises:
        NotAllowed: the actor may not.
    """
    if not can_close(tx, row):
        raise NotAllowed(NOT_YOURS)


def goals_to_choose(tx: Transaction, team_id: UUID) -> tuple[GoalNamed, ...]:
    """The goals that an input may be about: those that stand, the newest where there are too many for a menu."""
    standing = goals.standing_goals(tx, team_id)[-GOALS_MOST:]
    return tuple(named(goal) for goal in standing)


def named(goal: GoalView) -> GoalNamed:
    """A goal as inputs about it call it."""
    return GoalNamed(goal.id, goal.number, goal.title)


def round_key(round_id: UUID) -> str:
    """The key of the surface under which a round's replies hang, unless somebody deleted its message."""
    return f"input-round:{round_id}"
