"""Words made to fit where Slack would refuse them: too many, or none at all."""

import json
import re
from collections.abc import Mapping

from bot.text import shorten

NOTHING = "–"
HALF = re.compile(r"(?:&[a-z]*|<[^<>]*)\Z")  # what a cut left of an escaped sign, a mention or a date

BOLD = re.compile(r"\*([^*\n]+)\*")  # in a template of ours
PLACE = re.compile(r"\{(\w+)\}")
BREAKING = re.compile(r"[*`\n]")  # what ends bold before its time, or begins code in it


def unbroken(template: str, words: Mapping[str, str]) -> str:
    """Return a template of mrkdwn without the bold that one of these words would break."""
    breaking = {name for name, word in words.items() if BREAKING.search(word)}

    def kept(bold: re.Match[str]) -> str:
        return bold[1] if breaking.intersection(PLACE.findall(bold[1])) else bold[0]

    return BOLD.sub(kept, template) if breaking else template


def fitted(words: str, limit: int) -> str:
    """Return the words within `limit` characters; a dash for none, because Slack refuses an empty text."""
    return shorten(words, limit) if words.strip() else NOTHING


def fitted_markup(text: str, limit: int) -> str:
    """Do the same with mrkdwn, and never cut through an escaped sign or a mention."""
    shown = fitted(text, limit)
    was_cut = len(text) > limit and shown != NOTHING
    return HALF.sub("", shown.removesuffix("…")).rstrip() + "…" if was_cut else shown


def sent_length(part: object) -> int:
    """How many characters it takes in a message: mrkdwn as it is escaped, all of it as JSON."""
    return len(json.dumps(part, ensure_ascii=False, separators=(",", ":")))


def fitted_sent(text: str, room: int) -> str:
    """Return mrkdwn, cut as `fitted_markup` does, that takes at most so many characters of a message."""
    shown, quotes = fitted_markup(text, room), 2
    while (over := sent_length(shown) - quotes - room) > 0:
        shown = fitted_markup(text, len(shown) - (over + 1) // 2)  # JSON doubles a character at most
    return shown
