"""The handshake between two teams: which answer may follow which, and what has to be said."""

from datetime import date

from bot.errors import Conflict, Invalid
from bot.features.planning.rules.days import require_near
from bot.features.planning.values.dependencies import (
    REASON_MOST,
    WHAT_MOST,
    DependencyField,
    DependencyState,
)
from bot.text import clean_line, clean_text, has_visible, shorten

NO_WHAT = "Say in a few words what you need."
NO_REASON = "Say why, so that they can look for another way."
DAY_IS_OVER = "That day is over. Choose today or a day to come."
TOO_LATE = "Your initiative is due before that day. Choose an earlier one, or change its due date first."
SAME_DAY = "That is the day they asked for. Press Accept instead, or offer another one."
NOW = {
    DependencyState.ASKED: "waits for an answer",
    DependencyState.COUNTERED: "was answered with another date",
    DependencyState.ACCEPTED: "was accepted",
    DependencyState.DECLINED: "was declined",
    DependencyState.WITHDRAWN: "is needed no more",
}
FROM: dict[DependencyState, frozenset[DependencyState]] = {
    DependencyState.ASKED: frozenset(),
    DependencyState.ACCEPTED: frozenset({DependencyState.ASKED, DependencyState.COUNTERED}),
    DependencyState.COUNTERED: frozenset({DependencyState.ASKED, DependencyState.COUNTERED}),
    DependencyState.DECLINED: frozenset(
        {DependencyState.ASKED, DependencyState.COUNTERED, DependencyState.ACCEPTED}
    ),
    DependencyState.WITHDRAWN: frozenset(
        {DependencyState.ASKED, DependencyState.COUNTERED, DependencyState.ACCEPTED}
    ),
}
"""The states that each state is reached from."""


def require_answer(now: DependencyState, to: DependencyState) -> None:
    """Let pass an answer that can follow what was said so far.

    Raises:
        Conflict: it can't.
    """
    if now not in FROM[to]:
        raise Conflict(f"This {NOW[now]} already, so nothing was changed.")


def what_of(raw: str) -> str:
    """What is needed, on one line of at most 150 characters.

    Raises:
        Invalid: there is nothing to read.
    """
    what = shorten(clean_line(raw), WHAT_MOST)
    if not has_visible(what):
        raise Invalid(DependencyField.WHAT, NO_WHAT)
    return what


def reason_of(raw: str) -> str:
    """Why not, at most 500 characters.

    Raises:
        Invalid: there is nothing to read.
    """
    reason = note_of(raw)
    if not reason:
        raise Invalid(DependencyField.REASON, NO_REASON)
    return reason


def note_of(raw: str) -> str:
    """A word with another date, at most 500 characters; what shows nothing is empty."""
    note = shorten(clean_text(raw), REASON_MOST)
    return note if has_visible(note) else ""


def needed_by_of(day: date, due: date | None, today: date) -> date:
    """The day by which something is needed.

    Args:
        due: when the initiative that needs it is due.
        today: the date where the actor is.

    Raises:
        Invalid: the day is over, more than ten years ahead, or after the due date.
    """
    if day < today:
        raise Invalid(DependencyField.DAY, DAY_IS_OVER)
    require_near(day, today, field=DependencyField.DAY)
    if due is not None and day > due:
        raise Invalid(DependencyField.DAY, TOO_LATE)
    return day


def offered_of(day: date, needed_by: date, today: date) -> date:
    """The day that is offered instead; it may be after the due date, which then is seen to slip.

    Raises:
        Invalid: the day is over, more than ten years ahead, or the one that was asked for.
    """
    if day < today:
        raise Invalid(DependencyField.DAY, DAY_IS_OVER)
    require_near(day, today, field=DependencyField.DAY)
    if day == needed_by:
        raise Invalid(DependencyField.DAY, SAME_DAY)
    return day
