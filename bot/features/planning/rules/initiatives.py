"""What an initiative has to say, and from which state it may come to which."""

from datetime import date

from bot.errors import Conflict, Invalid
from bot.features.planning.rules.days import require_to_come
from bot.features.planning.values.initiatives import (
    DESCRIPTION_MOST,
    OPEN,
    TITLE_MOST,
    InitiativeDraft,
    InitiativeField,
    InitiativeState,
    InitiativeView,
    Words,
)
from bot.text import clean_line, clean_text, has_visible, shorten

NO_TITLE = "Say in a few words what will be done."
FROM: dict[InitiativeState, frozenset[InitiativeState]] = {
    InitiativeState.PLANNED: frozenset({InitiativeState.LET_GO}),
    InitiativeState.UNDER_WAY: frozenset({InitiativeState.PLANNED, InitiativeState.DONE}),
    InitiativeState.DONE: OPEN,
    InitiativeState.LET_GO: OPEN,
}
"""The states that each state is reached from."""


def title_of(raw: str) -> str:
    """What will be done, on one line of at most 150 characters.

    Raises:
        Invalid: there is nothing to read.
    """
    title = shorten(clean_line(raw), TITLE_MOST)
    if not has_visible(title):
        raise Invalid(InitiativeField.TITLE, NO_TITLE)
    return title


def description_of(raw: str) -> str:
    """More about it, at most 1,000 characters; what shows nothing is empty."""
    said = shorten(clean_text(raw), DESCRIPTION_MOST)
    return said if has_visible(said) else ""


def due_of(due: date | None, today: date) -> date | None:
    """The day by which it will be done.

    Args:
        today: the date where the actor is.

    Raises:
        Invalid: the day is over already, or more than ten years ahead.
    """
    if due is not None:
        require_to_come(due, today, field=InitiativeField.DUE)
    return due


def changes(before: InitiativeView, after: InitiativeDraft) -> tuple[Words, Words]:
    """What an edit changes: the parts that differ, as they were and as they are."""
    was, becomes = _words(before.draft()), _words(after)
    differs = [name for name in was if was[name] != becomes[name]]
    return {name: was[name] for name in differs}, {name: becomes[name] for name in differs}


def opened_again(state: InitiativeState) -> InitiativeState:
    """Where it goes on: what was done is under way again, what was let go is planned again."""
    return InitiativeState.PLANNED if state is InitiativeState.LET_GO else InitiativeState.UNDER_WAY


def require_step(initiative: InitiativeView, to: InitiativeState) -> None:
    """Let pass a step that can be taken from where the initiative is.

    Raises:
        Conflict: it can't.
    """
    if initiative.state not in FROM[to]:
        now = {InitiativeState.DONE: "done", InitiativeState.LET_GO: "let go"}.get(
            initiative.state, "under way"
        )
        raise Conflict(
            f"“{initiative.title}” is {now} already, so nothing was changed. A fresh `/goal backlog` shows "
            "what can be done with it."
        )


def _words(draft: InitiativeDraft) -> Words:
    return {
        "title": draft.title,
        "goal_id": str(draft.goal_id) if draft.goal_id else None,
        "description": draft.description,
        "due": draft.due.isoformat() if draft.due else None,
    }
