"""What the plan adds to the scan for gaps, and when the board's count of them changes."""

from bot.features.ownership.values import OWNERSHIP_SCAN
from bot.features.parts import Parts
from bot.features.planning.events.initiatives import (
    InitiativeAdded,
    InitiativeDone,
    InitiativeEdited,
    InitiativeLetGo,
    InitiativeReopened,
    InitiativeStarted,
)
from bot.features.planning.service import gaps
from bot.features.planning.surfaces.gaps import on_scans

PLACE = 40


def register(parts: Parts) -> None:
    """Initiatives that nobody drives stand among the gaps."""
    parts.sections.add(OWNERSHIP_SCAN, PLACE, on_scans)
    parts.subscriptions.on(InitiativeAdded, gaps.changed)
    parts.subscriptions.on(InitiativeEdited, gaps.changed)
    parts.subscriptions.on(InitiativeStarted, gaps.changed)
    parts.subscriptions.on(InitiativeDone, gaps.changed)
    parts.subscriptions.on(InitiativeReopened, gaps.changed)
    parts.subscriptions.on(InitiativeLetGo, gaps.changed)
