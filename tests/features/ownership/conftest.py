"""The goals' team at work is where drivers are needed."""

from tests.features.goals.conftest import as_, clock, database, proposed, team

__all__ = ["as_", "clock", "database", "proposed", "team"]
