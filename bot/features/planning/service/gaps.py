"""Which initiatives somebody should drive (P11); goals, roles and decisions are ownership's to look at."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.ownership import service as ownership
from bot.features.planning.events.initiatives import InitiativeEvent
from bot.features.planning.repository.gaps import UndrivenInitiatives
from bot.features.planning.values.gaps import Undriven
from bot.features.teams.values import TEAM_CARD

SHOWN = 3


def undriven(tx: Transaction, team_id: UUID) -> Undriven:
    """Those of a team that was found for the actor, driven by nobody on it: under way, due on a day, or left behind by
    a driver who left."""
    found = UndrivenInitiatives(tx).of_team(team_id, most=SHOWN)
    drove = ownership.drivers_of(tx, [one.id for one in found.first])
    return replace(found, left={initiative_id: driver.user for initiative_id, driver in drove.items()})


def changed(tx: Transaction, event: InitiativeEvent) -> None:
    """One more may need a driver, or one less: the team's board counts them."""
    tx.touch(TEAM_CARD, event.team_id)
