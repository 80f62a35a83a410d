"""Who drives what, who shares in it, what is offered to whom, and which roles a team has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

HANDOVER = "ownership.handover"  # kind of the surface: a reply under the goal's card
OFFER = "ownership.offer"  # kind of the notice to whom something is offered; subject: the offer's id
OFFER_ENDED = "ownership.offer_ended"  # kind of the notice to who offered it in vain; subject: the offer's id
SHARED = "ownership.shared"  # kind of the notice to whom a colleague named; subject: the thing's id
ROLE_RETIRED = "ownership.role_retired"  # kind of the notice to who held it; subject: the role's id
LOAD = "ownership.load"  # kind of the notice to who drives a lot; subject: their Slack user id
THINGS = "ownership.things"  # name of the view of things in notes: each room tells of its own
OWNERSHIP_SCAN = (
    "ownership.scan"  # name of the view of `/goal gaps`, a subject a team: rooms above add findings
)
NOTE_MOST = 500  # characters
NAME_MOST, PURPOSE_MOST = 60, 300  # characters of a role's or an area's name, and of a role's purpose
AREAS_MOST = 10  # of one role
GOAL, ROLE = "goal", "role"  # sorts of what somebody can be offered; rooms above name their own
TAKER = "ownership.taker"  # the form's field; a choice that can't be is explained beneath it


@dataclass(frozen=True, slots=True)
class Ownable:
    """Something that one person drives: a goal, or a thing of a room above.

    Args:
        sort: "goal", or the noun of the room above: "initiative".
        title: its words, shown to those it is offered to; they are members of its team.
    """

    id: UUID
    sort: str
    team_id: UUID
    title: str


class Role(StrEnum):
    """What somebody is to a goal or an initiative (P10)."""

    DRIVER = "driver"
    CONTRIBUTOR = "contributor"
    CONSULTED = "consulted"
    INFORMED = "informed"


class Field(StrEnum):
    """The fields for people beside the driver, by block id; named as the roles are."""

    CONTRIBUTOR = "ownership.contributors"
    CONSULTED = "ownership.consulted"
    INFORMED = "ownership.informed"


@dataclass(frozen=True, slots=True)
class DriverView:
    """The one person who keeps something moving (P10: exactly one)."""

    subject_id: UUID
    user: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Holders:
    """Everybody with a role in something: Slack user ids, in the order in which they came."""

    driver: str | None = None
    contributors: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()

    @property
    def everybody(self) -> tuple[str, ...]:
        """All of them, the driver first."""
        first = (self.driver,) if self.driver else ()
        return (*first, *self.contributors, *self.consulted, *self.informed)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What the form begins with that says who has a part in a thing.

    Args:
        holders: those of them who are members of its team, and its driver.
        left: who has a part and is no member any more; saving takes them off.
        seen: fingerprint of who has one, so that nobody's change is overwritten.
    """

    thing: Ownable
    holders: Holders
    left: tuple[str, ...]
    seen: str


@dataclass(frozen=True, slots=True)
class HandoverView:
    """One change of driver that the team reads of under the goal's card.

    Args:
        giver: who did it: the driver, a steward of the team, or who offered it.
        former: who drove the goal until then.
        taker: who drives it now; None when it was released.
        note: what the giver wanted to say.
    """

    id: UUID
    goal_id: UUID
    giver: str
    former: str
    taker: str | None
    note: str


class OfferState(StrEnum):
    """pending → accepted | declined | withdrawn | overtaken | left | expired."""

    PENDING = "pending"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    OVERTAKEN = "overtaken"
    LEFT = "left"  # whom it was made to left the team
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferView:
    """Something offered to a member, who may accept or decline.

    Args:
        thing: what is offered, as it was called then.
        giver: who offers it.
        taker: to whom.
        former: who drove it when it was offered; None when nobody did.
        note: a word for them, up to 500 characters.
        expires_at: until when it waits for an answer.
        why: the reason that was given for declining, up to 500 characters.
    """

    id: UUID
    thing: Ownable
    giver: str
    taker: str
    former: str | None
    note: str
    state: OfferState
    made_at: datetime
    expires_at: datetime
    why: str

    def is_pending_at(self, now: datetime) -> bool:
        """Whether it still waits for an answer; a late clock does not prolong it."""
        return self.state is OfferState.PENDING and now < self.expires_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """A goal, or a thing of a room above, as ownership knows it.

    Args:
        has_left: its driver is no member of the team any more.
        offer: what waits for somebody's answer.
        is_open: the team still means to work on it.
    """

    subject_id: UUID
    holders: Holders = Holders()
    has_left: bool = False
    offer: OfferView | None = None
    is_open: bool = True

    @property
    def is_free(self) -> bool:
        """Whether it waits for a driver."""
        return self.holders.driver is None or self.has_left


class RoleField(StrEnum):
    """What a role's form asks for, by block id: what can't be used is explained beneath it."""

    NAME = "ownership.role.name"
    PURPOSE = "ownership.role.purpose"
    ALONE = "ownership.role.alone"
    TOGETHER = "ownership.role.together"
    AREAS = "ownership.role.areas"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDraft:
    """What a role of a team is to be (P10: a purpose and decision boundaries).

    Args:
        name: up to 60 characters.
        purpose: what it is there for, up to 300 characters.
        alone: what whoever holds it decides without asking; may stay empty.
        together: what they decide with others, and with whom; may stay empty.
        areas: names of what it decides about; each should belong to exactly one role (P11).
    """

    name: str
    purpose: str
    alone: str = ""
    together: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRoleView(RoleDraft):
    """A role of a team.

    Args:
        holders: Slack user ids of the members who hold it, in the order in which they took it.
        changed_at: when its words last changed; an edit names the version that it began with.
    """

    id: UUID
    team_id: UUID
    holders: tuple[str, ...]
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RetiredRole:
    """A role that a team did without from a moment on; what happened to it stays on record."""

    id: UUID
    name: str
    retired_at: datetime


@dataclass(frozen=True, slots=True)
class AreaView:
    """Something that a role of a team decides about.

    Args:
        roles: names by id of the roles that have it; exactly one is right.
    """

    id: UUID
    team_id: UUID
    name: str
    roles: Mapping[UUID, str]

    @property
    def fingerprint(self) -> str:
        """What tells these roles from others."""
        return sha256(repr(sorted(map(str, self.roles))).encode()).hexdigest()[:16]


class Gap(StrEnum):
    """What a scan finds (P11), in the order in which it is told."""

    DEPARTED = "departed"
    UNDRIVEN = "undriven"
    UNHELD = "unheld"
    UNOWNED = "unowned"
    CONTESTED = "contested"


@dataclass(frozen=True, slots=True, kw_only=True)
class GapThing:
    """One thing that a scan found: a goal, a role, or a decision area.

    Args:
        number: a goal's.
        left: who drove it and is no member any more, Slack user id.
        roles: names of the roles that both decide about an area.
    """

    id: UUID
    title: str
    number: int | None = None
    left: str | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """All that a scan found of one kind: how many there are, and some of them."""

    gap: Gap
    count: int
    things: tuple[GapThing, ...] = ()
