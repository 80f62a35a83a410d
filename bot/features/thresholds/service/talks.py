"""Talks: reading them, and the ground on which the use cases stand."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotFound
from bot.features.attention.service import notices
from bot.features.attention.service.hours import availability_of, local_days
from bot.features.goals.values import GOAL_CARD
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams
from bot.features.teams.values import TEAM_CARD
from bot.features.thresholds import rules
from bot.features.thresholds.events import TalkClosed
from bot.features.thresholds.models import Talk
from bot.features.thresholds.repository import Talks, view_of
from bot.features.thresholds.values import (
    FACILITATE,
    HELP_ASKED,
    NOTE,
    TALK,
    TALKED_ABOUT,
    Candidate,
    End,
    NoteView,
    TalkView,
)

NOT_FOUND = "I can't find that talk any more. Nothing was changed."
OVER = "This talk was closed a moment ago. Nothing of yours was saved; its message says what came of it."


def talk(tx: Transaction, talk_id: UUID) -> TalkView:
    """One talk.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    return found(Talks(tx).by_id(talk_id))


def note(tx: Transaction, note_id: UUID) -> NoteView:
    """One reply in a talk's thread; raises as `talk` does."""
    kept = Talks(tx).note(note_id)
    if kept is None:
        raise NotFound(NOT_FOUND)
    return kept


def open_on(tx: Transaction, goal_ids: Collection[UUID]) -> list[TalkView]:
    """Open talks about these goals, oldest first."""
    return Talks(tx).seen_on(goal_ids)


def open_in(tx: Transaction, team_ids: Collection[UUID]) -> list[TalkView]:
    """Open talks of these teams, oldest first."""
    return Talks(tx).seen_of(team_ids)


def to_join(tx: Transaction, talk_id: UUID) -> TalkView:
    """The talk, if the actor may do something about it.

    Raises:
        NotFound: the actor may not see it.
        NotAllowed: they are an observer.
        Conflict: it is over.
    """
    seen = talk(tx, talk_id)
    teams.require_member(tx, seen.team_id)
    if not seen.is_open:
        raise Conflict(OVER)
    return seen


def in_hand(tx: Transaction, talk_id: UUID) -> Talk:
    """The same, held until this transaction ends; raises as `to_join` does."""
    to_join(tx, talk_id)
    row = Talks(tx).locked(talk_id)
    if row is None or row.end is not None:
        raise Conflict(OVER)
    return row


def close(tx: Transaction, row: Talk, end: End, why: str = "") -> TalkView:
    """The talk is over; its message and everything that spoke of it say so."""
    row.end, row.why, row.closed_by, row.closed_at = end.value, why, tx.actor, tx.now
    tx.session.flush()
    closed = view_of(row)
    tx.happened(
        TalkClosed(
            subject=str(row.goal_id), talk_id=row.id, team_id=row.team_id, name=row.name, end=end, why=why
        )
    )
    redraw(tx, closed)
    return closed


def redraw(tx: Transaction, changed: TalkView) -> None:
    """Wherever the talk is spoken of."""
    tx.touch(TALK, changed.id)
    tx.touch(GOAL_CARD, changed.goal_id)
    tx.touch(TEAM_CARD, changed.team_id)
    for kind in (FACILITATE, TALKED_ABOUT):
        notices.redraw(tx, kind, changed.id)


def reply(tx: Transaction, under: TalkView, note_id: UUID) -> None:
    """Show a note in the talk's thread."""
    channel = teams.team_by_id(tx, under.team_id).channel
    tx.show(NOTE, note_id, channel, key=f"talk-note:{note_id}", thread_of=key_of(under.id))


def ask_for_help(tx: Transaction, asked: str, note_id: UUID) -> None:
    """Tell somebody that a colleague asks for their help."""
    notices.ask(tx, asked, HELP_ASKED, note_id, key=f"talk-help:{note_id}")


def key_of(talk_id: UUID) -> str:
    """The key of a talk's message."""
    return f"talk:{talk_id}"


def next_facilitator(
    tx: Transaction, team_id: UUID, goal_id: UUID, *, but: Collection[str] = ()
) -> str | None:
    """Who facilitates next: any member but the goal's driver, who isn't away."""
    driver = ownership.driver_of(tx, goal_id)
    return rules.facilitator(free_members(tx, team_id), but={*but, driver.user if driver else None})


def free_members(tx: Transaction, team_id: UUID) -> list[Candidate]:
    """The team's members who aren't away, each with the turns that they had."""
    members = teams.members(tx, team_id)
    away = _away(tx, members)
    return Talks(tx).candidates(team_id, [user for user in members if user not in away])


def found(seen: TalkView | None) -> TalkView:
    """The talk, when there is one; raises as `talk` does."""
    if seen is None:
        raise NotFound(NOT_FOUND)
    return seen


def _away(tx: Transaction, users: Collection[str]) -> set[str]:
    days = local_days(tx, users)
    return {
        user
        for user, availability in availability_of(tx, users).items()
        if availability.away_until is not None and availability.away_until > days[user]
    }
