"""Claim and release."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.ownership import gaps, rules, service
from bot.features.ownership.driving import as_thing
from bot.features.ownership.values import Finding
from bot.features.ownership.views import driving as views
from bot.features.ownership.views import ids
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Submission, Visit, identity


@offering_a_team
async def claim_by_command(command: Command) -> Answer:
    """`/goal claim 3`, `/goal claim onboarding`, or bare: choose from those without a driver."""
    if not command.rest:
        return views.claimable(await command.read(_claimable, command.channel))
    found = await command.read(_meant, command.channel, command.rest)
    return await _claim(command, found[0].id) if len(found) == 1 else views.several(found)


async def on_claim(press: Press) -> Answer:
    """*Claim* on a card or in a list."""
    return await _claim(press, identity(press.value))


async def submit_claim(submission: Submission) -> Answer:
    """Claimed, knowing how much it is; the card shows it."""
    await submission.commit(service.claim, identity(submission.carried))
    return None


async def show_claimed(submission: Submission, _: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return Modal(views.claimed_again(await submission.read(goals.goal, identity(submission.carried))))


async def open_release(press: Press) -> Answer:
    """*Release*: asked once more, but only of who may."""
    return Modal(views.release_modal(await press.read(service.in_hand, identity(press.value))))


async def submit_release(submission: Submission) -> Answer:
    """The form closes; the card shows the rest."""
    await submission.commit(service.release, identity(submission.carried))
    return None


async def show_released(submission: Submission, _: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return Modal(views.released(await submission.read(goals.goal, identity(submission.carried))))


async def _claim(visit: Visit, goal_id: UUID) -> Answer:
    """Claimed at once, or after one more question by who drives several things already."""
    goal, load = await visit.read(service.to_claim, goal_id)
    if rules.is_worth_asking(load):
        return Modal(views.claim_modal(as_thing(goal), load, callback_id=ids.CLAIM_FORM))
    return views.claimed(await visit.commit(service.claim, goal_id))


def _claimable(tx: Transaction, channel: str) -> Finding:
    return gaps.claimable(tx, teams.required_team_in(tx, channel).id)


def _meant(tx: Transaction, channel: str, words: str) -> list[GoalView]:
    return goals.find(tx, teams.required_team_in(tx, channel).id, words)
