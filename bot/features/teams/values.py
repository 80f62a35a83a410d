"""Teams and where somebody stands in a team, as other rooms see them."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from bot.errors import Conflict

TEAM_CARD = "teams.card"
INVITE_NOTE = "teams.invite"
PURPOSE = 300  # characters


class TeamState(StrEnum):
    """arriving → active | waiting; waiting | asleep → arriving when Cairn is invited; active → asleep when removed."""

    ARRIVING = "arriving"
    WAITING = "waiting"
    ACTIVE = "active"
    ASLEEP = "asleep"


def called(channel_name: str) -> str:
    """A channel as one says it."""
    return f"#{channel_name}" if channel_name else "that channel"


class NoTeamHere(Conflict):
    """No team works where somebody asked for one; commands answer with `views.no_team`, which offers to start one."""


@dataclass(frozen=True, slots=True)
class StartDraft:
    """What somebody enters to start a team.

    Args:
        channel: Slack channel id, from a signed payload of that channel.
        is_private: what the command's channel name tells; Slack is asked before it matters.
        purpose: "what are we here for?", up to 300 characters.
        chosen: Slack user ids picked as members; they count only where the channel has more than 12 people.
    """

    channel: str
    channel_name: str
    is_private: bool
    purpose: str
    chosen: tuple[str, ...] = ()


class SettingsField(StrEnum):
    """The fields of a team's settings, by block id."""

    PURPOSE = "teams.settings.purpose"
    STEWARDS = "teams.settings.stewards"
    GUESTS = "teams.settings.guests"


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """What a team's stewards decide for it.

    Args:
        purpose: up to 300 characters.
        stewards: Slack user ids.
        counts_guests: whether the votes of members count who are guests or of other organisations.
    """

    purpose: str
    stewards: tuple[str, ...]
    counts_guests: bool = False

    @property
    def fingerprint(self) -> str:
        """What tells these settings from others, and is short whatever they hold."""
        held = repr((self.purpose, sorted(self.stewards), self.counts_guests))
        return sha256(held.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What Slack says of a channel."""

    name: str
    is_private: bool


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team as it is now."""

    id: UUID
    channel: str
    channel_name: str
    is_private: bool
    purpose: str
    state: TeamState
    started_by: str
    member_count: int

    @property
    def called(self) -> str:
        """The channel as one says it; Slack tells a private one's name only once Cairn is in it."""
        return called(self.channel_name)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in a team's channel.

    Args:
        is_person: False for bots and deactivated accounts; somebody unknown is taken for a person.
    """

    user: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class ChannelToRead:
    """A team whose channel Slack is to be asked about."""

    workspace: str
    team_id: UUID
    channel: str


@dataclass(frozen=True, slots=True)
class TeamPortrait:
    """All that a team's card shows.

    Args:
        names: those of up to 12 members; people not looked up yet have none.
        stewards: those of up to 12 stewards, likewise; none may be known though `has_steward`.
    """

    team: TeamView
    names: tuple[str, ...]
    has_steward: bool
    stewards: tuple[str, ...] = ()
