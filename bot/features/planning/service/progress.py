"""How an initiative moves: started, done, let go, opened again."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.ownership import service as ownership
from bot.features.planning.events.initiatives import (
    InitiativeDone,
    InitiativeEvent,
    InitiativeLetGo,
    InitiativeReopened,
    InitiativeStarted,
)
from bot.features.planning.models.initiatives import Initiative
from bot.features.planning.repository.initiatives import initiative_view
from bot.features.planning.rules import initiatives as rules
from bot.features.planning.rules.dependencies import note_of
from bot.features.planning.service import slips
from bot.features.planning.service.access import about, held, initiative, tell
from bot.features.planning.service.handshake import ended
from bot.features.planning.service.initiatives import redraw_requests
from bot.features.planning.values.initiatives import OPEN, InitiativeState, InitiativeView


def start(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """Work on it begins; saying so again changes nothing.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: they are no member of its team.
        Conflict: it is done or let go.
    """
    row = _held(tx, initiative_id)
    return _become(tx, row, InitiativeState.UNDER_WAY, InitiativeStarted(**about(initiative_view(row))))


def done(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """It is done: nobody waits for it any more. Raises as `start` does."""
    row = _held(tx, initiative_id)
    return _become(tx, row, InitiativeState.DONE, InitiativeDone(**about(initiative_view(row))))


def let_go(tx: Transaction, initiative_id: UUID, why: str = "") -> InitiativeView:
    """The team lets it go: it stays on record with the reason, and who counts on it hears of it; raises as `start` does."""
    row = _held(tx, initiative_id)
    said = note_of(why)
    event = InitiativeLetGo(**about(initiative_view(row)), why=said)
    return _become(tx, row, InitiativeState.LET_GO, event, said)


def reopen(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """It is to be done after all; one that is open stays as it is. Raises as `start` does, without Conflict."""
    row = _held(tx, initiative_id)
    found = initiative_view(row)
    if found.is_open:
        return found
    return _become(tx, row, rules.opened_again(found.state), InitiativeReopened(**about(found)))


def _held(tx: Transaction, initiative_id: UUID) -> Initiative:
    slips.hold(tx)
    return held(tx, initiative_id)


def _become(
    tx: Transaction, row: Initiative, state: InitiativeState, event: InitiativeEvent, why: str = ""
) -> InitiativeView:
    found = initiative_view(row)
    if found.state is state:
        return found
    rules.require_step(found, state)
    row.state, row.ended_at = state, None if state in OPEN else tx.now
    tx.session.flush()
    ownership.settle(tx, row.id, is_open=state in OPEN)
    tell(tx, event, row.goal_id)
    if state not in OPEN:
        ended(tx, initiative_view(row), why)
    redraw_requests(tx, row.id)
    slips.work_out(tx, [row.id])
    return initiative(tx, row.id)
