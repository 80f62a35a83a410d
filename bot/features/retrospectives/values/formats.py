"""The questions of a retro: formats are data."""

from dataclasses import dataclass

GATHERED_BEFORE = "Gathered before"
FROM_MESSAGES = "From our messages"
BEFORE, NOTED = (
    "",
    "noted",
)  # keys of what answers no question: added before the retro began, or noted while it collects


@dataclass(frozen=True, slots=True)
class Column:
    """One question of a format.

    Args:
        key: how reflections name it; stays the same within a retro.
        title: its heading, such as "Worked".
        hint: what is asked for, in a line; empty for none.
        is_next: whether what stands there is what to change next, which the summary repeats.
    """

    key: str
    title: str
    hint: str = ""
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """The questions of a retro; `key` is "own" when the starter typed them."""

    key: str
    name: str
    columns: tuple[Column, ...]

    def column(self, key: str) -> Column | None:
        """The question of that key."""
        return next((column for column in self.columns if column.key == key), None)

    def heading(self, key: str) -> str:
        """What a reflection stands under; it may answer none of the questions: a message, or of an earlier format."""
        column = self.column(key)
        if column is not None:
            return column.title
        return FROM_MESSAGES if key == NOTED else GATHERED_BEFORE


OWN = "own"
FORMATS = (
    Format(
        "worked",
        "Worked · Didn't · Change next",
        (
            Column("worked", "Worked", "What went well, and helped?"),
            Column("didnt", "Didn't", "What got in the way?"),
            Column("next", "Change next", "What would you do differently?", is_next=True),
        ),
    ),
    Format(
        "start-stop-continue",
        "Start · Stop · Continue",
        (
            Column("start", "Start", "What should we begin to do?", is_next=True),
            Column("stop", "Stop", "What should we leave out?", is_next=True),
            Column("continue", "Continue", "What is worth keeping?"),
        ),
    ),
    Format(
        "4ls",
        "Liked · Learned · Lacked · Longed for",
        (
            Column("liked", "Liked", "What did you enjoy?"),
            Column("learned", "Learned", "What do you know now that you didn't?"),
            Column("lacked", "Lacked", "What was missing?"),
            Column("longed-for", "Longed for", "What do you wish for?", is_next=True),
        ),
    ),
)
