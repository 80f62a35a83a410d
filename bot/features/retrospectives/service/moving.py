"""Moving a retro from phase to phase: by the clock, on read, or by hand; twice changes nothing."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.events import RetroClosed, RetroMoved, RetroStarted
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.retros import Retros, ends_of, write_ends
from bot.features.retrospectives.rules.phases import counted_at, ended_now, made_up_for, phase_at
from bot.features.retrospectives.service.access import found, held, require_mover, view
from bot.features.retrospectives.service.turning import TURNS, is_counting
from bot.features.retrospectives.values.phases import Phase, Plan
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.surfaces import RETRO
from bot.features.teams import service as teams
from bot.features.teams.events import MemberJoined, MemberLeft
from bot.features.teams.values import TEAM_CARD, TeamState


def next_phase(tx: Transaction, retro_id: UUID, seen: Phase) -> RetroView:
    """End the phase that the actor saw, now; when it ended already, nothing changes.

    Raises:
        NotFound: there is no such retro for this person.
        NotAllowed: they are neither its starter nor its facilitator (nor, where none of them is left, a steward).
    """
    row = held(tx, retro_id)
    require_mover(tx, row)
    _settle(tx, row)
    ends = ends_of(row)
    if ends is not None and seen is not Phase.CLOSED and Phase(row.phase) is seen:
        write_ends(row, ended_now(Plan(row.plan), ends, seen, tx.now), seen)
        _settle(tx, row)
    return view(tx, row)


def settle(tx: Transaction, retro_id: UUID) -> RetroView:
    """Do what the clock brought, whoever asks: reveal, begin the vote, count it, close.

    While the team sleeps its retro rests; a phase that begins late lasts as long as was planned.

    Raises:
        NotFound: there is no such retro.
    """
    row = found(Retros(tx).locked(retro_id))
    _settle(tx, row)
    return view(tx, row)


def people_changed(tx: Transaction, event: MemberJoined | MemberLeft) -> None:
    """Somebody came or went: who leads the running retro may be another now, and its message names them."""
    row = Retros(tx).running(UUID(event.subject))
    if row is not None and event.user in (row.facilitator, row.starter):
        tx.touch(RETRO, row.id)


def started_or_closed(tx: Transaction, event: RetroStarted | RetroClosed) -> None:
    """The team's card offers to look back only while no retro runs."""
    tx.touch(TEAM_CARD, event.team_id)


def _settle(tx: Transaction, row: Retro) -> None:
    """Act on the end that has passed and wasn't acted on; on the next ones too, where those take no time."""
    if teams.team_by_id(tx, row.team_id).state is not TeamState.ACTIVE:
        return
    zone = teams.team_zone(tx, row.team_id)
    while (ends := ends_of(row)) and (before := Phase(row.phase)) is not phase_at(ends, before, tx.now):
        if before is Phase.COLLECT and is_counting(tx, row, ends):
            row.due_at = counted_at(ends)
            tx.touch(RETRO, row.id)
            return
        turn, after = TURNS[before]
        write_ends(row, made_up_for(Plan(row.plan), ends, before, tx.now, zone), before)
        turn(tx, row)
        write_ends(row, ends_of(row) or ends, after)
        tx.session.flush()
        moved = RetroMoved(subject=str(row.id), team_id=row.team_id, before=before, after=after)
        tx.happened(moved)
        tx.touch(RETRO, row.id)
        if after is Phase.CLOSED:
            tx.happened(RetroClosed(subject=str(row.id), team_id=row.team_id))
