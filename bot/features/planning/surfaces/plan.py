"""The plan on goals' cards, on the team's card and in the menu of `/cairn`."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.planning.service.access import initiative, today_of
from bot.features.planning.service.dependencies import waiting_at
from bot.features.planning.service.initiatives import (
    initiatives_by_id,
    open_counts,
    overdue_in,
    progress_of,
)
from bot.features.planning.service.milestones import next_milestones
from bot.features.planning.service.showing import history_of
from bot.features.planning.views import parts
from bot.features.teams import service as teams
from bot.features.workspaces.values import ActivityView
from bot.slack.sections import Part


def told_of_initiative(tx: Transaction, initiative_id: UUID) -> tuple[str, Sequence[ActivityView]]:
    """What an initiative is called, and what happened to it; raises NotFound when the actor may not see it."""
    found = initiative(tx, initiative_id)
    return found.title, history_of(tx, found)


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """How a goal's initiatives stand, and the way to them."""
    progress = progress_of(tx, goal_ids)
    found = goals.goals_by_id(tx, progress)
    return {
        goal_id: parts.card_part(found[goal_id], stands, today=tx.now.date())
        for goal_id, stands in progress.items()
        if goal_id in found
    }


def on_details(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The way to ask a team for what a goal needs, while it goes on."""
    found = goals.goals_by_id(tx, goal_ids)
    return {goal.id: parts.details_part(goal) for goal in found.values() if goal.is_open}


def as_things(tx: Transaction, subject_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What notes tell of initiatives that the actor may see."""
    found = initiatives_by_id(tx, subject_ids).values()
    channels = {team_id: teams.team(tx, team_id).channel for team_id in {one.team_id for one in found}}
    return {one.id: parts.initiative_as_thing(one, channels[one.team_id]) for one in found}


def on_map(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """How many of a goal's initiatives are done."""
    progress = progress_of(tx, goal_ids)
    return {goal_id: parts.map_part(stands) for goal_id, stands in progress.items()}


def at_its_end(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What becomes of open initiatives when their goal is ended or withdrawn."""
    progress = progress_of(tx, goal_ids)
    found = goals.goals_by_id(tx, progress).values()
    return {
        goal.id: parts.left_part(goal, progress[goal.id]) for goal in found if progress[goal.id].still_open
    }


def at_closing(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """What becomes of initiatives when the team's cycle is closed."""
    return {team_id: parts.closing_part(count) for team_id, count in open_counts(tx, team_ids).items()}


def on_team_cards(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The milestones that come next."""
    return {
        team_id: parts.milestones_part(coming, today=tx.now.date())
        for team_id, coming in next_milestones(tx, team_ids).items()
    }


def in_menu(tx: Transaction, team_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """The backlog, how many requests of other teams wait for an answer, and what the reader drives and is overdue."""
    waiting, overdue, today = waiting_at(tx, team_ids), overdue_in(tx, team_ids), today_of(tx)
    return {
        team_id: parts.menu_part(
            team_id, waiting=waiting.get(team_id, 0), overdue=overdue.get(team_id, ()), today=today
        )
        for team_id in team_ids
    }
