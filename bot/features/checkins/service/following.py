"""What check-ins follow of the rooms below."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.service.prompts import today_of
from bot.features.checkins.values.prompts import PROMPT
from bot.features.planning import service as planning
from bot.features.planning.events import ActionEvent, ActionHandedOver


def action_changed(tx: Transaction, event: ActionEvent) -> None:
    """An action that somebody's newest check-in follows up is shown there as it is now."""
    action = planning.action(tx, UUID(event.subject))
    before = event.before if isinstance(event, ActionHandedOver) else None
    for owner in {owner for owner in (action.owner, before) if owner}:
        prompt = Prompts(tx).newest_shown(owner, today_of(tx, owner) - rules.LATE)
        if prompt is not None:
            tx.touch(PROMPT, prompt.id)
