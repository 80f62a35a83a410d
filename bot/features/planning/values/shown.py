"""An initiative with all that is shown of it to one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.features.goals.values import GoalView
from bot.features.ownership.values import Owned
from bot.features.planning.values.dependencies import DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.workspaces.values import ActivityView


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDependency:
    """What an initiative needs of a team, or brings to one, as far as the reader may see the other side.

    Args:
        is_needed: the initiative needs it; else it brings it.
        channel: Slack channel id of the other team; None when it is closed to the reader.
        other: the initiative on the other side; None when there is none yet, or it is closed to the reader.
    """

    dependency: DependencyView
    is_needed: bool
    channel: str | None = None
    other: InitiativeView | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """The side that needs something, as far as those may see it who are asked.

    Args:
        channel: Slack channel id of its team; None when that is closed to them, and then nothing else is told.
        needer: the initiative that waits for it.
        goal: what that serves.
    """

    channel: str | None = None
    needer: InitiativeView | None = None
    goal: GoalView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownInitiative:
    """An initiative and its surroundings.

    Args:
        owned: who has which part in it.
        reader: Slack user id of who looks.
        driven: how many things the reader drives already.
        goal: what it serves; None for none, or one that is closed to the reader.
        today: the date where the reader is.
        is_member: the reader may change it.
        history: what happened to it, oldest first.
    """

    initiative: InitiativeView
    owned: Owned
    today: date
    reader: str = ""
    driven: int = 0
    goal: GoalView | None = None
    is_member: bool = True
    dependencies: Sequence[ShownDependency] = ()
    history: Sequence[ActivityView] = ()


@dataclass(frozen=True, slots=True)
class GoalChoice:
    """A goal that can be chosen, as its team calls it."""

    id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a list of a team's initiatives.

    Args:
        goals: the newest of those that stand, by number.
        today: the date where the reader is.
        is_member: the reader may change the list.
    """

    goals: tuple[GoalChoice, ...]
    today: date
    is_member: bool
