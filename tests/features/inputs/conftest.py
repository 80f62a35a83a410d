"""Teams that are asked for input, on both databases."""

from tests.features.goals.conftest import as_, clock, database, proposed, team
from tests.features.retrospectives.conftest import six

__all__ = ["as_", "clock", "database", "proposed", "six", "team"]
