"""Two people, or a person and the clock, at the same moment; on both databases."""

import asyncio
from dataclasses import replace
from decimal import Decimal

import pytest

from bot.errors import Conflict, Invalid
from bot.features.commitments.service import answering, asking, deciding, ending, reading
from bot.features.commitments.values.drafts import Choice, RoundDraft, VerdictDraft
from bot.features.commitments.values.rounds import RoundState
from bot.features.commitments.values.words import Step
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.events import GoalCommitted
from bot.features.goals.values import GoalState
from bot.features.indicators import service as indicators
from bot.features.teams import service as teams
from tests.features.commitments.factories import Crew
from tests.features.cycles.factories import move
from tests.features.goals.factories import ANA, BEN
from tests.features.indicators.factories import draft as indicator_draft
from tests.features.overlap import overlap
from tests.features.retrospectives.factories import FAY, SIX

pytestmark = pytest.mark.each_database


async def test_of_two_questions_one_is_asked(crew: Crew) -> None:
    proposed = await crew.propose()
    draft = RoundDraft(team_id=crew.team, goal_ids=(proposed.id,))
    second = crew.as_(BEN).commit(asking.ask, draft)
    assert isinstance(await overlap(crew.as_(ANA), lambda tx: asking.ask(tx, draft), second), Conflict)


async def test_the_last_two_answers_at_once_end_the_asking_once(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, {user: 4 for user in SIX if user not in {BEN, FAY}})
    await crew.say(asked, {BEN: 4, FAY: 4}, chance=None)
    last = crew.as_(FAY).commit(answering.explain, asked.id, 70, "")
    await overlap(crew.as_(BEN), lambda tx: answering.explain(tx, asked.id, 70, ""), last)
    await asyncio.gather(crew.settle(asked), crew.settle(asked))
    assert (await crew.now(asked)).state is RoundState.COMMITTED
    assert len(crew.happened(GoalCommitted)) == 1


async def test_an_answer_that_meets_the_end_is_counted_or_told_that_it_is_late(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, dict.fromkeys(SIX[:4], 3))
    late = crew.as_(FAY).commit(answering.answer, asked.id, Step.NO)
    assert isinstance(await overlap(crew.as_(ANA), lambda tx: ending.close_now(tx, asked.id), late), Conflict)
    assert (await crew.now(asked)).results[0].counts == (0, 0, 4, 0, 0)


async def test_somebody_leaves_while_another_answers(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, {user: 4 for user in SIX if user not in {BEN, FAY}})
    await crew.say(asked, {BEN: 4}, chance=None)
    leaves = crew.as_(FAY).commit(teams.leave, crew.team)
    await overlap(crew.as_(BEN), lambda tx: answering.explain(tx, asked.id, 70, ""), leaves)
    assert (await crew.settle(asked)).state is RoundState.COMMITTED


async def test_a_commitment_that_meets_the_end_of_its_cycle_is_carried_over(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX, 4))
    closes = crew.as_(ANA).commit(move, crew.team, Phase.CLOSED)
    await overlap(crew.as_(None), lambda tx: ending.settle(tx, asked.id), closes)
    assert (await crew.now(asked)).state is RoundState.COMMITTED
    assert (await crew.goal(proposed)).state is GoalState.PROPOSED


async def test_a_cycle_that_closes_before_the_count_has_it_counted_first(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX, 4))
    counts = crew.as_(None).commit(ending.settle, asked.id)
    await overlap(crew.as_(ANA), lambda tx: move(tx, crew.team, Phase.CLOSED), counts)
    assert (await crew.now(asked)).state is RoundState.COMMITTED
    assert (await crew.goal(proposed)).state is GoalState.PROPOSED


async def test_a_decision_that_meets_the_end_of_its_cycle_is_carried_over(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    for _ in range(3):
        await crew.run_out(asked)
    said = VerdictDraft(choice=Choice.COMMIT, left_out=frozenset(), objection="Few spoke", reply="We try")
    closes = crew.as_(ANA).commit(move, crew.team, Phase.CLOSED)
    await overlap(crew.as_(ANA), lambda tx: deciding.decide(tx, asked.id, said), closes)
    assert (await crew.now(asked)).state is RoundState.COMMITTED
    assert (await crew.goal(proposed)).state is GoalState.PROPOSED


async def test_a_goal_withdrawn_at_the_moment_of_the_question_is_not_asked_about(crew: Crew) -> None:
    proposed = await crew.propose()
    draft = RoundDraft(team_id=crew.team, goal_ids=(proposed.id,))
    asks = crew.as_(BEN).commit(asking.ask, draft)
    refused = await overlap(crew.as_(ANA), lambda tx: goals.withdraw(tx, proposed.id), asks)
    assert isinstance(refused, Invalid)


async def test_another_measure_at_the_moment_of_the_commitment_asks_whether_the_word_holds(
    crew: Crew,
) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX, 4))
    (known,) = (await crew.as_(ANA).read(indicators.of_goals, [proposed.id]))[proposed.id]
    harder = indicator_draft(proposed.id, target=Decimal(2))
    changes = crew.as_(ANA).commit(indicators.change, known.id, harder)
    await overlap(crew.as_(None), lambda tx: ending.settle(tx, asked.id), changes)
    assert (await crew.goal(proposed)).state is GoalState.COMMITTED
    (again,) = await crew.as_(ANA).read(reading.running_in, crew.team)
    assert again.scope_of == proposed.id


async def test_answers_that_are_counted_while_the_words_change_commit_to_nothing(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX, 4))
    words = replace(proposed.draft(), title="Within an hour")
    counts = crew.as_(None).commit(ending.settle, asked.id)
    await overlap(crew.as_(ANA), lambda tx: goals.edit(tx, proposed.id, words), counts)
    assert (await crew.now(asked)).state is RoundState.OPEN
    assert (await crew.goal(proposed)).state is GoalState.PROPOSED
