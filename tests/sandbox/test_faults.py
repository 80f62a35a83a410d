"""The rules of faults: what fits, how often, by which chance, and what can't be asked for."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.faults import POSSIBLE, Edge, Fault, Faults, Kind
from tests.sandbox.stand_ins import refusing

ALL = frozenset(Kind)


def struck(faults: Faults, name: str, edge: Edge = Edge.CALL) -> list[Kind]:
    return [fault.kind for fault in faults.strike(edge, name, ALL)]


def test_it_happens_as_often_as_it_was_asked_for_and_then_no_more() -> None:
    faults = Faults()
    fault_id = faults.add(Fault(Kind.SERVER_ERROR, times=2))
    assert [struck(faults, "chat.postMessage") for _ in range(3)] == [
        [Kind.SERVER_ERROR],
        [Kind.SERVER_ERROR],
        [],
    ]
    assert (faults.standing, faults.happened[fault_id]) == ({}, 2)


def test_without_end_it_happens_until_it_is_taken_away() -> None:
    faults = Faults()
    fault_id = faults.add(Fault(Kind.SERVER_ERROR, times=None))
    assert all(struck(faults, "auth.test") for _ in range(50))
    faults.remove(fault_id)
    assert struck(faults, "auth.test") == []
    with refusing("fault_not_found"):
        faults.remove(fault_id)


@pytest.mark.parametrize(
    ("matches", "name", "fits"),
    [
        ("*", "chat.update", True),
        ("chat.*", "chat.update", True),
        ("chat.*", "views.open", False),
        ("chat.update", "chat.update", True),
        ("chat.update", "Chat.update", False),
    ],
)
def test_it_happens_to_what_its_name_fits(matches: str, name: str, fits: bool) -> None:
    faults = Faults()
    faults.add(Fault(Kind.DROP_BEFORE, matches=matches))
    assert bool(struck(faults, name)) is fits


def test_it_happens_at_its_own_edge_and_among_the_kinds_that_were_asked_for() -> None:
    faults = Faults()
    faults.add(Fault(Kind.LATENCY, Edge.DELIVERY))
    assert struck(faults, "reaction_added") == []
    assert faults.strike(Edge.DELIVERY, "reaction_added", {Kind.DOUBLE}) == ()
    assert struck(faults, "reaction_added", Edge.DELIVERY) == [Kind.LATENCY]


def test_several_may_happen_at_once_in_the_order_they_were_asked_for() -> None:
    faults = Faults()
    for kind in (Kind.DROP_AFTER, Kind.LATENCY):
        faults.add(Fault(kind))
    assert struck(faults, "auth.test") == [Kind.DROP_AFTER, Kind.LATENCY]
    faults.add(Fault(Kind.LATENCY))
    faults.clear()
    assert struck(faults, "auth.test") == []


def test_of_those_that_rule_each_other_out_one_happens_at_a_time() -> None:
    faults = Faults()
    for kind in (Kind.RATELIMITED, Kind.LATENCY, Kind.SERVER_ERROR):
        faults.add(Fault(kind))
    assert struck(faults, "auth.test") == [Kind.RATELIMITED, Kind.LATENCY]
    assert faults.happened == {"F1": 1, "F2": 1, "F3": 0}
    assert struck(faults, "auth.test") == [Kind.SERVER_ERROR]


@pytest.mark.parametrize("kind", [Kind.DOUBLE, Kind.LATE, Kind.REORDER])
@pytest.mark.parametrize("matches", ["/stone", "/*", "view_submission", "block_actions", "shortcut"])
def test_what_somebody_waits_for_comes_once_and_in_order(kind: Kind, matches: str) -> None:
    with refusing("events_only"):
        Faults().add(Fault(kind, Edge.DELIVERY, matches))


@given(seed=st.integers(), probability=st.floats(0.01, 1.0), times=st.integers(1, 20))
def test_chance_repeats_with_its_seed_and_is_counted(seed: int, probability: float, times: int) -> None:
    fault = Fault(Kind.SERVER_ERROR, times=times, probability=probability)
    one, other = Faults(seed), Faults(seed)
    for faults in (one, other):
        faults.add(fault)
    histories = [[len(struck(faults, "auth.test")) for _ in range(100)] for faults in (one, other)]
    assert histories[0] == histories[1]
    assert sum(histories[0]) == one.happened["F1"] <= times


def test_a_probability_is_about_the_share_it_happens_to() -> None:
    faults = Faults(seed=7)
    faults.add(Fault(Kind.SERVER_ERROR, times=None, probability=0.25))
    assert 200 < sum(len(struck(faults, "auth.test")) for _ in range(1000)) < 300


@pytest.mark.parametrize("edge", Edge)
@pytest.mark.parametrize("kind", Kind)
def test_what_can_go_wrong_where(edge: Edge, kind: Kind) -> None:
    if kind in POSSIBLE[edge]:
        assert Faults().add(Fault(kind, edge)) == "F1"
    else:
        with refusing("impossible_fault"):
            Faults().add(Fault(kind, edge))


@pytest.mark.parametrize(
    "wrong",
    [
        Fault(Kind.LATENCY, times=0),
        Fault(Kind.LATENCY, probability=0),
        Fault(Kind.LATENCY, probability=1.01),
        Fault(Kind.LATENCY, probability=float("nan")),
        Fault(Kind.LATENCY, seconds=-0.1),
        Fault(Kind.LATENCY, seconds=float("inf")),
    ],
)
def test_numbers_out_of_their_bounds_are_refused(wrong: Fault) -> None:
    with refusing("invalid_arguments"):
        Faults().add(wrong)


def test_ids_are_never_given_twice() -> None:
    faults = Faults()
    ids = []
    for _ in range(3):
        ids.append(faults.add(Fault(Kind.LATENCY)))
        faults.clear()
    assert all(one != other for one, other in pairwise(ids))
