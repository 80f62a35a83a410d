"""Reading a check-in that was written in words: "#3 green 60 % the tap is in"."""

import re
from calendar import day_abbr, day_name, month_abbr, month_name
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.features.checkins.values.prompts import Confidence
from bot.features.goals.values import GoalView
from bot.text import clean_line, clean_text

SIGNS = {
    Confidence.GREEN: ("🟢", ":large_green_circle:", ":green_heart:", "green"),
    Confidence.YELLOW: ("🟡", ":large_yellow_circle:", ":large_orange_circle:", "yellow", "amber", "orange"),
    Confidence.RED: ("🔴", ":red_circle:", "red"),
}
BY_SIGN = {sign: confidence for confidence, signs in SIGNS.items() for sign in signs}
_SIGN = "|".join(f"{sign}\\b" if sign.isalpha() else re.escape(sign) for sign in BY_SIGN)
BETWEEN = r"(?:[\s,;.!·]|[–—-](?!\d)|:(?!\w+:))*"  # a colon may begin Slack's name of an emoji
NUMBER = re.compile(rf"(?:goal\s+)?#(\d{{1,6}})\b{BETWEEN}|(\d{{1,6}})\s*:(?!\w){BETWEEN}", re.IGNORECASE)
BARE = re.compile(r"(\d{1,6})\s+")
COLOUR = re.compile(rf"({_SIGN})", re.IGNORECASE)
PERCENT = re.compile(r"(\d{1,3})\s?%")
GAP = re.compile(BETWEEN)
APART = re.compile(rf"\s*(?:$|[,;.:!·–—]|-\s|done\b|\d{{1,3}}\s?%|{_SIGN})", re.IGNORECASE)
"""What follows a colour or percentage that is no part of a sentence; "red tape" and "2 % of us" are."""
TURNS = re.compile(r"\s*(?:→|[-=]>|\?|(?:to|or|of)\b)", re.IGNORECASE)
"""What follows one that isn't how a goal stands: "red → green"."""
ALL_OF_IT = 100
COURTESIES = frozenset(
    {"help", "hi", "hello", "hey", "thanks", "thank you", "thx", "ok", "okay", "stop", "test", "good morning"}
)
"""What people say to a bot without checking in."""
REQUESTS = frozenset(
    {"away", "holiday", "holidays", "vacation", "leave", "ooo", "out", "off", "sick", "ill"}
    | {"snooze", "remind", "later", "skip"}
)
"""What somebody wants of a bot: not to be asked now."""
AROUND = frozenset(
    {
        "i",
        "i'm",
        "im",
        "am",
        "i'll",
        "will",
        "be",
        "please",
        "sorry",
        "me",
        "ask",
        "it",
        "this",
        "one",
        "that",
    }
    | {"for", "from", "until", "till", "til", "to", "on", "in", "at", "of", "office", "the", "a", "an", "and"}
    | {"now", "again", "next", "rest", "hour", "hours", "minutes", "day", "days", "week", "weeks", "weekend"}
    | {"month", "months", "today", "tonight", "tomorrow", "morning", "noon", "afternoon", "evening", "check"}
    | {"checkin", "two", "three", "four", "few"}
    | {name.casefold() for names in (day_name, day_abbr, month_name, month_abbr) for name in names}
)
"""What else such a wish is made of; any other word makes it a sentence, which the team may read."""
REQUEST_MOST = 8  # words
WORD = re.compile(r"[^\W\d]+(?:'[^\W\d]+)?")


@dataclass(frozen=True, slots=True)
class Said:
    """One goal's part of a message.

    Args:
        number: the goal's, as the team counts; None where none was named.
        progress: percent.
        words: what is left when the rest is taken away.
    """

    number: int | None = None
    confidence: Confidence | None = None
    progress: int | None = None
    words: str = ""

    @property
    def is_parsed(self) -> bool:
        """Anything in it was understood beyond its words."""
        return not (self.number is None and self.confidence is None and self.progress is None)


def read(text: str, numbers: Collection[int] = ()) -> list[Said]:
    """Split a message by the goals it names; lines that name none belong to the goal of the line above.

    Only what a line begins with is read as number, colour or percentage, and a colour's name only where it stands
    apart, so "we painted the fence green" and "red tape held us up" stay as they are.

    Args:
        numbers: those of the goals that are asked about, which need no sign: "2 yellow" is of #2, if there is one.
    """
    said: list[Said] = []
    for line in clean_text(text).split("\n"):
        part = _read_line(line, numbers)
        if said and not part.is_parsed:
            said[-1] = replace(said[-1], words=f"{said[-1].words}\n{part.words}".strip())
        else:
            said.append(part)
    return said


