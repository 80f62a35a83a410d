"""The Slack door of decisions."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.decisions import forms, service
from bot.features.decisions.forms import Stage
from bot.features.decisions.values import DecisionDraft, DecisionView, Source
from bot.features.decisions.views import card, form, lists, notices
from bot.features.teams.doorway import offering_a_team
from bot.features.teams.values import NoTeamHere
from bot.features.teams.views import no_team
from bot.features.workspaces import service as workspaces
from bot.slack.plain import people_in, plain_words
from bot.slack.visits import Answer, Command, Modal, Press, Replaced, Shortcut, Submission, Visit, identity

LONGEST_PLACE = 6  # digits
DIRECT = ("D", "directmessage")  # how the id of a direct message begins, and what commands call every one


@offering_a_team
async def open_log(command: Command) -> Answer:
    """`/decision log`, with the words after it as what was decided."""
    team = await command.read(service.to_log_in, command.channel)
    return await _form(command, *forms.new_stage(team.id, command.rest))


async def open_log_for(press: Press) -> Answer:
    """*Log a decision*, for the team that the button names."""
    team = await press.read(service.to_log, identity(press.value))
    return await _form(press, *forms.new_stage(team.id, ""))


async def open_from_message(shortcut: Shortcut) -> Answer:
    """*Log as decision* on a message: the form, or the decision that it is already."""
    try:
        begun = await shortcut.read(_from_message, shortcut)
    except NoTeamHere:
        begins, name = DIRECT
        return no_team(shortcut.channel, name if shortcut.channel.startswith(begins) else "")
    return (
        Modal(notices.made_before(begun))
        if isinstance(begun, DecisionView)
        else await _form(shortcut, *begun)
    )


async def open_more(press: Press) -> Answer:
    """*More* in the form."""
    stage = forms.STAGES.read(press.carried)
    return await _form(press, stage.more(), forms.entered(press.form, stage))


async def submit_log(submission: Submission) -> Answer:
    """The decision is on record and its card shows it; or the message was one already."""
    draft = forms.entered(submission.form, forms.STAGES.read(submission.carried))
    logged = await submission.commit(service.log, draft)
    return None if logged.is_new else Modal(notices.made_meanwhile(logged.decision, draft))


async def open_edit(press: Press) -> Answer:
    """*Edit*."""
    decision = await press.read(service.to_edit, identity(press.value))
    return await _form(press, forms.edit_stage(decision), decision.draft())


async def submit_edit(submission: Submission) -> Answer:
    """The edited decision; its card shows the change."""
    stage = forms.STAGES.read(submission.carried)
    draft = forms.entered(submission.form, stage)
    await submission.commit(service.edit, identity(str(stage.decision_id)), draft, seen=stage.seen)
    return None


async def show_saved(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what the first one saved."""
    return Modal(notices.saved(await submission.read(service.decision, identity(outcome or ""))))


async def open_details(press: Press) -> Answer:
    """*Details* on a card or in a list."""
    return Modal(card.details_modal(await press.read(service.decision, identity(press.value))))


@offering_a_team
async def open_list(command: Command) -> Answer:
    """`/decision list`, with words to search for."""
    return lists.decision_list(await command.read(service.page_in, command.channel, command.rest))


@offering_a_team
async def open_found(command: Command) -> Answer:
    """`/decision show 3`, `/decision show some words`."""
    found = await command.read(service.find_in, command.channel, command.rest)
    return Modal(card.details_modal(found)) if isinstance(found, DecisionView) else lists.decision_list(found)


async def open_page(press: Press) -> Answer:
    """*More* and *Back* in the list."""
    team_id, first, words = _place_of(press.value)
    return Replaced(lists.decision_list(await press.read(service.page, team_id, words, first)))


async def on_post_again(press: Press) -> Answer:
    """*Post it again*, in the note about a deleted card."""
    return Replaced(notices.posted_again(await press.commit(service.post_again, identity(press.value))))


async def _form(visit: Visit, stage: Stage, draft: DecisionDraft) -> Modal:
    shown = replace(draft, decider=draft.decider or visit.user)
    if not stage.unfolded:
        return Modal(form.decision_modal(stage, shown))
    goals = await visit.read(service.goals_to_touch, stage.team_id, draft.goals)
    return Modal(form.decision_modal(stage, shown, goals))


def _from_message(tx: Transaction, shortcut: Shortcut) -> DecisionView | tuple[Stage, DecisionDraft]:
    made = service.from_message(tx, shortcut.channel, shortcut.message_ts)
    if made is not None:
        return made
    team = service.to_log_in(tx, shortcut.channel)
    people = workspaces.people(tx, people_in(shortcut.text))
    words = plain_words(shortcut.text, {user: person.name for user, person in people.items()})
    source = Source(
        channel=shortcut.channel,
        ts=shortcut.message_ts,
        thread=shortcut.thread_ts,
        author=shortcut.author,
    )
    return forms.message_stage(team.id, source, words)


def _place_of(value: str) -> tuple[UUID, int, str]:
    """The team, the place at which a page of its decisions begins, and what was searched for."""
    team, _, rest = value.partition(":")
    first, _, words = rest.partition(":")
    return identity(team), int(first) if first.isdecimal() and len(first) <= LONGEST_PLACE else 0, words
