"""Making and changing what recurs for a team, and looking at it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from bot.clock.recurrence import Occurrence
from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed
from bot.features.cadences import rules
from bot.features.cadences.events import (
    CadenceChanged,
    CadenceMade,
    CadencePaused,
    CadenceResumed,
    CadenceStopped,
    OccurrenceSkipped,
)
from bot.features.cadences.models import Cadence
from bot.features.cadences.repository.cadences import Cadences, rhythm_of, stored, view_of
from bot.features.cadences.repository.subscriptions import Subscriptions
from bot.features.cadences.service.subscriptions import found, replan
from bot.features.cadences.values import CadenceDraft, CadenceState, CadenceView, Kind
from bot.features.teams import service as teams
from bot.features.workspaces.rules import zone_named


def create(tx: Transaction, draft: CadenceDraft) -> CadenceView:
    """Let something recur for a team from now on; nobody is enrolled yet.

    Raises:
        NotAllowed: the actor is a person but no steward of the team.
    """
    _require_steward(tx, draft.team_id)
    return suggest(tx, draft)


def suggest(tx: Transaction, draft: CadenceDraft) -> CadenceView:
    """The same whoever acts, for a room that makes it without being asked."""
    row = Cadences(tx).add_cadence(draft)
    tx.happened(CadenceMade(subject=str(row.id), team_id=row.team_id, what=row.kind))
    return view_of(row)


def cadence(tx: Transaction, cadence_id: UUID) -> CadenceView:
    """A cadence, in whatever state.

    Raises:
        NotFound: there is none, or its team isn't open to the actor.
    """
    return view_of(found(Cadences(tx).visible(cadence_id)))


def cadences_of(tx: Transaction, team_id: UUID, kind: Kind) -> list[CadenceView]:
    """The team's cadences that were not stopped, oldest first, as far as the actor may see the team."""
    return [view_of(row) for row in Cadences(tx).visible_running(team_id, kind)]


def has_any(tx: Transaction, team_id: UUID, kind: Kind) -> bool:
    """Whether the team ever had one of this kind, stopped ones included."""
    return Cadences(tx).has_any(team_id, kind)


def newest(tx: Transaction, team_id: UUID, kind: Kind) -> CadenceView | None:
    """The one of this kind that the team got last, whoever acts, and even if it was stopped."""
    row = Cadences(tx).newest(team_id, kind)
    return None if row is None else view_of(row)


def change(tx: Transaction, cadence_id: UUID, draft: CadenceDraft, *, version: int) -> CadenceView:
    """Change when it recurs, for whom, or what else is kept with it.

    With another rhythm everybody's next time is reckoned anew from now, and a skipped one is forgotten.

    Args:
        draft: of the same team and kind; both come from a form, so they are checked.
        version: the one that the actor saw.

    Raises:
        NotFound: there is none for this person, or it is another team's.
        NotAllowed: they are no steward of the team.
        Conflict: it was changed meanwhile, or stopped.
    """
    row = _in_hand(tx, cadence_id)
    found(row if (row.team_id, row.kind) == (draft.team_id, draft.kind) else None)
    if row.version != version:
        raise Conflict("Somebody changed this rhythm a moment ago. Nothing was changed; have another look.")
    before = rhythm_of(row)
    for name, value in stored(draft).items():
        setattr(row, name, value)
    row.version += 1
    if before != draft.rhythm:
        row.skipped = None
        replan(tx, row)
    words = (rules.rhythm_in_words(before), rules.rhythm_in_words(draft.rhythm))
    tx.happened(
        CadenceChanged(
            subject=str(row.id), team_id=row.team_id, what=row.kind, before=words[0], after=words[1]
        )
    )
    tx.session.flush()
    return view_of(row)


def pause(tx: Transaction, cadence_id: UUID) -> CadenceView:
    """Nothing is due until it is resumed; pausing twice changes nothing. Raises as `change` does."""
    row = _in_hand(tx, cadence_id)
    if row.state == CadenceState.ACTIVE:
        _turn(tx, row, CadenceState.PAUSED)
        tx.happened(CadencePaused(subject=str(row.id), team_id=row.team_id, what=row.kind))
    return view_of(row)


def resume(tx: Transaction, cadence_id: UUID) -> CadenceView:
    """It goes on from the next time; what would have been due meanwhile is not made up. Raises as `change` does."""
    row = _in_hand(tx, cadence_id)
    if row.state == CadenceState.PAUSED:
        _turn(tx, row, CadenceState.ACTIVE)
        tx.happened(CadenceResumed(subject=str(row.id), team_id=row.team_id, what=row.kind))
    return view_of(row)


def stop(tx: Transaction, cadence_id: UUID) -> CadenceView:
    """It ends for good; what it brought stays on record. Stopping twice changes nothing."""
    return _ended(tx, _editable(tx, cadence_id))


def lapse(tx: Transaction, cadence_id: UUID, *, detail: Mapping[str, object]) -> CadenceView:
    """The same whoever acts, for a room that made it without being asked, and whose reason for it is over.

    Args:
        detail: what is kept with it from now on, so that the room tells it from what somebody stopped.
    """
    row = _held(tx, cadence_id)
    row.detail = dict(detail)
    return _ended(tx, row)


