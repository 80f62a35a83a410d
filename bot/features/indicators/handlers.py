"""The Slack door of indicators."""

from decimal import Decimal
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators import forms, service, surfaces
from bot.features.indicators.forms import CORRECTION_STAGES, READING_STAGES, STAGES, Stage
from bot.features.indicators.rules.numbers import NO_NUMBER
from bot.features.indicators.rules.pasting import Pasted, pasted
from bot.features.indicators.rules.said import Said, said
from bot.features.indicators.values import Field, IndicatorDraft, IndicatorView, Read
from bot.features.indicators.views import ids, readings
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, FieldErrors, Modal, Press, Submission, Visit, identity

GOALS_NAMED = 10


async def open_add(press: Press) -> Answer:
    """*Add indicator*, for the goal that the button names."""
    return Modal(await press.read(surfaces.form_modal, Stage(goal_id=identity(press.value))))


async def open_add_other(press: Press) -> Answer:
    """*Add a leading one*, *Add a lagging one*: in place of what was just saved."""
    goal_id, sort = forms.asked_sort(press.value)
    return Modal(await press.read(surfaces.form_modal, Stage(goal_id=goal_id, sort=sort)))


async def open_more(press: Press) -> Answer:
    """*More* in the form."""
    return Modal(await press.read(surfaces.form_modal, STAGES.read(press.carried).more()))


async def submit_form(submission: Submission) -> Answer:
    """The indicator, said back as it is on record; or the form again, with what is still to be said or chosen."""
    stage = STAGES.read(submission.carried)
    draft = forms.entered(submission.form, stage)
    if not isinstance(draft, IndicatorDraft):
        return FieldErrors(draft)
    try:
        saved = await submission.commit(_write, stage, draft, forms.demoted(submission.form))
    except service.PrimaryFull:
        return Modal(await submission.read(surfaces.form_modal, stage.full(), draft))
    return Modal(await submission.read(surfaces.saved_modal, saved.id))


async def on_remove(press: Press) -> Answer:
    """*Remove …*, confirmed."""
    removed = await press.commit(service.remove, identity(press.value))
    return Modal(await press.read(surfaces.overview_modal, removed.goal_id))


