"""Finding what teams need of each other."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.goals.values import GoalView
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.repository.initiatives import Initiatives
from bot.features.planning.rules.dependencies import require_deed
from bot.features.planning.service.access import goal_in_hand
from bot.features.planning.service.handshake import NOT_FOUND, is_kept
from bot.features.planning.service.initiatives import initiatives_by_id
from bot.features.planning.values.dependencies import Deed, DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.teams import service as teams

OFFERED_MOST = 98  # beside the one named so far and a new one, as many as a menu holds


def dependency(tx: Transaction, dependency_id: UUID) -> DependencyView:
    """One dependency, whatever became of it.

    Raises:
        NotFound: there is none, or the actor may see neither team.
    """
    found = Dependencies(tx).by_id(dependency_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def to_answer(tx: Transaction, dependency_id: UUID, deed: Deed) -> DependencyView:
    """The dependency, if the actor may say this for the team that is asked.

    Raises:
        NotFound: there is no such dependency for this person.
        NotAllowed: they are no member of the team that is asked.
        Conflict: it was answered, brought or withdrawn, or waits for who asked.
    """
    found = dependency(tx, dependency_id)
    teams.require_member(tx, found.giver_id)
    require_deed(found.state, deed, is_kept=is_kept(tx, found))
    return found


def could_deliver(tx: Transaction, found: DependencyView) -> list[InitiativeView]:
    """The open initiatives of the team that is asked, the one named so far and those that rank first."""
    named = initiatives_by_id(tx, [found.delivers_id]) if found.delivers_id else {}
    first = Initiatives(tx).open_of(found.giver_id, most=OFFERED_MOST)
    return [*named.values(), *(one for one in first if one.id not in named)]


def could_wait(tx: Transaction, goal_id: UUID) -> tuple[GoalView, list[InitiativeView]]:
    """A goal that the actor may ask for, and its open initiatives, those first that rank first.

    Raises:
        NotFound, NotAllowed, Conflict: as for `asking.ask_for_goal`.
    """
    goal = goal_in_hand(tx, goal_id)
    return goal, Initiatives(tx).open_for(goal.id, most=OFFERED_MOST)


def waiting_at(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many requests of other teams wait for an answer of these; a team without any is missing."""
    return Dependencies(tx).waiting_at(team_ids)


def dependencies_of(tx: Transaction, initiative_ids: Collection[UUID]) -> list[DependencyView]:
    """What these initiatives need or bring, and was not declined or withdrawn, by day."""
    return Dependencies(tx).standing_of(initiative_ids)
