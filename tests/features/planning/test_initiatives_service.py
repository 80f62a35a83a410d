"""Initiatives on record: who may do what with them, and what it leaves in the history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest

from bot.db.database import Edge
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView, Outcome
from bot.features.planning.service import access, initiatives, progress, showing
from bot.features.planning.values.initiatives import (
    InitiativeField,
    InitiativeState,
    InitiativeView,
    Progress,
)
from bot.features.workspaces import service as workspaces
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, NOON
from tests.features.planning.factories import FRIDAY, initiative_draft

YESTERDAY = NOON.date() - timedelta(days=1)
As = Callable[[str], Edge]


@pytest.fixture
async def planned(proposed: GoalView, as_: As) -> InitiativeView:
    """What Ana wants to be done for her goal by Friday."""
    draft = initiative_draft(proposed.team_id, goal_id=proposed.id, due=FRIDAY)
    return await as_(ANA).commit(initiatives.add, draft)


async def kinds(as_: As, subject: UUID) -> list[str]:
    entries = await as_(ANA).read(workspaces.history, str(subject))
    return [entry.kind for entry in entries if entry.kind.startswith("planning.")]


async def test_it_is_numbered_within_its_team_and_comes_last(as_: As, planned: InitiativeView) -> None:
    second = await as_(BEN).commit(initiatives.add, initiative_draft(planned.team_id, "Read it aloud"))
    assert (planned.called, second.called) == ("i1", "i2")
    assert planned.rank < second.rank
    assert (planned.due, planned.expected, planned.state) == (FRIDAY, FRIDAY, InitiativeState.PLANNED)
    assert await as_(CYD).read(access.initiative, planned.id) == planned
    assert await as_(CYD).read(showing.initiative_called, CHANNEL, 1) == planned.id
    assert await as_(CYD).read(showing.initiative_called, "C0NOBODY", 1) is None
    with pytest.raises(NotFound, match="i9"):
        await as_(CYD).read(showing.initiative_called, CHANNEL, 9)


async def test_a_goal_to_plan_for_is_named_by_its_number_while_it_goes_on(
    as_: As, proposed: GoalView
) -> None:
    async def meant(number: int) -> tuple[int | None, str]:
        found, why = await as_(ANA).read(showing.goal_numbered, proposed.team_id, number)
        return found.number if found else None, why

    assert await meant(1) == (1, "")
    assert await meant(9) == (None, "There is no goal #9 here.")
    await as_(ANA).commit(goals.withdraw, proposed.id)
    assert await meant(1) == (None, "Goal #1 is not open any more.")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": " \u200b "}, InitiativeField.TITLE),
        ({"goal_id": UUID(int=9)}, InitiativeField.GOAL),
        ({"due": YESTERDAY}, InitiativeField.DUE),
    ],
)
async def test_what_can_not_be_is_explained_beneath_its_field(
    as_: As, team: UUID, wrong: dict[str, Any], field: InitiativeField
) -> None:
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(initiatives.add, initiative_draft(team, **wrong))
    assert refused.value.field == field


async def test_observers_see_and_change_nothing(as_: As, planned: InitiativeView) -> None:
    assert (await as_(DEE).read(access.initiative, planned.id)).title == planned.title
    for refused in (progress.start, progress.done, progress.let_go, progress.reopen):
        with pytest.raises(NotAllowed):
            await as_(DEE).commit(refused, planned.id)
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(initiatives.add, initiative_draft(planned.team_id))
    with pytest.raises(NotFound):
        await as_(BEN).commit(progress.done, uuid4())


async def test_each_step_is_taken_once_and_told_with_its_goal(
    as_: As, planned: InitiativeView, proposed: GoalView
) -> None:
    for step in (progress.start, progress.start, progress.done, progress.done, progress.reopen):
        now = await as_(BEN).commit(step, planned.id)
    assert (now.state, now.ended_at) == (InitiativeState.UNDER_WAY, None)
    await as_(BEN).commit(progress.let_go, planned.id, "The old guide is fine")
    assert await kinds(as_, proposed.id) == [
        f"planning.initiative_{step}" for step in ("added", "started", "done", "reopened", "let_go")
    ]
    with pytest.raises(Conflict, match="let go already"):
        await as_(BEN).commit(progress.start, planned.id)


async def test_an_edit_says_what_differs_and_overwrites_nobody(as_: As, planned: InitiativeView) -> None:
    wanted = replace(planned.draft(), title="Write a guide", due=None)
    edited = await as_(BEN).commit(initiatives.edit, planned.id, wanted, seen=planned.changed_at)
    assert (edited.title, edited.due, edited.expected) == ("Write a guide", None, None)
    (last,) = [
        entry
        for entry in await as_(ANA).read(workspaces.history, str(planned.goal_id))
        if entry.kind == "planning.initiative_edited"
    ]
    assert last.detail["before"] == {"title": planned.title, "due": "2026-03-06"}
    assert last.detail["after"] == {"title": "Write a guide", "due": None}


async def test_who_began_with_other_words_is_told(as_: As, planned: InitiativeView, clock: Any) -> None:
    clock.now += timedelta(minutes=1)
    await as_(BEN).commit(initiatives.edit, planned.id, replace(planned.draft(), title="Bens"))
    with pytest.raises(Conflict, match="nothing of theirs"):
        await as_(CYD).commit(
            initiatives.edit, planned.id, replace(planned.draft(), title="Cyds"), seen=planned.changed_at
        )


async def test_what_is_late_keeps_its_day_when_its_words_change(
    as_: As, planned: InitiativeView, clock: Any
) -> None:
    clock.now += timedelta(days=20)
    kept = await as_(BEN).commit(initiatives.edit, planned.id, replace(planned.draft(), title="Later"))
    assert kept.due == FRIDAY
    with pytest.raises(Invalid):
        await as_(BEN).commit(
            initiatives.edit, planned.id, replace(planned.draft(), due=FRIDAY + timedelta(days=1))
        )


async def test_a_goals_initiatives_are_counted_by_how_they_stand(as_: As, planned: InitiativeView) -> None:
    goal_id = planned.goal_id or UUID(int=0)
    later, gone = [
        await as_(ANA).commit(
            initiatives.add, initiative_draft(planned.team_id, title, goal_id=goal_id, due=day)
        )
        for title, day in (("Later", date(2026, 4, 1)), ("Gone", NOON.date()))
    ]
    await as_(BEN).commit(progress.let_go, gone.id)
    counted = await as_(BEN).read(initiatives.progress_of, [goal_id, uuid4()])
    assert counted == {goal_id: Progress(planned=2, first_due=FRIDAY, next_due=FRIDAY)}
    await as_(BEN).commit(progress.done, planned.id)
    counted = await as_(BEN).read(initiatives.progress_of, [goal_id])
    assert counted == {goal_id: Progress(planned=1, done=1, first_due=later.due, next_due=later.due)}
    found = await as_(BEN).read(initiatives.initiatives_of, [goal_id])
    assert [one.called for one in found[goal_id]] == ["i1", "i2"]


async def test_a_goal_that_ended_takes_nothing_new_and_keeps_what_it_had(
    as_: As, planned: InitiativeView, proposed: GoalView
) -> None:
    other = await as_(BEN).commit(initiatives.add, initiative_draft(planned.team_id, "Other"))
    await as_(ANA).commit(goals.commit, [proposed.id], UUID(int=0))
    await as_(ANA).commit(goals.end, proposed.id, Outcome.REACHED, "")
    for refused in (
        partial(initiatives.add, draft=initiative_draft(planned.team_id, goal_id=proposed.id)),
        partial(initiatives.edit, initiative_id=other.id, draft=replace(other.draft(), goal_id=proposed.id)),
    ):
        with pytest.raises(Invalid, match="has ended") as said:
            await as_(BEN).commit(refused)
        assert said.value.field == InitiativeField.GOAL
    edited = await as_(BEN).commit(initiatives.edit, planned.id, replace(planned.draft(), title="Kept"))
    assert (edited.title, edited.goal_id) == ("Kept", proposed.id)
