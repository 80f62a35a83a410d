"""Giving, changing and reading answers (P13, P14)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.repository.answers import Answers
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.values.prompts import AnswerView, Counts, LastWord


def answers_of(tx: Transaction, cadence_id: UUID, day: date) -> list[AnswerView]:
    """The newest version of everything said on one occurrence of a cadence, oldest first, private answers included.

    Who shows them checks who may read: the team's things through its visibility, private ones by their author and
    the goal's driver only.
    """
    return Answers(tx).of_occurrence(cadence_id, day)


def answer(tx: Transaction, answer_id: UUID) -> AnswerView | None:
    """One version of an answer, for who shows it."""
    return Answers(tx).one(answer_id)


def counts(tx: Transaction, cadence_id: UUID, day: date) -> Counts:
    """How many were asked on this occurrence, and how many answered."""
    answered = Answers(tx).answered(cadence_id, day)
    asked = Prompts(tx).asked(cadence_id, day)
    return Counts(len(asked | answered) if asked else 0, len(answered))


def last_words(tx: Transaction, goal_ids: Collection[UUID], *, reader: str = "") -> dict[UUID, LastWord]:
    """The newest confidence and progress of each goal that has any; private ones only for their author, `reader`."""
    return Answers(tx).last_words(goal_ids, reader=reader)


def first_asked_at(tx: Transaction, cadence_id: UUID, day: date) -> datetime | None:
    """When the first prompt of this occurrence was sent; None while none was."""
    return Prompts(tx).first_asked_at(cadence_id, day)
