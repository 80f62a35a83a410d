"""What happens to actions; the subject is the action's id."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionEvent(Event):
    """Something happened to an action; rooms above know it by where it came from."""

    team_id: UUID
    source: str
    source_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionAdded(ActionEvent):
    """Somebody put an action on record."""

    kind: ClassVar[str] = "planning.action_added"
    text: str
    owner: str | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDone(ActionEvent):
    """The action is done."""

    kind: ClassVar[str] = "planning.action_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionReopened(ActionEvent):
    """It turned out not to be done, or not to be dropped."""

    kind: ClassVar[str] = "planning.action_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionDropped(ActionEvent):
    """The team lets it go."""

    kind: ClassVar[str] = "planning.action_dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionMoved(ActionEvent):
    """It is due on another day."""

    kind: ClassVar[str] = "planning.action_moved"
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionHandedOver(ActionEvent):
    """Another member takes it on."""

    kind: ClassVar[str] = "planning.action_handed_over"
    before: str | None
    after: str
