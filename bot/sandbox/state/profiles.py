"""What people set for themselves - zone, status, do-not-disturb - and whose account was switched off."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, Stamps, new_id
from bot.sandbox.state.announcements import Announcer
from bot.sandbox.state.directory import Directory
from bot.sandbox.workspace import Person

_COLORS = ("3f7d5b", "8a5a2b", "2f6690", "9b3d62", "5c4d9a", "a0522d")
_UNSET = 1  # what Slack writes for both ends of a do-not-disturb that isn't


@dataclass(frozen=True, slots=True)
class Status:
    """What someone says of themselves; `emoji` is written with its colons, `until` None means until they change it."""

    text: str = ""
    emoji: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """From when until when someone wants no notifications."""

    start: datetime
    end: datetime


class Profiles:
    """Keeps profiles and tells of each change as Slack does; statuses and pauses end by the workspace's clock."""

    def __init__(self, directory: Directory, stamps: Stamps, clock: Clock, announcer: Announcer) -> None:
        self._directory = directory
        self._stamps = stamps
        self._clock = clock
        self._announcer = announcer
        self.statuses: dict[str, Status] = {}
        self.pauses: dict[str, Pause] = {}

    def status(self, user: str) -> Status:
        """Return what someone says of themselves now; empty when they say nothing, or it is over."""
        status = self.statuses.get(user, Status())
        return Status() if status.until is not None and status.until <= self._clock() else status

    def set_status(self, user: str, status: Status) -> None:
        """Set someone's status, or with an empty one clear it."""
        self.statuses[user] = status
        self._announce_change(user)

    def set_zone(self, user: str, tz: str) -> None:
        """Move someone to another IANA zone. Raises Refused unknown_zone."""
        _check_zone(tz)
        self._replace(replace(self._directory.person(user), tz=tz))

    def welcome(self, name: str, real_name: str, tz: str) -> Person:
        """Let somebody new into the workspace. Raises Refused name_taken or unknown_zone."""
        _check_zone(tz)
        if any(person.name == name for person in self._directory.people.values()):
            raise Refused("name_taken")
        color = _COLORS[len(self._directory.people) % len(_COLORS)]
        person = Person(new_id("U"), name, real_name, tz, color)
        self._directory.people[person.id] = person
        joined: Json = {"type": "team_join", "user": self.user_json(person.id)}
        self._announcer.happened(joined | {"event_ts": self._stamps.next()}, None)
        self._announcer.changed({"what": "state"}, self._directory.people)
        return person

    def deactivate(self, user: str) -> None:
        """Switch someone's account off, which takes them out of every channel. Raises Refused user_not_found."""
        person = self._directory.person(user)
        for place in self._directory.conversations.values():
            if place.is_channel and user in place.members:
                place.members.remove(user)
        self._replace(replace(person, deleted=True))

    def pause(self, user: str, until: datetime | None) -> Pause | None:
        """Stop someone's notifications until a moment, or with None let them through again; return the pause."""
        now = self._clock()
        self.pauses.pop(user, None)
        if until is not None and until > now:
            self.pauses[user] = Pause(now, until)
        event: Json = {
            "type": "dnd_updated_user",
            "user": user,
            "dnd_status": self.dnd_json(user),
            "event_ts": self._stamps.next(),
        }
        self._announcer.happened(event, None)
        self._announcer.changed({"what": "state"}, self._directory.people)
        return self.pauses.get(user)

    def paused_until(self, user: str) -> datetime | None:
        """Return until when someone wants no notifications, None when they want them."""
        pause = self.pauses.get(user)
        return pause.end if pause is not None and pause.end > self._clock() else None

    def dnd_json(self, user: str) -> Json:
        """Write someone's do-not-disturb as dnd.teamInfo tells it to others: without what only they may know."""
        pause = self.pauses.get(user) if self.paused_until(user) else None
        return {
            "dnd_enabled": pause is not None,
            "next_dnd_start_ts": int(pause.start.timestamp()) if pause else _UNSET,
            "next_dnd_end_ts": int(pause.end.timestamp()) if pause else _UNSET,
        }

    def profile_json(self, user: str) -> Json:
        """Write someone's profile as users.profile.get tells it."""
        person, status = self._directory.person(user), self.status(user)
        return {
            "display_name": person.name,
            "real_name": person.real_name,
            "status_text": status.text,
            "status_emoji": status.emoji,
            "status_expiration": int(status.until.timestamp()) if status.until else 0,
        }

    def user_json(self, user: str) -> Json:
        """Write someone as users.info and user_change tell of them; who is switched off has no zone any more."""
        person = self._directory.person(user)
        zone: Json = {} if person.deleted else _zone_json(person, self._clock())
        return {
            "id": person.id,
            "team_id": self._directory.team_of(user),
            "name": person.name,
            "real_name": person.real_name,
            "deleted": person.deleted,
            "color": person.color,
            **zone,
            "is_admin": False,
            "is_owner": False,
            "is_restricted": person.is_guest,
            "is_ultra_restricted": person.is_ultra_restricted,
            "is_bot": person.is_bot,
            "is_app_user": False,
            "profile": self.profile_json(user),
            **({"is_stranger": self._directory.is_stranger(user)} if person.is_outside else {}),
        }

    def _replace(self, person: Person) -> None:
        self._directory.people[person.id] = person
        self._announce_change(person.id)

    def _announce_change(self, user: str) -> None:
        event_ts = self._stamps.next()
        event: Json = {
            "type": "user_change",
            "user": self.user_json(user),
            "cache_ts": int(float(event_ts)),
            "event_ts": event_ts,
        }
        self._announcer.happened(event, None)
        self._announcer.changed({"what": "state"}, self._directory.people)


def _check_zone(tz: str) -> None:
    try:
        ZoneInfo(tz)
    except (KeyError, ValueError, OSError):
        raise Refused("unknown_zone") from None


def _zone_json(person: Person, now: datetime) -> Json:
    local = now.astimezone(ZoneInfo(person.tz))
    offset = local.utcoffset()
    return {
        "tz": person.tz,
        "tz_label": local.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
    }
