"""Opening a person's Home tab, and what it is made of (P15)."""

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE
from bot.features.dashboard.values import HOME, Place
from bot.features.goals import service as goals
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams
from bot.features.teams.values import TeamView


def open_home(tx: Transaction, user: str) -> None:
    """Show a person their Home, drawn anew; one that Slack once refused is tried again under a new key."""
    known = surfaces_of(tx, HOME, user)
    if not any(surface.state in LIVE for surface in known):
        tx.show(HOME, user, user, key=f"home:{user}:{len(known)}")
    tx.touch(HOME, user)


def places_of(tx: Transaction, user: str) -> list[Place]:
    """The person's teams, as far as the actor may see them."""
    return [_place(tx, team, user) for team in teams.teams_of(tx, user)]


def _place(tx: Transaction, team: TeamView, user: str) -> Place:
    found = goals.goals_by_id(tx, ownership.driven_in(tx, team.id, user)).values()
    driven = sorted((goal for goal in found if goals.is_open(goal)), key=lambda goal: goal.number)
    return Place(team, tuple(driven), bool(driven) or goals.has_standing(tx, team.id))
