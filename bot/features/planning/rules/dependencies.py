"""The handshake between two teams: who has the word, and what has to be said."""

from datetime import date

from bot.errors import Conflict, Invalid
from bot.features.planning.rules.days import require_to_come
from bot.features.planning.values.dependencies import (
    REASON_MOST,
    WHAT_MOST,
    Deed,
    DependencyField,
    DependencyState,
)
from bot.text import clean_line, clean_text, has_visible, shorten

NO_WHAT = "Say in a few words what you need."
NO_REASON = "Say why, so that they can look for another way."
TOO_LATE = "Your initiative is due before that day. Choose an earlier one, or change its due date first."
SAME_DAY = "That is the day they asked for. Press Accept instead, or offer another one."
ALLOWED: dict[DependencyState, frozenset[Deed]] = {
    DependencyState.ASKED: frozenset({Deed.ACCEPT, Deed.COUNTER, Deed.DECLINE, Deed.WITHDRAW}),
    DependencyState.COUNTERED: frozenset({Deed.AGREE, Deed.WITHDRAW}),
    DependencyState.ACCEPTED: frozenset({Deed.DECLINE, Deed.WITHDRAW}),
    DependencyState.DECLINED: frozenset(),
    DependencyState.WITHDRAWN: frozenset(),
}
"""What may be said where the handshake stands: a date that is offered is first answered by the side that asked."""
REFUSED = {
    DependencyState.ASKED: (
        "No other date is offered, so nothing was changed: the team that is asked has the word now."
    ),
    DependencyState.COUNTERED: (
        "Another date is offered, which waits for the team that asked; nothing was changed. "
        "They can agree to it, or say that it is needed no more."
    ),
    DependencyState.ACCEPTED: "What is needed by when was agreed on already, so nothing was changed.",
    DependencyState.DECLINED: "This was declined already, so nothing was changed. It can be asked for anew.",
    DependencyState.WITHDRAWN: "This is needed no more, so nothing was changed.",
}
KEPT = (
    "It was brought already, so nothing was changed. "
    "If something is missing, open the initiative that brought it again."
)


def require_deed(
    now: DependencyState, deed: Deed, *, seen: DependencyState | None = None, is_kept: bool = False
) -> None:
    """Let pass what may be said where the handshake stands.

    Args:
        seen: where it stood when the form was opened; None where there was no form.
        is_kept: what was agreed on was brought.

    Raises:
        Conflict: it may not, or it stood elsewhere then; the sentence says who has the word.
    """
    if is_kept:
        raise Conflict(KEPT)
    if deed not in ALLOWED[now] or seen not in (None, now):
        raise Conflict(REFUSED[now])


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
    require_to_come(day, today, field=DependencyField.DAY)
    if due is not None and day > due:
        raise Invalid(DependencyField.DAY, TOO_LATE)
    return day


def offered_of(day: date, needed_by: date, today: date) -> date:
    """The day that is offered instead; it may be after the due date, which then is seen to slip.

    Raises:
        Invalid: the day is over, more than ten years ahead, or the one that was asked for.
    """
    require_to_come(day, today, field=DependencyField.DAY)
    if day == needed_by:
        raise Invalid(DependencyField.DAY, SAME_DAY)
    return day
