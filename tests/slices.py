"""Which cases run with every test run, and which with the long runs of `make chaos` only."""

from collections.abc import Iterable, Sequence

import pytest


def sliced(always: Iterable[object], *, long: Iterable[object]) -> Sequence[object]:
    """The cases of a parameter: those that show the rule, and those that look for what nobody thought of."""
    return [*always, *(pytest.param(one, marks=pytest.mark.chaos) for one in long)]


long = pytest.mark.chaos
"""For a scenario, or a file of them, that takes long and whose rules are shown faster elsewhere."""
