"""Pure helpers for people's words: cleaning, shortening, counting, listing, naming days, guessing a typo, searching."""

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

ZERO_WIDTH_JOINER = "\u200d"
SKIN_TONES = range(0x1F3FB, 0x1F400)
REGIONAL_INDICATORS = range(0x1F1E6, 0x1F200)
TAGS = range(0xE0020, 0xE0080)
EMOJI_PLANE = range(0x1F000, 0x1FC00)
LINE_BREAKS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
UNWANTED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Controls, directional overrides, embeddings and isolates, invisible spaces and operators, lone surrogates.

Right-to-left letters and marks stay, and so do the joiners that emoji and Persian are written with.
"""
BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing."""
SEARCH_MOST = 200  # characters of a search that are looked at
SEARCH_WORDS_MOST = 20  # what comes after them narrows nothing
LONGEST_NUMBER = 9  # digits; more of them are words, whatever they mean


def clean_text(raw: str) -> str:
    """Return what a person wrote in NFC, without what could disturb others' text; line breaks stay.

    Spaces in a line are collapsed, and more than one empty line in a row is one.
    """
    kept = UNWANTED.sub("", LINE_BREAKS.sub("\n", raw).replace("\t", " "))
    lines = (" ".join(line.split()) for line in unicodedata.normalize("NFC", kept).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def clean_line(raw: str) -> str:
    """Return what a person wrote, cleaned as `clean_text` does, on one line."""
    return " ".join(clean_text(raw).split())


def side_by_side(raw: str) -> str:
    """Return what a person wrote, cleaned as `clean_text` does, its lines beside each other with a dot between them."""
    return " · ".join(filter(None, clean_text(raw).split("\n")))


def has_visible(text: str) -> bool:
    """Say whether a reader would see anything: false for white space, zero-width characters and lone marks."""
    return any(map(_is_visible, text))


def _is_visible(char: str) -> bool:
    category = unicodedata.category(char)
    if category == "Cn":  # unknown to this Python's Unicode: perhaps an emoji of a later year
        return ord(char) in EMOJI_PLANE
    return (category[0] in "LNPS" or category == "Co") and char not in BLANKS


def shorten(text: str, limit: int) -> str:
    """Return the text within `limit` characters, ending in … when cut; emoji and accented letters stay whole.

    Raises ValueError when the limit leaves no room for a character.
    """
    if limit < 1:
        raise ValueError("a text can't be shortened to nothing")
    if len(text) <= limit:
        return text
    kept = ""
    for cluster in _clusters(text):
        if len(kept) + len(cluster) >= limit:
            break
        kept += cluster
    return kept.rstrip() + "…"


def parted(text: str, most: int) -> list[str]:
    """Return the text in pieces of at most `most` characters, parted between words where there is one to part at."""
    pieces = []
    while len(text) > most:
        cut = max(text.rfind(" ", 0, most), text.rfind("\n", 0, most)) + 1 or most
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def _clusters(text: str) -> Iterator[str]:
    """Split into what a reader takes for one character (a close reading of Unicode's annex 29)."""
    cluster = ""
    for char in text:
        if cluster and not _belongs(cluster, char):
            yield cluster
            cluster = ""
        cluster += char
    yield cluster


def _belongs(cluster: str, char: str) -> bool:
    if char == ZERO_WIDTH_JOINER or cluster[-1] == ZERO_WIDTH_JOINER:
        return True
    if ord(char) in REGIONAL_INDICATORS:
        return len(cluster) == 1 and ord(cluster) in REGIONAL_INDICATORS
    return unicodedata.category(char)[0] == "M" or ord(char) in SKIN_TONES or ord(char) in TAGS


def plural(count: int, one: str, many: str | None = None) -> str:
    """Return the count with its noun: "1 voice", "3 voices"; `many` is for nouns that do not just take an s."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def ordinal(number: int) -> str:
    """Return a place in a row as one says it: "1st", "4th", "12th", "22nd"."""
    tens, ones = divmod(number % 100, 10)
    ending = {1: "st", 2: "nd", 3: "rd"}.get(ones, "th") if tens != 1 else "th"
    return f"{number}{ending}"


def listing(items: Sequence[str]) -> str:
    """Return the items as one would say them: "a, b and c"."""
    if len(items) < 2:  # noqa: PLR2004 - two is where "and" begins
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def day_in_words(day: date, *, year_of: date | None = None) -> str:
    """Return a day as one would say it, "Tue 24 Nov"; with its year if `year_of` is in another one."""
    year = f" {day.year}" if year_of is not None and day.year != year_of.year else ""
    return f"{day:%a} {day.day} {day:%b}{year}"


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate that the word was probably meant to be, whatever its case, or None."""
    known = {candidate.casefold(): candidate for candidate in candidates}
    found = difflib.get_close_matches(word.casefold(), known, n=1)
    return known[found[0]] if found else None


def searched_line(raw: str) -> str:
    """Return what a search looks at, as the person wrote it."""
    return clean_line(raw)[:SEARCH_MOST].rstrip()


def searched_words(raw: str) -> tuple[str, ...]:
    """Return the casefolded words that a thing must hold, all of them, to be found."""
    return tuple(dict.fromkeys(searched_line(raw).casefold().split()))[:SEARCH_WORDS_MOST]


def searched_number(raw: str) -> int | None:
    """Return the number that a thing is named by, "3" or "#3", in any script's digits; None for words."""
    number = searched_line(raw).removeprefix("#")
    return int(number) if number.isdecimal() and len(number) <= LONGEST_NUMBER else None
