"""The Slack door of cycles."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bot.dates.spans import is_far
from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.features.cycles import forms, service, settings
from bot.features.cycles.rules import plans
from bot.features.cycles.values import CLOSING, CyclePage
from bot.features.cycles.views import form, page
from bot.slack.sections import Part, Sections
from bot.slack.visits import Answer, Command, FieldErrors, Modal, Press, Replaced, Submission, Visit, identity


@dataclass(frozen=True, slots=True)
class CycleDoor:
    """A team's cycle, with what the rooms above say becomes of theirs when it is closed."""

    sections: Sections

    async def open_cycle(self, command: Command) -> Answer:
        """`/cairn cycle`."""
        return await self._shown(command, await command.read(service.page_in, command.channel))

    async def open_page(self, press: Press) -> Answer:
        """*Cycle* in the menu."""
        return await self._shown(press, await press.read(service.page, identity(press.value)))

    async def on_move(self, press: Press) -> Answer:
        """*Next phase*, *Move back*, *Open again* and *Close the cycle*."""
        cycle_id, seen, to = forms.step_of(press.value)
        found = await press.commit(settings.move, cycle_id, to, seen=seen)
        return Replaced(await self._shown(press, found, was_moved_before=found.cycle.phase is not to))

    async def _shown(self, visit: Visit, found: CyclePage, *, was_moved_before: bool = False) -> Message:
        leaves = await visit.read(self._leaves, found.cycle.team_id) if found.may_change else ()
        return page.cycle_page(found, leaves, was_moved_before=was_moved_before)

    def _leaves(self, tx: Transaction, team_id: UUID) -> Sequence[Part]:
        return self.sections.parts(CLOSING, tx, [team_id])[team_id]


async def open_change(press: Press) -> Answer:
    """*Change dates*."""
    cycle = (await press.read(settings.to_change, identity(press.value))).cycle
    return Modal(form.plan_modal(cycle.number, cycle.plan, cycle.settings, form.change_stage(cycle)))


async def open_next(press: Press) -> Answer:
    """*Start cycle …*."""
    found = await press.read(settings.to_follow, identity(press.value))
    closed = found.cycle
    plan = settings.next_plan(found)
    return Modal(form.plan_modal(closed.number + 1, plan, closed.settings, form.next_stage(closed)))


async def on_length(press: Press) -> Answer:
    """Another length, or another first day: the form has the usual dates from there."""
    stage = forms.STAGES.read(press.carried)
    first, weeks = forms.first_day(press.form, stage), forms.weeks(press.form)
    found = await press.read(settings.to_change, stage.cycle_id)
    if first is None or is_far(first, found.today):  # what was chosen is explained once it is sent
        return None
    known = found.cycle
    number = known.number + (stage.starts_on is None)
    plan = plans.usual_plan(first, weeks) if weeks else plans.plan_like(known.plan, first)
    again = replace(stage, turn=stage.turn + 1)
    return Modal(form.plan_modal(number, plan, forms.settings(press.form), again))


async def submit_plan(submission: Submission) -> Answer:
    """The dates that were chosen, for the running cycle or the next."""
    stage = forms.STAGES.read(submission.carried)
    plan, wanted = forms.plan(submission.form, stage), forms.settings(submission.form)
    today = (await submission.read(settings.page_of, stage.cycle_id)).today
    if problems := plans.problems_of(plan, today):
        return FieldErrors(problems)
    if stage.starts_on is None:
        found = await submission.commit(settings.start_next, stage.cycle_id, plan, wanted)
    else:
        found = await submission.commit(settings.change, stage.cycle_id, plan, wanted, seen=stage.seen)
    return page.saved(found)


async def show_saved(submission: Submission, _: str | None) -> Answer:
    """The same form again: where the cycle stands by now."""
    stage = forms.STAGES.read(submission.carried)
    return page.saved(await submission.read(settings.page_of, stage.cycle_id))
