"""Offer, hand over, accept, decline, take back."""

from bot.errors import Conflict, NotAllowed
from bot.features.goals import service as goals
from bot.features.ownership import forms, service
from bot.features.ownership.driving import as_thing
from bot.features.ownership.offers import answering, ending
from bot.features.ownership.surfaces import offer_shown
from bot.features.ownership.views import ids
from bot.features.ownership.views import offers as views
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_offer(press: Press) -> Answer:
    """*Offer …* and *Hand over …*: whom to ask, and a word for them."""
    goal, driver = await press.read(service.to_offer, identity(press.value))
    carried = str(goal.id)
    return Modal(
        views.offer_modal(as_thing(goal), driver=driver, callback_id=ids.OFFER_FORM, carried=carried)
    )


async def submit_offer(submission: Submission) -> Answer:
    """The form closes; the card shows who is asked."""
    form = forms.parse_offer(submission.form)
    await submission.commit(service.offer_goal, identity(submission.carried), form.taker, form.note)
    return None


async def show_offered(submission: Submission, _: str | None) -> Answer:
    """The same form again: nobody is asked twice."""
    goal = await submission.read(goals.goal, identity(submission.carried))
    return Modal(views.offered(as_thing(goal), callback_id=ids.OFFER_FORM))


async def open_look(press: Press) -> Answer:
    """*Look* in the menu: the offer as its note shows it."""
    return await press.read(offer_shown, identity(press.value))


async def on_accept(press: Press) -> Answer:
    """*Accept*."""
    return views.accepted(await press.commit(answering.accept, identity(press.value)))


async def open_decline(press: Press) -> Answer:
    """*Decline …*: with a word, if one likes."""
    return Modal(views.decline_modal(await press.read(answering.to_decline, identity(press.value))))


async def submit_decline(submission: Submission) -> Answer:
    """The form closes; the note says so. Once the offer is over, the reason stands in the form's place."""
    why = forms.parse_why(submission.form)
    try:
        await submission.commit(answering.decline, identity(submission.carried), why)
    except (Conflict, NotAllowed) as refused:
        return Modal(views.not_declined(refused.sentence))
    return None


async def show_declined(submission: Submission, _: str | None) -> Answer:
    """The same form again: nothing is done twice."""
    return Modal(views.declined(await submission.read(answering.to_answer, identity(submission.carried))))


async def on_take_back(press: Press) -> Answer:
    """*Take the offer back*."""
    return views.taken_back(await press.commit(ending.take_back, identity(press.value)))
