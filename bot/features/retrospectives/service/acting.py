"""Actions that a retro brings about."""

from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.planning.events.actions import ActionEvent
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ActionDraft, ActionView
from bot.features.retrospectives.repository.retros import Retros
from bot.features.retrospectives.service.access import seen, thread_key, view
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.surfaces import LAST_ACTIONS, SOURCE, SUMMARY
from bot.features.teams import service as teams

NOT_BEGUN = "This retro hasn't begun yet, so nothing was saved."


def to_act(tx: Transaction, retro_id: UUID) -> RetroView:
    """The retro, if the actor may put an action on record there; the same errors as when they do."""
    row = seen(tx, retro_id)
    teams.require_member(tx, row.team_id)
    return view(tx, row)


def add_action(tx: Transaction, retro_id: UUID, text: str, owner: str | None, due: date | None) -> ActionView:
    """Put an action on record, shown as a reply in the retro's thread.

    Raises:
        Conflict: the retro hasn't begun.
        NotFound, NotAllowed, Invalid: as planning.service.add.
    """
    row = seen(tx, retro_id)
    if row.started_at is None:
        raise Conflict(NOT_BEGUN)
    draft = ActionDraft(team_id=row.team_id, text=text, owner=owner, due=due, source=SOURCE, source_id=row.id)
    return planning.add(tx, draft, thread_of=thread_key(tx, row.id))


def action_changed(tx: Transaction, event: ActionEvent) -> None:
    """The summary that lists it says so, and so does the retro that opened with it."""
    if event.source != SOURCE:
        return
    tx.touch(SUMMARY, event.source_id)
    latest = Retros(tx).last(event.team_id)
    if latest is not None and latest.id != event.source_id:
        tx.touch(LAST_ACTIONS, latest.id)
