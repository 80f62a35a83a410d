"""What serves what: the way up from a goal through the aims that other teams adopted, and the whole map downwards."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from bot.features.goals.values import AboveGoal, AimView, MapGoal, MapNode
from bot.text import listing

Links = Mapping[UUID, AboveGoal]
"""Of each adopted aim, by its id, the goal that it is."""


def above(aim_id: UUID | None, links: Links) -> list[AboveGoal]:
    """The goals above whatever serves this aim, the nearest first; each once, even if they stood in a circle."""
    found: dict[UUID, AboveGoal] = {}
    while aim_id is not None and aim_id in links and links[aim_id].id not in found:
        goal = links[aim_id]
        found[goal.id] = goal
        aim_id = goal.aim_id
    return list(found.values())


def circle(goal_id: UUID, aim_id: UUID | None, links: Links) -> list[AboveGoal]:
    """The way from the aim up to the goal itself, if it would serve itself by serving this aim; else empty."""
    way = above(aim_id, links)
    places = [place for place, goal in enumerate(way) if goal.id == goal_id]
    return way[: places[0] + 1] if places else []


def way_to_team(aim_id: UUID | None, team_id: UUID, links: Links) -> list[AboveGoal]:
    """The way from the aim up to the nearest goal of this team; empty when none of theirs stands above."""
    way = above(aim_id, links)
    places = [place for place, goal in enumerate(way) if goal.team_id == team_id]
    return way[: places[0] + 1] if places else []


def in_words(way: Sequence[AboveGoal], seen: Mapping[UUID, object]) -> str:
    """The way as one reads it; goals that the reader may not see are not named."""
    return listing([f"“{goal.title}”" if goal.id in seen else "a goal of another team" for goal in way])


def laid_out(aims: Sequence[AimView], goals: Sequence[MapGoal]) -> list[MapNode]:
    """The map from the broadest aims down, as lines: every aim and goal once, below what it serves.

    What serves nothing that is shown stands at the left; goals without an aim come last. A retired aim is left out
    when nothing serves it.

    Args:
        aims, goals: in the order in which those beside each other are to stand.
    """
    layout = _Layout(aims, goals)
    known = {aim.id for aim in aims}
    shown_goals = {goal.id for goal in goals}
    for aim in aims:
        if aim.goal_id not in shown_goals and aim.parent_id not in known:
            layout.put_aim(aim, 0)
    for goal in sorted(goals, key=lambda one: one.aim_id is None):
        if goal.aim_id not in known:
            layout.put_goal(goal, 0)
    for goal in goals:  # what is left stands in a circle, which no path of ours leads into
        layout.put_goal(goal, 0)
    return layout.nodes


@dataclass(slots=True)
class _Layout:
    """The map as it grows; what stands in it already is not put in again."""

    aims: Sequence[AimView]
    goals: Sequence[MapGoal]
    nodes: list[MapNode] = field(default_factory=list)
    placed: set[UUID] = field(default_factory=set)
    aims_under: defaultdict[UUID | None, list[AimView]] = field(init=False)
    goals_under: defaultdict[UUID | None, list[MapGoal]] = field(init=False)

    def __post_init__(self) -> None:
        self.aims_under, self.goals_under = defaultdict(list), defaultdict(list)
        for aim in self.aims:
            self.aims_under[aim.goal_id or aim.parent_id].append(aim)
        for goal in self.goals:
            self.goals_under[goal.aim_id].append(goal)

    def put_aim(self, aim: AimView, depth: int) -> None:
        below = (*self.aims_under[aim.id], *self.goals_under[aim.id])
        if aim.id in self.placed or (aim.is_retired and not below):
            return
        self.placed.add(aim.id)
        self.nodes.append(MapNode(depth, aim=aim))
        self._put_below(aim.id, depth + 1)

    def put_goal(self, goal: MapGoal, depth: int) -> None:
        if goal.id not in self.placed:
            self.placed.add(goal.id)
            self.nodes.append(MapNode(depth, goal=goal))
            self._put_below(goal.id, depth + 1)

    def _put_below(self, above: UUID, depth: int) -> None:
        for aim in self.aims_under[above]:
            self.put_aim(aim, depth)
        for goal in self.goals_under[above]:
            self.put_goal(goal, depth)
