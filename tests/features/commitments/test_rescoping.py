"""A committed goal's scope changed: those whom it concerns are asked, and the goal stays committed meanwhile."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.errors import Invalid, NotAllowed
from bot.features.commitments.events import CommitmentMissed, ScopeConfirmed
from bot.features.commitments.repository import Rounds
from bot.features.commitments.service import answering, deciding
from bot.features.commitments.values.drafts import Choice, VerdictDraft
from bot.features.commitments.values.rounds import RoundState, RoundView
from bot.features.commitments.values.surfaces import ROUND, WORD_ASKED
from bot.features.commitments.values.words import Reason, Step
from bot.features.goals import service as goals
from bot.features.goals.values import GoalState, GoalView
from bot.features.indicators import service as indicators
from bot.features.ownership import service as ownership
from bot.features.ownership.values import Ownable, Role
from tests.features.commitments.factories import Crew, noticed
from tests.features.goals.factories import ANA, BEN, CYD
from tests.features.indicators.factories import draft as indicator_draft
from tests.features.retrospectives.factories import SIX

pytestmark = pytest.mark.practice("P9")


async def committed(crew: Crew) -> GoalView:
    """A goal that the team committed to, which Ben drives and Cyd helps with."""
    proposed = await crew.propose()
    thing = Ownable(proposed.id, "goal", crew.team, proposed.title)
    await crew.as_(BEN).commit(ownership.claim, proposed.id)
    await crew.as_(CYD).commit(ownership.join_in, thing, Role.CONTRIBUTOR)
    asked = await crew.ask(proposed)
    await crew.say(asked, dict.fromkeys(SIX, 3))
    await crew.settle(asked)
    return await crew.goal(proposed)


def about(tx: Transaction, goal: GoalView) -> RoundView | None:
    """The question that runs about the goal's scope."""
    return Rounds(tx).about_scope_of(goal.id)


async def rescope(crew: Crew, goal: GoalView, *, by: str = ANA, why: str = "One clinic closed") -> RoundView:
    changed = replace(goal.draft(), title=f"{goal.title}, {why}")
    await crew.as_(by).commit(goals.rescope, goal.id, changed, why)
    asked = await crew.as_(None).read(about, goal)
    assert asked is not None
    return asked


async def test_who_drives_carries_or_advises_is_asked_and_nobody_else(crew: Crew) -> None:
    goal = await committed(crew)
    asked = await rescope(crew, goal)
    assert asked.only == frozenset({BEN, CYD})
    assert await crew.as_(None).read(noticed, WORD_ASKED) == {BEN, CYD}
    assert await crew.as_(None).read(lambda tx: len(surfaces_of(tx, ROUND, str(asked.id)))) == 1
    with pytest.raises(NotAllowed):
        await crew.as_(ANA).commit(answering.answer, asked.id, Step.FOR_IT)
    await crew.say(asked, {BEN: 3, CYD: 5})
    assert (await crew.settle(asked)).state is RoundState.COMMITTED
    assert len(crew.happened(ScopeConfirmed)) == 1
    assert (await crew.goal(goal)).state is GoalState.COMMITTED


async def test_among_two_words_are_quoted_only_if_their_author_lets_them_be_shown(crew: Crew) -> None:
    asked = await rescope(crew, await committed(crew))
    own = await crew.as_(CYD).commit(answering.answer, asked.id, Step.NO)
    assert own.among_few
    with pytest.raises(Invalid):
        await crew.as_(CYD).commit(answering.explain, asked.id, 20, "More people")
    await crew.as_(CYD).commit(lambda tx: answering.explain(tx, asked.id, 20, "More people", may_show=True))
    await crew.say(asked, {BEN: 3})
    ended = await crew.settle(asked)
    assert (ended.state, ended.results[0].words) == (RoundState.TALKING, ("More people",))
    (missed,) = crew.happened(CommitmentMissed)
    assert isinstance(missed, CommitmentMissed)
    assert missed.reasons == (Reason.NOT_TOLD,)


async def test_where_only_who_changed_it_holds_it_everybody_is_asked(crew: Crew) -> None:
    proposed = await crew.propose()
    await crew.as_(ANA).commit(ownership.claim, proposed.id)
    first = await crew.ask(proposed)
    await crew.say(first, dict.fromkeys(SIX, 3))
    await crew.settle(first)
    asked = await rescope(crew, proposed)
    assert asked.only == frozenset(SIX)


async def test_a_second_change_asks_anew_in_place_of_the_first(crew: Crew) -> None:
    goal = await committed(crew)
    first = await rescope(crew, goal)
    await crew.say(first, {BEN: 5})
    second = await rescope(crew, goal, why="And another")
    assert second.id != first.id
    assert (await crew.now(first)).state is RoundState.TAKEN_BACK
    assert (await crew.as_(BEN).read(answering.own_word, second.id)).answer is None


async def test_when_the_word_does_not_hold_a_steward_decides_and_it_may_be_a_proposal_again(
    crew: Crew,
) -> None:
    goal = await committed(crew)
    asked = await rescope(crew, goal)
    await crew.say(asked, {BEN: 1, CYD: 2})
    await crew.settle(asked)
    assert (await crew.run_out(asked)).asking == 2
    assert (await crew.goal(goal)).state is GoalState.COMMITTED
    await crew.say(asked, {BEN: 1, CYD: 1})
    await crew.settle(asked)
    said = VerdictDraft(choice=Choice.PUT_OFF, left_out=frozenset(), objection="No", reply="Agreed")
    assert (await crew.as_(ANA).commit(deciding.decide, asked.id, said)).state is RoundState.PUT_OFF
    assert (await crew.goal(goal)).state is GoalState.PROPOSED


async def test_another_measure_of_a_committed_goal_asks_whether_the_word_holds(crew: Crew) -> None:
    goal = await committed(crew)
    (known,) = (await crew.as_(ANA).read(indicators.of_goals, [goal.id]))[goal.id]
    renamed = indicator_draft(goal.id, "Time until an answer")
    await crew.as_(ANA).commit(indicators.change, known.id, renamed)
    assert await crew.as_(None).read(about, goal) is None
    await crew.as_(ANA).commit(indicators.change, known.id, replace(renamed, target=Decimal(20)))
    asked = await crew.as_(None).read(about, goal)
    assert asked is not None
    assert asked.only == frozenset({BEN, CYD})
    assert asked.why == "The indicator “Time until an answer” changed: the target from 4 to 20."
    await crew.as_(ANA).commit(indicators.remove, known.id)
    again = await crew.as_(None).read(about, goal)
    assert again is not None
    assert again.why == "The indicator “Time until an answer” was removed."
    assert (await crew.now(asked)).state is RoundState.TAKEN_BACK
    assert (await crew.goal(goal)).state is GoalState.COMMITTED
