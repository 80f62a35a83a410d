"""All SQL of answers: every version is kept, the newest is what counts."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from bot.db.repository import Repository
from bot.features.cadences.models import Cadence
from bot.features.checkins.models.prompts import Answer, Occasion
from bot.features.checkins.values.prompts import AnswerView, Confidence, LastWord, OccasionView, Telling

later = aliased(Answer, name="later_answer")
NEWEST = ~(
    select(later.id)
    .where(
        later.occasion_id == Answer.occasion_id,
        or_(later.goal_id == Answer.goal_id, and_(later.goal_id.is_(None), Answer.goal_id.is_(None))),
        later.version > Answer.version,
    )
    .exists()
)
"""No later version of the same thing was given."""


class Answers(Repository):
    """What people said; who may read it is the caller's question, asked of teams and goals."""

    def newest(self, *where: ColumnElement[bool]) -> list[AnswerView]:
        """The newest versions, oldest first; taken-back ones are left out."""
        query = self.scoped(Answer).where(NEWEST, *where).order_by(Answer.at, Answer.id)
        found = [view_of(row) for row in self.session.scalars(query)]
        return [answer for answer in found if not telling_of(answer).is_empty]

    def of_occurrence(self, cadence_id: UUID, day: date) -> list[AnswerView]:
        """Everybody's answers of one occurrence of a cadence."""
        return self.newest(Answer.cadence_id == cadence_id, Answer.day == day)

    def of_occasions(self, occasion_ids: Collection[UUID]) -> list[AnswerView]:
        """One person's answers."""
        return self.newest(Answer.occasion_id.in_(occasion_ids))

    def versions(self, occasion_id: UUID, goal_id: UUID | None) -> list[AnswerView]:
        """Every version of one thing, oldest first, taken-back ones included."""
        same = Answer.goal_id == goal_id if goal_id else Answer.goal_id.is_(None)
        query = self.scoped(Answer).where(Answer.occasion_id == occasion_id, same).order_by(Answer.version)
        return [view_of(row) for row in self.session.scalars(query)]

    def told(self, occasion_id: UUID, goal_id: UUID | None) -> list[AnswerView]:
        """Every version of one thing that was said in answer to the same prompt, on whichever of its occasions."""
        of_prompt = select(Occasion.prompt_id).where(Occasion.id == occasion_id).scalar_subquery()
        beside = select(Occasion.id).where(Occasion.prompt_id == of_prompt)
        same = Answer.goal_id == goal_id if goal_id else Answer.goal_id.is_(None)
        query = self.scoped(Answer).where(Answer.occasion_id.in_(beside), same)
        return [view_of(row) for row in self.session.scalars(query.order_by(Answer.at, Answer.version))]

    def one(self, answer_id: UUID) -> AnswerView | None:
        """One version."""
        row = self.session.scalars(self.scoped(Answer).where(Answer.id == answer_id)).one_or_none()
        return view_of(row) if row else None

    def add_version(
        self, occasion: OccasionView, telling: Telling, version: int, before: Confidence | None
    ) -> AnswerView:
        """Write a new version."""
        row = Answer(
            occasion_id=occasion.id,
            cadence_id=occasion.cadence_id,
            team_id=occasion.team_id,
            goal_id=telling.goal_id,
            user=occasion.user,
            day=occasion.day,
            version=version,
            at=self.tx.now,
            confidence=telling.confidence,
            before=before,
            progress=telling.progress,
            why=telling.why,
            question=telling.question,
            words=telling.words,
            is_private=telling.is_private,
            wants_change=telling.wants_change,
        )
        return view_of(self.add(row))

    def last_words(
        self, goal_ids: Collection[UUID], *, reader: str = "", apart_from: Collection[UUID] = ()
    ) -> dict[UUID, LastWord]:
        """The newest confidence and progress of each goal that has any.

        Args:
            reader: also count what this person said privately.
            apart_from: occasions to look past.
        """
        seen = or_(Answer.is_private.is_(False), Answer.user == reader)
        mine = and_(Answer.goal_id.in_(goal_ids), Answer.occasion_id.not_in(apart_from), seen, NEWEST)
        found: dict[UUID, LastWord] = {}
        for column in (Answer.confidence, Answer.progress):
            for row in self.session.execute(self._last(and_(mine, column.is_not(None)))):
                found[row.goal_id] = _merged(found.get(row.goal_id), row, column.key)
        return found

    def _last(self, where: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
        """The newest answer of each goal among these."""
        place = func.row_number().over(
            partition_by=Answer.goal_id, order_by=(Answer.at.desc(), Answer.version.desc(), Answer.id)
        )
        ranked = (
            select(
                Answer.goal_id,
                Answer.user,
                Answer.confidence,
                Answer.progress,
                Answer.at,
                place.label("place"),
            )
            .where(Answer.workspace == self.tx.workspace, where)
            .subquery()
        )
        return select(ranked).where(ranked.c.place == 1)

    def answered(self, cadence_id: UUID, day: date) -> set[str]:
        """Who said anything on this occurrence."""
        return {answer.user for answer in self.of_occurrence(cadence_id, day)}

    def questions_of(self, cadence_id: UUID) -> list[str]:
        """The questions that a cadence was given, also while its team sleeps; none for the usual ones."""
        kept = self.scoped(Cadence).where(Cadence.id == cadence_id).with_only_columns(Cadence.detail)
        detail = self.session.scalars(kept).one_or_none() or {}
        questions = detail.get("questions")
        return [one for one in questions if isinstance(one, str)] if isinstance(questions, list) else []

    def earlier_days(self, cadence_id: UUID, day: date) -> int:
        """How many occurrences the cadence had before this one."""
        query = select(func.count(Occasion.day.distinct())).where(
            Occasion.workspace == self.tx.workspace,
            Occasion.cadence_id == cadence_id,
            Occasion.day < day,
            Occasion.is_asked,
        )
        return self.session.scalars(query).one()


def _merged(known: LastWord | None, row: Any, part: str) -> LastWord:
    """The two halves of a last word, which may come from two answers."""
    user, at = (known.user, known.at) if known and known.at > row.at else (row.user, row.at)
    confidence, progress = (known.confidence, known.progress) if known else (None, None)
    if part == "confidence":
        confidence = Confidence(row.confidence)
    else:
        progress = row.progress
    return LastWord(row.goal_id, user, confidence, progress, at)


def telling_of(answer: AnswerView) -> Telling:
    """What an answer says, apart from who, when and where."""
    return Telling(
        goal_id=answer.goal_id,
        confidence=answer.confidence,
        progress=answer.progress,
        why=answer.why,
        question=answer.question,
        words=answer.words,
        is_private=answer.is_private,
        wants_change=answer.wants_change,
        team_id=None if answer.goal_id else answer.team_id,
    )


def view_of(row: Answer) -> AnswerView:
    """A row as a value."""
    return AnswerView(
        id=row.id,
        occasion_id=row.occasion_id,
        cadence_id=row.cadence_id,
        team_id=row.team_id,
        day=row.day,
        user=row.user,
        goal_id=row.goal_id,
        confidence=Confidence(row.confidence) if row.confidence else None,
        before=Confidence(row.before) if row.before else None,
        progress=row.progress,
        why=row.why,
        question=row.question,
        words=row.words,
        is_private=row.is_private,
        wants_change=row.wants_change,
        at=row.at,
        version=row.version,
    )
