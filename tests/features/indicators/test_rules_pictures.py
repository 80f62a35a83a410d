from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.indicators.rules.pictures import CELLS, HEIGHTS, bar, spark


@pytest.mark.parametrize(
    ("percent", "drawn"),
    [
        (0, "░░░░░░"),
        (1, "▓░░░░░"),
        (11, "▓░░░░░"),
        (33, "▓░░░░░"),
        (50, "▓▓▓░░░"),
        (99, "▓▓▓▓▓░"),
        (100, "▓▓▓▓▓▓"),
    ],
)
def test_a_bar_is_empty_at_nothing_and_full_at_a_hundred_only(percent: int, drawn: str) -> None:
    assert bar(percent) == drawn


@pytest.mark.parametrize(
    ("values", "drawn"), [([], ""), ([5], "▁"), ([3, 3], "▁▁"), ([0, 7, 3], "▁█▄"), ([-2, -1], "▁█")]
)
def test_columns_are_as_high_as_values_are_apart(values: list[int], drawn: str) -> None:
    assert spark([Decimal(value) for value in values]) == drawn


@given(st.integers(0, 100), st.lists(st.decimals(-1_000, 1_000, places=2), max_size=20))
def test_pictures_have_a_cell_for_each(percent: int, values: list[Decimal]) -> None:
    assert len(bar(percent)) == CELLS
    assert len(spark(values)) == len(values)
    assert set(spark(values)) <= set(HEIGHTS)
