"""Decisions that are edited: by whom, with what trace, and never over somebody else."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.errors import Conflict, NotAllowed
from bot.features.decisions import service
from bot.features.decisions.events import DecisionEdited
from bot.features.decisions.values import (
    DecisionView,
)
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from tests.features.decisions.conftest import Clock
from tests.features.decisions.factories import MESSAGE, TODAY
from tests.features.decisions.test_service import As, history, logged, wanted_version
from tests.features.goals.factories import (
    ANA,
    BEN,
    CYD,
    DEE,
    WORKSPACE,
)
from tests.features.goals.factories import draft as goal_draft


async def test_an_edit_keeps_number_and_day_and_tells_before_and_after(
    team: UUID, as_: As, clock: Clock
) -> None:
    goal = await as_(BEN).commit(goals.propose, goal_draft(team_id=team))
    known = await logged(as_, team, source=MESSAGE)
    clock.now += timedelta(days=1)
    wanted = replace(known.draft(), title="We answer in both", goals=(goal.id,), source=None)
    after = await as_(BEN).commit(service.edit, known.id, wanted, seen=known.changed_at)
    assert (after.title, after.changed_at) == ("We answer in both", clock.now)
    assert [touched.id for touched in after.goals] == [goal.id]
    same = ("number", "decided_on", "logged_at", "logged_by", "source", "rationale")
    assert [getattr(after, name) for name in same] == [getattr(known, name) for name in same]
    entry = (await as_(BEN).read(history, known.id))[-1]
    assert entry.kind == DecisionEdited.kind
    assert entry.detail["before"] == {"title": known.title, "goals": []}
    assert entry.detail["after"] == {"title": "We answer in both", "goals": [str(goal.id)]}
    assert await as_(BEN).read(wanted_version, known.id) == 2
    removed = replace(after.draft(), goals=())
    assert (await as_(BEN).commit(service.edit, known.id, removed, seen=None)).goals == ()


async def test_an_edited_decision_is_found_by_its_new_words_only(team: UUID, as_: As) -> None:
    known = await logged(as_, team)
    await as_(BEN).commit(service.edit, known.id, replace(known.draft(), title="Changed"), seen=None)
    totals = [(await as_(BEN).read(service.page, team, word)).total for word in ("changed", "english")]
    assert totals == [1, 0]


async def test_an_edit_that_changes_nothing_leaves_no_trace(team: UUID, as_: As) -> None:
    known = await logged(as_, team)
    assert await as_(BEN).commit(service.edit, known.id, known.draft(), seen=known.changed_at) == known
    assert len(await as_(BEN).read(history, known.id)) == 1


async def test_logger_decider_and_steward_may_edit_and_nobody_else(team: UUID, as_: As) -> None:
    known = await logged(as_, team, BEN)
    by_cyd = await logged(as_, team, BEN, decider=CYD)
    for user, decision in ((ANA, known), (BEN, known), (CYD, by_cyd)):
        assert await as_(user).read(service.to_edit, decision.id) == decision
    with pytest.raises(NotAllowed, match="stewards can edit it: Ben and Ana"):
        await as_(CYD).commit(service.edit, known.id, known.draft(), seen=None)
    with pytest.raises(NotAllowed):
        await as_(DEE).read(service.to_edit, known.id)


async def test_who_left_the_team_while_editing_changes_nothing(team: UUID, as_: As) -> None:
    known = await logged(as_, team, CYD)
    await as_(CYD).commit(teams.leave, team)
    with pytest.raises(NotAllowed, match="Join"):
        await as_(CYD).commit(service.edit, known.id, replace(known.draft(), title="Other"), seen=None)
    assert await as_(CYD).read(service.decision, known.id) == known


@pytest.mark.each_database
async def test_an_edit_never_overwrites_another(team: UUID, as_: As, clock: Clock) -> None:
    known = await logged(as_, team)

    async def attempt(user: str) -> DecisionView | Conflict:
        wanted = replace(known.draft(), title=f"By {user}")
        try:
            return await as_(user).commit(service.edit, known.id, wanted, seen=known.changed_at)
        except Conflict as conflict:
            return conflict

    clock.now += timedelta(seconds=1)
    results = await asyncio.gather(*(attempt(user) for user in (ANA, BEN)))
    [winner] = [result for result in results if isinstance(result, DecisionView)]
    assert await as_(BEN).read(service.decision, known.id) == winner


async def test_an_edit_may_keep_a_review_day_that_passed_and_a_decider_who_left(
    team: UUID, as_: As, clock: Clock
) -> None:
    known = await logged(as_, team, review_on=TODAY, decider=CYD)
    clock.now += timedelta(days=30)
    gone = PersonFacts(CYD, "Cyd", "", WORKSPACE, PersonKind.GONE)
    await as_(ANA).commit(workspaces.remember, [gone])
    await as_(CYD).commit(teams.leave, team)
    wanted = replace(known.draft(), outcome="Fewer questions", decider=None)
    after = await as_(BEN).commit(service.edit, known.id, wanted, seen=known.changed_at)
    assert (after.outcome, after.review_on, after.decider) == ("Fewer questions", TODAY, CYD)
