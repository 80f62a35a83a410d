"""The Slack door of who drives an initiative, and who shares in it."""

from dataclasses import dataclass

from bot.features.ownership.forms import PEOPLE_STAGES, parse_offer, parse_people
from bot.features.ownership.offers import answering, ending
from bot.features.ownership.rules import is_worth_asking
from bot.features.ownership.views.driving import claim_modal
from bot.features.ownership.views.offers import offer_modal
from bot.features.ownership.views.people import people_modal, stepped_back
from bot.features.planning.handlers.initiatives import InitiativeDoor
from bot.features.planning.service import owning
from bot.features.planning.views import ids
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_offer(press: Press) -> Answer:
    """*Offer to …*: whom to ask, and a word for them."""
    thing, driver = await press.read(owning.to_offer, identity(press.value))
    return Modal(offer_modal(thing, driver=driver, callback_id=ids.OFFER_FORM, carried=str(thing.id)))


async def open_people(press: Press) -> Answer:
    """*People …*."""
    found = await press.read(owning.to_share, identity(press.value))
    return Modal(people_modal(found, callback_id=ids.PEOPLE_FORM))


@dataclass(frozen=True, slots=True)
class OwningDoor:
    """What is answered with the initiative's details."""

    door: InitiativeDoor

    async def on_claim(self, press: Press) -> Answer:
        """*Claim*: at once, or after one more question by who drives several things already."""
        thing, driven = await press.read(owning.to_claim, identity(press.value))
        if is_worth_asking(driven):
            return Modal(claim_modal(thing, driven, callback_id=ids.CLAIM_FORM))
        return await self.door.details(press, (await press.commit(owning.claim, thing.id)).id)

    async def submit_claim(self, submission: Submission) -> Answer:
        """Claimed, knowing how much it is."""
        claimed = await submission.commit(owning.claim, identity(submission.carried))
        return await self.door.details(submission, claimed.id)

    async def on_release(self, press: Press) -> Answer:
        """*Release*."""
        return await self.door.details(press, (await press.commit(owning.release, identity(press.value))).id)

    async def submit_offer(self, submission: Submission) -> Answer:
        """A colleague is asked."""
        form, initiative_id = parse_offer(submission.form), identity(submission.carried)
        await submission.commit(owning.offer, initiative_id, form.taker, form.note)
        return await self.door.details(submission, initiative_id)

    async def on_accept(self, press: Press) -> Answer:
        """*Accept*, where it is offered to the reader."""
        accepted = await press.commit(answering.accept, identity(press.value))
        return await self.door.details(press, accepted.thing.id)

    async def on_take_back(self, press: Press) -> Answer:
        """*Take the offer back*."""
        taken_back = await press.commit(ending.take_back, identity(press.value))
        return await self.door.details(press, taken_back.thing.id)

    async def submit_people(self, submission: Submission) -> Answer:
        """Who has which part in it from now on."""
        stage, wanted = PEOPLE_STAGES.read(submission.carried), parse_people(submission.form)
        await submission.commit(owning.share, stage.subject_id, wanted, seen=stage.seen)
        return await self.door.details(submission, stage.subject_id)

    async def show_people(self, submission: Submission, _: str | None) -> Answer:
        """The same form again: nobody is told twice."""
        return await self.door.details(submission, PEOPLE_STAGES.read(submission.carried).subject_id)

    async def show_driven(self, submission: Submission, _: str | None) -> Answer:
        """The same form again: nothing is done twice, and nobody is asked twice."""
        return await self.door.details(submission, identity(submission.carried))

    async def on_join_in(self, press: Press) -> Answer:
        """*Join in*."""
        return await self.door.details(press, (await press.commit(owning.join_in, identity(press.value))).id)

    async def on_step_back(self, press: Press) -> Answer:
        """*Step back*, in its details or in the note to whom a colleague named."""
        thing = await press.commit(owning.step_back, identity(press.value))
        return stepped_back(thing) if press.channel else await self.door.details(press, thing.id)
