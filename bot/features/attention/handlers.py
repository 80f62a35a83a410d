"""The Slack door of attention: a person's own settings.

Views are made where the database is read, because the first one loads all countries, which takes a while.
"""

from bot.db.transaction import Transaction
from bot.delivery.values import Json, Message
from bot.features.attention import forms, views
from bot.features.attention.service import hours
from bot.features.attention.values import Arrival, Availability
from bot.slack.visits import Answer, Command, Modal, Press, Submission


async def open_settings(opening: Command | Press) -> Answer:
    """`/cairn settings`, and its button."""
    await opening.commit(hours.introduce)
    return Modal(await opening.read(_form))


async def submit_settings(submission: Submission) -> Answer:
    """The form; what applies from now on is said in words."""
    await submission.commit(hours.set_availability, forms.availability_draft(submission.form))
    return await submission.read(_saved)


async def show_settings(submission: Submission, _: str | None) -> Answer:
    """The same form again: what applies."""
    return await submission.read(_saved)


async def on_back(press: Press) -> Answer:
    """*I'm back*."""
    await press.commit(hours.be_back)
    return Modal(await press.read(_form))


async def on_rest(press: Press) -> Answer:
    """*Nothing until tomorrow*."""
    await press.commit(hours.rest_today)
    return Modal(await press.read(_form))


def _form(tx: Transaction) -> Json:
    return views.settings_modal(*_standing(tx))


def _saved(tx: Transaction) -> Message:
    return views.saved(*_standing(tx))


def _standing(tx: Transaction) -> tuple[Availability, Arrival]:
    user = tx.actor or ""
    return hours.availability_of(tx, [user])[user], hours.arrivals(tx, [user])[user]
