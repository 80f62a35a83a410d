"""What people type: formats of their own, reflections, titles."""

from collections.abc import Sequence
from dataclasses import replace

from bot.errors import Invalid
from bot.features.retrospectives.values.formats import FORMATS, OWN, Column, Format
from bot.features.retrospectives.values.reflections import (
    ADDED_AT_ONCE,
    TEXT_MOST,
    TITLE_MOST,
    ReflectionDraft,
)
from bot.features.retrospectives.values.retro import COLUMNS_LEAST, COLUMNS_MOST, Field
from bot.text import clean_line, clean_text, has_visible, shorten

NO_FORMAT = "Choose one of these formats."
FEW_COLUMNS = "Type two to five headings, one on each line."
NO_WORDS = "Write a line or two, or close this; nothing is kept yet."
TOO_LONG = f"Please keep each to {TEXT_MOST} characters; nothing is kept yet, and your words stay here."
NO_TITLE = "Give the group a short title."


def format_of(key: str, titles: Sequence[str]) -> Format:
    """The chosen format, or the starter's own columns.

    Raises:
        Invalid: there is no such format, or the own columns are fewer than two or more than five.
    """
    if key != OWN:
        found = next((known for known in FORMATS if known.key == key), None)
        if found is None:
            raise Invalid(Field.FORMAT, NO_FORMAT)
        return found
    cleaned = [shorten(clean_line(title), TITLE_MOST) for title in titles]
    wanted = list(dict.fromkeys(title for title in cleaned if has_visible(title)))
    if not COLUMNS_LEAST <= len(wanted) <= COLUMNS_MOST:
        raise Invalid(Field.COLUMNS, FEW_COLUMNS)
    columns = tuple(Column(f"{OWN}-{number}", title) for number, title in enumerate(wanted, 1))
    return Format(OWN, " · ".join(wanted), columns)


def reflections_of(drafts: Sequence[ReflectionDraft]) -> list[ReflectionDraft]:
    """What somebody wrote, cleaned; empty fields are passed over.

    Raises:
        Invalid: there is nothing to keep, or one is too long to be kept whole.
    """
    cleaned = [replace(draft, text=clean_text(draft.text)) for draft in drafts[:ADDED_AT_ONCE]]
    wanted = [draft for draft in cleaned if has_visible(draft.text)]
    if not wanted:
        raise Invalid(Field.TEXT, NO_WORDS)
    if any(len(draft.text) > TEXT_MOST for draft in wanted):
        raise Invalid(Field.TEXT, TOO_LONG)
    return wanted


def title_of(raw: str) -> str:
    """A group's title, on one line.

    Raises:
        Invalid: there is nothing to read.
    """
    title = shorten(clean_line(raw), TITLE_MOST)
    if not has_visible(title):
        raise Invalid(Field.TITLE, NO_TITLE)
    return title


def noted_words(raw: str, permalink: str) -> str:
    """What is kept of a noted message: its words, or where there are none its link; empty for neither."""
    words = shorten(clean_text(raw), TEXT_MOST) if raw else ""
    return words if has_visible(words) else permalink
