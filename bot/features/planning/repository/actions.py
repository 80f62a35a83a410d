"""All SQL of actions."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select

from bot.db.repository import Repository
from bot.features.planning.models.actions import Action
from bot.features.planning.values.actions import ActionDraft, ActionState, ActionView
from bot.features.teams.models import Member
from bot.features.teams.visibility import visible_teams


class ActionRepository(Repository):
    """Actions of the teams that the actor may see."""

    def keep(self, draft: ActionDraft) -> ActionView:
        """Write a new action."""
        row = Action(
            team_id=draft.team_id,
            text=draft.text,
            owner=draft.owner,
            due=draft.due,
            source=draft.source,
            source_id=draft.source_id,
            state=ActionState.OPEN,
            made_by=self.tx.actor or "",
            made_at=self.tx.now,
            done_at=None,
        )
        return view_of(self.add(row))

    def locked(self, action_id: UUID) -> Action | None:
        """The action, which nobody else changes until this transaction ends."""
        query = self._seen().where(Action.id == action_id).with_for_update(of=Action)
        return self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()

    def by_id(self, action_id: UUID) -> ActionView | None:
        """One action."""
        row = self.session.scalars(self._seen().where(Action.id == action_id)).one_or_none()
        return view_of(row) if row is not None else None

    def open_of(self, owner: str) -> list[ActionView]:
        """What somebody has taken on and not done, in teams that they are still in."""
        return self._views(self._of(owner, ActionState.OPEN))

    def done_by(self, owner: str, since: datetime) -> list[ActionView]:
        """What of theirs was done since, newest first; the same teams."""
        done = self._of(owner, ActionState.DONE).where(Action.done_at >= since)
        return self._views(done.order_by(Action.done_at.desc(), Action.id))

    def _of(self, owner: str, state: ActionState) -> Select[Action]:
        theirs = select(Member.team_id).where(Member.workspace == self.tx.workspace, Member.user == owner)
        mine = self._seen().where(Action.owner == owner, Action.state == state.value)
        return mine.where(Action.team_id.in_(theirs))

    def made_from(self, source: str, source_ids: Iterable[UUID]) -> list[ActionView]:
        """What came of these things, in the order in which it was put on record."""
        theirs = self._seen().where(Action.source == source, Action.source_id.in_(source_ids))
        return self._views(theirs.order_by(Action.made_at, Action.id))

    def _seen(self) -> Select[Action]:
        """Cards are drawn by the clock, also while their team sleeps."""
        if self.tx.actor is None:
            return self.scoped(Action)
        return self.scoped(Action).where(Action.team_id.in_(visible_teams(self.tx)))

    def _views(self, query: Select[Action]) -> list[ActionView]:
        return [view_of(row) for row in self.session.scalars(query)]


def view_of(row: Action) -> ActionView:
    """The value of a row."""
    return ActionView(
        id=row.id,
        team_id=row.team_id,
        text=row.text,
        owner=row.owner,
        due=row.due,
        source=row.source,
        source_id=row.source_id,
        state=ActionState(row.state),
        made_by=row.made_by,
        made_at=row.made_at,
        done_at=row.done_at,
    )
