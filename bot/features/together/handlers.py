"""`/goal together`: when the team reads its numbers together."""

from bot.features.teams.doorway import offering_a_team
from bot.features.together import forms
from bot.features.together.service import rhythm as service
from bot.features.together.views import rhythm as views
from bot.slack.visits import Answer, Command, Modal, Submission, identity


@offering_a_team
async def open_rhythm(command: Command) -> Answer:
    """`/goal together`: the form for a steward, the words for everybody else."""
    rhythm = await command.read(service.rhythm_in, command.channel)
    return Modal(views.rhythm_modal(rhythm)) if rhythm.may_change else views.rhythm_told(rhythm)


async def submit_rhythm(submission: Submission) -> Answer:
    """It holds from now on."""
    team_id, weekday = identity(submission.carried), forms.weekday(submission.form)
    return Modal(views.saved(await submission.commit(service.choose, team_id, weekday)))


async def show_rhythm(submission: Submission, _: str | None) -> Answer:
    """The same form again: what holds by now."""
    return Modal(views.saved(await submission.read(service.rhythm_for, identity(submission.carried))))