def next_day(tx: Transaction, cadence_id: UUID) -> date | None:
    """The local date that it is due on next for anybody; None while nothing is to come."""
    return Subscriptions(tx).earliest_day(found(Cadences(tx).visible(cadence_id)).id)


def left_out(tx: Transaction, cadence_id: UUID) -> date | None:
    """The local date on which it is left out, until that is over for everybody who is enrolled."""
    return _still_left_out(tx, found(Cadences(tx).visible(cadence_id)))


def skip_next(tx: Transaction, cadence_id: UUID, day: date) -> CadenceView:
    """Leave it out on one local date, the next one that the actor saw.

    Who had theirs already, further east, keeps it. A day that isn't the next one any more changes nothing, nor does
    another while the one that is left out isn't over for everybody: the actor saw an old form. Raises as `change` does.
    """
    row = _in_hand(tx, cadence_id)
    if _still_left_out(tx, row) is not None or day != Subscriptions(tx).earliest_day(row.id):
        return view_of(row)
    return _leave_out(tx, row, day)


def keep_next(tx: Transaction, cadence_id: UUID, day: date) -> CadenceView:
    """Don't leave out that local date after all; another one, left out since, stays so. Raises as `change` does."""
    row = _in_hand(tx, cadence_id)
    return _leave_out(tx, row, None) if row.skipped == day else view_of(row)


def preview(
    tx: Transaction, draft: CadenceDraft, zones: Sequence[str], most: int = 3, *, skipped: date | None = None
) -> dict[str, tuple[Occurrence, ...]]:
    """The next few times that a draft would be due, for each of these zones (IANA names)."""
    return {
        zone: rules.upcoming(draft.rhythm, zone_named(zone), now=tx.now, skipped=skipped, most=most)
        for zone in zones
    }


def is_active(tx: Transaction, cadence_id: UUID) -> bool:
    """Whether it is neither paused nor stopped, whoever acts and even while its team sleeps.

    For rooms that keep their own rows true when something else happened; never for a person's eyes.
    """
    return Cadences(tx).is_active(cadence_id)


def held_of(tx: Transaction, team_id: UUID, kind: Kind) -> list[CadenceView]:
    """The same as `cadences_of` whoever acts, and nobody else changes them until this transaction ends.

    For rooms that keep enrolment true when something else happened; never for a person's eyes.
    """
    repository = Cadences(tx)
    return [view_of(row) for row in repository.held(repository.ids_of_team(team_id, kind))]


def _require_steward(tx: Transaction, team_id: UUID) -> None:
    if tx.actor is None:
        return
    teams.require_member(tx, team_id)
    if not teams.is_steward(tx, team_id, tx.actor):
        raise NotAllowed(
            "A team's rhythm is changed by its stewards. Ask one of them; the team's card names them. "
            "Nothing was changed."
        )


def _editable(tx: Transaction, cadence_id: UUID) -> Cadence:
    """The cadence, locked, for a steward; stopped ones too.

    The team's others of its kind are locked too, in the one order: what becomes of this one may settle them anew.
    """
    _require_steward(tx, found(Cadences(tx).visible(cadence_id)).team_id)
    return _held(tx, cadence_id)


def _held(tx: Transaction, cadence_id: UUID) -> Cadence:
    row, repository = found(Cadences(tx).visible(cadence_id)), Cadences(tx)
    held = repository.held([*repository.ids_of_team(row.team_id, Kind(row.kind)), row.id])
    return found(next((one for one in held if one.id == row.id), None))


def _in_hand(tx: Transaction, cadence_id: UUID) -> Cadence:
    row = _editable(tx, cadence_id)
    if row.state == CadenceState.STOPPED:
        raise Conflict("This rhythm was stopped. Nothing was changed; make a new one if the team misses it.")
    return row


def _ended(tx: Transaction, row: Cadence) -> CadenceView:
    if row.state != CadenceState.STOPPED:
        _turn(tx, row, CadenceState.STOPPED)
        tx.happened(CadenceStopped(subject=str(row.id), team_id=row.team_id, what=row.kind))
    return view_of(row)


def _turn(tx: Transaction, row: Cadence, state: CadenceState) -> None:
    row.state = state
    tx.session.flush()
    replan(tx, row, is_as_before=True)


def _still_left_out(tx: Transaction, row: Cadence) -> date | None:
    names = Subscriptions(tx).zones_of(row.id) or {teams.team_zone(tx, row.team_id).key}
    is_over = row.skipped is None or rules.is_over(row.skipped, map(zone_named, names), now=tx.now)
    return None if is_over else row.skipped


def _leave_out(tx: Transaction, row: Cadence, day: date | None) -> CadenceView:
    if row.skipped != day:
        row.skipped = day
        replan(tx, row, is_as_before=True)
        tx.happened(OccurrenceSkipped(subject=str(row.id), team_id=row.team_id, what=row.kind, day=day))
        tx.session.flush()
    return view_of(row)
