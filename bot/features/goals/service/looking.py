"""Halfway through a cycle the team looks at what must be true for its goals: does it still hold? (P1)"""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE
from bot.errors import Conflict, Invalid, NotFound
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleHalfway
from bot.features.goals.events import AssumptionsLookedAt
from bot.features.goals.repository.looks import LookRepository
from bot.features.goals.rules import words
from bot.features.goals.service.reading import committed_of, goal
from bot.features.goals.values import LOOK, LOOK_CHANGED, LOOK_WORDS, GoalState, GoalView, LookView, Says
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of

OVER = "This look belongs to a cycle or a goal that has ended, so nothing was changed. Say it in the goal's thread."
GONE = "I can't find that answer any more."


def halfway(tx: Transaction, event: CycleHalfway) -> None:
    """Ask the team about the goals that it is committed to and for which something must be true, once a cycle."""
    if to_look_at(tx, event.team_id):
        channel = teams.team_by_id(tx, event.team_id).channel
        tx.show(LOOK, _subject(event.team_id, event.cycle_id), channel, key=_key(event.cycle_id))


def to_look_at(tx: Transaction, team_id: UUID) -> list[GoalView]:
    """The team's committed goals for which something must be true, by number."""
    return [found for found in committed_of(tx, team_id) if found.must_be_true]


def said_of(tx: Transaction, goals: list[GoalView], cycle_id: UUID) -> dict[UUID, dict[Says, int]]:
    """How many members said what of these goals in that cycle."""
    return LookRepository(tx).counts([found.id for found in goals], cycle_id)


def say(tx: Transaction, goal_id: UUID, says: Says, changed: str = "") -> LookView:
    """Say whether what must be true for a goal still is; saying it again changes one's answer.

    Args:
        changed: what changed, for all to read under the look with its author's name; may be empty.

    Raises:
        NotFound: the actor may not see the goal.
        NotAllowed: they are no member of its team.
        Conflict: the team isn't committed to it in the cycle that goes on.
        Invalid: the words are too long.
    """
    found, cycle_id = to_say(tx, goal_id)
    said = words.text_cleaned(changed)
    if sentence := words.too_long(said):
        raise Invalid(LOOK_CHANGED, sentence)
    look = LookRepository(tx).say(goal_id, cycle_id, actor_of(tx), says, said)
    tx.touch(LOOK, _subject(found.team_id, cycle_id))
    tx.touch(LOOK_WORDS, look.id)
    if said and not any(shown.state in LIVE for shown in surfaces_of(tx, LOOK_WORDS, str(look.id))):
        _reply(tx, look, found, cycle_id)
    tx.happened(
        AssumptionsLookedAt(subject=str(goal_id), team_id=found.team_id, cycle_id=cycle_id, says=says)
    )
    return look


def to_say(tx: Transaction, goal_id: UUID) -> tuple[GoalView, UUID]:
    """The goal and the cycle, if the actor may say so now; raises as `say` does."""
    found = goal(tx, goal_id)
    teams.require_member(tx, found.team_id)
    cycle = cycles.current(tx, found.team_id)
    if found.state is not GoalState.COMMITTED or found.cycle_id != cycle.id or cycle.is_closed:
        raise Conflict(OVER)
    return found, cycle.id


def look(tx: Transaction, look_id: UUID) -> LookView:
    """One answer, for the reply that shows its words.

    Raises:
        NotFound: there is none.
    """
    found = LookRepository(tx).look(look_id)
    if found is None:
        raise NotFound(GONE)
    return found


def _reply(tx: Transaction, look: LookView, found: GoalView, cycle_id: UUID) -> None:
    earlier = len(surfaces_of(tx, LOOK_WORDS, str(look.id)))
    channel = teams.team(tx, found.team_id).channel
    tx.show(LOOK_WORDS, look.id, channel, key=f"look:{look.id}:{earlier}", thread_of=_key(cycle_id))


def _subject(team_id: UUID, cycle_id: UUID) -> str:
    return f"{team_id}:{cycle_id}"


def _key(cycle_id: UUID) -> str:
    return f"assumptions:{cycle_id}"
