"""An initiative with all that is shown of it to one person."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import service as ownership
from bot.features.planning.events.initiatives import InitiativeDriverChanged, InitiativePeopleChanged
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.repository.goals import GoalChoices
from bot.features.planning.repository.initiatives import Initiatives
from bot.features.planning.service.access import initiative, today_of
from bot.features.planning.service.initiatives import initiatives_by_id
from bot.features.planning.values.dependencies import DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.values.shown import Around, GoalChoice, ShownDependency, ShownInitiative
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import ActivityView

TOLD_TWICE = {
    InitiativeDriverChanged.kind,
    InitiativePeopleChanged.kind,
}  # ownership tells it of the initiative
NO_GOAL = "There is no goal #{number} here."
NOT_OPEN = "Goal #{number} is not open any more."
NO_INITIATIVE = "There is no initiative i{number} here. `/goal backlog` shows what there is."
IN_FORM, IN_MENU = 99, 6  # goals to choose from; Slack shows a hundred, and a message has room for few


def shown(tx: Transaction, initiative_id: UUID) -> ShownInitiative:
    """All that the actor may see of an initiative.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = initiative(tx, initiative_id)
    reader = actor_of(tx)
    return ShownInitiative(
        initiative=found,
        owned=replace(ownership.owned(tx, [found.id])[found.id], is_open=found.is_open),
        reader=reader,
        driven=ownership.load_of(tx, [reader])[reader],
        today=today_of(tx),
        goal=goal_of(tx, found),
        is_member=teams.is_member(tx, found.team_id, reader),
        dependencies=_dependencies_of(tx, found),
        history=history_of(tx, found),
    )


def around(tx: Transaction, team_id: UUID) -> Around:
    """What stands beside a list of a team's initiatives; the team was found for the actor."""
    return Around(
        goals=GoalChoices(tx).newest(team_id, most=IN_MENU),
        today=today_of(tx),
        is_member=teams.is_member(tx, team_id, tx.actor or ""),
    )


def goals_to_choose(tx: Transaction, team_id: UUID, also: UUID | None = None) -> tuple[GoalChoice, ...]:
    """The goals that a form offers, with the one chosen so far; raises as `teams.require_member` does.

    Args:
        also: the goal chosen so far, whatever became of it.
    """
    teams.require_member(tx, team_id)
    return GoalChoices(tx).newest(team_id, most=IN_FORM, also=also)


def goal_numbered(tx: Transaction, team_id: UUID, number: int) -> tuple[GoalChoice | None, str]:
    """The goal that a team calls by this number, or why there is none to plan for."""
    if found := GoalChoices(tx).numbered(team_id, number):
        return found, ""
    why = NOT_OPEN if GoalChoices(tx).is_on_record(team_id, number) else NO_GOAL
    return None, why.format(number=number)


def initiative_called(tx: Transaction, channel: str, number: int) -> UUID | None:
    """The initiative that a channel's team calls by this number; None where no team works.

    Raises:
        NotFound: the team has none of this number.
    """
    found = initiative_known(tx, channel, number)
    if found is None and teams.team_in(tx, channel) is not None:
        raise NotFound(NO_INITIATIVE.format(number=number))
    return found


def initiative_known(tx: Transaction, channel: str, number: int) -> UUID | None:
    """The same; None also where the team has none of this number."""
    team = teams.team_in(tx, channel)
    found = Initiatives(tx).called(team.id, number) if team else None
    return found.id if found else None


def goal_of(tx: Transaction, found: InitiativeView) -> GoalView | None:
    """What an initiative serves; None for nothing, or a goal that is closed to the actor."""
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


def history_of(tx: Transaction, found: InitiativeView) -> list[ActivityView]:
    """What was put on record with the goal, and with the initiative itself."""
    own = workspaces.history(tx, str(found.id))
    of_goal = workspaces.history(tx, str(found.goal_id)) if found.goal_id else []
    theirs = [entry for entry in of_goal if entry.detail.get("initiative_id") == str(found.id)]
    mine = [entry for entry in theirs if entry.kind not in TOLD_TWICE]
    return sorted([*mine, *own], key=lambda entry: entry.at)
