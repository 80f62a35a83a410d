"""The Slack door of attention: a person's own settings."""

from bot.db.transaction import Transaction
from bot.features.attention import forms, service, views
from bot.features.attention.values import Arrival, Availability
from bot.slack.visits import Answer, Command, Modal, Press, Submission


async def open_settings(command: Command) -> Answer:
    """`/cairn settings`."""
    return Modal(views.settings_modal(*await command.read(_standing)))


async def submit_settings(submission: Submission) -> Answer:
    """The form; what applies from now on is said in words."""
    await submission.commit(service.set_availability, forms.availability_draft(submission.form))
    return views.saved(*await submission.read(_standing))


async def show_settings(submission: Submission, _: str | None) -> Answer:
    """The same form again: what applies."""
    return views.saved(*await submission.read(_standing))


async def on_back(press: Press) -> Answer:
    """*I'm back*."""
    await press.commit(service.be_back)
    return Modal(views.settings_modal(*await press.read(_standing)))


def _standing(tx: Transaction) -> tuple[Availability, Arrival]:
    user = tx.actor or ""
    return service.availability_of(tx, [user])[user], service.arrivals(tx, [user])[user]
