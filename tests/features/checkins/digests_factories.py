"""Answers as the digests' and stories' tests need them."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from bot.features.checkins.values.prompts import AnswerView, Confidence
from tests.features.goals.factories import ANA, NOON, TEAM

CADENCE = UUID(int=70)
DAY = date(2026, 3, 3)
GREEN, YELLOW, RED = Confidence.GREEN, Confidence.YELLOW, Confidence.RED
GOAL = UUID(int=3)


def answer(user: str = ANA, *, occasion: int | None = None, minutes: int = 0, **said: Any) -> AnswerView:
    """Somebody's answer; each person has one occasion, and `said` are the answer's other fields."""
    bare = AnswerView(
        id=UUID(int=abs(hash((user, minutes, str(said)))) % 2**64),
        occasion_id=UUID(int=occasion if occasion is not None else sum(map(ord, user))),
        cadence_id=CADENCE,
        team_id=TEAM,
        day=DAY,
        user=user,
        goal_id=GOAL,
        confidence=None,
        before=None,
        progress=None,
        why="",
        question="",
        words="",
        is_private=False,
        wants_change=False,
        at=NOON + timedelta(minutes=minutes),
        version=1,
    )
    return replace(bare, **said)
