"""The two fields of a day, and how words are said back."""

from datetime import date

from bot.dates.words import LONGEST
from bot.features.planning.values.days import SaidBack
from bot.slack import fields, kit
from bot.slack.kit import Block, markup

EXAMPLES = "end of next quarter, in 3 weeks, 12 March"


def day_fields(
    words: str, picked: str, label: str, *, day: date | None = None, said: SaidBack | None = None
) -> tuple[Block, ...]:
    """Words or a calendar, by their block ids; what the words were understood as stands above them."""
    return (
        *((said_back(said),) if said else ()),
        fields.line_input(
            words,
            label,
            initial=said.words if said else "",
            placeholder=EXAMPLES,
            most=LONGEST,
            optional=True,
        ),
        fields.date_input(picked, "Or choose a day", initial=day.isoformat() if day else None, optional=True),
    )


def said_back(said: SaidBack) -> Block:
    """What the words were understood as, before it counts."""
    understood = markup(
        ":calendar: “{words}” is *{day}*. If that's right, send it once more; if not, write it differently.",
        words=said.words,
        day=in_full(said.day),
    )
    if said.other is None:
        return kit.section(understood)
    other = markup("With the month first it would be {day}.", day=in_full(said.other))
    return kit.section(kit.lines([understood, other]))


def in_full(day: date) -> str:
    """A day with nothing left out: "Friday 12 March 2027"."""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
