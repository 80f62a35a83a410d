"""What people give to a round, and what becomes of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

TEXT_MOST = 1_000  # characters of an input
WHY_MOST = 300  # characters of why it was adopted, parked or declined


class Kind(StrEnum):
    """What is asked for (P1)."""

    PERSPECTIVE = "perspective"
    CONSTRAINT = "constraint"
    HOPE = "hope"


class Outcome(StrEnum):
    """What became of an input."""

    ADOPTED = "adopted"
    PARKED = "parked"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class InputDraft:
    """One thing that somebody gives.

    Args:
        goal_id: the goal that it is about; None for no single goal.
    """

    goal_id: UUID | None
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputView:
    """Something that was given to a round.

    Args:
        goal_id: the goal that it is about; None for no single goal.
        author: Slack user id; None where the round keeps no names.
        page: the number of the reply that shows it, from 1; None while its round is open.
        outcome, why: what became of it, both empty until it was sorted.
        sorted_by: Slack user id of whoever said so last.
        sorted_at: when; who sorts it names the moment that they saw.
    """

    id: UUID
    round_id: UUID
    goal_id: UUID | None
    kind: Kind
    text: str
    author: str | None
    page: int | None
    outcome: Outcome | None = None
    why: str = ""
    sorted_by: str | None = None
    sorted_at: datetime | None = None
