"""What recurs once for a whole team, by the clock of the team's zone: at most one rhythm of a kind."""

from datetime import time
from uuid import UUID

from bot.clock.recurrence import Schedule
from bot.db.transaction import Transaction
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import TEAM_ITSELF, CadenceDraft, CadenceView, Kind, Rhythm, ZonePolicy


def current(tx: Transaction, team_id: UUID, kind: Kind) -> CadenceView | None:
    """The team's rhythm, paused ones too, as far as the actor may see the team; None once it was stopped."""
    return next(iter(cadences.cadences_of(tx, team_id, kind)), None)


def drafted(team_id: UUID, kind: Kind, schedule: Schedule, at: time) -> CadenceDraft:
    """What recurs on this schedule, at this time of day in the team's zone."""
    return CadenceDraft(team_id, kind, Rhythm(schedule, at, ZonePolicy.TEAM), {}, {})


def put(tx: Transaction, draft: CadenceDraft, known: CadenceView | None) -> CadenceView:
    """Let it recur so from now on.

    Args:
        known: the rhythm in whose place it comes; None when the team has none.

    Raises:
        NotAllowed: the actor is a person but no steward of the team.
        Conflict: the known one was changed meanwhile, or stopped.
    """
    if known is not None:
        return cadences.change(tx, known.id, draft, version=known.version)
    return _begun(tx, cadences.create(tx, draft))


def suggest(tx: Transaction, draft: CadenceDraft) -> CadenceView:
    """Let it recur whoever acts, for a room that makes it without being asked."""
    return _begun(tx, cadences.suggest(tx, draft))


def _begun(tx: Transaction, made: CadenceView) -> CadenceView:
    enroll(tx, made.id, [TEAM_ITSELF])
    return made
