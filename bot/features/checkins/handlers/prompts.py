"""The Slack door of a person's check-in."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TypeVar

from bot.errors import NotFound
from bot.features.checkins.forms import prompts as forms
from bot.features.checkins.service import answers, early, measuring, prompts, replies
from bot.features.checkins.surfaces import prompts as surfaces
from bot.features.checkins.values.prompts import Confidence, RhythmChoice, Snooze, Telling
from bot.features.checkins.views import prompts_forms as views
from bot.features.indicators.forms import entered_readings
from bot.features.indicators.values import IndicatorView
from bot.features.workspaces import service as workspaces
from bot.slack.payloads import text_at
from bot.slack.plain import people_in, plain_words
from bot.slack.visits import Answer, Command, FieldErrors, Happening, Modal, Press, Submission, identity

SAID_BY_A_PERSON = frozenset({"", "file_share", "thread_broadcast"})
DIRECT = "im"
ChoiceT = TypeVar("ChoiceT", bound=StrEnum)


async def check_in_now(command: Command) -> Answer:
    """`/checkin now`."""
    return await command.read(surfaces.where, await command.commit(early.check_in_now))


async def on_now(press: Press) -> Answer:
    """*Answer now*, where a prompt was put off, and wherever else one is offered."""
    if press.value:
        return await press.read(surfaces.where, await press.commit(early.answer_now, identity(press.value)))
    return await press.read(surfaces.where, await press.commit(early.check_in_now))


async def on_tap(press: Press) -> Answer:
    """🟢, 🟡 or 🔴: the message shows the rest."""
    prompt, goal, confidence = _split(press.value, 3)
    await press.commit(answers.tap, identity(prompt), identity(goal), _chosen(Confidence, confidence))
    return None


async def open_answer(press: Press) -> Answer:
    """*Add more* of a goal, and *Something else* (*Add words* where one drives none) beside one's goals."""
    prompt, goal, team = _split(press.value, 3)
    goal_id, team_id = (identity(one) if one else None for one in (goal, team))
    form = await press.read(surfaces.answer_form, identity(prompt), goal_id, team_id)
    return Modal(views.answer_modal(form))


async def submit_answer(submission: Submission) -> Answer:
    """The form closes; the message shows the rest."""
    stage = forms.STAGES.read(submission.carried)
    telling = forms.entered(submission.form, stage)
    measured = await submission.read(measuring.measured_by, stage.goal_id)
    if measured:
        return await _submit_measured(submission, telling, measured)
    is_shown_whole = (telling.goal_id, telling.team_id) == (stage.goal_id, stage.team_id)
    keep = answers.tell if is_shown_whole else answers.tell_besides
    await submission.commit(keep, stage.prompt_id, telling)
    return None


async def _submit_measured(
    submission: Submission, telling: Telling, measured: Sequence[IndicatorView]
) -> Answer:
    values, problems = entered_readings(submission.form, measured)
    if problems:
        return FieldErrors(problems)
    prompt_id = forms.STAGES.read(submission.carried).prompt_id
    await submission.commit(measuring.tell, prompt_id, telling, values)
    return None


async def show_saved(_: Submission, __: str | None) -> Answer:
    """The same form again: nothing is kept twice."""
    return Modal(views.saved())


async def on_unfold(press: Press) -> Answer:
    """*2 more goals*."""
    await press.commit(prompts.unfold, identity(press.value))
    return None


async def on_snooze(press: Press) -> Answer:
    """The *Snooze* menu."""
    prompt, how = _split(press.value, 2)
    await press.commit(prompts.snooze, identity(prompt), _chosen(Snooze, how))
    return None


async def on_skip(press: Press) -> Answer:
    """*Skip this one*."""
    await press.commit(prompts.skip, identity(press.value))
    return None


async def on_reopen(press: Press) -> Answer:
    """*Answer after all*."""
    await press.commit(prompts.reopen, identity(press.value))
    return None


async def open_away(press: Press) -> Answer:
    """*I'm away until …*."""
    tomorrow = await press.read(prompts.tomorrow_for, identity(press.value))
    return Modal(views.away_modal(press.value, tomorrow))


async def submit_away(submission: Submission) -> Answer:
    """The form closes; the message shows the rest."""
    until = forms.away_until(submission.form)
    await submission.commit(prompts.be_away, identity(submission.carried), until)
    return None


async def on_rhythm(press: Press) -> Answer:
    """The buttons under the question whether to ask less often."""
    prompt, choice = _split(press.value, 2)
    await press.commit(prompts.choose_rhythm, identity(prompt), _chosen(RhythmChoice, choice))
    return None


async def on_take_back(press: Press) -> Answer:
    """*That's not it*."""
    await press.commit(replies.take_back, identity(press.value))
    return None


async def on_choose_team(press: Press) -> Answer:
    """*Which team are these words for?*"""
    reply, team = _split(press.value, 2)
    await press.commit(replies.choose_team, identity(reply), identity(team))
    return None


async def on_message(happening: Happening) -> None:
    """Somebody wrote to Cairn; edits, deletions and what bots say are no answers."""
    event = happening.event
    is_direct = text_at(event, "channel_type") == DIRECT
    if not is_direct or event.get("bot_id") or text_at(event, "subtype") not in SAID_BY_A_PERSON:
        return
    if happening.user:
        said = text_at(event, "text")
        known = await happening.read(workspaces.people, people_in(said))
        await happening.commit(
            replies.reply,
            plain_words(said, {user: person.name for user, person in known.items()}),
            channel=text_at(event, "channel"),
            ts=text_at(event, "ts"),
            thread_ts=text_at(event, "thread_ts"),
        )


def _split(value: str, parts: int) -> list[str]:
    """The parts of a button's value; the client's word, so any may be missing."""
    found = value.split(":")[:parts]
    return [*found, *[""] * (parts - len(found))]


def _chosen(kind: type[ChoiceT], word: str) -> ChoiceT:
    """The choice that a button names.

    Raises:
        NotFound: there is none such; whoever pressed was shown something old, or made it up.
    """
    try:
        return kind(word)
    except ValueError:
        raise NotFound(prompts.GONE) from None
