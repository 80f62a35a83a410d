"""What a goal is, as the rest of the house sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

GOAL_CARD = "goals.card"  # kind of the surface in the team's channel, and name of the view that rooms extend
GOAL_DETAILS = "goals.details"  # name of the view of `/goal show`: what stands there and not on the card
GOAL_LIST = "goals.list"  # name of the view of `/goal list`, one subject a goal
GOAL_MAP = "goals.map"  # name of the view of `/goal map`, one subject a goal
GOAL_GONE = "goals.gone"  # kind of the surface that tells a proposer that the card was deleted
EARLIER_CARD = (
    "goals.earlier_card"  # kind of what a card becomes when a later cycle's vote has a card of its own
)
SCOPE_CHANGE = "goals.scope_change"  # kind of the reply under the card that says what changed, and why
ADOPTION = "goals.adoption"  # kind of the message that offers a goal to another team, in that team's channel
ADOPTION_ANSWER = "goals.adoption_answer"  # kind of the notice that tells whoever offered it of the answer
ADOPTION_CHANNEL = "goals.adoption.channel"  # the form field of the team to which a goal is offered
ADOPTION_NOTE = "goals.adoption.note"  # the form field of the word that goes with it
ADOPTION_WHY = "goals.adoption.why"  # the form field of why a team does not adopt it now
GOAL_ENDING = "goals.ending"  # name of the view of what a goal's end leaves behind
GOAL_WITHDRAWAL = "goals.withdrawal"  # name of the view of what withdrawing a goal leaves behind
LOOK = "goals.look"  # kind of the message that asks halfway whether what must be true is: "team:cycle"
LOOK_WORDS = "goals.look_words"  # kind of the reply in its thread in which somebody says what changed
LOOK_CHANGED = "goals.look.changed"  # the form field of what changed
AIM_WORDS = "goals.proposal.aim"  # the form field of an aim in new words
AIM_TITLE = "goals.aim.title"  # the form field of an aim's words
CHANGE_WHY = "goals.scope.change_why"  # the form field that a change of scope must fill
LEARNED = "goals.end.learned"  # the form field of what the team takes from a goal
LINE_MOST = 150  # characters: what Slack's header shows of a title, and plenty for one thought
AIM, GOAL = "aim", "goal"  # the sorts of things whose history can be looked at
PAGE = 10  # goals of a list at a time
TEXT_MOST = 1_000  # characters of a longer answer; four of them fit a message


class GoalState(StrEnum):
    """Where a goal stands."""

    PROPOSED = "proposed"
    COMMITTED = "committed"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What became of a goal that the team stopped working on."""

    REACHED = "reached"
    PARTLY = "partly"
    LET_GO = "let_go"


