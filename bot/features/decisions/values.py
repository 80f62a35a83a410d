"""What a decision is, as the rest of the house sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

DECISION_CARD = "decisions.card"  # kind of the surface in the team's channel
DECISION_GONE = "decisions.gone"  # kind of the surface that tells who logged it that the card was deleted
TITLE_MOST = 150  # characters: what Slack's header shows of a title, and plenty for one decision
TEXT_MOST = 1_500  # characters of a longer answer; with quoting it stays within Slack's 3,000 of a section
GOALS_MOST = 100  # options that Slack shows in one menu
PAGE = 10  # decisions shown at once in a list
Words = dict[str, str | list[str] | None]
"""Parts of a decision by the draft's field, as the activity log keeps them."""


class Field(StrEnum):
    """What the form asks for, by block id: what can't be used is explained beneath it."""

    TITLE = "decisions.form.title"
    RATIONALE = "decisions.form.rationale"
    CONTEXT = "decisions.form.context"
    OPTIONS = "decisions.form.options"
    CRITERIA = "decisions.form.criteria"
    OUTCOME = "decisions.form.outcome"
    DECIDER = "decisions.form.decider"
    GOALS = "decisions.form.goals"
    REVIEW_ON = "decisions.form.review_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The message that became a decision.

    Args:
        channel: Slack channel id.
        ts: Slack's id of the message within its channel.
        thread: ts of the thread that it is a reply in, or empty.
        author: Slack user id of who wrote it; empty for a bot.
    """

    channel: str
    ts: str
    thread: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class GoalTouched:
    """A goal that a decision touches, as its team calls it."""

    id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDraft:
    """What somebody wants a decision to say (P17).

    Args:
        team_id: the team that decided.
        title: what was decided, in a line.
        rationale: why.
        context: what led to it.
        options: what else was considered.
        criteria: what the options were weighed by.
        outcome: what is expected of it.
        decider: Slack user id; None for whoever logs it.
        goals: the goals it touches.
        review_on: the day to look back at it, or None.
        source: the message it was made from, or None.
    """

    team_id: UUID
    title: str = ""
    rationale: str = ""
    context: str = ""
    options: str = ""
    criteria: str = ""
    outcome: str = ""
    decider: str | None = None
    goals: tuple[UUID, ...] = ()
    review_on: date | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView:
    """A decision on record.

    Args:
        number: how the team calls it; counts from 1 within the team, gaps are possible.
        decider: Slack user id of who decided.
        logged_by: Slack user id of who put it on record.
        decided_on: the day it was logged, in the zone of who logged it.
        changed_at: when it last changed; an edit names the version that it began with.
    """

    id: UUID
    team_id: UUID
    number: int
    title: str
    rationale: str
    context: str
    options: str
    criteria: str
    outcome: str
    decider: str
    logged_by: str
    decided_on: date
    review_on: date | None
    source: Source | None
    logged_at: datetime
    changed_at: datetime
    goals: tuple[GoalTouched, ...] = ()

    def draft(self) -> DecisionDraft:
        """Its words, to be edited."""
        return DecisionDraft(
            team_id=self.team_id,
            title=self.title,
            rationale=self.rationale,
            context=self.context,
            options=self.options,
            criteria=self.criteria,
            outcome=self.outcome,
            decider=self.decider,
            goals=tuple(goal.id for goal in self.goals),
            review_on=self.review_on,
            source=self.source,
        )


@dataclass(frozen=True, slots=True)
class Logged:
    """What came of logging.

    Args:
        is_new: False when the message had become a decision before; that one is `decision`.
    """

    decision: DecisionView
    is_new: bool

    @property
    def id(self) -> UUID:
        """The decision's id, by which a replayed form finds it."""
        return self.decision.id


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A part of a team's decisions, newest first.

    Args:
        words: what was searched for; empty for all.
        first: place of the first decision shown, from 0.
        total: how many there are.
    """

    team_id: UUID
    words: str
    first: int
    total: int
    decisions: tuple[DecisionView, ...]
