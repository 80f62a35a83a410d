"""What cycles follow, answer to, draw and do by the clock."""

from datetime import timedelta

from bot.features.cycles import service, surfaces
from bot.features.cycles.jobs import CycleKeeper
from bot.features.parts import Parts
from bot.features.teams.events import TeamArrived
from bot.features.teams.views import CARD_SECTIONS

CARD_PLACE = 10
SETTLE_EVERY = timedelta(seconds=30)


def register(parts: Parts) -> None:
    """A team's cycles begin when it does, and go on by their dates."""
    parts.subscriptions.on(TeamArrived, service.team_arrived)
    parts.sections.add(CARD_SECTIONS, CARD_PLACE, surfaces.on_cards)
    parts.jobs.every(SETTLE_EVERY, "cycles.settle", CycleKeeper(parts.database).settle)
