"""A round from the question to what it comes to, on both databases."""

from datetime import timedelta
from uuid import uuid4

import pytest

from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.commitments import surfaces
from bot.features.commitments.models import CommitmentAnswer
from bot.features.commitments.service import answering, asking, ending, reading
from bot.features.commitments.service.asking import NotMeasured
from bot.features.commitments.values.drafts import Field
from bot.features.commitments.values.rounds import Need, RoundState
from bot.features.commitments.values.words import Step
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.values import GoalState
from bot.features.teams import service as teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from tests.features.commitments.factories import ALL_SUPPORT, DISSENT, Crew, keys_shown
from tests.features.cycles.factories import move
from tests.features.goals.factories import ANA, BEN, CYD, DEE
from tests.features.retrospectives.factories import EVE, FAY, OUTSIDER, SIX


@pytest.mark.practice("P9")
async def test_a_team_that_gives_its_word_is_committed_for_the_cycle(crew: Crew) -> None:
    first, second = await crew.propose(), await crew.propose("Nobody waits on the phone")
    asked = await crew.ask(second, first, people=Need("4", "3"))
    assert asked.goal_ids == (first.id, second.id)
    await crew.say(asked, ALL_SUPPORT)
    ended = await crew.settle(asked)
    assert ended.state is RoundState.COMMITTED
    assert [ended.results[0].counts, ended.results[0].chance] == [(0, 0, 6, 0, 0), 60]
    assert {(await crew.goal(one)).state for one in (first, second)} == {GoalState.COMMITTED}
    assert (await crew.goal(first)).cycle_id == asked.cycle_id
    assert (await crew.as_(ANA).read(reading.committed, [first.id]))[first.id].chance == 60


async def test_answers_are_forgotten_once_they_are_counted(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, DISSENT, words="Time")
    await crew.settle(asked)
    kept = await crew.as_(None).read(lambda tx: tx.session.query(CommitmentAnswer).count())
    assert kept == 0
    assert (await crew.now(asked)).results[0].words == ("Time",)
    told = [str(event) for event in crew.events]
    assert not any("Time" in one or "'step'" in one for one in told)


async def test_a_chance_that_is_hardly_one_is_talked_about_though_it_stops_nothing(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, ALL_SUPPORT, chance=20)
    assert (await crew.settle(asked)).state is RoundState.COMMITTED
    assert await crew.as_(None).read(keys_shown, f"commitment-talk:{asked.id}:1")


async def test_a_doubt_is_heard_though_the_team_commits(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, {**ALL_SUPPORT, FAY: 2}, words="More time")
    assert (await crew.settle(asked)).state is RoundState.COMMITTED
    assert await crew.as_(None).read(keys_shown, f"commitment-minds:{asked.id}:1:0")


async def test_goals_without_an_indicator_are_refused_by_name_and_nobody_is_asked(crew: Crew) -> None:
    measured, bare = await crew.propose(), await crew.propose("Fewer calls", measured=False)
    with pytest.raises(NotMeasured) as refused:
        await crew.ask(measured, bare)
    assert list(refused.value.missing) == [bare.id]
    assert await crew.as_(ANA).read(reading.running, crew.team) is None
    offered = await crew.as_(BEN).read(asking.offer, crew.team)
    assert offered.unmeasured == {bare.id}


async def test_where_nobodys_word_counts_nobody_is_asked(crew: Crew) -> None:
    proposed = await crew.propose()
    guests = [PersonFacts(user, user, "UTC", "T0ELSE", PersonKind.GUEST) for user in SIX]
    await crew.as_(None).commit(workspaces.remember, guests)
    with pytest.raises(Conflict, match="Nobody's word would count"):
        await crew.as_(ANA).read(asking.offer, crew.team)
    with pytest.raises(Conflict, match="let guests count"):
        await crew.ask(proposed)


async def test_who_asks_when_all_is_committed_or_the_cycle_is_over_reads_what_comes_next(crew: Crew) -> None:
    proposed = await crew.propose()
    await crew.as_(ANA).commit(goals.commit, [proposed.id], uuid4())
    with pytest.raises(Conflict, match=r"1 goal is committed, and no other.*`/goal propose`"):
        await crew.as_(ANA).read(asking.offer, crew.team)
    await crew.as_(ANA).commit(move, crew.team, Phase.CLOSED)
    with pytest.raises(Conflict, match="The next one begins by itself"):
        await crew.as_(ANA).read(asking.offer, crew.team)


async def test_one_question_at_a_time_and_only_about_proposed_goals(crew: Crew) -> None:
    proposed = await crew.propose()
    with pytest.raises(Invalid) as nothing:
        await crew.ask()
    assert nothing.value.field == Field.GOALS
    asked = await crew.ask(proposed, by=BEN)
    with pytest.raises(Conflict):
        await crew.ask(proposed)
    await crew.say(asked, ALL_SUPPORT)
    await crew.settle(asked)
    with pytest.raises(Invalid):
        await crew.ask(proposed)
    with pytest.raises(NotAllowed):
        await crew.ask(proposed, by=OUTSIDER)


async def test_whoever_is_not_counted_or_comes_late_is_told_so_and_nothing_is_kept(crew: Crew) -> None:
    asked = await crew.asked()
    with pytest.raises(NotAllowed):
        await crew.say(asked, {OUTSIDER: 5})
    await crew.say(asked, {BEN: 4})
    crew.clock.now += timedelta(days=3)
    with pytest.raises(Conflict):  # before the clock noticed
        await crew.say(asked, {CYD: 5})
    ended = await crew.settle(asked)
    assert ended.results[0].counts == (0, 0, 0, 1, 0)


