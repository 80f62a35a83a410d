"""What a new day does to boards: what they tell of the week, and of dates, is older than it was drawn."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.features.dashboard.events import DayBegan
from bot.features.dashboard.repository import BOARDS, DayRepository, zones
from bot.features.goals.values import GOAL_CARD
from bot.features.teams.values import TEAM_CARD
from bot.features.workspaces.rules import zone_named

WEEK = timedelta(days=7)  # what fell due earlier was drawn as late before


def begun(session: Session, now: datetime) -> list[tuple[str, str]]:
    """Where another day began since boards were drawn for one, across workspaces: (workspace, zone)."""
    return [(workspace, zone) for workspace, zone, drawn in zones(session) if _is_older(drawn, now, zone)]


def begin(tx: Transaction, zone: str) -> None:
    """Draw the boards of this zone's teams anew, and the cards of goals of which something is late since."""
    today, repository = tx.now.astimezone(zone_named(zone)).date(), DayRepository(tx)
    for team_id in repository.teams_in(zone):
        tx.touch(TEAM_CARD, team_id)
    for goal_id in repository.grown_late_in(zone, today - WEEK, today):
        tx.touch(GOAL_CARD, goal_id)
    tx.happened(DayBegan(subject=f"{BOARDS}{zone}", day=today))


def _is_older(drawn: datetime | None, now: datetime, zone: str) -> bool:
    there = zone_named(zone)
    return drawn is None or drawn.astimezone(there).date() < now.astimezone(there).date()
