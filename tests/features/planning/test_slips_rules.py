"""How days slip along the graph, against networkx's longest path as an oracle."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.planning.rules.slips import day_not_over, expectations, held_up_by, is_news, way
from bot.features.planning.values.slips import Need, Step

TODAY = date(2026, 3, 2)
DAYS = st.dates(date(2026, 2, 1), date(2026, 6, 1))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[UUID, Step], list[Need]]:
    """Initiatives of which later ones may wait for earlier ones."""
    size = draw(st.integers(1, 9))
    steps = [
        Step(UUID(int=place), draw(st.none() | DAYS), draw(st.integers(0, 4)) > 0) for place in range(size)
    ]
    pairs = [(needer, deliverer) for needer in range(size) for deliverer in range(needer)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    needs = [Need(steps[needer].id, steps[deliverer].id, draw(DAYS)) for needer, deliverer in chosen]
    return {step.id: step for step in steps}, needs


def longest_path(steps: dict[UUID, Step], needs: list[Need], step: UUID) -> date | None:
    """The same by networkx: a way in weighs the day itself, each edge the days between getting and being done."""
    graph = nx.DiGraph()
    graph.add_node("start")
    for one in steps.values():
        if one.due is not None:
            own = max(one.due, TODAY) if one.is_open else one.due
            graph.add_edge("start", one.id, weight=own.toordinal())
    for need in needs:
        due = steps[need.needer].due
        if steps[need.deliverer].is_open:
            takes = max((due - need.needed_by).days, 0) if due else 0
            graph.add_edge(need.deliverer, need.needer, weight=takes)
    before = nx.ancestors(graph, step) | {step} if step in graph else set()
    if "start" not in before:
        return None
    reached = graph.subgraph(nx.descendants(graph, "start") & before | {"start"})
    return date.fromordinal(nx.dag_longest_path_length(reached, weight="weight"))


@given(graphs())
def test_it_is_the_longest_path(drawn: tuple[dict[UUID, Step], list[Need]]) -> None:
    steps, needs = drawn
    expected = expectations(steps, needs, steps.keys(), TODAY)
    assert expected == {step: longest_path(steps, needs, step) for step in steps}


@given(graphs(), st.data())
def test_working_out_what_waits_for_a_change_is_as_good_as_working_out_all(
    drawn: tuple[dict[UUID, Step], list[Need]], data: st.DataObject
) -> None:
    steps, needs = drawn
    before = expectations(steps, needs, steps.keys(), TODAY)
    known = {one.id: Step(one.id, one.due, one.is_open, before[one.id]) for one in steps.values()}
    moved = data.draw(st.sampled_from(sorted(steps)))
    known[moved] = Step(moved, data.draw(st.none() | DAYS), data.draw(st.booleans()), before[moved])
    graph = nx.DiGraph((need.deliverer, need.needer) for need in needs)
    anew = {moved} | (nx.descendants(graph, moved) if moved in graph else set())
    everything = expectations(known, needs, known.keys(), TODAY)
    assert expectations(known, needs, anew, TODAY) == {step: everything[step] for step in anew}


@given(graphs())
def test_a_way_is_a_chain_of_needs_and_found_where_networkx_finds_one(
    drawn: tuple[dict[UUID, Step], list[Need]],
) -> None:
    steps, needs = drawn
    first, last = UUID(int=len(steps) - 1), UUID(int=0)
    graph = nx.DiGraph((need.needer, need.deliverer) for need in needs)
    graph.add_nodes_from(steps)
    found = way(needs, first, last)
    assert (found is not None) == nx.has_path(graph, first, last)
    if found:
        assert len(found) == nx.shortest_path_length(graph, first, last) + 1
        assert all(graph.has_edge(*pair) for pair in pairwise(found))


A, B, C = (UUID(int=place) for place in range(3))


def day(number: int) -> date:
    return date(2026, 3, number)


def test_what_comes_late_is_done_as_much_later_as_it_needs_in_between() -> None:
    steps = {A: Step(A, day(13)), B: Step(B, day(20)), C: Step(C, day(27))}
    needs = [Need(B, A, day(10)), Need(C, B, day(25))]
    assert expectations(steps, needs, steps, TODAY) == {A: day(13), B: day(23), C: day(27)}


def test_what_is_late_today_slips_day_by_day_and_what_is_over_holds_nobody_up() -> None:
    needs = [Need(B, A, day(1))]
    late = {A: Step(A, day(1)), B: Step(B, day(4))}
    assert expectations(late, needs, late, day(9))[B] == day(12)
    assert expectations({**late, A: Step(A, day(1), is_open=False)}, needs, late, day(3))[B] == day(4)


@pytest.mark.parametrize(
    ("told", "expected", "news"),
    [
        (None, day(10), False),  # in time
        (None, day(11), True),  # late for the first time
        (day(11), day(12), False),  # a day more is no news
        (day(11), day(18), True),
        (day(25), day(18), True),  # better, by a week
        (day(25), day(24), False),
        (day(25), day(10), True),  # in time again
        (day(25), None, True),
        (None, None, False),
    ],
)
def test_a_driver_hears_of_what_is_news(told: date | None, expected: date | None, news: bool) -> None:
    assert is_news(day(10), told, expected) is news


def test_what_only_moves_on_with_today_is_no_news() -> None:
    assert not is_news(day(10), day(11), day(25), slides=True)
    assert is_news(day(10), None, day(25), slides=True)
    assert is_news(day(10), day(11), day(10), slides=True)


def test_what_holds_one_up_is_named() -> None:
    steps = {A: Step(A, day(1)), B: Step(B, day(4)), C: Step(C, day(2))}
    needs = [Need(B, C, day(2), "a room"), Need(B, A, day(1), "an export")]
    days = expectations(steps, needs, steps, day(9))
    assert held_up_by(steps, needs, days) == {B: needs[1]}
    in_time = {step: one.due for step, one in steps.items()}
    assert held_up_by(steps, needs, in_time) == {}


def test_without_a_due_date_nothing_is_late() -> None:
    assert not is_news(None, None, day(10))


def test_a_day_is_over_when_it_is_over_everywhere() -> None:
    noon = datetime(2026, 3, 10, 12, tzinfo=UTC)
    assert day_not_over(noon) == day(10)
    assert day_not_over(noon - timedelta(seconds=1)) == day(9)


def test_at_the_end_of_the_calendar_nothing_is_later() -> None:
    one, other = UUID(int=1), UUID(int=2)
    steps = {one: Step(one, date.max, is_open=True), other: Step(other, date.max, is_open=True)}
    days = expectations(steps, [Need(one, other, TODAY)], steps.keys(), TODAY)
    assert days == {one: date.max, other: date.max}
