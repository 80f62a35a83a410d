"""Days in people's words, understood where they are."""

from datetime import date

from bot.db.transaction import Transaction
from bot.errors import Invalid
from bot.features.planning.rules.days import meant
from bot.features.planning.service.access import today_of
from bot.features.planning.values.days import EnteredDay, SaidBack

NO_DAY = "Say by when, in words or from the calendar."


def understand(
    tx: Transaction, entered: EnteredDay, said: SaidBack | None, *, field: str
) -> date | SaidBack | None:
    """The day that the actor means, or what has to be said back to them first; None for no day.

    Raises:
        Invalid: the words name no day.
    """
    return meant(entered, said, today_of(tx), field=field)


def understand_needed(
    tx: Transaction, entered: EnteredDay, said: SaidBack | None, *, field: str
) -> date | SaidBack:
    """The same where there has to be a day.

    Raises:
        Invalid: the words name no day, or there is none.
    """
    day = understand(tx, entered, said, field=field)
    if day is None:
        raise Invalid(field, NO_DAY)
    return day
