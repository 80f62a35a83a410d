"""SQL of one workspace's sources."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, delete, update

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.sources.models import Source
from bot.features.sources.values import Every, SourceView, Times
from bot.features.teams.visibility import visible_teams


class SourceRepository(Repository):
    """Sources of teams that the actor may see."""

    def of_indicators(self, indicator_ids: Collection[UUID]) -> list[SourceView]:
        """Those of these indicators."""
        mine = self._seen().where(Source.indicator_id.in_(indicator_ids))
        fresh = mine.execution_options(populate_existing=True)
        return [view_of(row, self.tx.now) for row in self.session.scalars(fresh)]

    def by_id(self, source_id: UUID) -> SourceView | None:
        """One source."""
        row = self.session.scalars(self._seen().where(Source.id == source_id)).one_or_none()
        return view_of(row, self.tx.now) if row is not None else None

    def locked(self, indicator_id: UUID) -> Source | None:
        """The indicator's source, which nobody else changes until this transaction ends."""
        query = self._seen().where(Source.indicator_id == indicator_id).with_for_update(of=Source)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def start(self, **columns: object) -> bool:
        """Write a new source; False when its indicator has one."""
        row = {"id": new_id(), "workspace": self.tx.workspace, "failures": 0, "trouble": "", **columns}
        return insert_if_new(self.session, Source, row) > 0

    def change(self, source_id: UUID, **columns: object) -> None:
        """Write new values into a source."""
        mine = (Source.workspace == self.tx.workspace, Source.id == source_id)
        self.session.connection().execute(update(Source).where(*mine).values(**columns))

    def claimed(self, source_id: UUID, claim: UUID) -> Source | None:
        """A source that was taken with this claim and is neither changed nor taken anew since."""
        mine = self.scoped(Source).where(Source.id == source_id, Source.claim == claim)
        return self.session.scalars(mine).one_or_none()

    def finish(self, source_id: UUID, claim: UUID, **values: object) -> bool:
        """Write what came of a claim, which ends with that; False when it isn't the newest any more."""
        mine = (Source.workspace == self.tx.workspace, Source.id == source_id, Source.claim == claim)
        done = update(Source).where(*mine).values(claim=None, **values)
        return self.session.connection().execute(done).rowcount > 0

    def remove(self, source_id: UUID) -> None:
        """Delete a source, and what its headers said with it."""
        mine = (Source.workspace == self.tx.workspace, Source.id == source_id)
        self.session.connection().execute(delete(Source).where(*mine))

    def _seen(self) -> Select[Source]:
        """Notices are drawn by the clock, also while their team sleeps."""
        if self.tx.actor is None:
            return self.scoped(Source)
        return self.scoped(Source).where(Source.team_id.in_(visible_teams(self.tx)))


def view_of(row: Source, now: datetime) -> SourceView:
    """A row as a value."""
    return SourceView(
        id=row.id,
        indicator_id=row.indicator_id,
        team_id=row.team_id,
        address=row.address,
        site=row.site,
        path=row.path,
        times=Times(Every(row.every), row.hour, row.weekday),
        header_names=tuple(row.header_names),
        owner=row.owner,
        changed_at=row.changed_at,
        is_being_read=row.claim is not None or row.next_at <= now,
        next_at=row.next_at,
        value=row.value,
        read_at=row.read_at,
        trouble=row.trouble,
        failing_since=row.failing_since,
    )
