"""What the coach's rules are made of: what a draft can open with, and how a title is rewritten."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.features.goals.coaching.reading import VERBS, Reading
from bot.text import shorten

LONG_TITLE = 120
JARGON_WORDS = 3
BARE_WORDS = 5
CLAUSE_CHARACTERS = 80

Draft = tuple[str, str]
"""An example: a title and who benefits."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing the coach recognises: what it says then, the title it offers, and drafts it must and must not flag."""

    name: str
    recognises: Callable[[Reading], bool]
    says: str
    suggests: Callable[[Reading], str]
    flags: tuple[Draft, ...]
    passes: tuple[Draft, ...]


def opens_with(pattern: str) -> Callable[[Reading], bool]:
    """Recognise titles that open with the pattern, where its verb is not half of a noun ("release notes")."""
    form = re.compile(NOT_A_NOUN + pattern)
    return lambda reading: form.match(reading.opening) is not None


def without_effect(pattern: str) -> Callable[[Reading], bool]:
    """Recognise titles that open with the pattern and do not say what comes of it."""
    opens = opens_with(pattern)
    return lambda reading: opens(reading) and not reading.has_effect


def any_of(words: str) -> str:
    """Return a pattern for one of the words."""
    return f"(?:{'|'.join(words.split())})"


NOT_A_NOUN = (
    r"(?!(?:end users?|(?:build|design|launch|release|ship|support|test) (?:agents?|cases?|costs?|cycles?|days?|engineers?"
    r"|notes?|requests?|reviews?|staff|teams?|tickets?|times?))\b)"
)
COUNT = r"(?:at least |about |over |up to )?(?:\d[\d.,]*k?|two|three|four|five|six|seven|eight|ten|a dozen|twelve)\b(?!\s*%)"
GATHERINGS = "(?:workshops|meetings|trainings?|sessions|retros|retrospectives|webinars|interviews|talks|events|reviews|1:1s)"
PIECES = "(?:features|articles|posts|tickets|tests|pages|videos|reports|releases|calls|stories|demos|emails)"
TASKS = (
    r"(?:fix (?:the |a |this )?(?:bug|typo|ticket|issue|link)\b"
    r"|(?:schedule|book|send|email|upload|print|order|buy|file|merge|prepare|review|update) (?:a|an|the|our|my|this)\b"
    r"|schedule meetings?\b)"
)
PROJECTS = r"(?:migrate|move|switch|upgrade|convert|port|rewrite|refactor|redesign|replace|consolidate)\b"
ABSOLUTES = (
    (re.compile(r"\b100\s?(?:%|percent)", re.IGNORECASE), "95 %"),
    (re.compile(r"\bzero (?!waste|carbon|emission|trust|day)(?=\w)", re.IGNORECASE), "fewer than … "),
    (re.compile(r"\b(?:nobody|no one)\b", re.IGNORECASE), "hardly anyone"),
    (re.compile(r"\balways\b", re.IGNORECASE), "nine times out of ten"),
    (re.compile(r"\bnever\b", re.IGNORECASE), "hardly ever"),
    (re.compile(r"\b(?:perfect|flawless|bug-free)\b", re.IGNORECASE), "good enough for …"),
    (re.compile(r"\bevery single\b", re.IGNORECASE), "nine of ten"),
)
DIRECTION = re.compile(
    r"\b(?:above|at least|below|by|down|drop|each|every|fall|fewer|from|grow|increase|instead|less|more|over|raise|reach|reduce"
    r"|rise|than|to|under|up|within)\w*\b|[<>≤≥→]",
    re.IGNORECASE,
)
JARGON = re.compile(
    r"\b(?:[A-Z]{2,}\d?s?|(?i:synerg\w+|leverag\w+|holistic\w*|paradigm\w*|best-in-class|world-class|next-gen\w*|ecosystem\w*"
    r"|stakeholders?|alignment|enablement|end-to-end|cross-functional\w*|go-to-market|low-hanging|value-add\w*"
    r"|scalab\w+|operationali[sz]\w+|verticals?|touchpoints?|deliverables?|actionable|best practices?))\b"
)
CLAUSES = re.compile(r"\s*;\s*|\s*,?\s+and\s+(?:also\s+|then\s+)?|\s*,\s*(?:then\s+)?|\s+[&+]\s+")
CLAUSE_END = re.compile(r"\s*[;:–—(,]|\s-\s|\s(?:by|through|via|so that|because|while|including)\s")


def clauses(reading: Reading) -> list[str]:
    """Split the deed where another deed begins."""
    parts = [part for part in CLAUSES.split(reading.deed) if part]
    return [part for part in parts if part.partition(" ")[0].lower() in VERBS and " " in part]


def first_clause(reading: Reading) -> str:
    """Return the beginning of a long title, up to where it starts to explain itself."""
    clause = CLAUSE_END.split(reading.title, maxsplit=1)[0]
    return shorten(clause or reading.title, CLAUSE_CHARACTERS)


def capital(text: str) -> str:
    """Begin with a capital letter."""
    return text[:1].upper() + text[1:]


def softened(reading: Reading) -> str:
    """Replace what is absolute by a level that is already a success."""
    title = reading.title
    for form, level in ABSOLUTES:
        title = form.sub(level, title)
    return capital(title)


def is_bare_number(reading: Reading) -> bool:
    """Recognise a figure without a direction."""
    words = reading.opening.split()
    named = not any(word in VERBS for word in words)
    return reading.has_measure and named and len(words) <= BARE_WORDS and not DIRECTION.search(reading.title)


def directed(reading: Reading) -> str:
    """Turn a figure into a change."""
    figure = re.search(r"[€$£]?\d[\d.,]*\s?[%k€$£]?", reading.title)
    target = figure.group().strip() if figure else "…"
    metric = reading.title.replace(target, "").strip(" :=-–.!") or "…"
    return f"{shorten(metric, CLAUSE_CHARACTERS)} goes from … today to {target}"


def changed(reading: Reading) -> str:
    """Turn a wish for something better into a change that somebody sees."""
    helped = reading.thing.lower() in {reading.who.lower(), reading.deed.lower()}
    seen = "what matters to them" if helped else reading.thing
    return f"{reading.who} see {seen} go from … today to …"
