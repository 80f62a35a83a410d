"""Giving input, and changing or taking back what one gave with one's name."""

from uuid import UUID

from bot.delivery.values import Json
from bot.features.inputs import forms
from bot.features.inputs.forms import AddStage
from bot.features.inputs.service import collecting
from bot.features.inputs.views.adding import KEPT_BEFORE, add_modal, change_modal, kept, uncounted
from bot.slack.turns import is_counted, of_turn
from bot.slack.visits import Answer, Modal, Press, Submission, Visit, identity


async def open_add(press: Press) -> Answer:
    """*Add yours* in the channel, *Add another* in the form."""
    turn = forms.ADD_STAGES.read(press.carried).turn + 1 if press.carried else 0
    return await _form(press, identity(press.value), turn)


async def submit_add(submission: Submission) -> Answer:
    """The words are kept; those without a name in a transaction apart from who gave them (service.collecting)."""
    stage = forms.ADD_STAGES.read(submission.carried)
    keep = collecting.give_unsigned if stage.is_anonymous else collecting.give
    await of_turn(submission, stage.turn).commit(keep, stage.round_id, forms.given(submission.form))
    return await _counted(submission, stage, kept(stage))


async def show_kept(submission: Submission, _: str | None) -> Answer:
    """The same form again: what the first one kept."""
    return await submit_count(submission)


async def submit_count(submission: Submission) -> Answer:
    """*Count me*: the words were kept, and whose they are was not counted."""
    stage = forms.ADD_STAGES.read(submission.carried)
    return await _counted(submission, stage, kept(stage, KEPT_BEFORE))


async def open_change(press: Press) -> Answer:
    """*Change*, beside something that one gave."""
    return Modal(change_modal(*await press.read(collecting.own, identity(press.value))))


async def submit_change(submission: Submission) -> Answer:
    """The other words."""
    stage = forms.CHANGE_STAGES.read(submission.carried)
    await submission.commit(collecting.change, stage.input_id, forms.entered(submission.form, stage.kind))
    return None


async def show_changed(submission: Submission, _: str | None) -> Answer:
    """The same form again: what one gave so far, as it is now."""
    return await _form(submission, forms.CHANGE_STAGES.read(submission.carried).round_id, 0)


async def on_take_back(press: Press) -> Answer:
    """*Take it back*, confirmed: what is left of what one gave."""
    return await _form(press, await press.commit(collecting.take_back, identity(press.value)), 0)


async def _form(visit: Visit, round_id: UUID, turn: int) -> Modal:
    return Modal(add_modal(await visit.read(collecting.open_for, round_id), turn))


async def _counted(submission: Submission, stage: AddStage, then: Json) -> Modal:
    if stage.is_anonymous and not await is_counted(submission, collecting.contributed, stage.round_id):
        return Modal(uncounted(stage))
    return Modal(then)
