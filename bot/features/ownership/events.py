"""What happens to who drives a goal, to who else has a part in it, and to a team's roles; subject: what it is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalClaimed(Event):
    """Somebody became the driver of a goal that had none."""

    kind: ClassVar[str] = "ownership.claimed"
    driver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReleased(Event):
    """The goal has no driver any more."""

    kind: ClassVar[str] = "ownership.released"
    driver: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalHandedOver(Event):
    """Another person drives the goal from now on."""

    kind: ClassVar[str] = "ownership.handed_over"
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DriverChanged(Event):
    """Somebody else, or nobody, drives a thing of a room above; for goals the three events above are told instead.

    Args:
        sort: the noun of the room above.
        why: the word that went with it.
    """

    kind: ClassVar[str] = "ownership.driver_changed"
    sort: str
    team_id: UUID
    before: str | None
    after: str | None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleChanged(Event):
    """Who contributes, is consulted or informed changed.

    Args:
        before, after: the role by Slack user id, of those only for whom it differs.
    """

    kind: ClassVar[str] = "ownership.people_changed"
    sort: str
    team_id: UUID
    before: Mapping[str, str]
    after: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferMade(Event):
    """Somebody was asked to drive it; that they accept is told as a change of driver."""

    kind: ClassVar[str] = "ownership.offer_made"
    sort: str
    team_id: UUID
    taker: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferDeclined(Event):
    """Who was asked would rather not."""

    kind: ClassVar[str] = "ownership.offer_declined"
    sort: str
    team_id: UUID
    taker: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferWithdrawn(Event):
    """The offer was taken back, or came to nothing because things moved on."""

    kind: ClassVar[str] = "ownership.offer_withdrawn"
    sort: str
    team_id: UUID
    taker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferExpired(Event):
    """Nobody answered the offer in time."""

    kind: ClassVar[str] = "ownership.offer_expired"
    sort: str
    team_id: UUID
    taker: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleMade(Event):
    """A steward described a new role of the team."""

    kind: ClassVar[str] = "ownership.role_made"
    team_id: UUID
    name: str
    purpose: str
    alone: str
    together: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleChanged(Event):
    """The words or the decision areas of a role changed; `before` and `after` name only what differs."""

    kind: ClassVar[str] = "ownership.role_changed"
    team_id: UUID
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRetired(Event):
    """The team does without the role."""

    kind: ClassVar[str] = "ownership.role_retired"
    team_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleTaken(Event):
    """Somebody holds the role from now on."""

    kind: ClassVar[str] = "ownership.role_taken"
    team_id: UUID
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLaidDown(Event):
    """Somebody holds the role no more."""

    kind: ClassVar[str] = "ownership.role_laid_down"
    team_id: UUID
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSettled(Event):
    """A steward said which role decides about an area.

    Args:
        before: names of the roles that had it.
        after: the name of the one that has it; None when the team decides about it no more.
    """

    kind: ClassVar[str] = "ownership.area_settled"
    team_id: UUID
    name: str
    before: tuple[str, ...]
    after: str | None
