"""Which day somebody means, and whether it has to be said back to them first."""

from datetime import date

from bot.dates.spans import TOO_FAR, is_far
from bot.dates.words import day_in
from bot.errors import Invalid
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.text import clean_line

NO_DAY = (
    "I can't read a day in that. Try “in 3 weeks”, “end of next quarter” or “12 March”, or choose one below."
)
DAY_IS_OVER = "That day is over. Choose today or a day to come."


def require_to_come(day: date, today: date, *, field: str) -> None:
    """Let pass today and days to come, at most ten years ahead.

    Args:
        today: the date where the person is.
        field: the block id beneath which it is explained.

    Raises:
        Invalid: it is over, or further ahead.
    """
    if day < today:
        raise Invalid(field, DAY_IS_OVER)
    if is_far(day, today):
        raise Invalid(field, TOO_FAR)


def meant(
    entered: EnteredDay,
    said: SaidBack | None,
    today: date,
    *,
    field: str,
    cycle_end: date | None = None,
) -> date | SaidBack | None:
    """The day that is meant, or what has to be said back first; None for no day.

    Args:
        said: what was said back the last time.
        today: the date where the person is.
        field: the block id beneath which words that name no day are explained.
        cycle_end: the last day of the team's cycle, where a team is known.

    Raises:
        Invalid: the words name no day, one that is over, or one more than ten years ahead.
    """
    words = clean_line(entered.words)
    if not words:
        return entered.picked
    if said is not None and said.words == words:
        return said.day
    found = day_in(words, today, cycle_end=cycle_end)
    if found is None:
        raise Invalid(field, NO_DAY)
    require_to_come(found.day, today, field=field)
    return SaidBack(words, found.day, found.other)
