"""Giving input to a round, signed or without one's name (architecture.md, "Anonymity").

What is given without a name takes two transactions, for the reasons that retrospectives have: the door commits
`give_unsigned` first and then `contributed`, which does nothing twice (docs/decisions/0006).
"""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.inputs.models import InputRound
from bot.features.inputs.repository.given import Given
from bot.features.inputs.repository.rounds import Rounds
from bot.features.inputs.rules import words_of
from bot.features.inputs.service.access import goals_to_choose, held, seen
from bot.features.inputs.values.given import InputDraft, InputView
from bot.features.inputs.values.rounds import Field
from bot.features.inputs.values.shown import AddChoices
from bot.features.inputs.values.surfaces import ROUND
from bot.features.teams import service as teams

OVER = (
    "This round closed while you were writing, so this was not kept. Your words are still here: copy them, and say "
    "them in the thread under its message, with your name, or keep them for the next round."
)
OTHER_PROMISE = (
    "This form is out of date, so nothing was kept. Copy your words, close it and open it once more."
)
OTHER_GOAL = (
    "This goal doesn't stand any more. Choose another one, or no single goal; your words are still here."
)
CLOSED = (
    "This round is over, so nothing more can be added. What was given is in the thread under its message; you can say "
    "yours there, with your name."
)
NOT_THERE = "I can't find what you gave any more. Nothing was changed."


def open_for(tx: Transaction, round_id: UUID) -> AddChoices:
    """What the form for input offers the actor.

    Raises:
        NotFound: the actor may not see the round.
        NotAllowed: they are an observer, or the team is strict and past drafting.
        Conflict: the round is over.
    """
    row = seen(tx, round_id)
    _require_giver(tx, row)
    shown = Rounds(tx).view(row)
    if not shown.takes_inputs:
        raise Conflict(CLOSED)
    mine = Given(tx).of_author(row.id, tx.actor or "")
    return AddChoices(shown, goals_to_choose(tx, row.team_id), tuple(mine))


def give(tx: Transaction, round_id: UUID, drafts: Sequence[InputDraft]) -> None:
    """Keep what somebody gives with their name until the round closes; empty ones are passed over.

    Raises:
        Conflict: the round is over, or keeps no names.
        Invalid: there is nothing to keep, one is too long, or its goal doesn't stand.
        NotFound, NotAllowed: as `open_for`.
    """
    row = _open(tx, round_id, is_anonymous=False)
    Given(tx).keep_signed(row.id, tx.actor or "", _checked(tx, row, drafts))
    tx.touch(ROUND, row.id)


def give_unsigned(tx: Transaction, round_id: UUID, drafts: Sequence[InputDraft]) -> None:
    """Keep input without anything that tells whose it is; `contributed` must follow. It can't be changed later.

    Raises:
        Conflict: the round is over, or keeps names.
        Invalid, NotFound, NotAllowed: as `give`.
    """
    row = _open(tx, round_id, is_anonymous=True)
    Given(tx).keep_unsigned(row.id, _checked(tx, row, drafts))


def contributed(tx: Transaction, round_id: UUID) -> None:
    """Count the actor among those who gave something without their names; again, or too late, changes nothing.

    Raises:
        NotFound, NotAllowed: as `open_for`.
    """
    row = held(tx, round_id)
    teams.require_member(tx, row.team_id)
    if row.is_anonymous and row.closed_at is None and Given(tx).count_in(row.id, tx.actor or ""):
        tx.touch(ROUND, row.id)


def own(tx: Transaction, input_id: UUID) -> tuple[AddChoices, InputView]:
    """What the actor gave with their name, to be changed; raises as `change` does."""
    found = _own(tx, input_id)
    return open_for(tx, found.round_id), found


def change(tx: Transaction, input_id: UUID, draft: InputDraft) -> UUID:
    """Give other words with one's name, or for another goal, until the round closes; returns the round's id.

    Raises:
        NotFound: there is no such input of the actor's.
        Conflict, Invalid, NotAllowed: as `give`.
    """
    found = _own(tx, input_id)
    row = _open(tx, found.round_id, is_anonymous=False)
    (wanted,) = _checked(tx, row, [draft])
    Given(tx).change(input_id, text=wanted.text, goal_id=wanted.goal_id)
    return row.id


def take_back(tx: Transaction, input_id: UUID) -> UUID:
    """Take back what one gave with one's name, until the round closes; returns the round's id.

    Raises:
        NotFound, Conflict, NotAllowed: as `change`.
    """
    row = _open(tx, _own(tx, input_id).round_id, is_anonymous=False)
    Given(tx).drop(input_id)
    tx.touch(ROUND, row.id)
    return row.id


def _own(tx: Transaction, input_id: UUID) -> InputView:
    found = Given(tx).seen(input_id)
    if found is None or found.author is None or found.author != tx.actor:
        raise NotFound(NOT_THERE)
    return found


def _open(tx: Transaction, round_id: UUID, *, is_anonymous: bool) -> InputRound:
    """The round, held, if it takes input under the promise that was made."""
    row = held(tx, round_id)
    _require_giver(tx, row)
    if row.closed_at is not None or row.closes_at <= tx.now:
        raise Conflict(OVER)
    if row.is_anonymous is not is_anonymous:
        raise Conflict(OTHER_PROMISE)
    return row


def _checked(tx: Transaction, row: InputRound, drafts: Sequence[InputDraft]) -> list[InputDraft]:
    given = words_of(drafts)
    about = {one.goal_id for one in given if one.goal_id is not None}
    known = goals.goals_by_id(tx, about)
    if any(goal_id not in known or not _may_be_about(known[goal_id], row) for goal_id in about):
        raise Invalid(Field.GOAL, OTHER_GOAL)
    return given


def _may_be_about(goal: GoalView, row: InputRound) -> bool:
    return goal.team_id == row.team_id and goals.is_open(goal)


def _require_giver(tx: Transaction, row: InputRound) -> None:
    teams.require_member(tx, row.team_id)
    cycles.require(tx, row.team_id, Doing.GIVE_INPUT)
