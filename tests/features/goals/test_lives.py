"""What becomes of goals, on both databases: committed for a cycle, ended, opened again, carried over."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.base import new_id
from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleClosed, PhaseChanged
from bot.features.cycles.values import Phase
from bot.features.goals import service
from bot.features.goals.rules.lives import Step, state_after
from bot.features.goals.values import LEARNED, Became, GoalState, GoalView, Outcome
from bot.features.goals.views import history as words
from bot.features.workspaces.service import history
from tests.features.cycles.factories import move
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, DEE, draft

As = Callable[[str], Edge]
CYCLE = new_id()


LIVES = {
    GoalState.PROPOSED: {
        Step.WITHDRAW: GoalState.WITHDRAWN,
        Step.COMMIT: GoalState.COMMITTED,
        Step.END: GoalState.ENDED,
    },
    GoalState.COMMITTED: {
        Step.CARRY: GoalState.PROPOSED,
        Step.END: GoalState.ENDED,
        Step.PROPOSE_AGAIN: GoalState.PROPOSED,
    },
    GoalState.ENDED: {Step.REOPEN: GoalState.COMMITTED, Step.PROPOSE_AGAIN: GoalState.PROPOSED},
    GoalState.WITHDRAWN: {},
}


@pytest.mark.parametrize("state", GoalState)
def test_only_these_steps_lead_on(state: GoalState) -> None:
    assert {step: after for step in Step if (after := state_after(state, step))} == LIVES[state]


def kinds(tx: Transaction, goal_id: UUID) -> list[str]:
    return [entry.kind for entry in history(tx, str(goal_id))]


def current(tx: Transaction, team_id: UUID) -> UUID:
    return cycles.current(tx, team_id).id


async def test_what_is_withdrawn_meanwhile_is_not_committed(proposed: GoalView, as_: As) -> None:
    other = await as_(BEN).commit(service.propose, draft("Another", team_id=proposed.team_id))
    await as_(ANA).commit(service.withdraw, proposed.id)
    committed = await as_(BEN).commit(service.commit, [other.id, proposed.id], CYCLE)
    assert [(goal.id, goal.state, goal.cycle_id) for goal in committed] == [
        (other.id, GoalState.COMMITTED, CYCLE)
    ]
    assert await as_(BEN).commit(service.commit, [other.id], CYCLE) == []


async def test_where_the_word_of_the_team_does_not_hold_a_goal_is_a_proposal_again(
    proposed: GoalView, as_: As
) -> None:
    await as_(BEN).commit(service.commit, [proposed.id], CYCLE)
    for _ in range(2):
        await as_(BEN).commit(service.uncommit, proposed.id)
    after = await as_(BEN).read(service.goal, proposed.id)
    assert (after.state, after.cycle_id) == (GoalState.PROPOSED, None)
    assert (await as_(BEN).read(kinds, proposed.id)).count("goals.uncommitted") == 1


async def test_a_committed_goal_keeps_its_words(proposed: GoalView, as_: As) -> None:
    await as_(BEN).commit(service.commit, [proposed.id], CYCLE)
    for verb in (service.to_edit, service.to_withdraw):
        with pytest.raises(Conflict, match="committed"):
            await as_(ANA).commit(verb, proposed.id)
    assert not await as_(ANA).read(service.is_editable, await as_(ANA).read(service.goal, proposed.id))


async def test_goals_by_state(proposed: GoalView, team: UUID, as_: As) -> None:
    other = await as_(BEN).commit(service.propose, draft("Another", team_id=team))
    taken = await as_(ANA).commit(service.propose, draft("Taken back", team_id=team))
    await as_(ANA).commit(service.withdraw, taken.id)
    await as_(BEN).commit(service.commit, [other.id], CYCLE)
    read = as_(BEN).read
    assert [goal.id for goal in await read(service.standing_goals, team)] == [proposed.id, other.id]
    assert [goal.id for goal in await read(service.committed_of, team)] == [other.id]
    assert await read(service.proposed_of, team) == [proposed.id]
    assert set(await read(service.goals_by_id, [other.id, taken.id, CYCLE])) == {other.id, taken.id}
    assert service.is_open(proposed)


async def test_what_a_goal_ended_with_can_be_taken_back_while_its_cycle_goes_on(
    proposed: GoalView, as_: As
) -> None:
    cycle = await as_(ANA).read(current, proposed.team_id)
    await as_(BEN).commit(service.commit, [proposed.id], cycle)
    ended = await as_(ANA).commit(service.end, proposed.id, Outcome.PARTLY, "  Ask\u200b them first ")
    assert (ended.state, ended.outcome, ended.learned) == (
        GoalState.ENDED,
        Outcome.PARTLY,
        "Ask them first",
    )
    assert not ended.is_open
    with pytest.raises(Conflict, match="nothing to end"):
        await as_(ANA).commit(service.end, proposed.id, Outcome.REACHED, "")
    again = await as_(ANA).commit(service.reopen, proposed.id)
    assert (again.state, again.outcome, again.learned, again.cycle_id) == (
        GoalState.COMMITTED,
        None,
        "",
        cycle,
    )
    with pytest.raises(Conflict, match="stands"):
        await as_(ANA).commit(service.reopen, proposed.id)
    told = {"goals.proposed", "goals.committed", "goals.ended", "goals.reopened"}
    assert set(await as_(ANA).read(kinds, proposed.id)) == told


async def test_after_its_cycle_a_goal_stays_as_it_ended(proposed: GoalView, as_: As) -> None:
    await as_(BEN).commit(service.commit, [proposed.id], CYCLE)
    await as_(ANA).commit(service.end, proposed.id, Outcome.REACHED, "")
    with pytest.raises(Conflict, match="cycle of this goal is closed"):
        await as_(ANA).commit(service.reopen, proposed.id)


async def test_a_closed_cycle_takes_no_goal_back_until_it_is_opened_again(
    proposed: GoalView, as_: As
) -> None:
    cycle = await as_(ANA).read(current, proposed.team_id)
    await as_(BEN).commit(service.commit, [proposed.id], cycle)
    await as_(ANA).commit(service.end, proposed.id, Outcome.REACHED, "")
    await as_(ANA).commit(move, proposed.team_id, Phase.CLOSED)
    with pytest.raises(Conflict, match="cycle of this goal is closed"):
        await as_(ANA).commit(service.reopen, proposed.id)
    await as_(ANA).commit(move, proposed.team_id, Phase.REFLECTING)
    assert (await as_(ANA).commit(service.reopen, proposed.id)).state is GoalState.COMMITTED


async def close_and_carry(as_: As, team: UUID) -> None:
    await as_(ANA).commit(move, team, Phase.CLOSED)
    cycle = await as_(ANA).read(current, team)
    closed = CycleClosed(subject=str(team), team_id=team, cycle_id=cycle, number=1)
    await as_(ANA).commit(service.carry_over, closed)


async def test_what_the_closing_carried_over_is_committed_to_again_with_the_cycle(
    proposed: GoalView, team: UUID, as_: As, clock: Clock
) -> None:
    cycle = await as_(ANA).read(current, team)
    touched = await as_(ANA).commit(service.propose, draft("Worded anew", team_id=team))
    await as_(BEN).commit(service.commit, [proposed.id, touched.id], cycle)
    only_proposed = await as_(BEN).commit(service.propose, draft("Never committed to", team_id=team))
    await close_and_carry(as_, team)
    clock.now += timedelta(minutes=5)
    await as_(ANA).commit(service.edit, touched.id, draft("In other words", team_id=team))
    opened = PhaseChanged(
        subject=str(team),
        team_id=team,
        cycle_id=cycle,
        before=Phase.CLOSED,
        after=Phase.REFLECTING,
        by_date=False,
    )
    for _ in "twice":
        await as_(ANA).commit(service.take_back, opened)
    found = await as_(ANA).read(service.goals_by_id, [proposed.id, touched.id, only_proposed.id])
    again = found[proposed.id]
    assert (again.state, again.cycle_id, again.carried_from) == (GoalState.COMMITTED, cycle, None)
    assert found[touched.id].state is found[only_proposed.id].state is GoalState.PROPOSED
    (*_, last) = await as_(ANA).read(history, str(proposed.id))
    assert words.committed(last) == "its cycle was opened again, and the team is committed to it as before"


async def test_what_became_of_a_cycles_goals_is_counted_as_it_closed(
    proposed: GoalView, team: UUID, as_: As
) -> None:
    cycle = await as_(ANA).read(current, team)
    ends = (Outcome.REACHED, Outcome.REACHED, Outcome.LET_GO)
    ended = [
        await as_(BEN).commit(service.propose, draft(f"Ended {n}", team_id=team)) for n in range(len(ends))
    ]
    carried = await as_(BEN).commit(service.propose, draft("Carried", team_id=team))
    await as_(BEN).commit(service.commit, [carried.id, *(one.id for one in ended)], cycle)
    for one, outcome in zip(ended, ends, strict=True):
        await as_(ANA).commit(service.end, one.id, outcome, "")
    await close_and_carry(as_, team)
    as_it_closed = {cycle: Became({Outcome.REACHED: 2, Outcome.LET_GO: 1}, carried=1)}
    assert await as_(ANA).read(service.became_of, [cycle]) == as_it_closed
    await as_(ANA).commit(service.end, carried.id, Outcome.PARTLY, "")
    await as_(ANA).commit(service.end, proposed.id, Outcome.LET_GO, "")
    assert await as_(ANA).read(service.became_of, [cycle]) == as_it_closed


async def test_a_proposal_that_was_let_go_can_be_proposed_again(proposed: GoalView, as_: As) -> None:
    await as_(ANA).commit(service.end, proposed.id, Outcome.LET_GO, "")
    assert (await as_(ANA).commit(service.reopen, proposed.id)).state is GoalState.PROPOSED


async def test_whose_a_goal_is_to_end(team: UUID, as_: As) -> None:
    bens = await as_(BEN).commit(service.propose, draft(team_id=team))
    with pytest.raises(NotAllowed, match="Ben and Ana"):
        await as_(CYD).commit(service.end, bens.id, Outcome.REACHED, "")
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(service.end, bens.id, Outcome.REACHED, "", keepers=[lambda *_: [DEE]])
    drives = [lambda _tx, goal_id: [CYD] if goal_id == bens.id else []]
    await as_(CYD).commit(service.end, bens.id, Outcome.REACHED, "", keepers=drives)
    await as_(ANA).commit(service.reopen, bens.id)
    with pytest.raises(Invalid, match="1,001") as refused:
        await as_(ANA).commit(service.end, bens.id, Outcome.REACHED, "x" * 1001)
    assert refused.value.field == LEARNED


async def test_what_a_closing_cycle_leaves_is_proposed_again_and_nothing_is_lost(
    proposed: GoalView, team: UUID, as_: As
) -> None:
    done = await as_(BEN).commit(service.propose, draft("Done", team_id=team))
    await as_(BEN).commit(service.commit, [proposed.id, done.id], CYCLE)
    await as_(BEN).commit(service.end, done.id, Outcome.REACHED, "")
    await as_(BEN).commit(
        service.carry_over, CycleClosed(subject=str(team), team_id=team, cycle_id=CYCLE, number=3)
    )
    carried = await as_(ANA).read(service.goal, proposed.id)
    assert (carried.state, carried.cycle_id, carried.carried_from) == (GoalState.PROPOSED, None, 3)
    assert (await as_(ANA).read(service.goal, done.id)).state is GoalState.ENDED
    assert "goals.carried" in await as_(ANA).read(kinds, proposed.id)
    with pytest.raises(Conflict, match="stays on record"):
        await as_(ANA).commit(service.withdraw, proposed.id)
    await as_(BEN).commit(service.commit, [proposed.id], CYCLE)
    assert (await as_(ANA).read(service.goal, proposed.id)).state is GoalState.COMMITTED


async def test_what_stands_and_what_ended_in_this_cycle_is_counted(proposed: GoalView, as_: As) -> None:
    def now(tx: Transaction) -> dict[GoalState, int]:
        return service.counts_of(tx, [proposed.team_id]).get(proposed.team_id, {})

    assert await as_(ANA).read(now) == {GoalState.PROPOSED: 1}
    cycle = await as_(ANA).read(cycles.current, proposed.team_id)
    await as_(ANA).commit(service.commit, [proposed.id], cycle.id)
    assert await as_(ANA).read(now) == {GoalState.COMMITTED: 1}
    await as_(ANA).commit(service.end, proposed.id, Outcome.REACHED, "")
    assert await as_(ANA).read(now) == {GoalState.ENDED: 1}
    assert await as_(ANA).read(service.counts_of, []) == {}
