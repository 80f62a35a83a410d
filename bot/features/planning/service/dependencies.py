"""Finding what teams need of each other."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.rules.dependencies import require_answer
from bot.features.planning.service.handshake import NOT_FOUND
from bot.features.planning.values.dependencies import DependencyState, DependencyView
from bot.features.teams import service as teams


def dependency(tx: Transaction, dependency_id: UUID) -> DependencyView:
    """One dependency, whatever became of it.

    Raises:
        NotFound: there is none, or the actor may see neither team.
    """
    found = Dependencies(tx).by_id(dependency_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def to_answer(tx: Transaction, dependency_id: UUID, answer: DependencyState) -> DependencyView:
    """The dependency, if the actor may give this answer for the team that is asked.

    Raises:
        NotFound: there is no such dependency for this person.
        NotAllowed: they are no member of the team that is asked.
        Conflict: it was answered or withdrawn.
    """
    found = dependency(tx, dependency_id)
    teams.require_member(tx, found.giver_id)
    require_answer(found.state, answer)
    return found


def dependencies_of(tx: Transaction, initiative_ids: Collection[UUID]) -> list[DependencyView]:
    """What these initiatives need or bring, and was not declined or withdrawn, by day."""
    return Dependencies(tx).standing_of(initiative_ids)
