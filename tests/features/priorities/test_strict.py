"""Votes in the phases of a cycle: a strict team's keep to their phase, everybody else's don't; on both databases."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message
from bot.features.cycles import service as cycles
from bot.features.cycles import settings
from bot.features.cycles.values import Phase
from bot.features.goals import surfaces as goal_surfaces
from bot.features.goals.values import GoalView
from bot.features.priorities import service, surfaces, views
from bot.features.priorities.values import EARLY_VOTE, LATE_VOTE
from bot.features.voting import service as voting
from bot.features.voting.values import Tally
from tests.features.cycles.factories import SIX_WEEKS, go_through, move
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE
from tests.features.priorities.factories import Garden
from tests.shown import words_of

pytestmark = pytest.mark.practice("P8")


async def strict(garden: Garden) -> GoalView:
    """A goal in a strict team that drafts."""
    await garden.as_(ANA).commit(go_through, garden.team, is_strict=True)
    return await garden.propose(ANA)


async def tally(garden: Garden, goal: GoalView) -> Tally:
    return (await garden.as_(ANA).read(voting.tallies, [goal.id]))[goal.id]


def card_words(message: Message) -> str:
    return words_of({"text": message.text, "blocks": list(message.blocks)})


async def test_while_a_strict_team_drafts_whoever_votes_is_told_once_and_it_counts_later(
    garden: Garden,
) -> None:
    goal = await strict(garden)
    for user in (BEN, BEN, CYD, ANA, DEE):
        await garden.react(user, goal, "fire")
    assert {note.audience for note in garden.notes(EARLY_VOTE)} == {BEN, CYD, ANA}
    assert len({note.key for note in garden.notes(EARLY_VOTE)}) == 3
    waiting = await tally(garden, goal)
    assert (waiting.is_waiting, waiting.is_closed) == (True, False)
    await garden.as_(ANA).commit(move, garden.team, Phase.VOTING)
    assert (await tally(garden, goal)).heard == 3


async def test_the_note_says_why_and_who_can_change_it(garden: Garden) -> None:
    goal = await strict(garden)
    await garden.react(BEN, goal, "fire")

    def drawn(tx: Transaction) -> Message | None:
        [surface] = surfaces_of(tx, EARLY_VOTE, str(goal.id))
        return surfaces.draw_early_vote(tx, surface)

    note = await garden.as_(None).read(drawn)
    assert note is not None
    assert "keeps to its phases" in card_words(note)
    assert "Ana" in card_words(note)
    await garden.as_(ANA).commit(move, garden.team, Phase.VOTING)
    assert await garden.as_(None).read(drawn) is None


async def test_before_voting_nothing_is_open_to_vote_on_and_the_card_says_when(garden: Garden) -> None:
    goal = await strict(garden)
    [votes] = await garden.as_(BEN).read(service.open_votes, CHANNEL)
    assert votes.open == ()
    part = (await garden.as_(BEN).read(surfaces.on_cards, [goal.id]))[goal.id]
    assert "Voting begins with" in words_of({"blocks": list(part.blocks)})
    await garden.as_(ANA).commit(move, garden.team, Phase.VOTING)
    assert goal.id in garden.touched
    [votes] = await garden.as_(BEN).read(service.open_votes, CHANNEL)
    assert [vote.goal.id for vote in votes.open] == [goal.id]


async def test_after_voting_a_strict_teams_votes_are_over(garden: Garden) -> None:
    goal = await strict(garden)
    await garden.as_(ANA).commit(move, garden.team, Phase.VOTING)
    await garden.react(BEN, goal, "fire")
    await garden.as_(ANA).commit(move, garden.team, Phase.COMMITTING)
    assert (await tally(garden, goal)).is_closed
    await garden.react(CYD, goal, "fire")
    assert [note.audience for note in garden.notes(LATE_VOTE)] == [CYD]
    assert (await tally(garden, goal)).heard == 1


async def test_other_dates_put_off_a_strict_teams_votes(garden: Garden) -> None:
    goal = await strict(garden)
    before = (await tally(garden, goal)).closes_at

    def later(tx: Transaction) -> None:
        cycle = cycles.current(tx, garden.team)
        plan = replace(cycle.plan, voting_on=SIX_WEEKS.voting_on + timedelta(days=1))
        settings.change(tx, cycle.id, plan, cycle.settings, seen=cycle.fingerprint)

    await garden.as_(ANA).commit(later)
    assert (await tally(garden, goal)).closes_at > before


async def test_a_team_that_is_strict_no_more_votes_at_once_and_one_that_becomes_strict_waits(
    garden: Garden,
) -> None:
    goal = await garden.propose(ANA)
    await garden.as_(ANA).commit(go_through, garden.team, is_strict=True)
    assert (await tally(garden, goal)).is_waiting
    await garden.as_(ANA).commit(go_through, garden.team, is_strict=False)
    assert not (await tally(garden, goal)).is_waiting


async def test_for_everybody_else_phases_are_advice(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    before = await tally(garden, goal)
    for phase in (Phase.VOTING, Phase.RUNNING, Phase.CLOSED):
        await garden.as_(ANA).commit(move, garden.team, phase)
        assert await tally(garden, goal) == before
    await garden.react(BEN, goal, "fire")
    assert not garden.notes(EARLY_VOTE) + garden.notes(LATE_VOTE)


async def test_a_vote_that_a_cycle_leaves_open_stays_open_to_vote_on(garden: Garden) -> None:
    goal = await garden.propose(ANA)
    await garden.as_(ANA).commit(go_through, garden.team, by_date=False)

    def follow(tx: Transaction) -> None:
        closed = move(tx, garden.team, Phase.CLOSED).cycle
        settings.start_next(tx, closed.id, SIX_WEEKS, closed.settings)

    await garden.as_(ANA).commit(follow)
    newer = await garden.propose(ANA, "No queue")
    [votes] = await garden.as_(BEN).read(service.open_votes, CHANNEL)
    assert {vote.goal.id for vote in votes.open} == {goal.id, newer.id}
    assert all(vote.tally.electorate_size == 3 for vote in votes.open)


async def test_a_strict_team_is_offered_what_its_phase_lets(garden: Garden) -> None:
    await strict(garden)

    async def offered() -> tuple[str, list[str]]:
        """What `/vote` says, and the buttons of bare `/cairn`."""
        votes = await garden.as_(BEN).read(service.open_votes, CHANNEL)
        rooms = (goal_surfaces.add_to_menu, surfaces.in_menu)
        found = [(await garden.as_(BEN).read(room, [garden.team])).get(garden.team) for room in rooms]
        buttons = [str(button._resolve()["text"]) for part in found if part for button in part.buttons]
        return card_words(views.open_votes(votes)), buttons

    said, buttons = await offered()
    assert "`/goal propose` puts a goal to the vote" in said
    assert ["Propose" in one for one in buttons] == [True]
    await garden.as_(ANA).commit(move, garden.team, Phase.VOTING)
    assert len((await offered())[1]) == 2
    await garden.as_(ANA).commit(move, garden.team, Phase.RUNNING)
    said, buttons = await offered()
    assert "goals are proposed while it is drafting or voting" in said
    assert "/goal propose" not in said
    assert buttons == []
    await garden.as_(ANA).commit(go_through, garden.team, is_strict=False)
    assert len((await offered())[1]) == 2
