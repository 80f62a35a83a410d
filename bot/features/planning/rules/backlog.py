"""What is looked for in a backlog: read from typed words, and written short enough to travel with a menu."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from bot.errors import Conflict
from bot.features.planning.values.backlog import NOBODY, Due, Look, Shown, Wanted

OUT_OF_DATE = "This list is out of date. Nothing was changed; a fresh `/goal backlog` shows what there is."
LONGEST_NUMBER = 6  # digits
STATES = {
    r"planned": Shown.PLANNED,
    r"under way|underway|started|doing|in progress": Shown.UNDER_WAY,
    r"done|finished": Shown.DONE,
    r"let go|dropped": Shown.LET_GO,
    r"open": Shown.OPEN,
}
DUES = {
    r"overdue|late": Due.OVERDUE,
    r"this week|due this week": Due.THIS_WEEK,
    r"no date|no due date|without (?:a )?date": Due.NO_DATE,
}
LETTERS: dict[Shown | Due, str] = {
    Shown.OPEN: "o",
    Shown.PLANNED: "p",
    Shown.UNDER_WAY: "u",
    Shown.DONE: "d",
    Shown.LET_GO: "l",
    Due.OVERDUE: "v",
    Due.THIS_WEEK: "w",
    Due.NO_DATE: "n",
}
MINE = r"mine|my|me"
OF_NOBODY = r"nobody(?:'s|’s)?|unowned|unclaimed"
SMALL = r"and|for|with|due|by|of|goal"
GOAL = rf"(?<=\s)#?(\d{{1,{LONGEST_NUMBER}}})(?=\s)"
PERSON = r"@(\S+)"


def wanted_in(words: str, me: str, members: Mapping[str, str]) -> tuple[Wanted, str]:
    """What somebody who types these words looks for, and the words that say nothing.

    Args:
        words: "mine overdue #3", "@ben done".
        me: Slack user id of who types.
        members: the team's members by the name that stands after an @, in lower case.
    """
    left, wanted = f" {words.casefold()} ", Wanted()
    for phrase, due in DUES.items():
        left, found = _taken(left, phrase)
        wanted = replace(wanted, due=due) if found else wanted
    for phrase, shown in STATES.items():
        left, found = _taken(left, phrase)
        wanted = replace(wanted, shown=shown) if found else wanted
    for phrase, owner in ((MINE, me), (OF_NOBODY, NOBODY)):
        left, found = _taken(left, phrase)
        wanted = replace(wanted, owner=owner) if found else wanted
    if (named := re.search(PERSON, left)) and (user := _member(named[1], members)):
        left, wanted = left.replace(named[0], " "), replace(wanted, owner=user)
    if goal := re.search(GOAL, left):
        left, wanted = left.replace(goal[0], " "), replace(wanted, goal=int(goal[1]))
    left, _ = _taken(left, SMALL)
    return wanted, " ".join(left.split())


def written(look: Look) -> str:
    """A look in at most eighty characters, which every choice of a menu carries."""
    wanted = look.wanted
    goal = "" if wanted.goal is None else str(wanted.goal)
    due = LETTERS[wanted.due] if wanted.due else ""
    return "/".join((short(look.team_id), goal, wanted.owner, LETTERS[wanted.shown], due, str(look.first)))


def look_of(value: str) -> Look:
    """The look that was written.

    Raises:
        Conflict: a client made it up, or an older Cairn wrote it.
    """
    try:
        team_id, goal, owner, shown, due, first = value.split("/")
        wanted = Wanted(
            goal=_number(goal) if goal else None,
            owner=owner,
            shown=next(one for one in Shown if LETTERS[one] == shown),
            due=next(one for one in Due if LETTERS[one] == due) if due else None,
        )
        return Look(team_id=whole(team_id), wanted=wanted, first=_number(first))
    except (ValueError, StopIteration):
        raise Conflict(OUT_OF_DATE) from None


def short(identity: UUID) -> str:
    """An id in 22 characters instead of 32: a page has forty of them."""
    return urlsafe_b64encode(identity.bytes).decode().rstrip("=")


def whole(value: str) -> UUID:
    """The id that was written.

    Raises:
        Conflict: a client made it up.
    """
    try:
        return UUID(bytes=urlsafe_b64decode(f"{value}=="))
    except ValueError:
        raise Conflict(OUT_OF_DATE) from None


def _number(digits: str) -> int:
    if not (digits.isdecimal() and len(digits) <= LONGEST_NUMBER):
        raise ValueError("no number")
    return int(digits)


def _taken(words: str, phrase: str) -> tuple[str, bool]:
    """The words without the phrase, and whether it was among them."""
    left, times = re.subn(rf"(?<=\s)(?:{phrase})(?=\s)", "", words)
    return left, times > 0


def _member(name: str, members: Mapping[str, str]) -> str | None:
    """The one member whose name begins with this."""
    meant = {user for known, user in members.items() if known.startswith(name)}
    return members.get(name) or (meant.pop() if len(meant) == 1 else None)