def by_goal(
    parts: Iterable[Said], mine: Sequence[GoalView], team_id: UUID | None
) -> dict[UUID | None, Said] | None:
    """What a message says of each goal, and of none; None where it can't be told which goal is meant.

    Args:
        mine: the goals that are asked about; numbers are a team's own, so two may have the same.
        team_id: whom the message is for; None while several teams ask, so that only words with a goal's number
            are known to be of one of them.
    """
    found: dict[UUID | None, Said] = {}
    for part in parts:
        goal = _goal_of(part, mine, team_id) if part.is_parsed else None
        if part.is_parsed and goal is None:
            return None
        key = goal.id if goal else None
        found[key] = _together(found[key], part) if key in found else part
    return found


def lacks_number(text: str) -> bool:
    """Whether it says how a goal stands, and not which goal."""
    return any(part.is_parsed and part.number is None for part in read(text))


def is_courtesy(text: str) -> bool:
    """Whether it is a greeting, thanks or a call for help, which is for no team to read."""
    return clean_line(text).strip(".,!?… ").casefold() in COURTESIES


def is_request(text: str) -> bool:
    """Whether it asks not to be asked now, and says nothing else: "away until Friday", "remind me tomorrow"."""
    words = WORD.findall(clean_line(text).casefold().replace("’", "'"))
    is_plain = len(words) <= REQUEST_MOST and REQUESTS.union(AROUND).issuperset(words)
    return is_plain and not REQUESTS.isdisjoint(words) and not any(part.is_parsed for part in read(text))


def _read_line(line: str, numbers: Collection[int]) -> Said:
    rest, found = line, Said()
    if match := NUMBER.match(rest) or _bare(line, numbers):
        found, rest = replace(found, number=int(match[match.lastindex or 1])), rest[match.end() :]
    for _ in range(2):  # colour and percentage come in either order
        if found.confidence is None and (match := _mark(COLOUR, rest, found)):
            found, rest = replace(found, confidence=BY_SIGN[match[1].lower()]), _after(match)
        elif found.progress is None and (match := _mark(PERCENT, rest, found)) and int(match[1]) <= ALL_OF_IT:
            found, rest = replace(found, progress=int(match[1])), _after(match)
    return replace(found, words=rest if found.is_parsed else line)


def _bare(line: str, numbers: Collection[int]) -> re.Match[str] | None:
    """A goal's number without a sign, before how that goal stands: not the one of "3 red buckets"."""
    match = BARE.match(line)
    if match is None or int(match[1]) not in numbers:
        return None
    rest = line[match.end() :]
    return match if any(_mark(kind, rest, Said()) for kind in (COLOUR, PERCENT)) else None


def _mark(kind: re.Pattern[str], rest: str, found: Said) -> re.Match[str] | None:
    """A colour or percentage that says how a goal stands; one that opens a line has to stand apart from its words."""
    match = kind.match(rest)
    if match is None:
        return None
    opens_line = match[1].isalnum() and not found.is_parsed
    is_meant = APART.match(rest, match.end()) if opens_line else not TURNS.match(rest, match.end())
    return match if is_meant else None


def _after(match: re.Match[str]) -> str:
    """What is left of the line."""
    gap = GAP.match(match.string, match.end())
    return match.string[gap.end() if gap else match.end() :]


def _goal_of(part: Said, mine: Sequence[GoalView], team_id: UUID | None) -> GoalView | None:
    """The one goal that is meant: by its number, or because there is but one."""
    if part.number is None and part.words and team_id is None:
        return None
    meant = [goal for goal in mine if part.number in {None, goal.number}]
    if team_id is not None and (part.number is None or len(meant) > 1):
        meant = [goal for goal in meant if goal.team_id == team_id]
    return meant[0] if len(meant) == 1 else None


def _together(before: Said, more: Said) -> Said:
    """Two parts on the same goal: what was written last holds, and all of the words."""
    return Said(
        number=more.number if before.number is None else before.number,
        confidence=more.confidence or before.confidence,
        progress=before.progress if more.progress is None else more.progress,
        words=f"{before.words}\n{more.words}".strip(),
    )