async def test_a_word_can_be_changed_until_the_end_and_counts_once(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, {BEN: 1}, chance=20, words="More people")
    own = await crew.as_(BEN).read(answering.own_word, asked.id)
    assert own.answer is not None
    assert (own.answer.step, own.answer.chance, own.answer.words) == (Step.NO, 20, "More people")
    changed = await crew.as_(BEN).commit(answering.answer, asked.id, Step.FOR_IT)
    assert changed.answer is not None
    assert (changed.answer.chance, changed.answer.words) == (20, "")
    assert (await crew.as_(CYD).read(answering.own_word, asked.id)).answer is None
    shown = await crew.as_(CYD).read(reading.shown_to, asked.id)
    assert (shown.progress.heard, shown.progress.of) == (1, 6)


async def test_a_step_alone_counts_at_the_deadline_but_does_not_end_the_asking(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, ALL_SUPPORT, chance=None)
    assert (await crew.settle(asked)).state is RoundState.OPEN
    assert (await crew.run_out(asked)).state is RoundState.COMMITTED


@pytest.mark.practice("P9")
async def test_of_two_that_are_asked_the_asking_ends_with_the_last_word_whatever_they_said(
    crew: Crew,
) -> None:
    for user in (CYD, DEE, EVE, FAY):
        await crew.as_(user).commit(teams.leave, crew.team)
    for steps, comes_to in (
        ({ANA: 5, BEN: 5}, RoundState.COMMITTED),
        ({ANA: 5, BEN: 1}, RoundState.TALKING),
    ):
        asked = await crew.asked()
        await crew.say(asked, steps, chance=None)
        assert (await crew.settle(asked)).state is RoundState.OPEN
        shown = await crew.as_(BEN).read(reading.shown_to, asked.id)
        assert (shown.progress.heard, shown.progress.likely, shown.progress.of) == (2, 0, 2)
        await crew.say(asked, steps)
        assert (await crew.settle(asked)).state is comes_to


async def test_a_steward_can_count_early_once_enough_have_answered(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, {ANA: 3, BEN: 3, CYD: 4})
    with pytest.raises(Conflict):
        await crew.as_(ANA).commit(ending.close_now, asked.id)
    await crew.say(asked, {DEE: 5})
    with pytest.raises(NotAllowed):
        await crew.as_(BEN).commit(ending.close_now, asked.id)
    assert (await crew.as_(ANA).commit(ending.close_now, asked.id)).state is RoundState.COMMITTED


async def test_silence_is_no_consent_and_the_clock_asks_once_more_by_itself(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, {ANA: 5, BEN: 5, CYD: 5})
    assert (await crew.run_out(asked)).state is RoundState.TALKING
    again = await crew.run_out(asked)
    assert (again.state, again.asking) == (RoundState.OPEN, 2)
    assert (await crew.as_(ANA).read(answering.own_word, asked.id)).answer is None
    await crew.say(asked, {ANA: 5, BEN: 5, CYD: 5, DEE: 4})
    assert (await crew.run_out(asked)).state is RoundState.COMMITTED


async def test_who_leaves_is_not_waited_for_and_not_counted(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, DISSENT)
    await crew.as_(FAY).commit(teams.leave, crew.team)
    ended = await crew.settle(asked)
    assert ended.state is RoundState.COMMITTED
    assert ended.results[0].of == 5


async def test_the_last_silent_one_leaving_ends_the_asking(crew: Crew) -> None:
    asked = await crew.asked()
    await crew.say(asked, {user: 4 for user in SIX if user != EVE})
    assert (await crew.settle(asked)).state is RoundState.OPEN
    await crew.as_(EVE).commit(teams.leave, crew.team)
    assert (await crew.settle(asked)).state is RoundState.COMMITTED


async def test_taken_back_by_whoever_asked_or_a_steward_nothing_is_kept(crew: Crew) -> None:
    proposed = await crew.propose()
    asked = await crew.ask(proposed, by=BEN)
    await crew.say(asked, {CYD: 1}, words="No")
    with pytest.raises(NotAllowed):
        await crew.as_(CYD).commit(asking.take_back, asked.id)
    assert (await crew.as_(BEN).commit(asking.take_back, asked.id)).state is RoundState.TAKEN_BACK
    with pytest.raises(Conflict):
        await crew.as_(ANA).commit(asking.take_back, asked.id)
    with pytest.raises(Conflict):
        await crew.say(asked, {CYD: 3})
    assert (await crew.ask(proposed)).state is RoundState.OPEN


async def test_a_goal_withdrawn_meanwhile_is_not_committed_and_the_last_one_ends_the_question(
    crew: Crew,
) -> None:
    first, second = await crew.propose(), await crew.propose("Nobody waits on the phone")
    asked = await crew.ask(first, second)
    await crew.say(asked, {BEN: 4})
    leaves = await crew.as_(ANA).read(surfaces.at_withdrawal, [first.id, second.id])
    assert "asked for its word on it, and 1 of 6 has given it" in leaves[second.id].lines[0]
    await crew.as_(ANA).commit(goals.withdraw, second.id)
    await crew.say(asked, ALL_SUPPORT)
    assert (await crew.settle(asked)).committed == (first.id,)
    assert await crew.as_(ANA).read(surfaces.at_withdrawal, [first.id]) == {}
    third = await crew.propose("Members know whom to ask")
    alone = await crew.ask(third)
    await crew.as_(ANA).commit(goals.withdraw, third.id)
    assert (await crew.now(alone)).state is RoundState.TAKEN_BACK
