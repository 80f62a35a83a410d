"""`/retro rhythm`: when retros begin by themselves."""

from uuid import UUID

from bot.clock.recurrence import Occurrence
from bot.db.transaction import Transaction
from bot.errors import Invalid
from bot.features.cadences.doorway import Hands
from bot.features.cadences.values import CadenceView
from bot.features.retrospectives import forms
from bot.features.retrospectives.rules.rhythm import RhythmDraft, TeamRhythm, draft_of
from bot.features.retrospectives.service import rhythm as service
from bot.features.retrospectives.views import rhythm as views
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Submission, Visit, identity


@offering_a_team
async def open_rhythm(command: Command) -> Answer:
    """`/retro rhythm`: the form for a steward, the words for everybody else."""
    rhythm = await command.read(service.rhythm_in, command.channel)
    if not rhythm.may_change:
        return views.rhythm_told(rhythm)
    return Modal(views.rhythm_modal(rhythm, draft_of(rhythm), rhythm.coming))


async def open_chosen(press: Press) -> Answer:
    """Something else was chosen: what it means is shown."""
    return await _form(press, identity(press.carried), forms.rhythm_draft(press.form))


async def submit_rhythm(submission: Submission) -> Answer:
    """It holds from now on; or the fields appear that another kind of rhythm needs."""
    team_id, draft = identity(submission.carried), forms.rhythm_draft(submission.form)
    if not forms.asks_for_all(submission.form, draft):
        return await _form(submission, team_id, draft)
    return Modal(views.saved(await submission.commit(service.choose, team_id, draft)))


async def show_rhythm(submission: Submission, _: str | None) -> Answer:
    """The same form again: what holds by now."""
    return Modal(views.saved(await submission.read(service.rhythm_for, identity(submission.carried))))


async def _again(press: Press, cadence: CadenceView) -> Modal:
    draft = forms.rhythm_draft(press.form)
    if not forms.asks_for_all(press.form, draft):
        draft = draft_of(await press.read(service.rhythm_for, cadence.team_id))
    return await _form(press, cadence.team_id, draft)


async def _ended(press: Press, cadence: CadenceView) -> Modal:
    return Modal(views.saved(await press.read(service.rhythm_for, cadence.team_id)))


async def _form(visit: Visit, team_id: UUID, draft: RhythmDraft) -> Modal:
    rhythm, coming = await visit.read(_previewed, team_id, draft)
    return Modal(views.rhythm_modal(rhythm, draft, coming))


def _previewed(
    tx: Transaction, team_id: UUID, draft: RhythmDraft
) -> tuple[TeamRhythm, tuple[Occurrence, ...]]:
    """What is chosen may not be complete yet."""
    try:
        coming = service.coming(tx, team_id, draft)
    except Invalid:
        coming = ()
    return service.rhythm_for(tx, team_id), coming


HANDS = Hands(_again, _ended)
