"""What happens to input rounds. Nothing here ever tells who gave what, or what they wrote."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.inputs.values.given import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRoundOpened(Event):
    """Somebody asked their team for input; the subject is the team's id."""

    kind: ClassVar[str] = "inputs.opened"
    round_id: UUID
    is_anonymous: bool
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRoundEnded(Event):
    """Somebody ended it before its time, so nothing more is taken; the subject is the team's id."""

    kind: ClassVar[str] = "inputs.ended"
    round_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class InputRoundClosed(Event):
    """It is over, and what was given is shown; the subject is the team's id.

    Args:
        contributors: how many people gave something.
        inputs: how many are shown; none when they were erased.
    """

    kind: ClassVar[str] = "inputs.closed"
    round_id: UUID
    contributors: int
    inputs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class InputSettled(Event):
    """Somebody said what becomes of an input; the subject is the id of the goal it is about, else of the team."""

    kind: ClassVar[str] = "inputs.settled"
    team_id: UUID
    round_id: UUID
    input_id: UUID
    before: Outcome | None
    after: Outcome
    why: str
