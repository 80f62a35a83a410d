"""The Slack door of commitments."""

from uuid import UUID

from bot.errors import Conflict, NotAllowed
from bot.features.commitments import forms, surfaces
from bot.features.commitments.service import answering, asking, deciding, ending, posting, reading
from bot.features.commitments.service.asking import NotMeasured
from bot.features.commitments.values.drafts import Field
from bot.features.commitments.views import asking as asking_views
from bot.features.commitments.views import deciding as deciding_views
from bot.features.commitments.views import notices, word
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Pushed, Submission, Visit, identity


@offering_a_team
async def open_commit(command: Command) -> Answer:
    """`/goal commit`: the round under way, or the form that begins one."""
    team = await command.read(teams.required_team_in, command.channel)
    return await _round_or_form(command, team.id)


async def open_ask(press: Press) -> Answer:
    """*Ask for commitment*, for the team that the button names."""
    return await _round_or_form(press, identity(press.value))


async def submit_ask(submission: Submission) -> Answer:
    """The question; its message says the rest. Goals that nothing measures are refused, with what helps.

    The refusal lies on top of the form, so that whoever measured a goal is back in it, with all that they chose.
    """
    draft = forms.round_draft(submission.form, identity(submission.carried))
    try:
        await submission.commit(asking.ask, draft)
    except NotMeasured as refused:
        found = await submission.read(goals.goals_by_id, tuple(refused.missing))
        named = [found[goal_id] for goal_id in refused.missing if goal_id in found]
        return Pushed(asking_views.not_measured(named, refused.missing))
    return None


async def show_asked(submission: Submission, _: str | None) -> Answer:
    """The form came again: the round that it began."""
    running = await submission.read(reading.running, identity(submission.carried))
    return (
        await submission.read(surfaces.status, running.id) if running else Modal(word.not_taken(word.STANDS))
    )


async def on_step(press: Press) -> Answer:
    """A step: it counts at once, and the form asks for the chance."""
    return Modal(word.word_modal(await press.commit(answering.answer, *forms.said(press.value))))


async def submit_word(submission: Submission) -> Answer:
    """The chance, and what would change one's mind; once it can't be said any more, the form goes and the reason stays."""
    round_id = identity(submission.carried)
    chance, words = forms.chance(submission.form), submission.form.text(Field.WORDS)
    may_show = forms.may_show(submission.form)
    try:
        await submission.commit(answering.explain, round_id, chance, words, may_show=may_show)
    except (Conflict, NotAllowed) as refused:
        return Modal(word.not_taken(refused.sentence))
    return None


async def show_word(submission: Submission, _: str | None) -> Answer:
    """The form came again: what was saved."""
    return Modal(word.saved(await submission.read(answering.own_word, identity(submission.carried))))


async def open_round(press: Press) -> Answer:
    """*Give my word* in the menu."""
    return await press.read(surfaces.status, identity(press.value))


async def on_close_now(press: Press) -> Answer:
    """*Close now*."""
    await press.commit(ending.close_now, identity(press.value))
    return None


async def on_take_back(press: Press) -> Answer:
    """*Take the question back*."""
    await press.commit(asking.take_back, identity(press.value))
    return notices.taken_back()


async def on_ask_again(press: Press) -> Answer:
    """*Ask again*."""
    await press.commit(asking.ask_again, identity(press.value))
    return None


async def on_post_again(press: Press) -> Answer:
    """*Post it again*, in the note about a deleted message or in one's own view of the round."""
    round_id = identity(press.value)
    await press.commit(posting.post_again, round_id)
    return None


async def open_decide(press: Press) -> Answer:
    """*Decide …*."""
    asked = await press.read(deciding.to_decide, identity(press.value))
    return Modal(deciding_views.decide_modal(await press.read(reading.shown_to, asked.id)))


async def submit_decision(submission: Submission) -> Answer:
    """What a steward decided; the thread tells the team."""
    draft = forms.verdict_draft(submission.form)
    await submission.commit(deciding.decide, identity(submission.carried), draft)
    return None


async def show_decided(submission: Submission, _: str | None) -> Answer:
    """The form came again: what was decided."""
    return Modal(deciding_views.saved(await submission.read(reading.shown_to, identity(submission.carried))))


async def _round_or_form(visit: Visit, team_id: UUID) -> Answer:
    running = await visit.read(reading.running, team_id)
    if running is not None:
        return await visit.read(surfaces.status, running.id)
    return Modal(asking_views.ask_modal(await visit.read(asking.offer, team_id)))
