"""The private notes to voters, also while their team sleeps."""

from datetime import timedelta
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message
from bot.features.cycles import settings
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.values import Outcome
from bot.features.priorities import surfaces
from bot.features.priorities.values import LATE_VOTE
from bot.features.teams.channels import channel_closed
from bot.features.voting import service as voting
from bot.slack.kit import markup
from bot.slack.sections import Part
from tests.features.cycles.factories import move
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD
from tests.features.priorities.factories import Garden


def late_vote_drawn(tx: Transaction, goal_id: UUID) -> Message | None:
    (surface,) = surfaces_of(tx, LATE_VOTE, str(goal_id))
    return surfaces.draw_late_vote(tx, surface)


async def test_a_late_voter_is_told_also_when_the_team_fell_asleep_meanwhile(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    garden.clock.now += timedelta(days=3)
    await garden.react(BEN, goal, "fire")
    awake = await garden.as_(None).read(late_vote_drawn, goal.id)
    await garden.as_(None).commit(channel_closed, CHANNEL)
    asleep = await garden.as_(None).read(late_vote_drawn, goal.id)
    assert awake is not None
    assert asleep is not None
    assert "after voting closed, <!date^" in awake.text
    assert "after voting closed, so it can't count" in asleep.text


async def test_a_committed_goal_keeps_its_rank_of_the_vote_and_asks_for_none(garden: Garden) -> None:
    goal, other = await garden.propose(ANA), await garden.propose(ANA)
    for user in (ANA, BEN, CYD):
        await garden.react(user, goal, "fire")
    await garden.as_(None).commit(goals.commit, [goal.id, other.id], UUID(int=1))
    parts = await garden.as_(None).read(surfaces.on_cards, [goal.id, other.id])
    assert parts == {goal.id: Part(lines=(markup("*Priority* 1 of 1"),)), other.id: Part()}
    listed = await garden.as_(None).read(surfaces.on_lists, [goal.id, other.id])
    assert "priority 1 of 1 · " in listed[goal.id].lines[0]
    assert listed[other.id] == Part()


async def test_an_ended_goals_open_vote_is_neither_asked_for_nor_told_as_so_far(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    await garden.react(BEN, goal, "fire")
    await garden.as_(ANA).commit(goals.end, goal.id, Outcome.LET_GO, "")
    for section in (surfaces.on_cards, surfaces.on_lists):
        assert (await garden.as_(None).read(section, [goal.id])) == {goal.id: Part()}
    assert await garden.as_(None).read(surfaces.on_board, [garden.team]) == {}


async def test_a_late_voter_is_told_nothing_of_a_withdrawn_goal(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    garden.clock.now += timedelta(days=3)
    await garden.react(BEN, goal, "fire")
    await garden.as_(ANA).commit(goals.withdraw, goal.id)
    assert await garden.as_(None).read(late_vote_drawn, goal.id) is None


def next_cycle(tx: Transaction, team_id: UUID) -> None:
    closed = move(tx, team_id, Phase.CLOSED)
    settings.start_next(tx, closed.cycle.id, settings.next_plan(closed), closed.cycle.settings)


async def test_what_an_earlier_cycle_ranked_says_that_it_is_voted_on_anew(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    for user in (ANA, BEN, CYD):
        await garden.react(user, goal, "fire")
    await garden.as_(None).commit(close_all, garden.team)

    async def said() -> tuple[str, str]:
        card = await garden.as_(ANA).read(surfaces.on_cards, [goal.id])
        listed = await garden.as_(ANA).read(surfaces.on_lists, [goal.id])
        return str(card[goal.id].blocks), str(listed[goal.id].lines)

    async def board() -> dict[UUID, Part]:
        return dict(await garden.as_(ANA).read(surfaces.on_board, [garden.team]))

    assert ["riority 1" in one for one in await said()] == [True, True]
    await garden.as_(ANA).commit(next_cycle, garden.team)
    assert garden.touched == {goal.id}
    assert ["oted on anew when voting begins" in one for one in await said()] == [True, True]
    assert ["riority 1" in one for one in await said()] == [False, False]
    assert await board() == {}
    await garden.propose(ANA)
    assert "counts already" in str(await board())
    await garden.as_(ANA).commit(move, garden.team, Phase.VOTING)
    assert ["anew" in one for one in await said()] == [False, False]


def close_all(tx: Transaction, team_id: UUID) -> None:
    for ballot in voting.unclosed(tx, team_id):
        voting.close(tx, ballot.id)


async def test_before_a_cycle_closes_only_votes_that_are_open_are_told_of(garden: Garden) -> None:
    assert await garden.as_(ANA).read(surfaces.at_closing, [garden.team]) == {}
    await garden.propose(ANA)
    [told] = (await garden.as_(ANA).read(surfaces.at_closing, [garden.team])).values()
    assert told.lines == (markup("1 open vote goes on."),)
