"""Saying what becomes of what was given: adopted, parked or declined, with a why that its author can see."""

from datetime import datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.attention.service import notices
from bot.features.goals import service as goals
from bot.features.inputs import rules
from bot.features.inputs.events import InputSettled
from bot.features.inputs.models import InputRound
from bot.features.inputs.repository.given import Given
from bot.features.inputs.service.access import held, seen
from bot.features.inputs.service.reading import page
from bot.features.inputs.values.given import InputView, Outcome
from bot.features.inputs.values.shown import PageView
from bot.features.inputs.values.surfaces import PAGE, ROUND, SORTED
from bot.features.teams import service as teams

NOT_THERE = "I can't find that input any more, or it isn't open to you. Nothing was changed."
NOT_YOURS = (
    "The team's stewards sort what was given, and whoever proposed a goal sorts what is about it. Nothing was "
    "changed. Reply in the thread to say what you think of it."
)
SORTED_MEANWHILE = (
    "Somebody sorted this one while you were writing, and nothing of theirs was overwritten. "
    "Close this and press Sort these again to see what they said."
)


def to_sort(tx: Transaction, input_id: UUID) -> InputView:
    """The input, if the actor may say what becomes of it.

    Raises:
        NotFound: there is none that is shown to them.
        NotAllowed: they neither steward the team nor proposed the goal that it is about.
    """
    found = Given(tx).seen(input_id)
    if found is None or found.page is None:
        raise NotFound(NOT_THERE)
    _require_sorter(tx, seen(tx, found.round_id).team_id, found.goal_id)
    return found


def bench(tx: Transaction, round_id: UUID, number: int) -> PageView:
    """A reply whose inputs the actor may sort; raises as `to_sort` does."""
    found = page(tx, round_id, number)
    if not found.inputs:
        raise NotFound(NOT_THERE)
    _require_sorter(tx, found.round.team_id, found.inputs[0].goal_id)
    return found


def bench_of(tx: Transaction, input_id: UUID) -> PageView:
    """The reply that shows an input; raises as `to_sort` does."""
    found = to_sort(tx, input_id)
    return page(tx, found.round_id, found.page or 0)


def sort(
    tx: Transaction, input_id: UUID, outcome: str | None, why: str, *, last: datetime | None
) -> InputView:
    """Say what becomes of an input, or say it anew.

    Args:
        last: when it was sorted last, as whoever sorts it saw it; None for not yet.

    Raises:
        NotFound, NotAllowed: as `to_sort`.
        Invalid: nothing was chosen, or there is no why.
        Conflict: somebody else sorted it since then.
    """
    wanted, reason = rules.outcome_of(outcome), rules.why_of(why)
    row = held(tx, to_sort(tx, input_id).round_id)
    before = to_sort(tx, input_id)
    if before.sorted_at != last:
        raise Conflict(SORTED_MEANWHILE)
    if (before.outcome, before.why) == (wanted, reason):
        return before
    said = {"outcome": wanted, "why": reason, "sorted_by": tx.actor, "sorted_at": tx.now}
    Given(tx).change(input_id, **said)
    _tell(tx, row, before, wanted, reason)
    return to_sort(tx, input_id)


def _require_sorter(tx: Transaction, team_id: UUID, goal_id: UUID | None) -> None:
    """Let pass who may sort what is about this goal, or about none."""
    teams.require_member(tx, team_id)
    proposer = goals.goal_on_record(tx, goal_id).proposer if goal_id is not None else None
    is_steward = teams.is_steward(tx, team_id, tx.actor or "")
    if not rules.may_sort(tx.actor, proposer, is_steward=is_steward):
        raise NotAllowed(NOT_YOURS)


def _tell(tx: Transaction, row: InputRound, before: InputView, outcome: Outcome, why: str) -> None:
    tx.touch(PAGE, f"{row.id}/{before.page}")
    tx.touch(ROUND, row.id)
    tx.happened(
        InputSettled(
            subject=str(before.goal_id or row.team_id),
            team_id=row.team_id,
            round_id=row.id,
            input_id=before.id,
            before=before.outcome,
            after=outcome,
            why=why,
        )
    )
    if before.author is not None and before.author != tx.actor:
        notice = f"{row.id}/{before.author}"
        notices.mention(tx, before.author, SORTED, notice, key=f"inputs-sorted:{notice}")
        notices.redraw(tx, SORTED, notice)
