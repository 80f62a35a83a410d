"""How indicators and goals stand, and what a goal lacks to be committed."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from bot.db.asked import asked_once
from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators.repository import IndicatorRepository
from bot.features.indicators.rules.progress import progress_of
from bot.features.indicators.rules.status import goal_status, status_of_indicator
from bot.features.indicators.values import GoalStatus, IndicatorView, Standing
from bot.features.teams import service as teams

NOT_FOUND = "I can't find that indicator any more. Nothing was changed; the goal's card shows what there is."
NO_INDICATOR = "“{title}” has no indicator yet: how will you know that it is reached, and by when?"
DATE_IS_OVER = "The day that “{title}” was to be reached by is over: give one of its indicators a new one."


def indicator(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """One indicator.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = IndicatorRepository(tx).by_id(indicator_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def of_goals(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, tuple[IndicatorView, ...]]:
    """These goals' indicators, primary ones first; a goal without any is missing."""
    found: defaultdict[UUID, list[IndicatorView]] = defaultdict(list)
    for one in IndicatorRepository(tx).of_goals(goal_ids):
        found[one.goal_id].append(one)
    return {goal_id: tuple(some) for goal_id, some in found.items()}


@asked_once
def standings_of(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, tuple[Standing, ...]]:
    """The same, each with how it stands today."""
    found = of_goals(tx, goal_ids)
    days = days_of(tx, {some[0].team_id for some in found.values()})
    return {
        goal_id: tuple(_standing(one, days[one.team_id]) for one in some) for goal_id, some in found.items()
    }


def status_of(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, GoalStatus]:
    """How these goals stand today; one without indicators is missing."""
    statuses = {goal_id: goal_status(some) for goal_id, some in standings_of(tx, goal_ids).items()}
    return {goal_id: said for goal_id, said in statuses.items() if said is not None}


def missing_to_commit(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, str]:
    """What keeps which of these goals from being committed, in a sentence (P2): an indicator with a day to come.

    Each has a target, and a baseline or a day by which it is read first. Goals that the actor may not see are left out.
    """
    measured = of_goals(tx, goal_ids)
    days = days_of(tx, {some[0].team_id for some in measured.values()})
    missing = {}
    for goal in goals.goals_by_id(tx, goal_ids).values():
        if goal.id not in measured:
            missing[goal.id] = NO_INDICATOR.format(title=goal.title)
        elif all(one.due_on < days[one.team_id] for one in measured[goal.id]):
            missing[goal.id] = DATE_IS_OVER.format(title=goal.title)
    return missing


def measured_in(tx: Transaction, team_id: UUID, *, most: int) -> list[GoalView]:
    """Standing goals of the team that have indicators, by number, at most so many."""
    found = goals.goals_by_id(tx, IndicatorRepository(tx).measured_in(team_id, most))
    return sorted(found.values(), key=lambda goal: goal.number)


def has_measured(tx: Transaction, team_id: UUID) -> bool:
    """Whether any goal of the team has an indicator, whatever became of it."""
    return IndicatorRepository(tx).has_any(team_id)


def days_of(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, date]:
    """The date where each of these teams is."""
    zones = teams.team_zones(tx, team_ids)
    return {team_id: tx.now.astimezone(zone).date() for team_id, zone in zones.items()}


def today_of(tx: Transaction, team_id: UUID) -> date:
    """The date where the team is."""
    return tx.now.astimezone(teams.team_zone(tx, team_id)).date()


def _standing(one: IndicatorView, today: date) -> Standing:
    return Standing(one, status_of_indicator(one, today), progress_of(one))
