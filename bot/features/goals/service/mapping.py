"""The map of aims and goals, as much of it as the actor may see."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals.repository.aims import AimRepository
from bot.features.goals.repository.map import MapRepository
from bot.features.goals.rules import tree
from bot.features.goals.values import MapNode


def map_of(tx: Transaction, team_id: UUID | None) -> list[MapNode]:
    """All lines of a team's map, or of the whole workspace's: aims, what serves them, and goals without an aim.

    A team's map leaves out aims of the workspace that none of its goals and aims serve.
    """
    goals = MapRepository(tx).goals(team_id)
    aims = AimRepository(tx).seen(team_id)
    if team_id is not None:
        used = {goal.aim_id for goal in goals} | {aim.parent_id for aim in aims}
        aims = [aim for aim in aims if aim.team_id is not None or aim.id in used]
    return tree.laid_out(aims, goals)


def with_channels(tx: Transaction, nodes: list[MapNode]) -> list[MapNode]:
    """These lines with the channels of their teams."""
    found = MapRepository(tx).channels({team for node in nodes if (team := _team_of(node))})
    return [replace(node, channel=found.get(team, "") if (team := _team_of(node)) else "") for node in nodes]


def _team_of(node: MapNode) -> UUID | None:
    return node.goal.team_id if node.goal else node.aim.team_id if node.aim else None
