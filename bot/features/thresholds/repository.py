"""All SQL of thresholds."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import Select, delete, func, select

from bot.db.repository import Repository
from bot.db.upsert import insert_if_new
from bot.features.indicators.models import Indicator
from bot.features.indicators.values import Status
from bot.features.teams.visibility import visible_teams
from bot.features.thresholds.models import Talk, TalkNote, WatchRow
from bot.features.thresholds.values import Candidate, End, NoteView, Said, TalkView, Watch


class Watches(Repository):
    """What is known of indicators' levels."""

    def held(self, indicator_id: UUID) -> WatchRow:
        """The indicator's watch, which nobody else changes until this transaction ends; begun when it is new."""
        key = {"workspace": self.tx.workspace, "indicator_id": indicator_id}
        fresh = Watch()
        insert_if_new(self.session, WatchRow, {**key, "level": fresh.level.value, "calm": fresh.calm})
        found = self.scoped(WatchRow).where(WatchRow.indicator_id == indicator_id).with_for_update()
        return self.session.scalars(found.execution_options(populate_existing=True)).one()

    def forget(self, goal_id: UUID) -> None:
        """Watch the goal's indicators as if nobody had been told of anything."""
        mine = select(Indicator.id).where(Indicator.goal_id == goal_id)
        self.session.execute(
            delete(WatchRow).where(WatchRow.workspace == self.tx.workspace, WatchRow.indicator_id.in_(mine))
        )


class Talks(Repository):
    """Talks of the teams that the actor may see; the clock, which draws them, sees all."""

    def by_id(self, talk_id: UUID) -> TalkView | None:
        """One talk."""
        row = self.session.scalars(self._seen().where(Talk.id == talk_id)).one_or_none()
        return None if row is None else view_of(row)

    def locked(self, talk_id: UUID) -> Talk | None:
        """One talk, which nobody else changes until this transaction ends."""
        query = self._seen().where(Talk.id == talk_id).with_for_update(of=Talk)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def open_about(self, indicator_id: UUID) -> Talk | None:
        """The open talk about an indicator, whoever sees it, held likewise."""
        query = self.scoped(Talk).where(Talk.indicator_id == indicator_id, Talk.end.is_(None))
        fresh = query.with_for_update().execution_options(populate_existing=True)
        return self.session.scalars(fresh).one_or_none()

    def facilitated_by(self, user: str, team_id: UUID) -> list[Talk]:
        """Open talks of a team that somebody facilitates, held likewise."""
        mine = self.scoped(Talk).where(Talk.team_id == team_id, Talk.facilitator == user, Talk.end.is_(None))
        return list(self.session.scalars(mine.order_by(Talk.id).with_for_update()))

    def open_on(self, goal_ids: Collection[UUID]) -> list[Talk]:
        """Open talks about these goals' indicators, held, always in the same order."""
        query = self.scoped(Talk).where(Talk.goal_id.in_(goal_ids), Talk.end.is_(None))
        return list(self.session.scalars(query.order_by(Talk.id).with_for_update()))

    def seen_on(self, goal_ids: Collection[UUID]) -> list[TalkView]:
        """Open talks about these goals that the actor may see, oldest first."""
        query = self._seen().where(Talk.goal_id.in_(goal_ids), Talk.end.is_(None))
        return [view_of(row) for row in self.session.scalars(query.order_by(Talk.opened_at, Talk.id))]

    def seen_of(self, team_ids: Collection[UUID]) -> list[TalkView]:
        """Open talks of these teams, likewise."""
        query = self._seen().where(Talk.team_id.in_(team_ids), Talk.end.is_(None))
        return [view_of(row) for row in self.session.scalars(query.order_by(Talk.opened_at, Talk.id))]

    def candidates(self, team_id: UUID, members: Collection[str]) -> list[Candidate]:
        """These members, each with the turns they had in the team."""
        query = (
            select(Talk.facilitator, func.count(), func.max(Talk.opened_at))
            .where(Talk.workspace == self.tx.workspace, Talk.team_id == team_id)
            .where(Talk.facilitator.in_(members))
            .group_by(Talk.facilitator)
        )
        had = {user: Candidate(user or "", turns, last) for user, turns, last in self.session.execute(query)}
        return [had.get(user, Candidate(user)) for user in members]

    def say(self, talk_id: UUID, said: Said, **reply: object) -> UUID:
        """Keep a reply of the talk's thread."""
        return self.add(TalkNote(talk_id=talk_id, said=said.value, **reply)).id

    def note(self, note_id: UUID) -> NoteView | None:
        """One reply of a talk that the actor may see."""
        shown = self._seen().with_only_columns(Talk.id)
        query = self.scoped(TalkNote).where(TalkNote.id == note_id, TalkNote.talk_id.in_(shown))
        row = self.session.scalars(query).one_or_none()
        return None if row is None else note_of(row)

    def _seen(self) -> Select[Talk]:
        if self.tx.actor is None:
            return self.scoped(Talk)
        return self.scoped(Talk).where(Talk.team_id.in_(visible_teams(self.tx)))


def view_of(row: Talk) -> TalkView:
    """The value of a row."""
    return TalkView(
        id=row.id,
        team_id=row.team_id,
        goal_id=row.goal_id,
        indicator_id=row.indicator_id,
        name=row.name,
        unit=row.unit,
        before=Status(row.before),
        level=Status(row.level),
        value=row.value,
        day=row.day,
        opened_at=row.opened_at,
        facilitator=row.facilitator,
        end=End(row.end) if row.end else None,
        closed_by=row.closed_by,
        why=row.why,
    )


def note_of(row: TalkNote) -> NoteView:
    """The value of a row."""
    return NoteView(
        id=row.id,
        talk_id=row.talk_id,
        said=Said(row.said),
        words=row.words,
        author=row.author,
        asked=row.asked,
        status=Status(row.status) if row.status else None,
        value=row.value,
        day=row.day,
    )
