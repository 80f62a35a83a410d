"""The Slack door of the timeline and its milestones."""

from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.planning.forms.milestones import (
    MILESTONES,
    MilestoneForm,
    MilestoneStage,
    entered_milestone,
    milestone_stage,
)
from bot.features.planning.service import days, milestones, showing
from bot.features.planning.service.timeline import timeline, timeline_in
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.milestones import MilestoneField, MilestoneView
from bot.features.planning.values.shown import GoalChoice
from bot.features.planning.views.timeline import milestone_form, timeline_modal
from bot.features.teams.doorway import offering_a_team
from bot.slack.visits import Answer, Command, Modal, Press, Submission, Visit, identity


@offering_a_team
async def open_timeline(command: Command) -> Answer:
    """`/goal timeline`."""
    return Modal(timeline_modal(await command.read(timeline_in, command.channel)))


async def open_add(press: Press) -> Answer:
    """*Add a milestone*."""
    return await _form(press, MilestoneStage(team_id=identity(press.value)), None)


async def submit_add(submission: Submission) -> Answer:
    """A day in words is said back first; then the milestone stands on the timeline."""
    stage, form = MILESTONES.read(submission.carried), entered_milestone(submission.form)
    day = await _day(submission, stage, form)
    if isinstance(day, SaidBack):
        return await _form(submission, stage.saying(day), form)
    made = await submission.commit(milestones.add_milestone, form.draft(stage.team_id, day))
    return await _timeline(submission, made)


async def open_chosen(press: Press) -> Answer:
    """*Change a milestone*: its form, with *Reached* and *Remove*."""
    found, goals = await press.read(_to_change, identity(press.value))
    form = MilestoneForm(found.title, found.goal_id, EnteredDay("", found.day))
    return Modal(milestone_form(milestone_stage(found), goals, form))


async def submit_edit(submission: Submission) -> Answer:
    """Likewise for an edit."""
    stage, form = MILESTONES.read(submission.carried), entered_milestone(submission.form)
    day = await _day(submission, stage, form)
    if isinstance(day, SaidBack):
        return await _form(submission, stage.saying(day), form)
    milestone_id, draft = identity(str(stage.milestone_id)), form.draft(stage.team_id, day)
    saved = await submission.commit(milestones.edit_milestone, milestone_id, draft, seen=stage.seen)
    return await _timeline(submission, saved)


async def on_reached(press: Press) -> Answer:
    """*Reached*."""
    return await _timeline(press, await press.commit(milestones.reach_milestone, identity(press.value)))


async def on_ahead(press: Press) -> Answer:
    """*Not reached yet*."""
    return await _timeline(press, await press.commit(milestones.reopen_milestone, identity(press.value)))


async def on_remove(press: Press) -> Answer:
    """*Remove*."""
    return await _timeline(press, await press.commit(milestones.remove_milestone, identity(press.value)))


async def show_saved(submission: Submission, outcome: str | None) -> Answer:
    """The same form again: the timeline with what the first one saved."""
    saved = await submission.read(milestones.milestone, identity(outcome or ""))
    return await _timeline(submission, saved)


async def _timeline(visit: Visit, changed: MilestoneView) -> Modal:
    return Modal(timeline_modal(await visit.read(timeline, changed.team_id)))


async def _day(submission: Submission, stage: MilestoneStage, form: MilestoneForm) -> date | SaidBack:
    field = MilestoneField.DAY_IN_WORDS
    return await submission.read(
        days.understand_needed, form.day, stage.said, field=field, team_id=stage.team_id
    )


async def _form(visit: Visit, stage: MilestoneStage, entered: MilestoneForm | None) -> Modal:
    chosen = entered.goal_id if entered else None
    goals = await visit.read(showing.goals_to_choose, stage.team_id, chosen)
    return Modal(milestone_form(stage, goals, entered))


def _to_change(tx: Transaction, milestone_id: UUID) -> tuple[MilestoneView, tuple[GoalChoice, ...]]:
    found = milestones.milestone(tx, milestone_id)
    return found, showing.goals_to_choose(tx, found.team_id, found.goal_id)
