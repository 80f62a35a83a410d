"""What priorities show beside the goal's own card."""

from dataclasses import dataclass

from bot.features.goals.values import GoalView
from bot.features.teams.values import TeamView
from bot.features.voting.values import Choice, Tally

TOO_MANY_MUSTS = "priorities.too_many_musts"  # surface to a person; its subject is the round
EARLY_VOTE = "priorities.early_vote"  # surface to a person; its subject is the goal
LATE_VOTE = "priorities.late_vote"  # surface to a person; its subject is the goal


@dataclass(frozen=True, slots=True)
class CardPlace:
    """Where in Slack a goal's card is."""

    channel: str
    ts: str


@dataclass(frozen=True, slots=True)
class OpenVote:
    """A goal that can be voted on now.

    Args:
        choice: the reader's own vote.
        card: where to vote; None until it is posted.
    """

    goal: GoalView
    tally: Tally
    choice: Choice | None
    card: CardPlace | None


@dataclass(frozen=True, slots=True)
class TeamVotes:
    """What one person can vote on in a team.

    Args:
        open: goals they have not voted on first, then the one that closes first.
        musts: how many musts they gave in this round, on goals whose vote is over as well.
        is_member: whether the reader is a member.
        is_counted_kind: whether the team lets the votes of members like the reader count; those of guests it may not.
        may_propose, may_vote: whether the team's phase lets anybody.
    """

    team: TeamView
    open: tuple[OpenVote, ...]
    musts: int
    is_member: bool
    is_counted_kind: bool = True
    may_propose: bool = True
    may_vote: bool = True

    @property
    def counts(self) -> bool:
        """Whether the tallies count the reader's votes."""
        return self.is_member and self.is_counted_kind
