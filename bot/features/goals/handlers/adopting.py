"""The Slack door of adopting goals as aims."""

from bot.db.transaction import Transaction
from bot.delivery.values import Json
from bot.features.goals import service
from bot.features.goals.values import ADOPTION_CHANNEL, ADOPTION_NOTE, ADOPTION_WHY
from bot.features.goals.views import adopting as views
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_offer(press: Press) -> Answer:
    """*Offer to another team*."""
    return Modal(views.offer_modal(await press.read(service.to_offer, identity(press.value))))


async def submit_offer(submission: Submission) -> Answer:
    """The offer; the form carries the goal's id."""
    channel, note = submission.form.channel(ADOPTION_CHANNEL), submission.form.text(ADOPTION_NOTE)
    await submission.commit(service.offer, identity(submission.carried), channel, note)
    return None


async def on_adopt(press: Press) -> Answer:
    """*Adopt as our aim*; the message itself shows that it is done."""
    await press.commit(service.adopt, identity(press.value))
    return None


async def open_decline(press: Press) -> Answer:
    """*Not now*."""
    return Modal(await press.read(_decline_form, press.value))


async def submit_decline(submission: Submission) -> Answer:
    """Not now; the form carries the offer's id."""
    why = submission.form.text(ADOPTION_WHY)
    await submission.commit(service.decline, identity(submission.carried), why)
    return None


async def show_done(_: Submission, __: str | None) -> Answer:
    """The form came a second time: the message in the channel shows what the first one did."""
    return None


def _decline_form(tx: Transaction, value: str) -> Json:
    found = service.to_answer(tx, identity(value))
    return views.decline_modal(found, service.goal_on_record(tx, found.goal_id).title)
