"""What happens to teams; the subject is the team's id."""

from dataclasses import dataclass
from typing import ClassVar

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStarted(Event):
    """Somebody ran `/cairn start` in a channel."""

    kind: ClassVar[str] = "teams.started"
    channel: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamArrived(Event):
    """Cairn is in the channel and knows who else is: the team is active."""

    kind: ClassVar[str] = "teams.arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSlept(Event):
    """Cairn left the channel, or the channel was archived or deleted; nothing of the team was deleted."""

    kind: ClassVar[str] = "teams.slept"


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberJoined(Event):
    """Somebody became a member."""

    kind: ClassVar[str] = "teams.member_joined"
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLeft(Event):
    """Somebody is no longer a member."""

    kind: ClassVar[str] = "teams.member_left"
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StewardNamed(Event):
    """A member became a steward."""

    kind: ClassVar[str] = "teams.steward_named"
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StewardReleased(Event):
    """A member is steward no more."""

    kind: ClassVar[str] = "teams.steward_released"
    user: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeChanged(Event):
    """A steward said anew what the team is here for."""

    kind: ClassVar[str] = "teams.purpose_changed"
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestsRuled(Event):
    """A steward decided whether guests and people of other organisations are counted in votes."""

    kind: ClassVar[str] = "teams.guests_ruled"
    counts: bool
