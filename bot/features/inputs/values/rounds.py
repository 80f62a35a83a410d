"""Input rounds: what is asked, and how far one is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.features.inputs.values.given import Kind, Outcome

QUESTION_MOST = 150  # characters of what is asked


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
