"""The side that is asked: accept, offer another day, decline (P7)."""

from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.planning.events.dependencies import DependencyCountered
from bot.features.planning.models.dependencies import Dependency
from bot.features.planning.repository.dependencies import dependency_view
from bot.features.planning.rules import dependencies as rules
from bot.features.planning.service.access import today_of
from bot.features.planning.service.handshake import (
    about,
    agree_on,
    decline_for,
    held,
    is_kept,
    needer_of,
    require_no_circle,
    require_theirs,
    tell,
    tell_asker,
)
from bot.features.planning.values.dependencies import Deed, DependencyState, DependencyView
from bot.features.teams import service as teams


def accept(tx: Transaction, dependency_id: UUID, delivers_id: UUID | None) -> DependencyView:
    """The team will bring it by the day asked for; who asked hears of it.

    Args:
        delivers_id: the team's initiative that brings it; None for a new one.

    Raises:
        NotFound: there is no such dependency for this person.
        NotAllowed: they are no member of the team that is asked.
        Invalid: the initiative is not an open one of theirs.
        Conflict: it was answered or withdrawn, or waits for who asked, or the two would wait for each other.
    """
    row = _to_answer(tx, dependency_id, Deed.ACCEPT)
    agree_on(tx, row, delivers_id, row.needed_by)
    found = dependency_view(row)
    tell_asker(tx, found)
    return found


def counter(
    tx: Transaction, dependency_id: UUID, day: date, delivers_id: UUID | None, note: str
) -> DependencyView:
    """The team offers another day, which who asked may agree to; raises as `accept` does.

    Raises:
        Invalid: the day is over, or the one that was asked for.
    """
    row = _to_answer(tx, dependency_id, Deed.COUNTER)
    if delivers_id is not None:
        require_theirs(tx, row.giver_id, delivers_id)
        require_no_circle(tx, row.initiative_id, delivers_id)
    offered = rules.offered_of(day, row.needed_by, today_of(tx))
    row.offered, row.delivers_id, row.reason = offered, delivers_id, rules.note_of(note)
    row.state, row.changed_at = DependencyState.COUNTERED, tx.now
    found, needer = dependency_view(row), needer_of(tx, row)
    tell(tx, needer, DependencyCountered(**about(needer, found), offered=offered, why=found.reason))
    tell_asker(tx, found)
    return found


def decline(tx: Transaction, dependency_id: UUID, reason: str, seen: DependencyState) -> DependencyView:
    """The team can't, or can't any more; who asked hears why. Raises as `accept` does.

    Args:
        seen: where the handshake stood when the form was opened; an old no doesn't break a promise made since.

    Raises:
        Invalid: no reason is given.
        Conflict: what was agreed on was brought, or the handshake stands elsewhere by now.
    """
    row = _to_answer(tx, dependency_id, Deed.DECLINE, seen)
    decline_for(tx, row, rules.reason_of(reason))
    return dependency_view(row)


def _to_answer(
    tx: Transaction, dependency_id: UUID, deed: Deed, seen: DependencyState | None = None
) -> Dependency:
    row = held(tx, dependency_id)
    teams.require_member(tx, row.giver_id)
    found = dependency_view(row)
    rules.require_deed(found.state, deed, seen=seen, is_kept=is_kept(tx, found))
    row.answered_by = tx.actor
    return row
