"""What happens to ballots; the subject is what was voted on."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from bot.db.transaction import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotClosed(Event):
    """Voting ended and its result stands.

    Args:
        heard: how many people's votes count.
        of: how many could have.
        mean: mean weight of the votes, None without any.
        was_settled: what it asked was settled otherwise before its time was over.
    """

    kind: ClassVar[str] = "voting.ballot_closed"
    team_id: UUID
    round: UUID
    heard: int
    of: int
    mean: float | None
    has_quorum: bool
    was_settled: bool = False
