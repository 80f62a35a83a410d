"""The scale, the facts of a vote, ballots, and what they come to."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CLOCKS_DIFFER = timedelta(minutes=1)  # what one replica has just begun has begun for the others


def microseconds(moment: datetime) -> int:
    """The moment as facts are stamped: microseconds since 1970."""
    return (moment - EPOCH) // MICROSECOND


def moment_of(stamp: int) -> datetime:
    """The moment of a stamp, UTC."""
    return EPOCH + stamp * MICROSECOND


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of the scale.

    Args:
        word: what choosing it says.
        weight: what it adds to the mean.
        names: Slack's names of its emoji; the first is seeded and shown.
    """

    word: str
    weight: int
    names: tuple[str, ...]

    @property
    def emoji(self) -> str:
        return self.names[0]


MUST = Choice("must", 3, ("fire",))
SHOULD = Choice("should", 2, ("+1", "thumbsup"))
COULD = Choice("could", 1, ("seedling",))
NOT_NOW = Choice("not now", 0, ("ice_cube",))
SCALE = (MUST, SHOULD, COULD, NOT_NOW)
MUSTS_EACH = 3  # in a round, P8: when everything is a must, nothing is


@dataclass(frozen=True, slots=True)
class Fact:
    """Somebody added or removed an emoji.

    Args:
        user: Slack user id.
        emoji: Slack's raw name, skin tone included.
        added: False when it was taken away.
        stamp: when, by Slack's clock, in microseconds since 1970.
    """

    user: str
    emoji: str
    added: bool
    stamp: int


@dataclass(frozen=True, slots=True)
class Ballot:
    """One question put to a team.

    Args:
        round: what it is ranked within, and what the limit of musts is counted over.
        subject: what is voted on.
        steady_since: stamp since which voting is on and the electorate is the same; only from then on can all have
            voted. While it is to come, voting has not begun, and what is given counts from then on.
        completed: stamp of the vote with which all had voted, or None.
        closed_at: when its closing was recorded, or None; it may be over before.
        electorate: whose votes count, once its closing was recorded.
        counts: how many votes count as each choice, in the order of the scale, once they were counted for good.
        is_current: whether it is the subject's newest; the ones before stay with their rounds.
    """

    id: UUID
    team_id: UUID
    round: UUID
    subject: UUID
    opened_at: datetime
    deadline: datetime
    steady_since: int
    completed: int | None
    closed_at: datetime | None
    electorate: frozenset[str] | None
    counts: tuple[int, ...] | None = None
    is_current: bool = True

    @property
    def ends(self) -> int:
        """Stamp of the last moment whose facts count: the deadline, or before it when all have voted."""
        latest = microseconds(self.deadline)
        return latest if self.completed is None else min(latest, self.completed)

    def is_waiting(self, now: datetime) -> bool:
        """Whether voting on it has not begun."""
        return self.closed_at is None and self.steady_since > microseconds(now + CLOCKS_DIFFER)

    def is_over(self, now: datetime) -> bool:
        """Whether its result is final, whether or not the clock has noticed."""
        return self.closed_at is not None or self.completed is not None or now >= self.deadline


@dataclass(frozen=True, slots=True)
class Tally:
    """What a ballot comes to; it never says who is missing.

    Args:
        counts: how many votes count as each choice, in the order of the scale.
        electorate_size: how many people's votes count.
        mean: mean weight of the votes, None without any.
        has_quorum: whether enough were heard for a rank.
        closes_at: the deadline, or the moment at which all had voted.
        is_waiting: voting has not begun; what was given already counts from then on.
    """

    counts: tuple[int, ...]
    electorate_size: int
    mean: float | None
    has_quorum: bool
    is_closed: bool
    closes_at: datetime
    is_waiting: bool = False

    @property
    def heard(self) -> int:
        """How many people have voted."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ballot stands in its round.

    Args:
        rank: its place among those that are decided, itself included, from 1; None below quorum.
        among: how many have such a rank, itself included.
    """

    subject: UUID
    tally: Tally
    rank: int | None
    among: int


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a new fact met on its ballot.

    Args:
        is_their_first: nothing else is known of its person there.
        somebody_else_is_silent: a member who surely may vote never reacted; while there is one, not all can have voted.
    """

    is_their_first: bool
    somebody_else_is_silent: bool


@dataclass(frozen=True, slots=True)
class CastResult:
    """What a reaction changed.

    Args:
        ballot: the question it answers, None when the subject isn't voted on or the emoji isn't of the scale.
        changed: subjects whose tally may read differently now.
        is_early: voting has not begun, and it came from somebody whose vote will count then.
        is_late: it came after the ballot was over, from somebody whose vote would have counted.
        has_too_many_musts: with it the person's musts of the round are more than three, so all count as should.
    """

    ballot: Ballot | None = None
    changed: frozenset[UUID] = frozenset()
    is_early: bool = False
    is_late: bool = False
    has_too_many_musts: bool = False


IGNORED = CastResult()
