"""The Slack door of setting up check-ins."""

from bot.errors import Invalid
from bot.features.cadences.doorway import Hands
from bot.features.cadences.values import CadenceView
from bot.features.checkins.forms import setup as forms
from bot.features.checkins.rules.setup import default_draft, draft_from
from bot.features.checkins.service import setup as service
from bot.features.checkins.values.setup import Board, CheckinView, SetupDraft
from bot.features.checkins.views import setup as views
from bot.features.checkins.views import setup_form
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Submission, identity


@offering_a_team
async def open_setup(command: Command) -> Answer:
    """`/checkin`: the one check-in of the team, or all of them."""
    return _first_view(await command.read(service.board_in, command.channel))


async def open_setup_of(press: Press) -> Answer:
    """*Check-ins* on the team's card."""
    return _first_view(await press.read(service.board, identity(press.value)))


async def open_board(press: Press) -> Answer:
    """*All check-ins*."""
    return Modal(views.board_modal(await press.read(service.board, identity(press.value))))


async def open_new(press: Press) -> Answer:
    """*New check-in*."""
    board = await press.read(service.board, identity(press.value))
    return Modal(setup_form.new_form(board.team.id))


async def open_change(press: Press) -> Answer:
    """*Change*."""
    return Modal(setup_form.form_of(await press.read(service.checkin, identity(press.value))))


async def on_preview(press: Press) -> Answer:
    """*Preview*: the next times that what is entered would bring, or why it can't be."""
    stage = forms.STAGES.read(press.carried)
    checkin = await press.read(service.checkin, stage.cadence_id) if stage.cadence_id else None
    try:
        draft = forms.entered(press.form, stage.team_id)
        found = await press.read(service.preview, draft, stage.cadence_id)
    except Invalid as problem:
        return _warned(stage, checkin, problem)
    return Modal(setup_form.setup_modal(stage, draft, checkin=checkin, preview=found))


async def submit_setup(submission: Submission) -> Answer:
    """The check-in is on record; the answer says when it asks next.

    What is wrong stands beside its field; where an earlier problem stands in the form, it takes that one's place.
    """
    stage = forms.STAGES.read(submission.carried)
    try:
        draft = forms.entered(submission.form, stage.team_id)
        kept = await submission.commit(service.save, draft, stage.cadence_id, stage.version)
    except Invalid as problem:
        if not stage.is_warned:
            raise
        checkin = await submission.read(service.checkin, stage.cadence_id) if stage.cadence_id else None
        return _warned(stage, checkin, problem)
    return Modal(views.saved(await submission.read(service.checkin, kept.id)))


async def show_saved(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what the first one saved."""
    return Modal(views.saved(await submission.read(service.checkin, identity(outcome or ""))))


def _first_view(board: Board) -> Modal:
    if board.may_change and not board.checkins:
        return Modal(setup_form.new_form(board.team.id))
    if board.may_change and len(board.checkins) == 1:
        return Modal(setup_form.form_of(board.checkins[0]))
    return Modal(views.board_modal(board))


def _warned(stage: forms.Stage, checkin: CheckinView | None, problem: Invalid) -> Modal:
    """The form with what is wrong in it; what was typed stays in its fields."""
    kept = draft_from(checkin.setup) if checkin else default_draft(stage.team_id)
    return Modal(setup_form.setup_modal(stage, kept, checkin=checkin, problem=problem.sentence))


async def _again(press: Press, cadence: CadenceView) -> Modal:
    checkin = await press.read(service.checkin, cadence.id)
    stage = forms.STAGES.read(press.carried)
    return Modal(setup_form.setup_modal(stage, _typed(press, checkin), checkin=checkin))


async def _ended(_: Press, cadence: CadenceView) -> Modal:
    return Modal(views.stopped(cadence))


def _typed(press: Press, checkin: CheckinView) -> SetupDraft:
    try:
        return forms.entered(press.form, checkin.cadence.team_id)
    except Invalid:
        return draft_from(checkin.setup)


HANDS = Hands(_again, _ended)
