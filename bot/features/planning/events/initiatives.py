"""What happens to initiatives; the subject is the goal's id, or the initiative's own when it serves none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.planning.values.initiatives import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeEvent(Event):
    """Something happened to an initiative."""

    team_id: UUID
    initiative_id: UUID
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeAdded(InitiativeEvent):
    """Somebody put an initiative on record."""

    kind: ClassVar[str] = "planning.initiative_added"
    number: int
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeEdited(InitiativeEvent):
    """Its words, its goal or its due date changed; `before` and `after` name only what differs."""

    kind: ClassVar[str] = "planning.initiative_edited"
    before: Words
    after: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeStarted(InitiativeEvent):
    """Work on it began."""

    kind: ClassVar[str] = "planning.initiative_started"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeDone(InitiativeEvent):
    """It is done."""

    kind: ClassVar[str] = "planning.initiative_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeReopened(InitiativeEvent):
    """It turned out not to be done, or not to be let go."""

    kind: ClassVar[str] = "planning.initiative_reopened"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeLetGo(InitiativeEvent):
    """The team lets it go."""

    kind: ClassVar[str] = "planning.initiative_let_go"
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseOver(InitiativeEvent):
    """What it was to bring was declined or is needed no more; it stays in its team's backlog.

    Args:
        what: as who needed it calls it.
    """

    kind: ClassVar[str] = "planning.promise_over"
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeRanked(InitiativeEvent):
    """It has another place among the team's open ones, counted from 1."""

    kind: ClassVar[str] = "planning.initiative_ranked"
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSlipped(InitiativeEvent):
    """What it waits for moved, and with it the day by which it can be expected.

    Args:
        because_of: the initiative that it waits for longest, or whose change lets it be in time again; its title is
            not for everybody's eyes.
        waits_for: what it waits for, as its own team calls it; empty when it is in time again.
    """

    kind: ClassVar[str] = "planning.due_slipped"
    due: date | None
    before: date | None
    after: date | None
    because_of: UUID
    waits_for: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeDriverChanged(InitiativeEvent):
    """Somebody else drives an initiative of a goal, or nobody; ownership's own event is about the initiative only."""

    kind: ClassVar[str] = "planning.initiative_driver_changed"
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativePeopleChanged(InitiativeEvent):
    """Who contributes to an initiative of a goal, is consulted or informed changed; likewise.

    Args:
        before, after: the role by Slack user id, of those only for whom it differs.
    """

    kind: ClassVar[str] = "planning.initiative_people_changed"
    before: Mapping[str, str]
    after: Mapping[str, str]
