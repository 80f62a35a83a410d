"""Input rounds and what people give to them, as the rest of the house sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

ROUND = "inputs.round"  # kind of the surface in the team's channel, with the replies in its thread
PAGE = "inputs.page"  # kind of the reply that shows what was given about one goal
SORTED = "inputs.sorted"  # kind of the notice that tells who gave named inputs what became of them
ROUND_GONE = "inputs.round_gone"  # kind of the notice that a round's message was deleted
TEXT_MOST = 1_000  # characters of an input
WHY_MOST = 300  # characters of why it was adopted, parked or declined
QUESTION_MOST = 150  # characters of what is asked
GOALS_MOST = 99  # goals in the menu; with "no single goal" they are as many choices as Slack takes


class Kind(StrEnum):
    """What is asked for (P1)."""

    PERSPECTIVE = "perspective"
    CONSTRAINT = "constraint"
    HOPE = "hope"


class Outcome(StrEnum):
    """What became of an input."""

    ADOPTED = "adopted"
    PARKED = "parked"
    DECLINED = "declined"


class Field(StrEnum):
    """Fields whose answer may need another look, by block id."""

    QUESTION = "inputs.start.question"
    CLOSES = "inputs.start.closes"
    GOAL = "inputs.add.goal"
    TEXT = "inputs.add.text"
    OUTCOME = "inputs.sort.outcome"
    WHY = "inputs.sort.why"


Questions = Mapping[Kind, str]
USUAL: Questions = {
    Kind.PERSPECTIVE: "What do you see from where you stand that others may miss?",
    Kind.CONSTRAINT: "What do we have to respect: time, money, people, rules?",
    Kind.HOPE: "What do you hope will be different for somebody?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDraft:
    """What somebody asks a team for.

    Args:
        questions: what is asked, one for each kind.
        closes_at: until when; None when the form held no moment.
        is_anonymous: what was chosen; None for what is usual: anonymous from five members on. With fewer members it
            is always named.
    """

    team_id: UUID
    questions: Questions
    closes_at: datetime | None
    is_anonymous: bool | None = None


@dataclass(frozen=True, slots=True)
class StartChoices:
    """What the form that starts a round offers.

    Args:
        may_be_anonymous: the team has five members or more; otherwise names are shown.
        closes_at: when a round usually closes.
    """

    team_id: UUID
    may_be_anonymous: bool
    closes_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundView:
    """An input round as it is at this moment.

    Args:
        starter: Slack user id.
        closed_at: when its end was acted on and all was shown; None before.
        takes_inputs: whether something can be added now, read off the clock.
        contributors: how many people gave something; never who.
        was_erased: fewer than three people wrote without their names, so their words were erased unread.
        outcomes: of the inputs that are shown, how many ended so; None stands for those that are still to be sorted.
    """

    id: UUID
    team_id: UUID
    questions: Questions
    is_anonymous: bool
    starter: str
    closes_at: datetime
    closed_at: datetime | None
    takes_inputs: bool
    contributors: int
    was_erased: bool
    outcomes: Mapping[Outcome | None, int]


@dataclass(frozen=True, slots=True)
class InputDraft:
    """One thing that somebody gives.

    Args:
        goal_id: the goal that it is about; None for no single goal.
    """

    goal_id: UUID | None
    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InputView:
    """Something that was given to a round.

    Args:
        goal_id: the goal that it is about; None for no single goal.
        author: Slack user id; None where the round keeps no names.
        page: the number of the reply that shows it, from 1; None while its round is open.
        outcome, why: what became of it, both empty until it was sorted.
        sorted_by: Slack user id of whoever said so last.
        sorted_at: when; who sorts it names the moment that they saw.
    """

    id: UUID
    round_id: UUID
    goal_id: UUID | None
    kind: Kind
    text: str
    author: str | None
    page: int | None
    outcome: Outcome | None = None
    why: str = ""
    sorted_by: str | None = None
    sorted_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class GoalNamed:
    """A goal that inputs may be about."""

    id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class AddChoices:
    """What the form that takes inputs offers.

    Args:
        goals: the team's goals that stand, by number; at most GOALS_MOST, the newest ones.
        mine: what the reader gave with their name, which they may still change.
    """

    round: RoundView
    goals: tuple[GoalNamed, ...]
    mine: tuple[InputView, ...]


@dataclass(frozen=True, slots=True)
class PageView:
    """What one reply shows: inputs about one goal, or about none.

    Args:
        goal: None for what is about no single goal.
        number: the reply's number within the round, from 1.
        part, of: which of the replies about this goal it is.
    """

    round: RoundView
    goal: GoalNamed | None
    number: int
    part: int
    of: int
    inputs: tuple[InputView, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What somebody may sort in a team, and didn't yet.

    Args:
        page: the number of the first reply of the round that holds some.
        count: in all of the team's rounds.
    """

    round_id: UUID
    page: int
    count: int


@dataclass(frozen=True, slots=True)
class SortedForOne:
    """What became of the inputs that one person gave with their name; those not sorted yet are left out."""

    round: RoundView
    channel: str
    inputs: tuple[InputView, ...]
