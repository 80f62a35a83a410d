"""What an initiative is, as the rest of the house sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

TITLE_MOST = 150  # characters, as of a goal's title
DESCRIPTION_MOST = 1_000  # characters
SORT = "initiative"  # how ownership calls what is owned here
Words = dict[str, str | None]
"""Parts of an initiative by the draft's field, as the activity log keeps them."""


class InitiativeState(StrEnum):
    """planned → under way → done; either may be let go; done and let go can be opened again."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    LET_GO = "let_go"


OPEN = frozenset({InitiativeState.PLANNED, InitiativeState.UNDER_WAY})


class InitiativeField(StrEnum):
    """What the form asks for, by block id: what can't be used is explained beneath it."""

    TITLE = "planning.initiative.title"
    GOAL = "planning.initiative.goal"
    OWNER = "planning.initiative.owner"
    DESCRIPTION = "planning.initiative.description"
    WHY = "planning.initiative.why"
    DUE_IN_WORDS = "planning.initiative.due_in_words"
    DUE = "planning.initiative.due"


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeDraft:
    """What somebody wants a team to work on (P12).

    Args:
        title: what will be done, up to 150 characters.
        goal_id: the goal of the same team that it serves; None for none.
        description: more about it, up to 1,000 characters.
        due: the day by which; None for no day.
    """

    team_id: UUID
    title: str
    goal_id: UUID | None = None
    description: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeView:
    """An initiative on record; who drives it is known to ownership.

    Args:
        number: counts from 1 within the team, gaps are possible.
        rank: its place in the team's backlog: smaller comes first, and of equals the smaller number.
        expected: the day it is expected to be done, when what it waits for slips; the due date otherwise.
        made_by: Slack user id of who put it on record.
        changed_at: when its words or its due date last changed; an edit names the version that it began with.
        ended_at: when it was done or let go; None while it is open.
    """

    id: UUID
    team_id: UUID
    goal_id: UUID | None
    number: int
    title: str
    description: str
    rank: int
    due: date | None
    expected: date | None
    state: InitiativeState
    made_by: str
    made_at: datetime
    changed_at: datetime
    ended_at: datetime | None

    @property
    def called(self) -> str:
        """How the team calls it, unlike its goals: "i12"."""
        return f"i{self.number}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def slips(self) -> bool:
        """Whether it is expected later than it is due, because of what it waits for."""
        if self.due is None or self.expected is None:
            return False
        return self.is_open and self.expected > self.due

    def overdue_since(self, today: date) -> date | None:
        """Its due date, once that is over and it is still to be done; None otherwise."""
        return self.due if self.is_open and self.due is not None and self.due < today else None

    def draft(self) -> InitiativeDraft:
        """Its words, to be edited."""
        return InitiativeDraft(
            team_id=self.team_id,
            title=self.title,
            goal_id=self.goal_id,
            description=self.description,
            due=self.due,
        )


@dataclass(frozen=True, slots=True)
class Progress:
    """How a goal's initiatives stand; those let go are not counted.

    Args:
        first_due: the earliest due date among those still open; None when none has one.
        next_due: the same, of one that slips the day expected.
    """

    planned: int = 0
    under_way: int = 0
    done: int = 0
    first_due: date | None = None
    next_due: date | None = None

    @property
    def total(self) -> int:
        return self.planned + self.under_way + self.done

    @property
    def still_open(self) -> int:
        return self.planned + self.under_way
