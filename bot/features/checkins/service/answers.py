"""Giving, changing and reading answers (P13, P14)."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.checkins.events.prompts import CheckinAnswered
from bot.features.checkins.repository.answers import Answers, telling_of
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.service.prompts import GONE, own, respond
from bot.features.checkins.values.prompts import (
    WORDS_MOST,
    AnswerView,
    Confidence,
    Counts,
    LastWord,
    OccasionState,
    OccasionView,
    Telling,
)
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams
from bot.text import shorten

WHICH_TEAM = (
    "Several of your teams ask together, and it isn't clear which of them these words are for, so nobody reads them. "
    "The rest of your check-in is as it was: open the form once more and choose."
)


def tap(tx: Transaction, prompt_id: UUID, goal_id: UUID, confidence: Confidence) -> list[AnswerView]:
    """One tap says how a goal looks; what was said of it before on this occasion stays. Raises as `tell` does."""
    own(tx, prompt_id)
    said = current(tx, prompt_id, goal_id)
    before = telling_of(said) if said else Telling(goal_id=goal_id)
    return tell(tx, prompt_id, replace(before, confidence=confidence))


def tell(tx: Transaction, prompt_id: UUID, telling: Telling, *, on: UUID | None = None) -> list[AnswerView]:
    """Keep what somebody says as a new version; saying the same again changes nothing.

    A team that checks in twice a day is told once for both. Where all that was said is taken back, it is open again.

    Args:
        on: only this occasion is told.

    Returns:
        The versions that are new.

    Raises:
        NotFound: the prompt isn't the actor's, they left its teams, or the goal is none of theirs.
        NotAllowed: they say how a goal looks that somebody else drives, or the team is strict and in another phase.
        Conflict: the goal was withdrawn, or several teams ask and nobody said for which of them these words are.
    """
    row = own(tx, prompt_id)
    occasions = Prompts(tx).occasions_of(row.id)
    telling = _addressed(telling, occasions)
    goal = _goal(tx, telling) if telling.goal_id else None
    team_id = goal.team_id if goal else telling.team_id
    concerned = [one for one in occasions if on in {None, one.id} and _concerns(tx, one, team_id)]
    if not concerned:
        raise NotFound(GONE)
    cycles.require(tx, concerned[0].team_id, Doing.CHECK_IN)
    written = _written(tx, concerned, occasions, telling)
    if written:
        respond(tx, row)
    if written and goal is not None:
        tx.touch(GOAL_CARD, goal.id)
    return written


def tell_besides(tx: Transaction, prompt_id: UUID, telling: Telling) -> list[AnswerView]:
    """Add words to those that were said before, private for good once any of them are; raises as `tell` does."""
    own(tx, prompt_id)
    said = current(tx, prompt_id, telling.goal_id, telling.team_id)
    before = telling_of(said) if said else telling
    words = telling.words if said is None else f"{said.words}\n{telling.words}".strip()
    added = replace(
        before,
        words=shorten(words, WORDS_MOST),
        question=telling.question or before.question,
        is_private=telling.is_private or before.is_private,
    )
    return tell(tx, prompt_id, added)


def current(
    tx: Transaction, prompt_id: UUID, goal_id: UUID | None, team_id: UUID | None = None
) -> AnswerView | None:
    """What was said last of a goal in answer to a prompt, or of none.

    Args:
        team_id: of words that belong to no goal only this team's; None where only one team asks.
    """
    found = [answer for answer in answers_to(tx, prompt_id) if answer.goal_id == goal_id]
    wanted = [answer for answer in found if goal_id or team_id in {None, answer.team_id}]
    return wanted[-1] if wanted else None


def answers_to(tx: Transaction, prompt_id: UUID) -> list[AnswerView]:
    """All that was said in answer to a prompt, newest versions only."""
    return Answers(tx).of_occasions([one.id for one in Prompts(tx).occasions_of(prompt_id)])


def versions(tx: Transaction, occasion_id: UUID, goal_id: UUID | None) -> list[AnswerView]:
    """Every version of one answer, oldest first, taken-back ones included."""
    return Answers(tx).versions(occasion_id, goal_id)


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


def _addressed(telling: Telling, occasions: Sequence[OccasionView]) -> Telling:
    """The same with the team that reads it, where that isn't its goal's: words are never told to several."""
    if telling.goal_id is not None:
        return replace(telling, team_id=None)
    if telling.team_id is not None:
        return telling
    asking = {one.team_id for one in occasions}
    if len(asking) > 1:
        raise Conflict(WHICH_TEAM)
    return replace(telling, team_id=next(iter(asking), None))


def _concerns(tx: Transaction, occasion: OccasionView, team_id: UUID | None) -> bool:
    """Whether it is for this team to hear; who left it is heard there no more."""
    return occasion.team_id == team_id and teams.is_member(tx, occasion.team_id, occasion.user)


def _goal(tx: Transaction, telling: Telling) -> GoalView:
    """The goal, whose driver can't change meanwhile."""
    if telling.goal_id is None:
        raise NotFound(GONE)
    goal = goals.held(tx, telling.goal_id)
    if goal.is_withdrawn:
        raise Conflict(f"“{goal.title}” was taken back by who proposed it. Nothing was changed.")
    driver = ownership.driver_of(tx, goal.id)
    says_how = telling.confidence is not None or telling.progress is not None
    if says_how and (driver is None or driver.user != tx.actor):
        raise NotAllowed(
            f"How “{goal.title}” stands is for its driver to say, and that isn't you any more. Nothing was changed; "
            "a word about it is welcome at the end of your check-in."
        )
    return goal


def _written(
    tx: Transaction, concerned: Sequence[OccasionView], occasions: Sequence[OccasionView], telling: Telling
) -> list[AnswerView]:
    """New versions, one for each occasion on which something new is said."""
    repository, said = Answers(tx), []
    for one in concerned:
        earlier = repository.versions(one.id, telling.goal_id)
        if telling_of(earlier[-1]) == telling if earlier else telling.is_empty:
            continue
        before = earlier[0].before if earlier else _confidence_before(tx, telling, occasions)
        said.append(repository.add_version(one, telling, len(earlier) + 1, before))
        is_answered = bool(repository.of_occasions([one.id]))
        Prompts(tx).become([one.id], OccasionState.ANSWERED if is_answered else OccasionState.OPEN)
        tx.happened(
            CheckinAnswered(
                subject=str(one.id),
                cadence_id=one.cadence_id,
                team_id=one.team_id,
                day=one.day,
                goal_ids=(telling.goal_id,) if telling.goal_id else (),
            )
        )
    return said


def _confidence_before(
    tx: Transaction, telling: Telling, occasions: Sequence[OccasionView]
) -> Confidence | None:
    """What anybody may read: it is told with the change, where it would give away a private answer."""
    if telling.goal_id is None:
        return None
    said = Answers(tx).last_words([telling.goal_id], apart_from=[one.id for one in occasions])
    return said[telling.goal_id].confidence if telling.goal_id in said else None
