"""Readings that come with a check-in: how far a measured goal is along, its indicators say."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.checkins.service import answers
from bot.features.checkins.service.prompts import own
from bot.features.checkins.values.prompts import AnswerView, Confidence, LastWord, Telling
from bot.features.goals import service as goals
from bot.features.goals.values import GoalState
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView, Origin, Status

LOOKS = {Confidence.GREEN: Status.GREEN, Confidence.YELLOW: Status.AMBER, Confidence.RED: Status.RED}
ASKED_MOST = 5  # indicators in one form; the rest is read elsewhere
ENDED = (
    "Goal #{number} has ended, so it takes no numbers any more. Nothing is saved yet: send this once more without them, "
    "and your words are kept."
)


def measured_by(tx: Transaction, goal_id: UUID | None) -> Sequence[IndicatorView]:
    """The indicators that a check-in asks for, primary ones first; none for words beside one's goals."""
    return indicators.of_goals(tx, [goal_id]).get(goal_id, ())[:ASKED_MOST] if goal_id else ()


def tell(
    tx: Transaction, prompt_id: UUID, telling: Telling, values: Mapping[UUID, Decimal]
) -> list[AnswerView]:
    """Keep what somebody says of a measured goal, and their numbers as its readings of today.

    The progress that is told is the one that the goal's weakest indicator has then; without a number, the one that
    was told on this occasion before.

    Args:
        values: by indicator of the goal.

    Raises:
        NotFound, NotAllowed, Conflict: as `answers.tell` does; Conflict also when the goal has ended.
        Invalid: a number has no room.
    """
    own(tx, prompt_id)
    if telling.goal_id is None or not values:
        said = answers.current(tx, prompt_id, telling.goal_id, telling.team_id)
        return answers.tell(tx, prompt_id, replace(telling, progress=said.progress if said else None))
    goal = goals.held(tx, telling.goal_id)
    if goal.state is GoalState.ENDED:
        raise Conflict(ENDED.format(number=goal.number))
    indicators.record_for(tx, telling.goal_id, values, origin=Origin.CHECK_IN)
    return answers.tell(tx, prompt_id, replace(telling, progress=_progress(tx, telling.goal_id)))


def differences(tx: Transaction, said: Mapping[UUID, LastWord]) -> dict[UUID, str]:
    """How the numbers of these goals differ from what was said of them last, where they do."""
    looks = {goal_id: LOOKS[word.confidence] for goal_id, word in said.items() if word.confidence}
    stands = indicators.status_of(tx, looks)
    found = {goal_id: indicators.difference(stands[goal_id].status, looks[goal_id]) for goal_id in stands}
    return {goal_id: sentence for goal_id, sentence in found.items() if sentence}


def _progress(tx: Transaction, goal_id: UUID) -> int | None:
    """The goal's; where its weakest indicator was never read, the least of the others'."""
    stands = indicators.status_of(tx, [goal_id])[goal_id]
    known = [
        one.progress for one in indicators.standings_of(tx, [goal_id])[goal_id] if one.progress is not None
    ]
    return min(known, default=None) if stands.progress is None else stands.progress
