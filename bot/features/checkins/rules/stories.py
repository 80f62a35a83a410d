"""What a search through stories looks at: pure decisions on words."""

from bot.features.checkins.values.prompts import AnswerView
from bot.text import clean_line

SEARCH_MOST = 200  # characters of a search that are looked at
WORDS_MOST = 20  # words that it looks for; what comes after narrows nothing
LONGEST_NUMBER = 9  # digits; more of them are words, whatever they mean


def searchable(answer: AnswerView) -> str:
    """What somebody wrote, as a search compares it: whatever its case and script."""
    return "\n".join([answer.words, answer.why]).casefold()


def asked(words: str) -> str:
    """What a search looks at, as the person wrote it."""
    return clean_line(words)[:SEARCH_MOST].rstrip()


def searched(words: str) -> tuple[str, ...]:
    """The words that a story must hold, all of them."""
    return tuple(dict.fromkeys(asked(words).casefold().split()))[:WORDS_MOST]


def is_number(words: str) -> bool:
    """Whether a goal is named by its number: "3" or "#3"."""
    number = asked(words).removeprefix("#")
    return number.isdecimal() and len(number) <= LONGEST_NUMBER
