"""All SQL of who contributes to a thing, is consulted or informed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from uuid import UUID

from sqlalchemy import and_, delete, select

from bot.db.repository import Repository
from bot.db.upsert import upsert
from bot.features.ownership.models import Involvement
from bot.features.ownership.values import Role


class Involvements(Repository):
    """Who has a part in what, beside its driver."""

    def of(self, subject_ids: Collection[UUID]) -> dict[UUID, dict[str, Role]]:
        """The role of each person by Slack user id, who came first being first; things without any are missing."""
        query = (
            select(Involvement.subject_id, Involvement.user, Involvement.role)
            .where(Involvement.workspace == self.tx.workspace, Involvement.subject_id.in_(subject_ids))
            .order_by(Involvement.since, Involvement.user)
        )
        found: defaultdict[UUID, dict[str, Role]] = defaultdict(dict)
        for subject_id, user, role in self.session.execute(query):
            found[subject_id][user] = Role(role)
        return dict(found)

    def put(self, subject_id: UUID, roles: Mapping[str, Role]) -> None:
        """Give these people these roles, whatever they were before."""
        about = {"workspace": self.tx.workspace, "subject_id": subject_id, "since": self.tx.now}
        rows = [{**about, "user": user, "role": role.value} for user, role in roles.items()]
        upsert(self.session, Involvement, rows, key=("subject_id", "user"))

    def remove(self, subject_id: UUID, users: Collection[str]) -> None:
        """They have no part in it any more."""
        mine = and_(Involvement.workspace == self.tx.workspace, Involvement.subject_id == subject_id)
        self.session.execute(delete(Involvement).where(mine, Involvement.user.in_(users)))