class AdoptionState(StrEnum):
    """What became of the offer to adopt a goal as an aim."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Says(StrEnum):
    """What somebody says of what must be true for a goal."""

    STILL = "still"
    NOT_ANY_MORE = "not_any_more"
    UNSURE = "unsure"


STANDING = frozenset({GoalState.PROPOSED, GoalState.COMMITTED})  # a team still means to work on these


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalDraft:
    """What somebody wants a goal to say (P1).

    Args:
        team_id: the team that it is proposed to.
        title: what will be different.
        beneficiary: for whom; may stay empty.
        why: what makes it matter now.
        constraints: what has to be respected on the way.
        must_be_true: what has to hold for it to be reached.
        aim: title of the broader aim that it serves; empty for none.
        aim_id: that aim, when it was chosen from those there are and not written in new words.
        must_do: it has to be done whatever anyone wishes (legal, safety): the coach leaves it alone.
    """

    team_id: UUID
    title: str
    beneficiary: str = ""
    why: str = ""
    constraints: str = ""
    must_be_true: str = ""
    aim: str = ""
    must_do: bool = False
    aim_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalView:
    """A goal on record.

    Args:
        number: how the team calls it; counts from 1 within the team, gaps are possible.
        aim: title of the aim that it serves, or empty; aim_id is its id.
        proposer: Slack user id.
        changed_at: when it last changed; an edit names the version that it began with.
        cycle_id: the cycle that the team committed to it for; None while it is only proposed.
        carried_from: number of the last cycle that ended before the goal did, or None.
        outcome: what became of it, once it has ended.
        learned: what the team takes from it, in the words of whoever ended it.
    """

    id: UUID
    team_id: UUID
    number: int
    title: str
    beneficiary: str
    why: str
    constraints: str
    must_be_true: str
    aim: str
    must_do: bool
    proposer: str
    proposed_at: datetime
    changed_at: datetime
    state: GoalState
    aim_id: UUID | None = None
    cycle_id: UUID | None = None
    carried_from: int | None = None
    outcome: Outcome | None = None
    learned: str = ""

    @property
    def is_open(self) -> bool:
        """Whether the team still means to work on it: proposed or committed."""
        return self.state in STANDING

    @property
    def is_withdrawn(self) -> bool:
        """Whether its proposer took it back."""
        return self.state is GoalState.WITHDRAWN

    def draft(self) -> GoalDraft:
        """Its words, to be edited."""
        return GoalDraft(
            team_id=self.team_id,
            title=self.title,
            beneficiary=self.beneficiary,
            why=self.why,
            constraints=self.constraints,
            must_be_true=self.must_be_true,
            aim=self.aim,
            must_do=self.must_do,
            aim_id=self.aim_id,
        )


@dataclass(frozen=True, slots=True)
class Became:
    """What became of the goals that a team was committed to for a cycle, as it closed.

    Args:
        outcomes: how many ended how.
        carried: how many hadn't ended.
    """

    outcomes: Mapping[Outcome, int]
    carried: int


@dataclass(frozen=True, slots=True)
class GoalPage:
    """A page of a team's goals.

    Args:
        first: the place of the page's first goal in the whole list, from 0.
        total: how many the whole list has.
    """

    goals: tuple[GoalView, ...]
    first: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AimView:
    """A broader aim that goals serve.

    Args:
        team_id: whose it is; None for the whole workspace's.
        parent_id: the workspace's aim that a team's own one serves.
        goal_id: the goal of another team that was adopted as this aim; its title is the goal's.
        goal_state: where that goal stands with its own team.
        goal_channel: Slack channel of that team; empty when it is not to be named.
        is_retired: nothing new is to serve it; what does keeps it.
    """

    id: UUID
    title: str
    team_id: UUID | None = None
    parent_id: UUID | None = None
    goal_id: UUID | None = None
    goal_state: GoalState | None = None
    goal_channel: str = ""
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class AboveGoal:
    """A goal that was adopted as an aim, with what it serves itself."""

    id: UUID
    team_id: UUID
    number: int
    title: str
    aim_id: UUID | None


@dataclass(frozen=True, slots=True)
class MapGoal:
    """A goal as the map shows it."""

    id: UUID
    team_id: UUID
    number: int
    title: str
    state: GoalState
    aim_id: UUID | None


@dataclass(frozen=True, slots=True)
class MapNode:
    """One line of the map: an aim or a goal, and how deep it stands.

    Args:
        channel: the Slack channel of its team; empty for the workspace's aims and in a map of one team.
    """

    depth: int
    aim: AimView | None = None
    goal: MapGoal | None = None
    channel: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionView:
    """The offer of a goal to another team, and what came of it.

    Args:
        team_id: the team that it is offered to.
        offered_by, answered_by: Slack user ids.
        why: why it is not adopted now; may be empty.
        is_retired: the aim that it became was retired since.
    """

    id: UUID
    goal_id: UUID
    team_id: UUID
    offered_by: str
    note: str
    state: AdoptionState
    answered_by: str | None
    why: str
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class LookView:
    """What one member said of what must be true for a goal.

    Args:
        user: Slack user id; shown only beside their own words.
        words: what changed; may be empty.
    """

    id: UUID
    goal_id: UUID
    user: str
    says: Says
    words: str


@dataclass(frozen=True, slots=True)
class ScopeChange:
    """What somebody changed in a committed goal.

    Args:
        by: Slack user id.
        before, after: the words that differ, by the draft's field.
        why: in the words of whoever changed it.
    """

    by: str
    before: Mapping[str, str | bool]
    after: Mapping[str, str | bool]
    why: str
