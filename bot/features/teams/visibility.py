"""Who may see a team's things: the one place that says it, for every room above."""

from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import aliased

from bot.db.transaction import Transaction
from bot.features.teams.models import Presence, Team
from bot.features.teams.values import TeamState
from bot.features.workspaces.models import Person
from bot.features.workspaces.values import PersonKind

seen = aliased(Team, name="seen_team")  # apart from Team, so that a query about teams can be filtered too


def visible_teams(tx: Transaction) -> Select[UUID]:
    """Ids of the active teams that the actor may see: `…where(Goal.team_id.in_(visible_teams(tx)))`.

    Members of the workspace see teams of public channels and those whose channel they are in; guests, people
    from outside and people not looked up yet only the latter; the clock sees all.
    """
    active = select(seen.id).where(seen.workspace == tx.workspace, seen.state == TeamState.ACTIVE)
    if tx.actor is None:
        return active
    is_here = exists().where(
        Presence.workspace == tx.workspace,
        Presence.channel == seen.channel,
        Presence.user == tx.actor,
        Presence.is_here,
    )
    return active.where(or_(is_here, and_(seen.is_private.is_(False), belongs(tx))))


def belongs(tx: Transaction) -> ColumnElement[bool]:
    """Whether the actor is a member of the workspace, who sees what is everybody's; the clock does, too."""
    if tx.actor is None:
        return true()
    return exists().where(
        Person.workspace == tx.workspace, Person.user == tx.actor, Person.kind == PersonKind.MEMBER
    )
