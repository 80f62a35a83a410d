"""What happens to goals, told to the rooms above and kept in the activity log; the subject is the goal's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProposed(Event):
    """Somebody proposed a goal."""

    kind: ClassVar[str] = "goals.proposed"
    team_id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEdited(Event):
    """The words of a goal changed; `before` and `after` name only what differs."""

    kind: ClassVar[str] = "goals.edited"
    team_id: UUID
    before: dict[str, str | bool]
    after: dict[str, str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWithdrawn(Event):
    """The proposer took a goal back before anybody voted."""

    kind: ClassVar[str] = "goals.withdrawn"
    team_id: UUID
    number: int
    title: str
