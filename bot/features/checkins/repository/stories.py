"""All SQL of stories; who may read which is decided here, in `_mine`."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, exists, func, or_, select, true

from bot.db.repository import Repository
from bot.db.upsert import upsert
from bot.features.checkins.models.digests import Story
from bot.features.checkins.models.prompts import Answer
from bot.features.checkins.repository.answers import view_of
from bot.features.checkins.rules.stories import searchable
from bot.features.checkins.values.prompts import AnswerView
from bot.features.checkins.values.stories import Search
from bot.features.ownership.models import Driver
from bot.features.teams.visibility import visible_teams


class Stories(Repository):
    """Narratives that the actor may read."""

    def keep(self, answer: AnswerView, since: datetime) -> None:
        """Let this version be what is found of its occasion and goal; its oldest private words were said then."""
        row = {
            "workspace": self.tx.workspace,
            "occasion_id": answer.occasion_id,
            "about": _about(answer.goal_id),
            "answer_id": answer.id,
            "team_id": answer.team_id,
            "goal_id": answer.goal_id,
            "user": answer.user,
            "at": answer.at,
            "since": since,
            "is_private": answer.is_private,
            "searchable": searchable(answer),
        }
        upsert(self.session, Story, row, key=["occasion_id", "about"])

    def forget(self, occasion_id: UUID, goal_id: UUID | None) -> None:
        """Nothing is told there any more."""
        here = (Story.occasion_id == occasion_id, Story.about == _about(goal_id))
        self.session.execute(delete(Story).where(Story.workspace == self.tx.workspace, *here))

    def count(self, team_id: UUID, search: Search) -> int:
        """How many of a team's stories the actor may read among those that are looked for."""
        here = (Story.team_id == team_id, _found_by(search))
        query = select(func.count()).select_from(Story).where(self._mine(), *here)
        return self.session.scalars(query).one()

    def page(self, team_id: UUID, search: Search, *, first: int, most: int) -> list[AnswerView]:
        """Those of them from that place on, newest first."""
        query = self._answers().where(Story.team_id == team_id, _found_by(search))
        newest = query.order_by(Story.at.desc(), Story.answer_id).offset(first).limit(most)
        return [view_of(row) for row in self.session.scalars(newest)]

    def one(self, answer_id: UUID) -> AnswerView | None:
        """One story, by the version that tells it."""
        row = self.session.scalars(self._answers().where(Story.answer_id == answer_id)).one_or_none()
        return view_of(row) if row is not None else None

    def counts_of(self, goal_ids: Sequence[UUID]) -> dict[UUID, int]:
        """How many stories of each goal anybody may read; goals without any are missing."""
        query = (
            select(Story.goal_id, func.count())
            .where(
                Story.workspace == self.tx.workspace,
                Story.goal_id.in_(goal_ids),
                Story.is_private.is_(False),
            )
            .group_by(Story.goal_id)
        )
        return {goal_id: count for goal_id, count in self.session.execute(query) if goal_id is not None}

    def _answers(self) -> Select[Answer]:
        return self.scoped(Answer).join(Story, Story.answer_id == Answer.id).where(self._mine())

    def _mine(self) -> ColumnElement[bool]:
        """What the actor may read: of teams that they see, and private words as their author, or as the goal's
        driver since before any of them was said: who takes it over later was not meant."""
        drives = exists().where(
            Driver.subject_id == Story.goal_id, Driver.user == self.tx.actor, Driver.since < Story.since
        )
        open_to_them = or_(Story.is_private.is_(False), Story.user == self.tx.actor, drives)
        visible = Story.team_id.in_(visible_teams(self.tx))
        return and_(Story.workspace == self.tx.workspace, visible, open_to_them)


def _found_by(search: Search) -> ColumnElement[bool]:
    about = Story.goal_id.in_(search.goal_ids)
    if not search.words:
        return about if search.goal_ids else true()
    return or_(about, and_(*(Story.searchable.contains(word, autoescape=True) for word in search.words)))


def _about(goal_id: UUID | None) -> str:
    return str(goal_id) if goal_id else ""
