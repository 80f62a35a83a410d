"""Installations, people and entries of the activity log, as other rooms see them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

NAME, ZONE = 255, 64  # longest names of people and of zones that Cairn keeps


class PersonKind(StrEnum):
    """What somebody is to the workspace; `unknown` until Slack was asked."""

    MEMBER = "member"
    GUEST = "guest"
    OUTSIDE = "outside"
    BOT = "bot"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What Slack says of a person.

    Args:
        zone: IANA name of their time zone, or empty.
        home: Slack team id of the workspace they belong to.
    """

    user: str
    name: str
    zone: str
    home: str
    kind: PersonKind


@dataclass(frozen=True, slots=True)
class PersonView:
    """A person as Cairn knows them; `name` is empty while they are unknown."""

    user: str
    name: str
    zone: str
    kind: PersonKind


@dataclass(frozen=True, slots=True)
class Installation:
    """Cairn's own account in a workspace.

    Args:
        name: the workspace's name.
        bot_user: Slack user id of Cairn itself.
        is_active: False once it was uninstalled or its token revoked.
    """

    name: str
    bot_user: str
    bot_id: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class ActivityView:
    """One thing that happened.

    Args:
        actor: Slack user id, or None for the clock.
        kind: the event's kind, such as "goals.proposed".
        detail: the event's own fields, as JSON.
    """

    id: UUID
    at: datetime
    actor: str | None
    kind: str
    subject: str
    detail: dict[str, object]
