"""Groups of reflections, and the dots on them."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from sqlalchemy import delete, func, select, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new, insert_one_if_new
from bot.features.retrospectives.models import RetroDot, RetroGroup
from bot.features.retrospectives.values.reflections import Dot


class Groups(Repository):
    """Groups of one workspace."""

    def of(self, retro_id: UUID) -> list[RetroGroup]:
        """A retro's groups, in the order in which they were made."""
        mine = self.scoped(RetroGroup).where(RetroGroup.retro_id == retro_id)
        return list(self.session.scalars(mine.order_by(RetroGroup.place, RetroGroup.id)))

    def by_id(self, group_id: UUID) -> RetroGroup | None:
        """One group."""
        return self.session.scalars(self.scoped(RetroGroup).where(RetroGroup.id == group_id)).one_or_none()

    def make(self, retro_id: UUID, titles: Iterable[str]) -> list[UUID]:
        """New groups, after those that there are."""
        known = select(func.coalesce(func.max(RetroGroup.place), 0)).where(
            RetroGroup.workspace == self.tx.workspace, RetroGroup.retro_id == retro_id
        )
        first = self.session.scalars(known).one() + 1
        rows: list[dict[str, object]] = [
            {
                "id": new_id(),
                "workspace": self.tx.workspace,
                "retro_id": retro_id,
                "title": title,
                "place": place,
            }
            for place, title in enumerate(titles, first)
        ]
        insert_if_new(self.session, RetroGroup, rows)
        return [row["id"] for row in rows if isinstance(row["id"], UUID)]

    def rename(self, group_id: UUID, title: str) -> None:
        """Give it another title."""
        mine = (RetroGroup.workspace == self.tx.workspace, RetroGroup.id == group_id)
        self.session.execute(update(RetroGroup).where(*mine).values(title=title))

    def delete(self, group_id: UUID) -> None:
        """Take it away; its reflections stay."""
        mine = (RetroGroup.workspace == self.tx.workspace, RetroGroup.id == group_id)
        self.session.execute(delete(RetroGroup).where(*mine))

    def freeze(self, dots: Mapping[UUID, int]) -> None:
        """Write what the vote came to."""
        for group_id, count in dots.items():
            mine = (RetroGroup.workspace == self.tx.workspace, RetroGroup.id == group_id)
            self.session.execute(update(RetroGroup).where(*mine).values(dots=count))

    def add_dot(self, group_id: UUID, dot: Dot) -> bool:
        """Add a fact, unless it is known."""
        row = {
            "workspace": self.tx.workspace,
            "group_id": group_id,
            "user": dot.user,
            "emoji": dot.emoji,
            "stamp": dot.stamp,
            "added": dot.added,
        }
        return insert_one_if_new(self.tx.connection, RetroDot, row)

    def dots(self, retro_id: UUID, *, user: str | None = None) -> list[tuple[UUID, Dot]]:
        """What is known of a retro's dots, of everybody or of one person."""
        d = RetroDot.__table__.c
        theirs = select(RetroGroup.id).where(
            RetroGroup.workspace == self.tx.workspace, RetroGroup.retro_id == retro_id
        )
        query = select(d.group_id, d.user, d.emoji, d.added, d.stamp).where(
            d.workspace == self.tx.workspace, d.group_id.in_(theirs)
        )
        rows = self.session.connection().execute(query if user is None else query.where(d.user == user))
        return [(group_id, Dot(*fact)) for group_id, *fact in rows]
