"""Words made to fit where Slack would refuse them: too many, or none at all."""

import re

from bot.text import shorten

NOTHING = "–"
HALF = re.compile(r"(?:&[a-z]*|<[^<>]*)\Z")  # what a cut left of an escaped sign, a mention or a date


def fitted(words: str, limit: int) -> str:
    """Return the words within `limit` characters; a dash for none, because Slack refuses an empty text."""
    return shorten(words, limit) if words.strip() else NOTHING


def fitted_markup(text: str, limit: int) -> str:
    """Do the same with mrkdwn, and never cut through an escaped sign or a mention."""
    shown = fitted(text, limit)
    was_cut = len(text) > limit and shown != NOTHING
    return HALF.sub("", shown.removesuffix("…")).rstrip() + "…" if was_cut else shown
