"""The cycle on a team's card, in bare `/cairn`, and in the message that it is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.cycles import service
from bot.features.cycles.values import CLOSED
from bot.features.cycles.views import card, closed
from bot.slack.sections import Part, Sections


@dataclass(frozen=True, slots=True)
class ClosedCycle:
    """Draws that a cycle is closed, with what the rooms above say became of theirs."""

    sections: Sections

    def draw(self, tx: Transaction, surface: Surface) -> Message | None:
        """The surface CLOSED."""
        end = service.end_of(tx, UUID(surface.subject))
        if end is None:
            return None
        return closed.closed_message(end, self.sections.parts(CLOSED, tx, [end.cycle.id])[end.cycle.id])


def on_cards(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """Which phase of which cycle each team is in."""
    cycles = service.currents(tx, team_ids)
    return {team_id: card.card_part(cycle) for team_id, cycle in cycles.items()}


def in_menu(_: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The button that shows the cycle."""
    return {team_id: card.menu_part(team_id) for team_id in team_ids}
