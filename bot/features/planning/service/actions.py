"""Actions: what is to be done, by whom and by when (P12, P23)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotFound
from bot.features.attention.service import notices
from bot.features.planning.events.actions import (
    ActionAdded,
    ActionDone,
    ActionDropped,
    ActionEvent,
    ActionHandedOver,
    ActionMoved,
    ActionReopened,
)
from bot.features.planning.models.actions import Action
from bot.features.planning.repository.actions import ActionRepository, view_of
from bot.features.planning.rules import actions as rules
from bot.features.planning.values.actions import (
    ACTION_CARD,
    ACTION_GIVEN,
    ActionDraft,
    ActionState,
    ActionView,
)
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of

NOT_FOUND = "I can't find that action any more. Nothing was changed."
NOT_OPEN = "This action is over, so nothing was changed. Press *Open again* first."
TAKEN = "Somebody else has taken this on already, so nothing was changed; its card names them."


class About(TypedDict):
    """What every event of an action says."""

    subject: str
    team_id: UUID
    source: str
    source_id: UUID


def add(tx: Transaction, draft: ActionDraft, *, thread_of: str | None = None) -> ActionView:
    """Put an action on record and show its card in the team's channel; who is to do it hears of it, if not the actor.

    Args:
        thread_of: key of the surface under which the card hangs as a reply.

    Raises:
        Invalid: it says nothing, its owner is no member, or its day is over; `field` is the block id of the form's.
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer.
    """
    teams.require_member(tx, draft.team_id)
    team = teams.team(tx, draft.team_id)
    words = rules.words_of(draft.text)
    owner = rules.owner_of(draft.owner, teams.members(tx, team.id))
    due = rules.due_of(draft.due, _today(tx, team.id))
    action = ActionRepository(tx).keep(replace(draft, text=words, owner=owner, due=due))
    tx.show(ACTION_CARD, action.id, team.channel, key=f"action:{action.id}", thread_of=thread_of)
    tx.happened(ActionAdded(**_about(action), text=action.text, owner=action.owner, due=action.due))
    _ask_owner(tx, action)
    return action


def done(tx: Transaction, action_id: UUID) -> ActionView:
    """It is done; saying so again changes nothing. Of what nobody had taken on, who says so is the one who did it.

    Raises:
        NotFound: there is no such action for this person.
        NotAllowed: they are no member of its team.
    """
    row = _in_hand(tx, action_id)
    if row.owner is None and row.state == ActionState.OPEN:
        _give(tx, row, actor_of(tx))
    return _become(tx, row, ActionState.DONE)


def reopen(tx: Transaction, action_id: UUID) -> ActionView:
    """It is to be done after all; raises as `done` does."""
    return _become(tx, _in_hand(tx, action_id), ActionState.OPEN)


def drop(tx: Transaction, action_id: UUID) -> ActionView:
    """The team lets it go: it stays on record and is asked about no more; raises as `done` does."""
    return _become(tx, _in_hand(tx, action_id), ActionState.DROPPED)


def move(tx: Transaction, action_id: UUID, due: date | None) -> ActionView:
    """It is due on another day, or on none; raises as `done` does.

    Raises:
        Invalid: the new day is over already.
    """
    row = _in_hand(tx, action_id)
    if row.due != due:
        before, row.due = row.due, rules.due_of(due, _today(tx, row.team_id))
        tx.session.flush()
        _tell(tx, ActionMoved(**_about(view_of(row)), before=before, after=due))
    return view_of(row)


def hand_over(tx: Transaction, action_id: UUID, owner: str) -> ActionView:
    """A member of the team takes it on, and hears of it, if not the actor; raises as `done` does.

    Raises:
        Invalid: the new owner is no member of the team.
    """
    row = _in_hand(tx, action_id)
    rules.owner_of(owner, teams.members(tx, row.team_id))
    if row.owner != owner:
        _give(tx, row, owner)
        _ask_owner(tx, view_of(row))
    return view_of(row)


def take_on(tx: Transaction, action_id: UUID) -> ActionView:
    """The actor takes on what nobody has; taking it on again changes nothing. Raises as `done` does.

    Raises:
        Conflict: it is done or let go, or another member has taken it on.
    """
    row = _in_hand(tx, action_id)
    actor = actor_of(tx)
    if row.state != ActionState.OPEN:
        raise Conflict(NOT_OPEN)
    if row.owner is None:
        _give(tx, row, actor)
    elif row.owner != actor:
        raise Conflict(TAKEN)
    return view_of(row)


def action(tx: Transaction, action_id: UUID) -> ActionView:
    """One action.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = ActionRepository(tx).by_id(action_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def in_hand(tx: Transaction, action_id: UUID) -> ActionView:
    """The action, if the actor may change it; raises as `done` does."""
    found = action(tx, action_id)
    teams.require_member(tx, found.team_id)
    return found


def open_actions_of(tx: Transaction, user: str) -> list[ActionView]:
    """What this member has taken on and not done, in all their teams that the actor may see; what is due first is first."""
    return sorted(ActionRepository(tx).open_of(user), key=rules.urgency)


def actions_done_of(tx: Transaction, user: str, since: datetime) -> list[ActionView]:
    """What this member had taken on and was done since, in the same teams; newest first."""
    return ActionRepository(tx).done_by(user, since)


def actions_from(tx: Transaction, source: str, source_id: UUID) -> list[ActionView]:
    """What came of one thing, such as a retrospective, in the order in which it was put on record."""
    return actions_from_any(tx, source, [source_id])


def actions_from_any(tx: Transaction, source: str, source_ids: Iterable[UUID]) -> list[ActionView]:
    """The same for several things at once."""
    return ActionRepository(tx).made_from(source, source_ids)


def _give(tx: Transaction, row: Action, owner: str) -> None:
    before, row.owner = row.owner, owner
    tx.session.flush()
    _tell(tx, ActionHandedOver(**_about(view_of(row)), before=before, after=owner))


def _become(tx: Transaction, row: Action, state: ActionState) -> ActionView:
    if row.state != state:
        row.state = state
        row.done_at = tx.now if state is ActionState.DONE else None
        tx.session.flush()
        _tell(tx, EVENTS[state](**_about(view_of(row))))
    return view_of(row)


EVENTS: dict[ActionState, type[ActionDone | ActionReopened | ActionDropped]] = {
    ActionState.DONE: ActionDone,
    ActionState.OPEN: ActionReopened,
    ActionState.DROPPED: ActionDropped,
}


def _in_hand(tx: Transaction, action_id: UUID) -> Action:
    """The row, locked, when the actor is a member of its team."""
    row = ActionRepository(tx).locked(action_id)
    if row is None:
        raise NotFound(NOT_FOUND)
    teams.require_member(tx, row.team_id)
    return row


def _today(tx: Transaction, team_id: UUID) -> date:
    return tx.now.astimezone(teams.team_zone(tx, team_id)).date()


def _tell(tx: Transaction, event: ActionEvent) -> None:
    tx.happened(event)
    tx.touch(ACTION_CARD, event.subject)
    notices.redraw(tx, ACTION_GIVEN, event.subject)


def _ask_owner(tx: Transaction, action: ActionView) -> None:
    """A colleague asks them to do it: they hear of it within their own hours."""
    if action.owner is not None and action.owner != tx.actor:
        key = f"action-given:{action.id}:{action.owner}"
        notices.ask(tx, action.owner, ACTION_GIVEN, action.id, key=key)


def _about(action: ActionView) -> About:
    return {
        "subject": str(action.id),
        "team_id": action.team_id,
        "source": action.source,
        "source_id": action.source_id,
    }
