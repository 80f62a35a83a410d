"""The Slack door of the look at what must be true."""

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.features.cycles import service as cycles
from bot.features.goals import service
from bot.features.goals.forms import place_of
from bot.features.goals.values import LOOK_CHANGED, Says
from bot.features.goals.views import looking as views
from bot.features.teams import service as teams
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def on_still(press: Press) -> Answer:
    """*Still true*; the message counts it."""
    await press.commit(service.say, identity(press.value), Says.STILL)
    return None


async def on_unsure(press: Press) -> Answer:
    """*Don't know*; the message counts it."""
    await press.commit(service.say, identity(press.value), Says.UNSURE)
    return None


async def open_changed(press: Press) -> Answer:
    """*Not any more*: what changed?"""
    goal, _ = await press.read(service.to_say, identity(press.value))
    return Modal(views.changed_modal(goal))


async def submit_changed(submission: Submission) -> Answer:
    """It does not hold any more; the form carries the goal's id."""
    changed = submission.form.text(LOOK_CHANGED)
    await submission.commit(service.say, identity(submission.carried), Says.NOT_ANY_MORE, changed)
    return None


async def show_said(_: Submission, __: str | None) -> Answer:
    """The form came a second time: the message shows what the first one did."""
    return None


async def open_more(press: Press) -> Answer:
    """*Show more*."""
    return await press.read(_more, press.value)


def _more(tx: Transaction, value: str) -> Message:
    team_id, _, first = value.partition(":")
    team = teams.team(tx, identity(team_id))
    goals = service.to_look_at(tx, team.id)
    said = service.said_of(tx, goals, cycles.current(tx, team.id).id)
    return views.look_at_more(team.id, goals, said, place_of(first))
