"""The Slack door of ownership."""

from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import forms, service, views
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Submission, identity


@offering_a_team
async def claim_by_command(command: Command) -> Answer:
    """`/goal claim 3`, `/goal claim onboarding`, or bare: choose from those without a driver."""
    found = await command.read(_candidates, command.channel, command.rest)
    if command.rest and len(found) == 1:
        return views.claimed(await command.commit(service.claim, found[0].id))
    return views.claimable(found)


async def on_claim(press: Press) -> Answer:
    """*Claim* on a card or in a list."""
    return views.claimed(await press.commit(service.claim, identity(press.value)))


async def open_release(press: Press) -> Answer:
    """*Release*: asked once more, but only of who may."""
    return Modal(views.release_modal(await press.read(service.in_hand, identity(press.value))))


async def submit_release(submission: Submission) -> Answer:
    """The form closes; the card shows the rest."""
    await submission.commit(service.release, identity(submission.carried))
    return None


async def show_released(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return Modal(views.released(await submission.read(goals.goal, identity(outcome or submission.carried))))


async def open_handover(press: Press) -> Answer:
    """*Hand over*: who, and a word for them."""
    return Modal(views.handover_modal(await press.read(service.in_hand, identity(press.value))))


async def submit_handover(submission: Submission) -> Answer:
    """The form closes; card and thread show the rest."""
    form = forms.parse_handover(submission.form)
    await submission.commit(service.hand_over, identity(submission.carried), form.taker, form.note)
    return None


async def show_handed_over(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return Modal(
        views.handed_over(await submission.read(goals.goal, identity(outcome or submission.carried)))
    )


def _candidates(tx: Transaction, channel: str, words: str) -> list[GoalView]:
    team = teams.required_team_in(tx, channel)
    return goals.find(tx, team.id, words) if words else service.unclaimed(tx, team.id)
