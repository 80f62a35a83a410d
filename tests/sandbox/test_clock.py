"""The clock goes forward only, and never stands still."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.clock import FURTHEST, LONGEST_MOVE, MovableClock
from tests.sandbox.stand_ins import HandMovedClock, refusing

MOVES = st.lists(st.timedeltas(min_value=timedelta(microseconds=1), max_value=LONGEST_MOVE), max_size=20)


@given(moves=MOVES)
def test_it_is_as_far_ahead_as_all_its_moves_together(moves: list[timedelta]) -> None:
    machine = HandMovedClock()
    clock = MovableClock(machine)
    for by in moves:
        before = clock()
        clock.move(by)
        assert clock() - before == by
    assert clock() - machine() == clock.ahead == sum(moves, timedelta())


def test_it_goes_on_running_from_where_it_was_put() -> None:
    machine = HandMovedClock()
    clock = MovableClock(machine)
    clock.move(timedelta(days=2))
    put = clock()
    machine.move(seconds=90)
    assert clock() == put + timedelta(seconds=90)
    assert clock.machine() == machine.now


@pytest.mark.parametrize(
    ("by", "code"),
    [
        (timedelta(), "clock_goes_forward"),
        (timedelta(seconds=-1), "clock_goes_forward"),
        (LONGEST_MOVE + timedelta(microseconds=1), "move_too_far"),
    ],
)
def test_it_refuses_to_go_back_or_too_far(by: timedelta, code: str) -> None:
    clock = MovableClock(HandMovedClock())
    before = clock()
    with refusing(code):
        clock.move(by)
    assert clock() == before


def test_a_hundred_years_in_all_are_the_furthest() -> None:
    clock = MovableClock(HandMovedClock())
    clock.catch_up(FURTHEST - timedelta(days=1))
    clock.move(timedelta(days=1))
    with refusing("move_too_far"):
        clock.move(timedelta(microseconds=1))
