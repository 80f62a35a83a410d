"""A team's backlog as one person looks at it: what they look for, and the page they are on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from bot.features.goals.values import GoalState
from bot.features.planning.values.dependencies import Unsettled
from bot.features.planning.values.initiatives import InitiativeView

PAGE = 10  # initiatives shown at once
NOBODY = "nobody"  # as an owner: what nobody drives


class Shown(StrEnum):
    """Which states are looked for."""

    OPEN = "open"
    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    LET_GO = "let_go"


class Due(StrEnum):
    """Which due dates are looked for."""

    OVERDUE = "overdue"
    THIS_WEEK = "this_week"
    NO_DATE = "no_date"


class Move(StrEnum):
    """Where an initiative goes among those that are looked at."""

    UP = "up"
    DOWN = "down"
    TOP = "top"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for in a backlog.

    Args:
        goal: the number of a goal of the team; None for all, with or without goal.
        owner: Slack user id of who drives it, or NOBODY; empty for all.
        due: None for all.
    """

    goal: int | None = None
    owner: str = ""
    shown: Shown = Shown.OPEN
    due: Due | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """One look at a team's backlog.

    Args:
        first: place of the first initiative shown, from 0.
    """

    team_id: UUID
    wanted: Wanted = Wanted()
    first: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the backlog.

    Args:
        owner: Slack user id of who drives it; empty for nobody.
        goal: the number of the goal that it serves; None for none, or one that is closed to the reader.
        offered: Slack user id of who is asked to drive it; empty for nobody.
        goal_state: where that goal stands; None without it.
    """

    initiative: InitiativeView
    owner: str = ""
    goal: int | None = None
    offered: str = ""
    goal_state: GoalState | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BacklogPage:
    """A part of a team's backlog, in the order of its ranks.

    Args:
        look: what was looked for; a page past the end, when initiatives went meanwhile, is the last one.
        total: how many there are in all.
        unread: words of the command that say nothing to Cairn.
        requests: what some of them need and is not settled, by day.
    """

    look: Look
    total: int
    rows: tuple[Row, ...]
    unread: str = ""
    requests: Mapping[UUID, Sequence[Unsettled]] = field(default_factory=dict)
