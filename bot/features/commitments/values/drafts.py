"""What people enter: a question to the team, and a steward's decision."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from bot.features.commitments.values.rounds import UNSAID, Need
from bot.features.goals.values import GoalView

REASONS_MOST = 1_000  # characters of an objection, and of the reply to it
SET_MOST = 50  # goals, so that each keeps its words in one message
SET_OFFERED = 5  # goals that are ticked when the form opens: few goals are reached more often


class Choice(StrEnum):
    """What a steward decides when two askings did not end in a commitment."""

    COMMIT = "commit"
    PUT_OFF = "put_off"


class Field(StrEnum):
    """Fields of the forms; their block ids, so that a sentence can stand beneath one of them."""

    GOALS = "commitments.goals"
    DAYS = "commitments.days"
    PEOPLE_NEEDED = "commitments.people_needed"
    PEOPLE_AVAILABLE = "commitments.people_available"
    BUDGET_NEEDED = "commitments.budget_needed"
    BUDGET_AVAILABLE = "commitments.budget_available"
    STEP = "commitments.step"
    CHANCE = "commitments.chance"
    WORDS = "commitments.words"
    MAY_SHOW = "commitments.may_show"
    CHOICE = "commitments.choice"
    LEFT_OUT = "commitments.left_out"
    OBJECTION = "commitments.objection"
    REPLY = "commitments.reply"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDraft:
    """What somebody wants to ask the team for its word on.

    Args:
        goal_ids: the goals, in the order in which they were offered.
        days: working days until it ends, unless all answered before.
    """

    team_id: UUID
    goal_ids: tuple[UUID, ...]
    days: int = 2
    people: Need = UNSAID
    budget: Need = UNSAID


@dataclass(frozen=True, slots=True)
class Offer:
    """Goals that a team can be asked for its word on.

    Args:
        goals: as many as a form can offer, as the team ranked them.
        unmeasured: those of them that nothing measures yet (P2).
        total: how many there are.
        last_day: of the cycle, with which the question ends at the latest; None where its dates don't close it.
    """

    team_id: UUID
    goals: tuple[GoalView, ...]
    unmeasured: frozenset[UUID]
    total: int
    last_day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictDraft:
    """What a steward decides.

    Args:
        left_out: goals that are not committed, though the others are.
        objection: what speaks against it; empty where nobody objected.
        reply: what they say to that, or why they decide so.
    """

    choice: Choice
    left_out: frozenset[UUID]
    objection: str
    reply: str
