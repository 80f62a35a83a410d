"""A new cycle's vote, on both databases: fresh ballots and cards, and what was voted before stays with its cycle."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from bot.db.base import new_id
from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.features.cycles.events import PhaseChanged
from bot.features.cycles.values import Phase
from bot.features.goals import service
from bot.features.goals.surfaces import draw_earlier_card
from bot.features.goals.values import EARLIER_CARD, GoalView
from bot.features.voting import service as voting
from tests.features.goals.cards import cards, post_card
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, draft, vote

As = Callable[[str], Edge]
NEXT = new_id()


def voting_begins(team: UUID, cycle: UUID = NEXT, after: Phase = Phase.VOTING) -> PhaseChanged:
    return PhaseChanged(
        subject=str(team), team_id=team, cycle_id=cycle, before=Phase.DRAFTING, after=after, by_date=True
    )


def heard(tx: Transaction, goal_id: UUID) -> int:
    return voting.tallies(tx, [goal_id])[goal_id].heard


def earlier_cards(tx: Transaction, goal_id: UUID) -> list[str]:
    shown = surfaces_of(tx, EARLIER_CARD, str(goal_id))
    return [draw_earlier_card(tx, surface).text for surface in shown]


async def test_a_later_cycle_votes_anew_on_a_card_of_its_own(
    proposed: GoalView, team: UUID, as_: As, clock: Clock
) -> None:
    await as_(BEN).commit(vote, proposed.id)
    await as_(ANA).commit(post_card, proposed.id)
    clock.now += timedelta(days=40)
    await as_(ANA).commit(service.phase_changed, voting_begins(team, after=Phase.RUNNING))
    assert await as_(ANA).read(heard, proposed.id) == 1
    for _ in "twice":
        await as_(ANA).commit(service.phase_changed, voting_begins(team))
    assert await as_(ANA).read(heard, proposed.id) == 0
    (card,) = await as_(ANA).read(cards, proposed.id)
    assert card.key == f"goal-card:{proposed.id}:{NEXT}"
    assert await as_(ANA).read(earlier_cards, proposed.id) == [f"Goal *#1* {proposed.title}"]
    assert await as_(ANA).read(service.is_editable, await as_(ANA).read(service.goal, proposed.id))


async def test_what_this_cycle_votes_on_already_and_what_it_committed_to_stays(
    proposed: GoalView, team: UUID, as_: As
) -> None:
    other = await as_(BEN).commit(service.propose, draft("Another", team_id=team))
    cycle = (await as_(ANA).read(voting.unclosed, team))[0].round
    await as_(BEN).commit(vote, proposed.id)
    await as_(BEN).commit(vote, other.id)
    await as_(BEN).commit(service.commit, [other.id], cycle)
    await as_(ANA).commit(service.phase_changed, voting_begins(team, cycle))
    assert [await as_(ANA).read(heard, goal.id) for goal in (proposed, other)] == [1, 1]
    await as_(ANA).commit(service.phase_changed, voting_begins(team))
    assert [await as_(ANA).read(heard, goal.id) for goal in (proposed, other)] == [0, 1]


async def test_what_closed_while_the_team_drafted_is_open_when_voting_begins(
    proposed: GoalView, team: UUID, as_: As, clock: Clock
) -> None:
    (ballot,) = await as_(ANA).read(voting.unclosed, team)
    await as_(BEN).commit(vote, proposed.id)
    clock.now += timedelta(days=3)
    assert await as_(ANA).commit(voting.close, ballot.id)
    await as_(ANA).commit(service.phase_changed, voting_begins(team, ballot.round, Phase.COMMITTING))
    assert await as_(ANA).read(voting.unclosed, team) == []
    await as_(ANA).commit(service.phase_changed, voting_begins(team, ballot.round))
    assert [one.id for one in await as_(ANA).read(voting.unclosed, team)] == [ballot.id]
    assert await as_(ANA).read(heard, proposed.id) == 1
