"""What recurs for a team, and whom it is due for when, as other rooms see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID

from bot.clock.recurrence import Schedule

TEAM_ITSELF = ""  # the subscriber of what is due once for the whole team
Json = Mapping[str, object]


class Kind(StrEnum):
    """What a cadence is for; the room above that made it knows what to do when it is due."""

    CHECKIN = "checkin"
    RETRO = "retro"
    READING = "reading"


class CadenceState(StrEnum):
    """active ⇄ paused, and either → stopped, which is for good."""

    ACTIVE = "active"
    PAUSED = "paused"
    STOPPED = "stopped"


class ZonePolicy(StrEnum):
    """Whose clock the time of day is read from: each person's own, or the team's for everybody."""

    OWN = "own"
    TEAM = "team"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """When something recurs.

    Args:
        schedule: on which local dates.
        at: the local time of day.
        zones: whose local time that is.
    """

    schedule: Schedule
    at: time
    zones: ZonePolicy = ZonePolicy.OWN


@dataclass(frozen=True, slots=True)
class CadenceDraft:
    """A cadence that somebody wants.

    Args:
        who: whom the room above enrols, in its own words; kept and given back unread.
        detail: whatever else that room wants to keep with it, such as the questions.
    """

    team_id: UUID
    kind: Kind
    rhythm: Rhythm
    who: Json
    detail: Json


@dataclass(frozen=True, slots=True)
class CadenceView:
    """A cadence as it is now.

    Args:
        version: how often it was changed; a form gives back the one it was opened with.
        made_by: Slack user id, or None when it came with the team.
        skipped: the one local date on which it is left out.
    """

    id: UUID
    team_id: UUID
    kind: Kind
    state: CadenceState
    rhythm: Rhythm
    who: Json
    detail: Json
    version: int
    made_by: str | None
    made_at: datetime
    skipped: date | None


@dataclass(frozen=True, slots=True)
class Due:
    """One subscription whose hour has come.

    Args:
        user: Slack user id, or TEAM_ITSELF.
        day: the local date it is for; the key that makes it happen once.
        due: the moment, UTC; up to 24 hours ago.
        zone: IANA name of the zone that `day` is a date in.
        takes_part: False for who is only enrolled besides.
    """

    workspace: str
    cadence_id: UUID
    team_id: UUID
    user: str
    day: date
    due: datetime
    zone: str
    takes_part: bool = True
