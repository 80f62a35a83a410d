"""Adding actions."""

from bot.features.planning.forms.actions import entered_action
from bot.features.planning.service import actions as planning
from bot.features.retrospectives.service import acting
from bot.features.retrospectives.views.acting import action_modal, added
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_action(press: Press) -> Answer:
    """*Add action*."""
    retro = await press.read(acting.to_act, identity(press.value))
    return Modal(action_modal(retro.id))


async def submit_action(submission: Submission) -> Answer:
    """The action is on record; its card stands in the thread."""
    entered = entered_action(submission.form)
    retro_id = identity(submission.carried)
    await submission.commit(acting.add_action, retro_id, entered.text, entered.owner, entered.due)
    return None


async def show_added(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what the first one put on record."""
    return Modal(added(await submission.read(planning.action, identity(outcome or ""))))
