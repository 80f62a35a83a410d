"""What input rounds register."""

from datetime import timedelta

from bot.db.clearing import Clearing
from bot.features.inputs.jobs import RoundKeeper
from bot.features.inputs.models import InputRound
from bot.features.inputs.repository.given import TABLES
from bot.features.parts import Parts

OFTEN, SELDOM = timedelta(seconds=5), timedelta(minutes=1)


def register(parts: Parts) -> None:
    """Ask for input, collect it, show it by goal, and say what becomes of it."""
    parts.jobs.every(OFTEN, "inputs.close_due", RoundKeeper(parts.database).close_due)
    parts.jobs.every(SELDOM, "inputs.clear", Clearing(parts.database, InputRound, TABLES).clear)
