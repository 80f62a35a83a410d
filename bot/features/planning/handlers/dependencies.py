"""The Slack door of the handshake."""

from dataclasses import dataclass
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.planning.forms import dependencies as forms
from bot.features.planning.forms.dependencies import (
    ANSWERS,
    ASKS,
    DECLINES,
    GOAL_ASKS,
    AnswerStage,
    AskStage,
    GoalAskStage,
)
from bot.features.planning.handlers.initiatives import InitiativeDoor
from bot.features.planning.service import access, answering, asking, days
from bot.features.planning.service.dependencies import could_deliver, could_wait, dependency, to_answer
from bot.features.planning.values.days import SaidBack
from bot.features.planning.values.dependencies import Deed, DependencyField, DependencyView
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.views.dependency_forms import (
    accept_form,
    answered,
    ask_form,
    counter_form,
    decline_form,
    goal_ask_form,
)
from bot.slack.visits import Answer, Modal, Press, Submission, Visit, identity


async def open_ask(press: Press) -> Answer:
    """*Needs something*."""
    needer = await press.read(access.in_hand, identity(press.value))
    return Modal(ask_form(AskStage(needer.id), needer))


async def open_ask_for_goal(press: Press) -> Answer:
    """*Needs something …* of a goal."""
    return await _goal_ask_form(press, GoalAskStage(identity(press.value)))


async def open_accept(press: Press) -> Answer:
    """*Accept*: which initiative brings it."""
    found = await press.read(_to_answer, identity(press.value), Deed.ACCEPT)
    return Modal(accept_form(*found))


async def submit_accept(submission: Submission) -> Answer:
    """The form closes; the card says so."""
    deliverer = forms.entered_deliverer(submission.form)
    await submission.commit(answering.accept, identity(submission.carried), deliverer)
    return None


async def open_counter(press: Press) -> Answer:
    """*Another date*."""
    return await _counter_form(press, AnswerStage(identity(press.value)))


async def submit_counter(submission: Submission) -> Answer:
    """A day in words is said back first; then the form closes, and the card says so."""
    stage = ANSWERS.read(submission.carried)
    entered = forms.entered_answer_day(submission.form)
    day = await submission.read(
        days.understand_needed, entered, stage.said, field=DependencyField.DAY_IN_WORDS
    )
    if isinstance(day, SaidBack):
        return await _counter_form(submission, stage.saying(day))
    deliverer = forms.entered_deliverer(submission.form)
    note = forms.entered_reason(submission.form)
    await submission.commit(answering.counter, stage.dependency_id, day, deliverer, note)
    return None


async def open_decline(press: Press) -> Answer:
    """*Decline*: why."""
    found, _ = await press.read(_to_answer, identity(press.value), Deed.DECLINE)
    return Modal(decline_form(found))


async def submit_decline(submission: Submission) -> Answer:
    """The form closes; the card says so."""
    stage, reason = DECLINES.read(submission.carried), forms.entered_reason(submission.form)
    await submission.commit(answering.decline, stage.dependency_id, reason, stage.seen)
    return None


async def show_answered(submission: Submission, outcome: str | None) -> Answer:
    """The same answer again: it was given once."""
    return Modal(answered(await submission.read(dependency, identity(outcome or ""))))


@dataclass(frozen=True, slots=True)
class AskingDoor:
    """What the side that needs something is answered: the initiative with all that is on record of it."""

    door: InitiativeDoor

    async def submit_ask(self, submission: Submission) -> Answer:
        """A day in words is said back first; then the request is posted, and stands with the initiative."""
        stage, form = ASKS.read(submission.carried), forms.entered_request(submission.form)
        day = await submission.read(
            days.understand_needed, form.day, stage.said, field=DependencyField.DAY_IN_WORDS
        )
        if isinstance(day, SaidBack):
            needer = await submission.read(access.in_hand, stage.initiative_id)
            return Modal(ask_form(stage.saying(day), needer))
        asked = await submission.commit(asking.ask_in, stage.initiative_id, form.channel, form.what, day)
        return await self.door.details(submission, asked.initiative_id)

    async def submit_ask_for_goal(self, submission: Submission) -> Answer:
        """Likewise for a goal: the request stands with the initiative that waits for it."""
        stage, form = GOAL_ASKS.read(submission.carried), forms.entered_request(submission.form)
        waiting_id = forms.entered_waiting(submission.form)
        day = await submission.read(
            days.understand_needed, form.day, stage.said, field=DependencyField.DAY_IN_WORDS
        )
        if isinstance(day, SaidBack):
            return await _goal_ask_form(submission, GoalAskStage(stage.goal_id, day))
        asked = await submission.commit(
            asking.ask_for_goal, stage.goal_id, form.channel, form.what, day, waiting_id=waiting_id
        )
        return await self.door.details(submission, asked.initiative_id)

    async def show_asked(self, submission: Submission, outcome: str | None) -> Answer:
        """The same request again: it was posted once."""
        asked = await submission.read(dependency, identity(outcome or ""))
        return await self.door.details(submission, asked.initiative_id)

    async def on_agree(self, press: Press) -> Answer:
        """*Agree* to another day."""
        return await self._settled(press, await press.commit(asking.agree, identity(press.value)))

    async def on_withdraw(self, press: Press) -> Answer:
        """*Needed no more*."""
        return await self._settled(press, await press.commit(asking.withdraw, identity(press.value)))

    async def _settled(self, press: Press, found: DependencyView) -> Answer:
        """In a note the note itself says so; in the details they are drawn anew."""
        return None if press.channel else await self.door.details(press, found.initiative_id)


async def _goal_ask_form(visit: Visit, stage: GoalAskStage) -> Modal:
    return Modal(goal_ask_form(stage, *await visit.read(could_wait, stage.goal_id)))


async def _counter_form(visit: Visit, stage: AnswerStage) -> Modal:
    found = await visit.read(_to_answer, stage.dependency_id, Deed.COUNTER)
    return Modal(counter_form(stage, *found))


def _to_answer(
    tx: Transaction, dependency_id: UUID, deed: Deed
) -> tuple[DependencyView, list[InitiativeView]]:
    found = to_answer(tx, dependency_id, deed)
    return found, could_deliver(tx, found)
