"""An initiative with all that is shown of it to one person."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import offers
from bot.features.ownership import service as ownership
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.service.access import initiative, today_of
from bot.features.planning.service.initiatives import initiatives_by_id
from bot.features.planning.values.dependencies import DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.values.shown import Around, ShownDependency, ShownInitiative
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import ActivityView


def shown(tx: Transaction, initiative_id: UUID) -> ShownInitiative:
    """All that the actor may see of an initiative.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = initiative(tx, initiative_id)
    driver = ownership.driver_of(tx, found.id)
    offer = offers.pending_of(tx, [found.id]).get(found.id)
    return ShownInitiative(
        initiative=found,
        today=today_of(tx),
        goal=_goal_of(tx, found),
        driver=driver.user if driver else "",
        offered_to=offer.taker if offer else "",
        is_member=teams.is_member(tx, found.team_id, tx.actor or ""),
        dependencies=_dependencies_of(tx, found),
        history=_history_of(tx, found),
    )


def around(tx: Transaction, team_id: UUID) -> Around:
    """What stands beside a list of a team's initiatives; the team was found for the actor."""
    return Around(
        goals=tuple(goals.standing_goals(tx, team_id)),
        today=today_of(tx),
        is_member=teams.is_member(tx, team_id, tx.actor or ""),
    )


def standing_goals(tx: Transaction, team_id: UUID) -> list[GoalView]:
    """The goals that a form offers; raises as `teams.require_member` does for who may not plan there."""
    teams.require_member(tx, team_id)
    return goals.standing_goals(tx, team_id)


def _goal_of(tx: Transaction, found: InitiativeView) -> GoalView | None:
    return goals.goals_by_id(tx, [found.goal_id]).get(found.goal_id) if found.goal_id else None


def _dependencies_of(tx: Transaction, found: InitiativeView) -> list[ShownDependency]:
    repository = Dependencies(tx)
    theirs = [*repository.standing_of([found.id]), *repository.declined_of(found.id)]
    others = {_other_side(one, found): one for one in theirs}
    seen = initiatives_by_id(tx, [other for other in others if other])
    channels = repository.channels_of({_other_team(one, found) for one in theirs})
    return [
        ShownDependency(
            dependency=one,
            is_needed=one.initiative_id == found.id,
            channel=channels.get(_other_team(one, found)),
            other=seen.get(_other_side(one, found) or found.id),
        )
        for one in theirs
    ]


def _other_side(one: DependencyView, found: InitiativeView) -> UUID | None:
    return one.delivers_id if one.initiative_id == found.id else one.initiative_id


def _other_team(one: DependencyView, found: InitiativeView) -> UUID:
    return one.giver_id if one.initiative_id == found.id else one.team_id


def _history_of(tx: Transaction, found: InitiativeView) -> list[ActivityView]:
    """What was put on record with the goal, and with the initiative itself."""
    own = workspaces.history(tx, str(found.id))
    of_goal = workspaces.history(tx, str(found.goal_id)) if found.goal_id else []
    mine = [entry for entry in of_goal if entry.detail.get("initiative_id") == str(found.id)]
    return sorted([*own, *mine], key=lambda entry: entry.at)
