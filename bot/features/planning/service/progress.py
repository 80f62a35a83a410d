"""How an initiative moves: started, done, let go, opened again."""

from uuid import UUID

from bot.db.transaction import Transaction
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
from bot.features.planning.service.access import about, held, tell
from bot.features.planning.values.initiatives import DESCRIPTION_MOST, OPEN, InitiativeState, InitiativeView
from bot.text import clean_text, shorten


def start(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """Work on it begins; saying so again changes nothing.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: they are no member of its team.
        Conflict: it is done or let go.
    """
    row = held(tx, initiative_id)
    return _become(tx, row, InitiativeState.UNDER_WAY, InitiativeStarted(**about(initiative_view(row))))


def done(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """It is done; raises as `start` does."""
    row = held(tx, initiative_id)
    return _become(tx, row, InitiativeState.DONE, InitiativeDone(**about(initiative_view(row))))


def let_go(tx: Transaction, initiative_id: UUID, why: str = "") -> InitiativeView:
    """The team lets it go: it stays on record with the reason; raises as `start` does."""
    row = held(tx, initiative_id)
    said = shorten(clean_text(why), DESCRIPTION_MOST)
    event = InitiativeLetGo(**about(initiative_view(row)), why=said)
    return _become(tx, row, InitiativeState.LET_GO, event)


def reopen(tx: Transaction, initiative_id: UUID) -> InitiativeView:
    """It is to be done after all; one that is open stays as it is. Raises as `start` does, without Conflict."""
    row = held(tx, initiative_id)
    found = initiative_view(row)
    if found.is_open:
        return found
    return _become(tx, row, rules.opened_again(found.state), InitiativeReopened(**about(found)))


def _become(
    tx: Transaction, row: Initiative, state: InitiativeState, event: InitiativeEvent
) -> InitiativeView:
    found = initiative_view(row)
    if found.state is state:
        return found
    rules.require_step(found, state)
    row.state, row.ended_at = state, None if state in OPEN else tx.now
    tx.session.flush()
    tell(tx, event, row.goal_id)
    return initiative_view(row)
