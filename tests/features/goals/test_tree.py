"""What serves what: the way up ends, and the map shows everything once, below what it serves."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from bot.features.goals.rules.tree import above, circle, in_words, laid_out, way_to_team
from bot.features.goals.values import AboveGoal, AimView, GoalState, MapGoal

MOST = 8
PLACES = st.none() | st.integers(1, MOST)


def aim_id(number: int) -> UUID:
    return UUID(int=100 + number)


def above_goal(number: int, serves: int | None) -> AboveGoal:
    owner = UUID(int=1000 + number % 3)
    return AboveGoal(UUID(int=number), owner, number, f"Goal {number}", aim_id(serves) if serves else None)


LINKS = st.lists(PLACES, min_size=MOST, max_size=MOST).map(
    lambda serves: {aim_id(n): above_goal(n, up) for n, up in enumerate(serves, start=1)}
)
"""Aim n is goal n, adopted; it may serve any other of these aims, in circles too."""


@given(LINKS, st.integers(1, MOST))
def test_the_way_up_ends_with_each_goal_once(links: dict[UUID, AboveGoal], start: int) -> None:
    way = above(aim_id(start), links)
    assert len({goal.id for goal in way}) == len(way) <= MOST
    assert way[0].id == UUID(int=start)


@given(st.lists(st.tuples(st.integers(1, MOST), st.integers(1, MOST)), max_size=20))
def test_who_never_closes_a_circle_never_has_one(choices: list[tuple[int, int]]) -> None:
    links = {aim_id(n): above_goal(n, None) for n in range(1, MOST + 1)}
    for goal, serves in choices:
        if not circle(UUID(int=goal), aim_id(serves), links):
            links[aim_id(goal)] = above_goal(goal, serves)
    for goal in range(1, MOST + 1):
        assert not circle(UUID(int=goal), links[aim_id(goal)].aim_id, links)


def test_the_way_back_is_told_and_hides_what_the_reader_may_not_see() -> None:
    links = {aim_id(2): above_goal(2, 3), aim_id(3): above_goal(3, 1), aim_id(1): above_goal(1, None)}
    way = circle(UUID(int=1), aim_id(2), links)
    assert [goal.number for goal in way] == [2, 3, 1]
    seen = {UUID(int=1): None, UUID(int=2): None}
    assert in_words(way, seen) == "“Goal 2”, a goal of another team and “Goal 1”"
    assert circle(UUID(int=4), aim_id(2), links) == []
    assert [goal.number for goal in way_to_team(aim_id(2), UUID(int=1000), links)] == [2, 3]
    assert way_to_team(aim_id(1), UUID(int=1000), links) == []


def mapped(number: int, serves: UUID | None) -> MapGoal:
    return MapGoal(UUID(int=number), UUID(int=1), number, f"Goal {number}", GoalState.PROPOSED, serves)


AIMS = st.lists(st.tuples(PLACES, PLACES, st.booleans()), min_size=MOST, max_size=MOST)


@given(AIMS, st.lists(PLACES, min_size=MOST, max_size=MOST))
def test_the_map_has_everything_once_and_below_what_it_serves(
    given_aims: list[tuple[int | None, int | None, bool]], given_goals: list[int | None]
) -> None:
    aims = [
        AimView(
            id=aim_id(n),
            title=f"Aim {n}",
            team_id=None if parent is None else UUID(int=1),
            parent_id=aim_id(parent) if parent and parent < n else None,
            goal_id=UUID(int=adopted) if adopted and not parent else None,
        )
        for n, (parent, adopted, _) in enumerate(given_aims, start=1)
    ]
    goals = [mapped(n, aim_id(serves) if serves else None) for n, serves in enumerate(given_goals, start=1)]
    nodes = laid_out(aims, goals)
    shown = [thing.id for node in nodes if (thing := node.goal or node.aim)]
    assert len(set(shown)) == len(shown)
    assert {goal.id for goal in goals} <= set(shown)
    for place, node in enumerate(nodes):
        assert node.depth == 0 or nodes[place - 1].depth >= node.depth - 1


def test_a_map_from_the_broadest_down() -> None:
    everybodys = AimView(id=aim_id(1), title="People stay")
    teams = AimView(id=aim_id(2), title="Answers", team_id=UUID(int=1), parent_id=aim_id(1))
    retired = AimView(id=aim_id(3), title="Old", team_id=UUID(int=1), is_retired=True)
    adopted = AimView(id=aim_id(4), title="Goal 1", team_id=UUID(int=2), goal_id=UUID(int=1))
    goals = [mapped(1, aim_id(2)), mapped(2, aim_id(1)), mapped(3, None), mapped(4, aim_id(4))]
    nodes = laid_out([everybodys, teams, retired, adopted], goals)
    assert [(node.depth, thing.title) for node in nodes if (thing := node.aim or node.goal)] == [
        (0, "People stay"),
        (1, "Answers"),
        (2, "Goal 1"),
        (3, "Goal 1"),
        (4, "Goal 4"),
        (1, "Goal 2"),
        (0, "Goal 3"),
    ]
