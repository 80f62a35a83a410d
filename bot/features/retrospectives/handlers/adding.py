"""Adding reflections: the form, 📝 on any message, dots on a group."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Json, Surface
from bot.errors import Invalid
from bot.features.retrospectives import forms
from bot.features.retrospectives.forms import AddStage
from bot.features.retrospectives.service import collecting, dots, noting
from bot.features.retrospectives.values.reflections import Dot
from bot.features.retrospectives.views.collecting import add_modal, kept, kept_before, uncounted
from bot.slack.reactions import Place, Reaction
from bot.slack.turns import is_counted, of_turn
from bot.slack.visits import Answer, FieldErrors, Modal, Press, Submission, identity


async def open_add_for(press: Press) -> Answer:
    """*Add a reflection* in the channel, *Add another* in the form; for the team that the button names."""
    retro = await press.commit(collecting.open_for, identity(press.value))
    turn = forms.ADD_STAGES.read(press.carried).turn + 1 if press.carried else 0
    return Modal(add_modal(retro, turn))


async def submit_add(submission: Submission) -> Answer:
    """The words are kept; anonymous ones in a transaction apart from who wrote (see service.collecting)."""
    stage = forms.ADD_STAGES.read(submission.carried)
    keep = collecting.reflect_anonymously if stage.is_anonymous else collecting.reflect
    try:
        await of_turn(submission, stage.turn).commit(
            keep, stage.retro_id, forms.reflections(submission.form, stage)
        )
    except Invalid as problem:
        return FieldErrors({forms.first_field(submission.form, stage): problem.sentence})
    return await _counted(submission, stage, kept(stage))


async def show_kept(submission: Submission, _: str | None) -> Answer:
    """The same form again: what the first one kept."""
    return await submit_count(submission)


async def submit_count(submission: Submission) -> Answer:
    """*Count me*: the words were kept, and whose they are was not counted."""
    stage = forms.ADD_STAGES.read(submission.carried)
    return await _counted(submission, stage, kept_before(stage))


def on_note(tx: Transaction, place: Place, reaction: Reaction) -> None:
    """📝 on any message, within the transaction that admits the event."""
    noting.note(tx, place.channel, place.ts, reaction.user, added=reaction.added, stamp=reaction.stamp)


def on_dot(tx: Transaction, surface: Surface, reaction: Reaction) -> None:
    """A reaction on a group's reply, likewise."""
    dot = Dot(reaction.user, reaction.emoji, reaction.added, reaction.stamp)
    dots.take(tx, UUID(surface.subject), dot)


async def _counted(submission: Submission, stage: AddStage, then: Json) -> Modal:
    if stage.is_anonymous and not await is_counted(submission, collecting.contributed, stage.retro_id):
        return Modal(uncounted(stage))
    return Modal(then)
