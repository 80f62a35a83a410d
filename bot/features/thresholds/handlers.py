"""The Slack door of talks about numbers."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.decisions import service as decisions
from bot.features.decisions.values import Field as DecisionField
from bot.features.planning.forms.actions import ACTIONS, entered_action
from bot.features.planning.service import actions as planning
from bot.features.planning.service import days
from bot.features.planning.values.actions import Field as ActionField
from bot.features.planning.values.days import SaidBack
from bot.features.thresholds.service import talking, talks
from bot.features.thresholds.surfaces import shown
from bot.features.thresholds.values import Field
from bot.features.thresholds.views import forms, ids
from bot.features.thresholds.views.talks import ShownTalk
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_action(press: Press) -> Answer:
    """*Add action*."""
    return Modal(forms.action_modal(await press.read(talks.to_join, identity(press.value))))


async def submit_action(submission: Submission) -> Answer:
    """A day in words is said back first; then the action stands in the thread, and the talk is closed with it."""
    stage, entered = ACTIONS.read(submission.carried), entered_action(submission.form)
    due = await submission.read(days.understand, entered.day, stage.said, field=ActionField.DUE_IN_WORDS)
    if isinstance(due, SaidBack):
        return Modal(forms.action_modal(await submission.read(talks.to_join, stage.subject_id), due))
    await submission.commit(talking.act, stage.subject_id, entered.text, entered.owner, due)
    return None


async def show_action(submission: Submission, outcome: str | None) -> Answer:
    """The same form again."""
    return Modal(forms.action_added(await submission.read(planning.action, identity(outcome or ""))))


async def open_decision(press: Press) -> Answer:
    """*Log a decision*."""
    return Modal(forms.decision_modal(await press.read(_to_decide, identity(press.value))))


async def submit_decision(submission: Submission) -> Answer:
    """The decision is logged, and the talk is closed with it."""
    words = [
        submission.form.text(field)
        for field in (DecisionField.TITLE, DecisionField.RATIONALE, DecisionField.CONTEXT)
    ]
    title, rationale, context = words
    await submission.commit(talking.decide, identity(submission.carried), title, rationale, context)
    return None


async def show_decision(submission: Submission, outcome: str | None) -> Answer:
    """The same form again."""
    return Modal(forms.decision_logged(await submission.read(decisions.decision, identity(outcome or ""))))


async def open_help(press: Press) -> Answer:
    """*What help is needed?*"""
    return Modal(forms.help_modal(await press.read(talks.to_join, identity(press.value))))


async def submit_help(submission: Submission) -> Answer:
    """The call for help stands in the thread."""
    words, who = submission.form.text(Field.HELP), submission.form.person(Field.WHO)
    await submission.commit(talking.ask_help, identity(submission.carried), words, who)
    return None


async def show_help(submission: Submission, outcome: str | None) -> Answer:
    """The same form again."""
    return Modal(forms.help_was_asked(await submission.read(talks.note, identity(outcome or ""))))


async def on_choice(press: Press) -> Answer:
    """The ⋯ menu: *I'll facilitate*, *Pass on*, *Close without an action …*."""
    what, _, talk = press.value.partition(":")
    talk_id = identity(talk)
    if what == ids.CLOSE:
        return Modal(forms.close_modal(await press.read(talking.to_close, talk_id)))
    await press.commit(talking.pass_on if what == ids.PASS_ON else talking.take_over, talk_id)
    return None


async def submit_close(submission: Submission) -> Answer:
    """The talk is closed; its message says why."""
    why = submission.form.text(Field.WHY)
    await submission.commit(talking.close_with_words, identity(submission.carried), why)
    return None


async def show_closed(submission: Submission, _: str | None) -> Answer:
    """The same form again."""
    return Modal(forms.closed(await submission.read(talks.talk, identity(submission.carried))))


def _to_decide(tx: Transaction, talk_id: UUID) -> ShownTalk:
    return shown(tx, talks.to_join(tx, talk_id))
