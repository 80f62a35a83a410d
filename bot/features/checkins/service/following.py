"""What check-ins follow of the rooms below."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cadences.events import CadenceEvent
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.repository.resting import Resting
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.service.prompts import respond, today_of
from bot.features.checkins.service.showing import is_to_ask, settle
from bot.features.checkins.values.prompts import PROMPT, PromptState, PromptView
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.planning.events.actions import ActionEvent, ActionHandedOver
from bot.features.planning.service import actions as planning
from bot.features.teams.events import MemberLeft


def action_changed(tx: Transaction, event: ActionEvent) -> None:
    """An action that somebody's newest check-in follows up is shown there as it is now; doing something about one's
    own is an answer."""
    action = planning.action(tx, UUID(event.subject))
    before = event.before if isinstance(event, ActionHandedOver) else None
    for owner in {owner for owner in (action.owner, before) if owner}:
        if owner == tx.actor:
            _respond(tx, owner)
        else:
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


def _respond(tx: Transaction, user: str) -> None:
    """They did something about what they took on; a check-in put off that asked after nothing else is over."""
    newest = _newest(tx, user)
    for row in Prompts(tx).held([newest.id] if newest else []):
        respond(tx, row)
        if row.state == PromptState.WAITING and row.turn and not is_to_ask(tx, Prompts(tx).view(row)):
            settle(tx, row)


def rhythm_turned(tx: Transaction, event: CadenceEvent) -> None:
    """What is open of a check-in that rests says so, instead of offering what leads nowhere."""
    for prompt_id in Resting(tx).open_ones(UUID(event.subject)):
        tx.touch(PROMPT, prompt_id)


def _redraw(tx: Transaction, user: str) -> None:
    prompt = _newest(tx, user)
    if prompt is not None:
        tx.touch(PROMPT, prompt.id)


def _newest(tx: Transaction, user: str) -> PromptView | None:
    return Prompts(tx).newest_shown(user, today_of(tx, user) - rules.LATE)
