"""A team's board: what its pinned card tells of its goals, and when that changes (P15)."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from math import inf
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.events.prompts import CheckinAnswered
from bot.features.checkins.service import answers
from bot.features.dashboard.values import Board, BoardGoal
from bot.features.goals import service as goals
from bot.features.goals.events import (
    GoalCarried,
    GoalCommitted,
    GoalEdited,
    GoalEnded,
    GoalProposed,
    GoalReopened,
    GoalRescoped,
    GoalUncommitted,
    GoalWithdrawn,
)
from bot.features.goals.values import GoalState, GoalView
from bot.features.indicators import service as indicators
from bot.features.indicators.events import (
    IndicatorAdded,
    IndicatorChanged,
    IndicatorRemoved,
    ReadingCorrected,
    ReadingRecorded,
)
from bot.features.ownership import service as ownership
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.priorities import service as priorities
from bot.features.teams.values import TEAM_CARD
from bot.features.voting import service as voting
from bot.features.voting.events import BallotClosed
from bot.features.workspaces import service as workspaces

GOALS_MOST = 10
CHANGES_MOST = 30  # entries that are looked through for those that have words
WEEK = timedelta(days=7)


TeamChange = (
    GoalProposed
    | GoalEdited
    | GoalWithdrawn
    | GoalCommitted
    | GoalUncommitted
    | GoalRescoped
    | GoalEnded
    | GoalReopened
    | GoalCarried
    | BallotClosed
    | CheckinAnswered
    | IndicatorAdded
    | IndicatorChanged
    | IndicatorRemoved
    | ReadingRecorded
    | ReadingCorrected
)


def board(tx: Transaction, team_id: UUID) -> Board:
    """What the board tells of a team that was found for whoever looks at it."""
    standing = goals.standing_goals(tx, team_id)
    committed = [goal for goal in standing if goal.state is GoalState.COMMITTED]
    ranked = _ranked(tx, committed or standing)
    shown = ranked[:GOALS_MOST]
    gone = goals.gone_since(tx, team_id, tx.now - WEEK, most=CHANGES_MOST)
    numbers = {str(goal.id): goal.number for goal in [*ranked, *gone]}
    return Board(
        goals=tuple(_with_standing(tx, shown)),
        more=len(ranked) - len(shown),
        proposed=len(standing) - len(ranked),
        numbers=numbers,
        changes=tuple(workspaces.recent(tx, [*numbers, str(team_id)], tx.now - WEEK, most=CHANGES_MOST)),
    )


def team_changed(tx: Transaction, event: TeamChange) -> None:
    """Something that the board tells of changed."""
    tx.touch(TEAM_CARD, event.team_id)


def driver_changed(tx: Transaction, event: GoalClaimed | GoalReleased | GoalHandedOver) -> None:
    """The same, when the event names the goal only."""
    tx.touch(TEAM_CARD, goals.goal_on_record(tx, UUID(event.subject)).team_id)


def _ranked(tx: Transaction, some: Collection[GoalView]) -> list[GoalView]:
    """Committed ones first, then by the place that voting gave them, those that are voted on anew after them."""
    standings = voting.standings_of(tx, [goal.id for goal in some])
    anew = priorities.voted_anew(tx, [one.subject for one in standings.values() if one.tally.is_closed])
    places = {goal_id: place for place, goal_id in enumerate(standings) if goal_id not in anew}

    def place(goal: GoalView) -> tuple[bool, float, int]:
        return (goal.state is not GoalState.COMMITTED, places.get(goal.id, inf), goal.number)

    return sorted(some, key=place)


def _with_standing(tx: Transaction, shown: Sequence[GoalView]) -> list[BoardGoal]:
    ids = [goal.id for goal in shown]
    statuses, words = indicators.status_of(tx, ids), answers.last_words(tx, ids)
    drivers = ownership.drivers_of(tx, ids)
    people = workspaces.people(tx, {driver.user for driver in drivers.values()})
    named = {goal_id: people[one.user].name for goal_id, one in drivers.items() if one.user in people}
    return [
        BoardGoal(
            goal,
            statuses.get(goal.id),
            words[goal.id].confidence if goal.id in words else None,
            named.get(goal.id, ""),
        )
        for goal in shown
    ]
