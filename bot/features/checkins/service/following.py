"""What check-ins follow of the rooms below."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.service.prompts import today_of
from bot.features.checkins.values.prompts import PROMPT
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.planning import service as planning
from bot.features.planning.events import ActionEvent, ActionHandedOver
from bot.features.teams.events import MemberLeft


def action_changed(tx: Transaction, event: ActionEvent) -> None:
    """An action that somebody's newest check-in follows up is shown there as it is now."""
    action = planning.action(tx, UUID(event.subject))
    before = event.before if isinstance(event, ActionHandedOver) else None
    for owner in {owner for owner in (action.owner, before) if owner}:
        _redraw(tx, owner)


def driver_changed(tx: Transaction, event: GoalClaimed | GoalReleased | GoalHandedOver) -> None:
    """The newest check-in asks of what its person drives now."""
    match event:
        case GoalHandedOver(before=before, after=after):
            _redraw(tx, before)
            _redraw(tx, after)
        case GoalClaimed(driver=driver) | GoalReleased(driver=driver):
            _redraw(tx, driver)


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """The newest check-in shows who left nothing of that team any more."""
    _redraw(tx, event.user)


def _redraw(tx: Transaction, user: str) -> None:
    prompt = Prompts(tx).newest_shown(user, today_of(tx, user) - rules.LATE)
    if prompt is not None:
        tx.touch(PROMPT, prompt.id)
