"""What happens to sources; the subject is the goal's id. Headers are told by their names, addresses by their hosts."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEvent(Event):
    """Something happened to the source of an indicator."""

    team_id: UUID
    indicator_id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceConnected(SourceEvent):
    """From now on the indicator's readings are pulled from there."""

    kind: ClassVar[str] = "sources.connected"
    host: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanged(SourceEvent):
    """It is read from elsewhere, or otherwise; `before` and `after` name only what differs."""

    kind: ClassVar[str] = "sources.changed"
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDisconnected(SourceEvent):
    """Its readings are people's again."""

    kind: ClassVar[str] = "sources.disconnected"
    host: str
