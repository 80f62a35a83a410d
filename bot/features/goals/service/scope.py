"""Changing the words of a goal that the team is committed to, with the reason on record."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid
from bot.features.goals.events import GoalRescoped
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.rules import words
from bot.features.goals.service.aims import follow, refuse_circle, with_aim
from bot.features.goals.service.cards import live_card
from bot.features.goals.service.proposing import CHANGED, columns_of, valid
from bot.features.goals.service.reading import goal, held
from bot.features.goals.service.rights import Keeps, require_keeper
from bot.features.goals.values import (
    CHANGE_WHY,
    GOAL_CARD,
    SCOPE_CHANGE,
    GoalDraft,
    GoalState,
    GoalView,
    ScopeChange,
)
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces

NOT_COMMITTED = (
    "The team isn't committed to this goal now, so there is no scope to change. Nothing was changed."
)
SAY_WHY = "Say why it changes: others committed to it as it was."


def rescope(
    tx: Transaction,
    goal_id: UUID,
    draft: GoalDraft,
    why: str,
    *,
    seen: datetime | None = None,
    keepers: Sequence[Keeps] = (),
) -> GoalView:
    """Change a committed goal's words; the reply under its card says what changed and why.

    Args:
        seen: the goal's `changed_at` when the editor read it; None overwrites whatever there is.
        keepers: who besides its proposer and the team's stewards may change it.

    Raises:
        NotFound: the actor may not see the goal.
        NotAllowed: it is not theirs to change.
        Conflict: the team isn't committed to it now, or somebody changed it since `seen`.
        Invalid: the draft needs another look (`field` is the draft's field), or the reason is missing or too long.
    """
    before = to_rescope(tx, goal_id, keepers)
    if seen is not None and seen != before.changed_at:
        raise Conflict(CHANGED)
    wanted, said = with_aim(tx, valid(draft), kept=before.aim_id), _why(why)
    refuse_circle(tx, goal_id, wanted)
    changed = words.changes(before, wanted)
    if changed.after:
        _write(tx, before, wanted, changed, said)
    return goal(tx, goal_id)


def to_rescope(tx: Transaction, goal_id: UUID, keepers: Sequence[Keeps] = ()) -> GoalView:
    """The goal, if the actor may change its scope now; raises as `rescope` does."""
    found = held(tx, goal_id)
    if found.state is not GoalState.COMMITTED:
        raise Conflict(NOT_COMMITTED)
    require_keeper(tx, found, keepers)
    return found


def scope_changes(tx: Transaction, goal_id: UUID) -> list[ScopeChange]:
    """Every change of a goal's scope, the earliest first, from the activity log."""
    told = (entry for entry in workspaces.history(tx, str(goal_id)) if entry.kind == GoalRescoped.kind)
    return [words.scope_change(entry.actor or "", entry.detail) for entry in told]


def _why(raw: str) -> str:
    """The reason, cleaned.

    Raises:
        Invalid: there is none, or it is too long.
    """
    said = words.text_cleaned(raw)
    if sentence := words.too_long(said) if said else SAY_WHY:
        raise Invalid(CHANGE_WHY, sentence)
    return said


def _write(tx: Transaction, before: GoalView, wanted: GoalDraft, changed: words.Changes, why: str) -> None:
    """Put the change on record, and tell everybody whom it reaches."""
    GoalRepository(tx).change(before, **columns_of(wanted), changed_at=tx.now)
    follow(tx, before.id, changed.after)
    tx.touch(GOAL_CARD, before.id)
    tx.happened(
        GoalRescoped(
            subject=str(before.id),
            team_id=before.team_id,
            before=changed.before,
            after=changed.after,
            why=why,
        )
    )
    _tell_under_card(tx, before)


def _tell_under_card(tx: Transaction, found: GoalView) -> None:
    place = len(scope_changes(tx, found.id))
    subject = f"{found.id}:{place}"
    card = live_card(tx, found.id)
    channel = teams.team(tx, found.team_id).channel
    tx.show(
        SCOPE_CHANGE, subject, channel, key=f"scope-change:{subject}", thread_of=card.key if card else None
    )
