"""The Slack door of actions."""

from bot.features.planning.forms import actions as forms
from bot.features.planning.service import actions as service
from bot.features.planning.service import days
from bot.features.planning.values.actions import Field
from bot.features.planning.values.days import SaidBack
from bot.features.planning.views import actions as views
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def on_done(press: Press) -> Answer:
    """*Done*: the card says so."""
    await press.commit(service.done, identity(press.value))
    return None


async def on_reopen(press: Press) -> Answer:
    """*Open again*: the card says so."""
    await press.commit(service.reopen, identity(press.value))
    return None


async def on_drop(press: Press) -> Answer:
    """*Let go*: the card says so."""
    await press.commit(service.drop, identity(press.value))
    return None


async def on_take_on(press: Press) -> Answer:
    """*Take it on*: the card names them."""
    await press.commit(service.take_on, identity(press.value))
    return None


async def open_move(press: Press) -> Answer:
    """*New date*."""
    return Modal(views.move_modal(await press.read(service.in_hand, identity(press.value))))


async def submit_move(submission: Submission) -> Answer:
    """A day in words is said back first; then the form closes, and the card shows the day."""
    stage, entered = forms.ACTIONS.read(submission.carried), forms.entered_due(submission.form)
    day = await submission.read(days.understand, entered, stage.said, field=Field.DUE_IN_WORDS)
    if isinstance(day, SaidBack):
        return Modal(views.move_modal(await submission.read(service.in_hand, stage.subject_id), day))
    await submission.commit(service.move, stage.subject_id, day)
    return None


async def show_moved(submission: Submission, _: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    moved = forms.ACTIONS.read(submission.carried).subject_id
    return Modal(views.moved(await submission.read(service.action, moved)))


async def open_hand_over(press: Press) -> Answer:
    """*Hand over*."""
    return Modal(views.hand_over_modal(await press.read(service.in_hand, identity(press.value))))


async def submit_hand_over(submission: Submission) -> Answer:
    """The form closes; the card names who has it now."""
    owner = forms.entered_owner(submission.form)
    await submission.commit(service.hand_over, identity(submission.carried), owner)
    return None


async def show_handed_over(submission: Submission, _: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return Modal(views.handed_over(await submission.read(service.action, identity(submission.carried))))
