"""Adding actions."""

from bot.features.planning.forms.actions import ACTIONS, ActionStage, entered_action
from bot.features.planning.service import actions as planning
from bot.features.planning.service import days
from bot.features.planning.values.actions import Field
from bot.features.planning.values.days import SaidBack
from bot.features.retrospectives.service import acting
from bot.features.retrospectives.views.acting import action_modal, added
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_action(press: Press) -> Answer:
    """*Add action*."""
    retro = await press.read(acting.to_act, identity(press.value))
    return Modal(action_modal(ActionStage(retro.id)))


async def submit_action(submission: Submission) -> Answer:
    """A day in words is said back first; then the action is on record, and its card stands in the thread."""
    stage, entered = ACTIONS.read(submission.carried), entered_action(submission.form)
    due = await submission.read(days.understand, entered.day, stage.said, field=Field.DUE_IN_WORDS)
    if isinstance(due, SaidBack):
        return Modal(action_modal(stage.saying(due)))
    await submission.commit(acting.add_action, stage.subject_id, entered.text, entered.owner, due)
    return None


async def show_added(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what the first one put on record."""
    return Modal(added(await submission.read(planning.action, identity(outcome or ""))))