async def show_saved(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what the first one saved."""
    return Modal(await submission.read(surfaces.saved_modal, identity(outcome or "")))


async def open_overview(press: Press) -> Answer:
    """*Indicators*."""
    return Modal(await press.read(surfaces.overview_modal, identity(press.value)))


async def open_choice(press: Press) -> Answer:
    """The ⋯ menu of an indicator."""
    choice, indicator_id = forms.chosen(press.value)
    if choice == ids.EDIT:
        known = await press.read(service.to_change, indicator_id)
        return Modal(await press.read(surfaces.form_modal, forms.edit_stage(known)))
    shown = surfaces.paste_modal if choice == ids.PASTE else surfaces.readings_modal
    return Modal(await press.read(shown, indicator_id))


@offering_a_team
async def open_indicators(command: Command) -> Answer:
    """`/goal indicators 3`."""
    goal = await _addressed(command)
    if isinstance(goal, Message):
        return goal
    return Modal(await command.read(surfaces.overview_modal, goal.id))


@offering_a_team
async def open_reading(command: Command) -> Answer:
    """`/goal reading 3 14.5 after the new rota`: on record at once where that says all, else the form."""
    goal = await _addressed(command)
    if isinstance(goal, Message):
        return goal
    _, words = forms.addressed(command.rest)
    understood = await command.read(_said, goal.id, words)
    if isinstance(understood, str):
        return await _reading_form(command, goal.id, words, understood)
    indicator_id, read = understood
    values = {indicator_id: read.value}
    kept = await command.commit(service.record_for, goal.id, values, on=read.day, note=read.note)
    return await command.read(surfaces.recorded, goal.id, kept, is_answer=True)


async def open_reading_for(press: Press) -> Answer:
    """*Reading*, for the goal that the button names."""
    return await _reading_form(press, identity(press.value))


async def submit_reading(submission: Submission) -> Answer:
    """Readings of a goal's indicators, said back as they were understood."""
    goal_id = READING_STAGES.read(submission.carried).goal_id
    measured = (await submission.read(service.of_goals, [goal_id])).get(goal_id, ())
    values, problems = forms.entered_readings(submission.form, measured)
    if problems or (measured and not values):
        return FieldErrors(problems or {Field.VALUE.of(measured[0].id): NO_NUMBER})
    day, note = forms.entered_day(submission.form), submission.form.text(Field.NOTE)
    kept = await submission.commit(service.record_for, goal_id, values, on=day, note=note)
    return await submission.read(surfaces.recorded, goal_id, kept)


async def show_recorded(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: what is on record."""
    return await submission.read(surfaces.recorded, identity(outcome or ""))


async def open_readings(press: Press) -> Answer:
    """*Readings so far*."""
    return Modal(await press.read(surfaces.readings_modal, identity(press.value)))


async def open_correction(press: Press) -> Answer:
    """*Correct*."""
    return Modal(await press.read(surfaces.correction_modal, identity(press.value)))


async def submit_correction(submission: Submission) -> Answer:
    """The corrected reading, said back among the others."""
    stage = CORRECTION_STAGES.read(submission.carried)
    _, one = await submission.read(service.to_correct, stage.reading_id)
    value = forms.entered_reading(submission.form, one)
    if not isinstance(value, Decimal):
        return FieldErrors(value)
    note = submission.form.text(Field.NOTE)
    try:
        await submission.commit(service.correct, stage.reading_id, value, note=note, seen=stage.seen)
    except service.ReadingsChanged:
        return Modal(await submission.read(surfaces.correction_modal, stage.reading_id, is_changed=True))
    return await submission.read(surfaces.trend, one.id)


async def on_remove_reading(press: Press) -> Answer:
    """*Remove …* of a reading, confirmed."""
    stage = CORRECTION_STAGES.read(press.value)
    try:
        one = await press.commit(service.remove_reading, stage.reading_id, seen=stage.seen)
    except service.ReadingsChanged:
        return Modal(await press.read(surfaces.correction_modal, stage.reading_id, is_changed=True))
    return Modal(await press.read(surfaces.readings_modal, one.id))


async def open_paste(press: Press) -> Answer:
    """*Paste readings* where one is entered."""
    return Modal(await press.read(surfaces.paste_modal, identity(press.value)))


async def submit_paste(submission: Submission) -> Answer:
    """What was understood of the lines; on record once they were sent unchanged after that."""
    stage = READING_STAGES.read(submission.carried)
    indicator_id, text = identity(str(stage.indicator_id)), submission.form.text(Field.PASTED)
    understood = await submission.read(_understood, indicator_id, text)
    is_sound = understood.reads and not understood.problems
    if not is_sound or stage.shown != forms.fingerprint(understood.reads):
        return Modal(await submission.read(surfaces.paste_modal, indicator_id, text))
    try:
        await submission.commit(service.record_pasted, indicator_id, understood.reads, seen=stage.seen)
    except service.ReadingsChanged:
        return Modal(await submission.read(surfaces.paste_modal, indicator_id, text, is_changed=True))
    return await submission.read(surfaces.trend, indicator_id)


async def show_trend(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: the readings as they are on record."""
    return await submission.read(surfaces.trend, identity(outcome or ""))


def _write(tx: Transaction, stage: Stage, draft: IndicatorDraft, demoted: UUID | None) -> IndicatorView:
    if stage.indicator_id is None:
        return service.add(tx, draft, demoted=demoted)
    return service.change(tx, stage.indicator_id, draft, seen=stage.seen, demoted=demoted)


async def _addressed(command: Command) -> GoalView | Message:
    """The goal whose number the command names, else the only one that is measured; or what to say instead."""
    team = await command.read(teams.required_team_in, command.channel)
    number, _ = forms.addressed(command.rest)
    if number is not None:
        found = await command.read(goals.find, team.id, str(number))
        return found[0] if len(found) == 1 else readings.no_goal(str(number))
    measured = await command.read(service.measured_in, team.id, most=GOALS_NAMED + 1)
    if len(measured) == 1:
        return measured[0]
    if not measured:
        return readings.none_measured(are_over=await command.read(service.has_measured, team.id))
    return readings.which_goal(measured[:GOALS_NAMED], are_more=len(measured) > GOALS_NAMED)


async def _reading_form(visit: Visit, goal_id: UUID, words: str = "", why: str = "") -> Answer:
    shown = await visit.read(surfaces.reading_modal, goal_id, typed=words, why=why)
    return shown if isinstance(shown, Message) else Modal(shown)


def _said(tx: Transaction, goal_id: UUID, words: str) -> tuple[UUID, Read] | str:
    """What the words say of a goal's only indicator; else why they can't be read, empty where there is more to ask."""
    measured = service.of_goals(tx, [goal_id]).get(goal_id, ())
    if len(measured) != 1 or not words:
        return ""
    one = measured[0]
    found = said(words, service.today_of(tx, one.team_id), unit=one.unit, near=forms.near(one))
    if isinstance(found, str):
        return found
    if not isinstance(found, Said):
        return found.why
    return found.of.why or (one.id, Read(found.of.day, found.value, found.of.note))


def _understood(tx: Transaction, indicator_id: UUID, text: str) -> Pasted:
    one = service.indicator(tx, indicator_id)
    return pasted(text, service.today_of(tx, one.team_id), unit=one.unit, near=forms.near(one))
