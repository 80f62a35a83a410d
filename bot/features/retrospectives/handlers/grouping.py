"""The facilitator's door: putting reflections into groups."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives import forms
from bot.features.retrospectives.forms import GroupStage
from bot.features.retrospectives.service import grouping
from bot.features.retrospectives.values.retro import Field
from bot.features.retrospectives.values.shown import Workbench
from bot.features.retrospectives.views import ids
from bot.features.retrospectives.views.grouping import bench_modal, title_modal, turned
from bot.slack.turns import apart, of_turn
from bot.slack.visits import Answer, Modal, Press, Submission, identity


async def open_groups(press: Press) -> Answer:
    """*Group*."""
    stage = GroupStage(retro_id=identity(press.value))
    return await _bench(press, stage)


async def open_page_after(press: Press) -> Answer:
    """*More*."""
    return await _bench(press, turned(_stage(press), 1))


async def open_page_before(press: Press) -> Answer:
    """*Back*, on a later page."""
    return await _bench(press, turned(_stage(press), -1))


async def open_back(press: Press) -> Answer:
    """*Back*, where a title was asked for."""
    return await _bench(press, _stage(press))


async def on_put(press: Press) -> Answer:
    """*Put into …*: a group, a new one that is named first, or none."""
    target, reflection_id = forms.choice_of(press.value)
    stage = _stage(press)
    if target == ids.NEW_GROUP:
        bench = await press.commit(grouping.workbench, stage.retro_id)
        return Modal(title_modal(replace(stage, reflection_id=reflection_id), bench))
    group_id = None if target == ids.NO_GROUP else identity(target)
    return Modal(bench_modal(await press.commit(grouping.put, reflection_id, group_id), stage))


async def on_change_group(press: Press) -> Answer:
    """The ⋯ menu of a group: *Rename* or *Take apart*."""
    choice, group_id = forms.choice_of(press.value)
    stage = _stage(press)
    if choice == ids.DISSOLVE:
        return Modal(bench_modal(await press.commit(grouping.dissolve, group_id), stage))
    bench = await press.commit(grouping.workbench, stage.retro_id)
    return Modal(title_modal(replace(stage, group_id=group_id), bench))


async def submit_title(submission: Submission) -> Answer:
    """A group's title: of a new one, or another for one that there is."""
    stage = forms.GROUP_STAGES.read(submission.carried)
    bench = await of_turn(submission, stage.turn).commit(_named, stage, submission.form.text(Field.TITLE))
    return Modal(bench_modal(bench, replace(stage, turn=stage.turn + 1)))


async def show_groups(submission: Submission, _: str | None) -> Answer:
    """The same form again: what there is by now."""
    stage = forms.GROUP_STAGES.read(submission.carried)
    bench = await apart(submission).commit(grouping.workbench, stage.retro_id)
    return Modal(bench_modal(bench, replace(stage, turn=stage.turn + 1)))


def _named(tx: Transaction, stage: GroupStage, title: str) -> Workbench:
    if stage.group_id is not None:
        return grouping.rename(tx, stage.group_id, title)
    members: tuple[UUID, ...] = (stage.reflection_id,) if stage.reflection_id else ()
    grouping.make_group(tx, stage.retro_id, title, members)
    return grouping.workbench(tx, stage.retro_id)


def _stage(press: Press) -> GroupStage:
    return forms.GROUP_STAGES.read(press.carried)


async def _bench(press: Press, stage: GroupStage) -> Modal:
    return Modal(bench_modal(await press.commit(grouping.workbench, stage.retro_id), stage))
