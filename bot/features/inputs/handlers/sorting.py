"""Saying what becomes of inputs, reply by reply."""

from bot.db.transaction import Transaction
from bot.features.inputs import forms
from bot.features.inputs.forms import SortStage
from bot.features.inputs.service import sorting
from bot.features.inputs.values.rounds import Field
from bot.features.inputs.values.shown import PageView
from bot.features.inputs.views.sorting import list_modal, sort_modal
from bot.slack.turns import apart, of_turn
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_sort(press: Press) -> Answer:
    """*Sort these*, under a reply: the first that waits, else all of them."""
    return Modal(sort_modal(await press.read(sorting.bench, *forms.page_of(press.value))))


async def open_one(press: Press) -> Answer:
    """*Sort* or *Change*, in the list."""
    stage, input_id = forms.SORT_STAGES.read(press.carried), identity(press.value)
    page = await press.read(sorting.bench_of, input_id)
    return Modal(sort_modal(page, next(one for one in page.inputs if one.id == input_id), stage.turn))


async def open_list(press: Press) -> Answer:
    """*All of these*, in the form for one of them."""
    stage = forms.SORT_STAGES.read(press.carried)
    return Modal(list_modal(await press.read(sorting.bench, stage.round_id, stage.page), stage.turn))


async def submit_sort(submission: Submission) -> Answer:
    """One is sorted; the next that waits is asked about, or all are shown."""
    stage = forms.SORT_STAGES.read(submission.carried)
    page = await of_turn(submission, stage.turn).commit(
        _sorted, stage, submission.form.chosen(Field.OUTCOME), submission.form.text(Field.WHY)
    )
    return Modal(sort_modal(page, turn=stage.turn + 1))


async def show_sorted(submission: Submission, _: str | None) -> Answer:
    """The same form again: how it stands by now."""
    stage = forms.SORT_STAGES.read(submission.carried)
    page = await apart(submission).read(sorting.bench, stage.round_id, stage.page)
    return Modal(sort_modal(page, turn=stage.turn + 1))


def _sorted(tx: Transaction, stage: SortStage, outcome: str | None, why: str) -> PageView:
    if stage.input_id is not None:
        sorting.sort(tx, stage.input_id, outcome, why, last=stage.seen)
    return sorting.bench(tx, stage.round_id, stage.page)
