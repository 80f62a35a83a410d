"""What a source is, as the rest of the house sees it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from bot.features.indicators.values import IndicatorView

SOURCE_TROUBLE = "sources.trouble"  # kind of the notice to whoever looks after a source that fails
ADDRESS_MOST = 2_000  # characters
PATH_MOST = 300  # characters
HEADERS_MOST = 3_000  # characters: Slack's limit for a field
HOURS = 24


class Every(StrEnum):
    """How often a source is read."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"


class Field(StrEnum):
    """What the form asks for, by block id: what can't be used is explained beneath it."""

    ADDRESS = "sources.source.address"
    PATH = "sources.source.path"
    EVERY = "sources.source.every"
    HOUR = "sources.source.hour"
    HEADERS = "sources.source.headers"
    FORGET = "sources.source.forget"


@dataclass(frozen=True, slots=True)
class Times:
    """When a source is read.

    Args:
        hour: of the day, 0 to 23, in the team's zone; every hour asks for none.
        weekday: Monday being 0; only every week asks for one.
    """

    every: Every
    hour: int = 6
    weekday: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceDraft:
    """What somebody wants an indicator to be read from.

    Args:
        address: of something that answers with JSON, judged to be one that Cairn goes to.
        site: its scheme, host and port, which headers are meant for.
        path: where in the answer the number is (see rules.paths); empty when the answer is the number.
        headers: sent along, by name; empty for none, or for those kept so far. They are kept secret.
        forgets: those kept so far are not to be kept any longer.
    """

    address: str
    site: str
    path: str
    times: Times
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    forgets: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """A source on record; what its headers say stays in the vault.

    Args:
        header_names: in the order in which they were entered.
        owner: Slack user id of who looks after it: they are told when it can't be read.
        changed_at: when it was last entered; an edit names the version that it began with.
        is_being_read: it is due, or somebody is at it.
        next_at: when it is read next.
        value: what was read last, and `read_at` when; None before the first time.
        trouble: why it couldn't be read the last time, in a sentence; empty when it could.
        failing_since: when that began; None when it could be read.
    """

    id: UUID
    indicator_id: UUID
    team_id: UUID
    address: str
    site: str
    path: str
    times: Times
    header_names: tuple[str, ...]
    owner: str
    changed_at: datetime
    is_being_read: bool
    next_at: datetime
    value: Decimal | None
    read_at: datetime | None
    trouble: str
    failing_since: datetime | None

    @property
    def host(self) -> str:
        """What people call it: its host, with the port where that is unusual."""
        return self.site.partition("://")[2]

    @property
    def is_failing(self) -> bool:
        return self.failing_since is not None

    @property
    def page(self) -> str:
        """Its address without what may follow a question mark: that can hold a key."""
        return self.address.partition("?")[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An indicator and where its readings come from, as one person sees it.

    Args:
        source: None while nothing is connected.
        zone: the team's, by its IANA name.
        is_member: whether the person may connect it, or have it read at once.
        is_own: whether they may change or disconnect it.
    """

    indicator: IndicatorView
    source: SourceView | None
    zone: str
    is_member: bool
    is_own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A source taken to be read now, by one replica.

    Args:
        claim: what the outcome has to name; a source that was changed meanwhile, or taken anew, has another.
        headers: sealed; None for none.
    """

    id: UUID
    workspace: str
    claim: UUID
    address: str
    path: str
    headers: str | None = field(repr=False)


Outcome = Decimal | str
"""The number that was read, or why there is none, in a sentence."""
