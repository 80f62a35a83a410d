"""Join in, step back, and who else has a part in a goal."""

from bot.features.goals import service as goals
from bot.features.ownership import forms, sharing
from bot.features.ownership.driving import as_thing
from bot.features.ownership.views import ids
from bot.features.ownership.views import people as views
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def on_join_in(press: Press) -> Answer:
    """*Join in*."""
    return views.joined_in(await press.commit(sharing.join_goal, identity(press.value)))


async def on_step_back(press: Press) -> Answer:
    """*Step back*."""
    return views.stepped_back(as_thing(await press.commit(sharing.leave_goal, identity(press.value))))


async def open_people(press: Press) -> Answer:
    """*People …*."""
    sharing_of = await press.read(sharing.goal_to_share, identity(press.value))
    return Modal(views.people_modal(sharing_of, callback_id=ids.PEOPLE_FORM))


async def submit_people(submission: Submission) -> Answer:
    """The form closes; the card names those who work on it."""
    stage = forms.PEOPLE_STAGES.read(submission.carried)
    wanted = forms.parse_people(submission.form)
    await submission.commit(sharing.share_goal, stage.subject_id, wanted, seen=stage.seen)
    return None


async def show_people(submission: Submission, _: str | None) -> Answer:
    """The same form again: nobody is told twice."""
    stage = forms.PEOPLE_STAGES.read(submission.carried)
    return Modal(views.shared_again(await submission.read(goals.goal, stage.subject_id)))
