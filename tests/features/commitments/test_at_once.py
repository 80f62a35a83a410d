"""Two people, or a person and the clock, at the same moment; on both databases."""

import asyncio

import pytest

from bot.errors import Conflict
from bot.features.commitments.service import answering, asking, ending
from bot.features.commitments.values.drafts import RoundDraft
from bot.features.commitments.values.rounds import RoundState
from bot.features.commitments.values.words import Step
from bot.features.goals.events import GoalCommitted
from bot.features.teams import service as teams
from tests.features.commitments.factories import Crew
from tests.features.goals.factories import ANA, BEN
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
