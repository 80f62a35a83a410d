"""What happens to goals whose commitment is asked; the subject is the goal's id, and no event carries an answer."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event
from bot.features.commitments.values.drafts import Choice
from bot.features.commitments.values.words import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentAsked(Event):
    """People were asked for their word on a goal, with the others of its set.

    Args:
        asking: 1, or 2 after the conversation.
        is_scope: it was committed already, and its scope changed.
    """

    kind: ClassVar[str] = "commitments.asked"
    team_id: UUID
    round_id: UUID
    asking: int
    is_scope: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentMissed(Event):
    """An asking ended without a commitment: the team talks, or, after the second one, a steward decides."""

    kind: ClassVar[str] = "commitments.missed"
    team_id: UUID
    round_id: UUID
    asking: int
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentAskedAnew(Event):
    """A goal changed after people had given their word, so that word isn't counted and they are asked again."""

    kind: ClassVar[str] = "commitments.asked_anew"
    team_id: UUID
    round_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentTakenBack(Event):
    """Whoever asked, or a steward, took the question back."""

    kind: ClassVar[str] = "commitments.taken_back"
    team_id: UUID
    round_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLapsed(Event):
    """The cycle that people were asked for ended before the question was settled."""

    kind: ClassVar[str] = "commitments.lapsed"
    team_id: UUID
    round_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeConfirmed(Event):
    """Those whom a change of scope concerns gave their word on the goal as it is now."""

    kind: ClassVar[str] = "commitments.scope_confirmed"
    team_id: UUID
    round_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDecided(Event):
    """A steward decided on this goal after two askings (P9)."""

    kind: ClassVar[str] = "commitments.decided"
    team_id: UUID
    round_id: UUID
    is_committed: bool
    objection: str
    reply: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundDecided(Event):
    """The same for the whole set, once; the subject is the round's id.

    Args:
        choice: whether the set was committed, apart from what was left out.
        objection: empty where nobody objected, and too few answered.
        heard: how many answered the second asking.
        of: how many were asked.
        is_scope: it was about a change of scope: whether the word given before still holds.
    """

    kind: ClassVar[str] = "commitments.round_decided"
    team_id: UUID
    choice: Choice
    goal_ids: tuple[UUID, ...]
    left_out: tuple[UUID, ...]
    objection: str
    reply: str
    heard: int
    of: int
    is_scope: bool
