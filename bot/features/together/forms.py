"""The form of the day on which a team reads together."""

from bot.clock.recurrence import WEEKDAYS
from bot.errors import Invalid
from bot.features.together.values import Field
from bot.slack.payloads import FormState

NEVER = "never"
NO_DAY = "Choose a day, or that nothing comes by itself."


def weekday(form: FormState) -> int | None:
    """The day that was chosen, Monday being 0; None for not at all.

    Raises:
        Invalid: nothing was.
    """
    chosen = form.chosen(Field.DAY) or ""
    if chosen == NEVER:
        return None
    days = {str(number): number for number in range(len(WEEKDAYS))}
    if chosen not in days:
        raise Invalid(Field.DAY, NO_DAY)
    return days[chosen]
