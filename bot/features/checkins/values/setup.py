"""How a team checks in: when, who, and which open questions (P13, P14)."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID

from bot.clock.recurrence import Occurrence
from bot.features.cadences.values import CadenceView, Rhythm, ZonePolicy
from bot.features.teams.values import TeamView

OWN_QUESTIONS_MOST = 5
QUESTION_MOST = 150  # characters of a question of the team's own


class Field(StrEnum):
    """Block ids of the form's fields."""

    WEEKDAYS = "checkins.setup.weekdays"
    EVERY = "checkins.setup.every"
    AT = "checkins.setup.at"
    ZONES = "checkins.setup.zones"
    WHO = "checkins.setup.who"
    PEOPLE = "checkins.setup.people"
    QUESTIONS = "checkins.setup.questions"
    OWN_QUESTIONS = "checkins.setup.own_questions"


class Who(StrEnum):
    """Who is asked; only members of the team ever are."""

    DRIVERS = "drivers"
    MEMBERS = "members"
    CHOSEN = "chosen"


@dataclass(frozen=True, slots=True)
class SetupDraft:
    """What somebody entered; from which week on it counts is the service's to say.

    Args:
        weekdays: Monday is 0.
        every: 1 for each week, 2 for every second one.
        chosen: Slack user ids; kept with Who.CHOSEN only.
        questions: in the order in which they take turns.
    """

    team_id: UUID
    weekdays: frozenset[int]
    every: int
    at: time
    zones: ZonePolicy
    who: Who
    chosen: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setup:
    """One check-in of a team, as it is set up.

    Args:
        chosen: Slack user ids; they count with Who.CHOSEN only.
        questions: the open questions, which take turns; empty for the four of product.md.
    """

    team_id: UUID
    rhythm: Rhythm
    who: Who = Who.DRIVERS
    chosen: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ZonePreview:
    """When the people of one time zone are asked next.

    Args:
        zone: IANA name.
        people: how many of those who take part live by it.
    """

    zone: str
    people: int
    occurrences: tuple[Occurrence, ...]


@dataclass(frozen=True, slots=True)
class CheckinView:
    """One check-in with all that its page shows.

    Args:
        people: how many are asked.
        next_day: the local date that is due next for anybody; None while nothing is to come.
        left_out: the local date that is skipped, until it is over for everybody.
        preview: the next times per time zone.
    """

    cadence: CadenceView
    setup: Setup
    people: int
    next_day: date | None
    left_out: date | None
    preview: tuple[ZonePreview, ...]


@dataclass(frozen=True, slots=True)
class Board:
    """A team's check-ins, for one person.

    Args:
        may_change: whether they steward the team.
        stewards: Slack user ids of those who do.
    """

    team: TeamView
    may_change: bool
    stewards: tuple[str, ...]
    checkins: tuple[CheckinView, ...]
