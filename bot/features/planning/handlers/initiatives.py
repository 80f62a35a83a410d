"""The Slack door of initiatives."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.ownership import service as ownership
from bot.features.planning.forms.initiatives import (
    STAGES,
    InitiativeForm,
    Stage,
    called_in,
    edit_stage,
    entered_initiative,
    new_form,
    number_in,
    with_day,
)
from bot.features.planning.service import access, days, initiatives, owning, progress, showing
from bot.features.planning.service.dependencies import dependencies_of
from bot.features.planning.values.days import SaidBack
from bot.features.planning.values.initiatives import InitiativeDraft, InitiativeField, InitiativeView
from bot.features.planning.values.shown import GoalChoice
from bot.features.planning.views.initiative_forms import initiative_form, let_go_form
from bot.features.planning.views.initiatives import details, unchanged_by_words
from bot.features.teams import service as teams
from bot.features.teams.doorway import offering_a_team
from bot.slack.sayings import Sayings
from bot.slack.visits import Answer, Command, Modal, Press, Submission, Visit, identity
from bot.text import clean_line


@offering_a_team
async def open_new(command: Command) -> Answer:
    """`/goal initiative 3 Write a guide`: the form, with the goal and the title filled in."""
    words = clean_line(command.rest)
    team_id, goal, no_goal = await command.read(_to_plan_in, command.channel, number_in(words))
    return await _form(command, *new_form(team_id, words, goal), no_goal=no_goal)


async def open_new_for(press: Press) -> Answer:
    """*Add an initiative*, for the team that the button names."""
    return await _form(press, *new_form(identity(press.value), "", None))


async def open_edit(press: Press) -> Answer:
    """*Edit*."""
    found = await press.read(access.in_hand, identity(press.value))
    return await _form(press, edit_stage(found), found.draft())


async def open_let_go(press: Press) -> Answer:
    """*Let go*: asked once more."""
    return Modal(let_go_form(*await press.read(_to_let_go, identity(press.value))))


@dataclass(frozen=True, slots=True)
class InitiativeDoor:
    """What is answered with all that is on record of an initiative, its history as all rooms word it."""

    sayings: Sayings

    async def open_called(self, command: Command) -> Answer:
        """`/goal show i3`; None where the words are no initiative's name."""
        number, more = called_in(clean_line(command.rest))
        if number is None or more:
            return None
        found = await command.read(showing.initiative_called, command.channel, number)
        return await self.details(command, found) if found else None

    async def open_by_command(self, command: Command) -> Answer:
        """`/goal initiative i3`: that one, and where to change it when more is said; with other words a new one."""
        if (named := await self.open_called(command)) is not None:
            return named
        number, _ = called_in(clean_line(command.rest))
        found = await command.read(showing.initiative_known, command.channel, number) if number else None
        if found is None:
            return await open_new(command)
        shown = await command.read(showing.shown, found)
        return Modal(details(shown, self.sayings, unchanged_by_words(is_member=shown.is_member)))

    async def open_details(self, press: Press) -> Answer:
        """*Show*."""
        return await self.details(press, identity(press.value))

    async def on_start(self, press: Press) -> Answer:
        """*Start*."""
        return await self.details(press, (await press.commit(progress.start, identity(press.value))).id)

    async def on_done(self, press: Press) -> Answer:
        """*Done*."""
        return await self.details(press, (await press.commit(progress.done, identity(press.value))).id)

    async def on_reopen(self, press: Press) -> Answer:
        """*Open again*."""
        return await self.details(press, (await press.commit(progress.reopen, identity(press.value))).id)

    async def submit_new(self, submission: Submission) -> Answer:
        """A day in words is said back first; then the initiative is on record and shown."""
        stage = STAGES.read(submission.carried)
        form = entered_initiative(submission.form, stage)
        day = await _day(submission, stage, form)
        if isinstance(day, SaidBack):
            return await _form(submission, stage.saying(day), form.draft)
        made = await submission.commit(owning.add_for, with_day(form.draft, day), form.owner)
        return await self.details(submission, made.id)

    async def submit_edit(self, submission: Submission) -> Answer:
        """Likewise for an edit."""
        stage = STAGES.read(submission.carried)
        form = entered_initiative(submission.form, stage)
        day = await _day(submission, stage, form)
        if isinstance(day, SaidBack):
            return await _form(submission, stage.saying(day), form.draft)
        initiative_id = identity(str(stage.initiative_id))
        draft = with_day(form.draft, day)
        await submission.commit(initiatives.edit, initiative_id, draft, seen=stage.seen)
        return await self.details(submission, initiative_id)

    async def submit_let_go(self, submission: Submission) -> Answer:
        """The team lets it go."""
        initiative_id = identity(submission.carried)
        await submission.commit(progress.let_go, initiative_id, submission.form.text(InitiativeField.WHY))
        return await self.details(submission, initiative_id)

    async def show_saved(self, submission: Submission, outcome: str | None) -> Answer:
        """The same form again: what the first one saved."""
        return await self.details(submission, identity(outcome or ""))

    async def details(self, visit: Visit, initiative_id: UUID) -> Answer:
        """All that is on record of an initiative, in place of what was open."""
        return Modal(details(await visit.read(showing.shown, initiative_id), self.sayings))


async def _day(submission: Submission, stage: Stage, form: InitiativeForm) -> date | SaidBack | None:
    field = InitiativeField.DUE_IN_WORDS
    return await submission.read(days.understand, form.day, stage.said, field=field, team_id=stage.team_id)


async def _form(visit: Visit, stage: Stage, draft: InitiativeDraft, *, no_goal: str = "") -> Modal:
    goals = await visit.read(showing.goals_to_choose, stage.team_id, draft.goal_id)
    driven = await visit.read(ownership.load_of, [visit.user])
    return Modal(initiative_form(stage, draft, goals, driven=driven[visit.user], no_goal=no_goal))


def _to_plan_in(tx: Transaction, channel: str, number: int | None) -> tuple[UUID, GoalChoice | None, str]:
    team = teams.required_team_in(tx, channel)
    return team.id, *(showing.goal_numbered(tx, team.id, number) if number is not None else (None, ""))


def _to_let_go(tx: Transaction, initiative_id: UUID) -> tuple[InitiativeView, int]:
    found = access.in_hand(tx, initiative_id)
    waiting = [one for one in dependencies_of(tx, [found.id]) if one.delivers_id == found.id]
    return found, len(waiting)
