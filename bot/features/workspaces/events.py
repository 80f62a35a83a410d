"""What happens to people."""

from dataclasses import dataclass
from typing import ClassVar

from bot.db.transaction import Event
from bot.features.workspaces.values import PersonKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChanged(Event):
    """Somebody turned out to be, or became, of another kind; the subject is their Slack user id."""

    kind: ClassVar[str] = "workspaces.person_changed"
    before: PersonKind
    after: PersonKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChanged(Event):
    """Somebody lives by another clock now, or Cairn learned which; the subject is their Slack user id.

    Before and after are IANA names; UTC stands for a zone that is unknown.
    """

    kind: ClassVar[str] = "workspaces.zone_changed"
    before: str
    after: str
