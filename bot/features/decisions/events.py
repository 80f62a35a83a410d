"""What happens to decisions, told to the rooms above and kept in the activity log; the subject is the decision's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.decisions.values import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionLogged(Event):
    """Somebody put a decision on record."""

    kind: ClassVar[str] = "decisions.logged"
    team_id: UUID
    number: int
    title: str
    decider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEdited(Event):
    """A decision on record changed; `before` and `after` name only what differs."""

    kind: ClassVar[str] = "decisions.edited"
    team_id: UUID
    before: Words
    after: Words
