"""What happens to goals, told to the rooms above and kept in the activity log; the subject is the goal's id."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.goals.values import Outcome, Says


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProposed(Event):
    """Somebody proposed a goal."""

    kind: ClassVar[str] = "goals.proposed"
    team_id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEdited(Event):
    """The words of a goal changed; `before` and `after` name only what differs."""

    kind: ClassVar[str] = "goals.edited"
    team_id: UUID
    before: dict[str, str | bool]
    after: dict[str, str | bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalWithdrawn(Event):
    """The proposer took a goal back before anybody voted."""

    kind: ClassVar[str] = "goals.withdrawn"
    team_id: UUID
    number: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCommitted(Event):
    """The team committed to a goal for a cycle.

    Args:
        as_before: the cycle was opened again, so what its closing carried over is committed to as it was.
    """

    kind: ClassVar[str] = "goals.committed"
    team_id: UUID
    cycle_id: UUID
    as_before: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalUncommitted(Event):
    """The team's word does not hold for a committed goal any more, so it is a proposal again."""

    kind: ClassVar[str] = "goals.uncommitted"
    team_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalRescoped(Event):
    """The words of a committed goal changed; `before` and `after` name only what differs."""

    kind: ClassVar[str] = "goals.rescoped"
    team_id: UUID
    before: dict[str, str | bool]
    after: dict[str, str | bool]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalEnded(Event):
    """The team stopped working on a goal: reached, partly, or let go.

    Args:
        why: what the team takes from it; may be empty.
    """

    kind: ClassVar[str] = "goals.ended"
    team_id: UUID
    outcome: Outcome
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalReopened(Event):
    """A goal that had ended is worked on again."""

    kind: ClassVar[str] = "goals.reopened"
    team_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AimAdded(Event):
    """Somebody named a broader aim; like all events of aims its subject is the aim's id.

    Args:
        team_id: None for the whole workspace's.
    """

    kind: ClassVar[str] = "goals.aim_added"
    team_id: UUID | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AimAdopted(Event):
    """Another team's goal became an aim; of the goal, `GoalAdopted` says so."""

    kind: ClassVar[str] = "goals.aim_adopted"
    team_id: UUID
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AimChanged(Event):
    """An aim was worded anew, or serves another one."""

    kind: ClassVar[str] = "goals.aim_changed"
    team_id: UUID | None
    before: dict[str, str]
    after: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class AimRetired(Event):
    """Nothing new is to serve an aim."""

    kind: ClassVar[str] = "goals.aim_retired"
    team_id: UUID | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AimBroughtBack(Event):
    """A retired aim is to be served again."""

    kind: ClassVar[str] = "goals.aim_brought_back"
    team_id: UUID | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalOffered(Event):
    """A goal was offered to another team as an aim.

    Args:
        team_id: the team that it was offered to.
    """

    kind: ClassVar[str] = "goals.offered"
    team_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalAdopted(Event):
    """Another team made a goal an aim of theirs.

    Args:
        team_id: the team that adopted it.
    """

    kind: ClassVar[str] = "goals.adopted"
    team_id: UUID
    aim_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionDeclined(Event):
    """Another team does not adopt a goal now.

    Args:
        team_id: the team to which it was offered.
        why: may be empty.
    """

    kind: ClassVar[str] = "goals.adoption_declined"
    team_id: UUID
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssumptionsLookedAt(Event):
    """A member said whether what must be true for a goal still is; who else said what is shown to nobody."""

    kind: ClassVar[str] = "goals.assumptions_looked_at"
    team_id: UUID
    cycle_id: UUID
    says: Says


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalCarried(Event):
    """The cycle of a committed goal closed before the goal ended, so it is a proposal again.

    Args:
        cycle_id: the cycle that closed.
    """

    kind: ClassVar[str] = "goals.carried"
    team_id: UUID
    cycle_id: UUID
