"""Rounds as people see them: how far they are, what waits for somebody, and what a goal's card says."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.commitments import rules
from bot.features.commitments.repository import Rounds
from bot.features.commitments.service.access import electorate, on_record, seen
from bot.features.commitments.values.rounds import Committed, RoundState, RoundView, ShownRound
from bot.features.commitments.values.words import Answer, Progress
from bot.features.goals import service as goals
from bot.features.goals.values import GoalState
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams


def shown(tx: Transaction, round_id: UUID) -> ShownRound:
    """Everything that a round's message shows, whatever state its team is in.

    Raises:
        NotFound: there is none.
    """
    return _shown(tx, on_record(tx, round_id))


def shown_to(tx: Transaction, round_id: UUID) -> ShownRound:
    """The same, for the actor's eyes.

    Raises:
        NotFound: there is none, or they may not see it.
    """
    return _shown(tx, seen(tx, round_id))


def running(tx: Transaction, team_id: UUID) -> RoundView | None:
    """The round about the team's goal set that isn't over."""
    return Rounds(tx).running_of([team_id]).get(team_id)


def running_of(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, RoundView]:
    """The same for many teams, by team."""
    return Rounds(tx).running_of(team_ids)


def running_in(tx: Transaction, team_id: UUID) -> list[RoundView]:
    """All rounds of a team that aren't over, those about a change of scope too; the oldest first."""
    return Rounds(tx).running_in(team_id)


def own_answer(tx: Transaction, asked: RoundView) -> Answer | None:
    """What the actor said in the asking under way, for their eyes only."""
    return answer_of(tx, asked, tx.actor or "")


def answer_of(tx: Transaction, asked: RoundView, user: str) -> Answer | None:
    """What somebody said in the asking under way, for what is shown to them alone."""
    return Rounds(tx).answers([asked.id])[asked.id].get(user)


def progress_of(tx: Transaction, asked: RoundView) -> Progress:
    """How many of those whose word counts have given it, and how many said the chance too."""
    counted = rules.counted(Rounds(tx).answers([asked.id])[asked.id], electorate(tx, asked))
    return Progress(counted.heard, counted.of, likely=len(counted.chances))


def waits_for(tx: Transaction, asked: RoundView, user: str) -> bool:
    """Whether this person's word is asked and was not given yet."""
    if not asked.takes_answers(tx.now) or user not in electorate(tx, asked):
        return False
    return user not in Rounds(tx).answers([asked.id])[asked.id]


def lacks_chance(tx: Transaction, asked: RoundView, user: str) -> bool:
    """Whether this person gave their word and can still say, and hasn't said, how likely it is."""
    if not asked.takes_answers(tx.now) or user not in electorate(tx, asked):
        return False
    answer = answer_of(tx, asked, user)
    return answer is not None and answer.chance is None


def asked_about(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, RoundView]:
    """The rounds in which people are being asked about these goals, by goal."""
    found = {goal_id: Rounds(tx).running_with(goal_id) for goal_id in goal_ids}
    return {
        goal_id: one for goal_id, rounds in found.items() for one in rounds if one.state is RoundState.OPEN
    }


def committed(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, Committed]:
    """When the team gave its word on those of these goals that are committed now, and with what chance."""
    known = goals.goals_by_id(tx, goal_ids)
    standing = [goal.id for goal in known.values() if goal.state is GoalState.COMMITTED]
    return Rounds(tx).committed(standing) if standing else {}


def _shown(tx: Transaction, asked: RoundView) -> ShownRound:
    known = goals.goals_by_id(tx, asked.goal_ids)
    drivers = ownership.drivers_of(tx, asked.goal_ids)
    return ShownRound(
        round=asked,
        goals=tuple(known[goal_id] for goal_id in asked.goal_ids if goal_id in known),
        drivers={goal_id: driver.user for goal_id, driver in drivers.items()},
        progress=progress_of(tx, asked),
        takes_answers=asked.takes_answers(tx.now),
        channel=teams.team_by_id(tx, asked.team_id).channel,
    )
