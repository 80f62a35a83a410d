"""What doors and surfaces show at once."""

from dataclasses import dataclass
from uuid import UUID

from bot.features.inputs.values.given import InputView
from bot.features.inputs.values.rounds import RoundView

GOALS_MOST = 99  # goals in the menu; with "no single goal" they are as many choices as Slack takes


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
