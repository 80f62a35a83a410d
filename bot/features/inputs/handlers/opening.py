"""`/goal inputs`, the form that asks a team for input, and closing early."""

from bot.features.inputs import forms
from bot.features.inputs.service import closing, collecting, lost, opening, reading
from bot.features.inputs.views.adding import add_modal
from bot.features.inputs.views.starting import start_modal, started
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Submission, identity


@offering_a_team
async def open_inputs(command: Command) -> Answer:
    """`/goal inputs`: while the team is asked for input, the form for one's own; else the one that asks."""
    team_id, asked = await command.read(reading.open_in, command.channel)
    if asked is not None:
        return Modal(add_modal(await command.read(collecting.open_for, asked.id)))
    return Modal(start_modal(await command.read(opening.choices, team_id)))


async def open_start(press: Press) -> Answer:
    """*Ask for input*, for the team that the button names."""
    return Modal(start_modal(await press.read(opening.choices, identity(press.value))))


async def submit_start(submission: Submission) -> Answer:
    """It begins."""
    draft = forms.round_draft(submission.form, identity(submission.carried))
    await submission.commit(opening.start, draft)
    return None


async def show_started(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what the first one began."""
    return Modal(started(await submission.read(reading.round_by_id, identity(outcome or ""))))


async def on_close(press: Press) -> Answer:
    """*Close now*, confirmed; its message shows that it is done."""
    await press.commit(closing.close, identity(press.value))
    return None


async def on_post_again(press: Press) -> Answer:
    """*Post it again*, in the note about a deleted message; the note itself shows that it is done."""
    await press.commit(lost.post_again, identity(press.value))
    return None
