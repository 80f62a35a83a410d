"""When somebody wants to hear from Cairn, and what waits to be said to them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from uuid import UUID
from zoneinfo import ZoneInfo

BUNDLE = "attention.bundle"  # kind of the surface that holds several notices; its subject is the bundle's id
WORKING_DAYS = frozenset(range(5))
STARTS, ENDS = time(9), time(17)
MIDNIGHT = time(0)  # as an end: the end of the day
COUNTRY = 2  # letters of a country's code


class Field(StrEnum):
    """Fields of what a person sets; the form's block ids, so that a sentence can stand beneath one of them."""

    DAYS = "attention.days"
    STARTS = "attention.starts"
    ENDS = "attention.ends"
    COUNTRY = "attention.country"
    STATUS = "attention.status"
    AWAY_UNTIL = "attention.away_until"


class Reason(StrEnum):
    """Why nothing more reaches somebody today."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    AWAY = "away"
    STATUS = "status"
    OVER = "over"


class Cause(StrEnum):
    """Who wants something said: a colleague asked, or Cairn noticed by itself."""

    ASKED = "asked"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class Now:
    """They can be written to at once."""


@dataclass(frozen=True, slots=True)
class Later:
    """Today, from this moment on: before it their hours have not begun, or they are not to be disturbed."""

    at: datetime


@dataclass(frozen=True, slots=True)
class NotToday:
    """On another day."""

    reason: Reason


Arrival = Now | Later | NotToday


@dataclass(frozen=True, slots=True)
class Quiet:
    """What Slack says of somebody's wish to be left alone.

    Args:
        until: when do-not-disturb ends, if it is on.
        status_says_away: their status reads as absence; asked only for those who follow it.
    """

    until: datetime | None = None
    status_says_away: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AvailabilityDraft:
    """What a person sets: when Cairn may write to them.

    Args:
        days: days of the week, Monday being 0.
        starts: local time from which on.
        ends: local time until which; midnight is the end of the day.
        country: whose public holidays they keep, by its code of two letters; empty for none.
        follows_status: leave them alone while their Slack status says they are away.
        away_until: the day on which they are back; None while they are here.
    """

    days: frozenset[int] = WORKING_DAYS
    starts: time = STARTS
    ends: time = ENDS
    country: str = ""
    follows_status: bool = False
    away_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Availability(AvailabilityDraft):
    """When Cairn may write to somebody, in the zone they live in."""

    user: str
    zone: ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeView:
    """Something that is to be said to one person.

    Args:
        kind: which registered renderer draws it.
        subject: id of what it is about.
    """

    id: UUID
    user: str
    kind: str
    subject: str
    key: str
    cause: Cause
    made_at: datetime
