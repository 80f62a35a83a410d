"""`/retro` and the form that starts one."""

from bot.features.retrospectives import forms
from bot.features.retrospectives.service import collecting, lost, opening, reading
from bot.features.retrospectives.surfaces import running_message
from bot.features.retrospectives.values.formats import OWN
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.retro import RetroDraft
from bot.features.retrospectives.views import notices
from bot.features.retrospectives.views.collecting import add_modal
from bot.features.retrospectives.views.starting import start_modal
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Submission, Visit, identity
from bot.text import clean_text


@offering_a_team
async def open_retro(command: Command) -> Answer:
    """Bare `/retro`: what one would do now; add something, see how far it is, or start one."""
    running = await command.read(reading.running_in, command.channel)
    if running is None:
        return await _start(command)
    if running.phase is Phase.COLLECT:
        return await _add(command)
    return await command.read(running_message, running)


@offering_a_team
async def open_start(command: Command) -> Answer:
    """`/retro start`."""
    return await _start(command)


async def open_start_of(press: Press) -> Answer:
    """*Look back*, on the card of the team that the button names."""
    return await _form(press, RetroDraft(team_id=identity(press.value)))


@offering_a_team
async def open_add(command: Command) -> Answer:
    """`/retro add`, at any time of the month; words after it are not lost."""
    return await _add(command)


async def open_format(press: Press) -> Answer:
    """Another format was chosen: its questions are shown, or a field for one's own."""
    return await _form(press, forms.start_draft(press.form, identity(press.carried)))


async def submit_start(submission: Submission) -> Answer:
    """It begins; or the field for own headings appears, if it wasn't there yet."""
    draft = forms.start_draft(submission.form, identity(submission.carried))
    if draft.format == OWN and not draft.columns:
        return await _form(submission, draft)
    await submission.commit(opening.start, draft)
    return None


async def show_started(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what the first one began."""
    return Modal(notices.started(await submission.read(reading.retro, identity(outcome or ""))))


async def on_post_again(press: Press) -> Answer:
    """*Post it again*, in the note about a deleted message; the note itself shows that it is done."""
    await press.commit(lost.post_again, identity(press.value))
    return None


async def _start(command: Command) -> Modal:
    choices = await command.read(opening.choices_in, command.channel)
    return Modal(start_modal(choices, RetroDraft(team_id=choices.team_id)))


async def _add(command: Command) -> Modal:
    retro = await command.commit(collecting.open_in, command.channel)
    return Modal(add_modal(retro, words=clean_text(command.rest)))


async def _form(visit: Visit, draft: RetroDraft) -> Modal:
    return Modal(start_modal(await visit.read(opening.choices, draft.team_id), draft))
