"""Another day draws boards anew, once, where it began: what they tell of a week and of dates has grown older."""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.features.dashboard.jobs import BoardKeeper
from bot.features.dashboard.service import days
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.planning.service import initiatives
from bot.features.teams.values import TEAM_CARD
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonFacts, PersonKind
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, WORKSPACE
from tests.features.planning.factories import initiative_draft
from tests.features.thresholds.conftest import as_, clock, database, proposed, team

__all__ = ["as_", "clock", "database", "proposed", "team"]
As = Callable[[str], Edge]
pytestmark = pytest.mark.practice("P15")
DAY = timedelta(days=1)


@pytest.fixture
async def keeper(database: Database) -> BoardKeeper:
    """The clock's door, in a workspace that Cairn is in."""
    await database.edge(WORKSPACE).commit(workspaces.install, name="Hill", bot_user="UCAIRN", bot_id="BCAIRN")
    return BoardKeeper(database)


def versions(tx: Transaction, goal: GoalView) -> tuple[int, int]:
    """How often the team's board and the goal's card were asked to be drawn."""
    found = []
    for kind, subject in ((TEAM_CARD, goal.team_id), (GOAL_CARD, goal.id)):
        wanted = select(SurfaceRow.wanted_version).where(SurfaceRow.kind == kind)
        found.append(tx.session.scalars(wanted.where(SurfaceRow.subject == str(subject))).one())
    return found[0], found[1]


async def test_a_day_draws_boards_once_and_the_cards_of_what_is_late_since(
    as_: As, proposed: GoalView, clock: Clock, keeper: BoardKeeper
) -> None:
    due = initiative_draft(proposed.team_id, goal_id=proposed.id, due=clock.now.date())
    await as_(ANA).commit(initiatives.add, due)
    seen = []
    for later in (timedelta(), timedelta(hours=1), DAY, DAY, 8 * DAY):
        clock.now += later
        await keeper.begin_days()
        seen.append(await as_(BEN).read(versions, proposed))
    boards, cards = zip(*seen, strict=True)
    assert [after - before for before, after in pairwise(boards)] == [0, 1, 1, 1]
    assert [after - before for before, after in pairwise(cards)] == [0, 1, 1, 0]


async def test_the_day_is_the_teams_own(
    proposed: GoalView, clock: Clock, database: Database, keeper: BoardKeeper
) -> None:
    def lives_in(tx: Transaction) -> None:
        facts = PersonFacts(ANA, "Ana", "Pacific/Auckland", WORKSPACE, PersonKind.MEMBER)
        workspaces.remember(tx, [facts])

    clock.now = clock.now.replace(hour=10, minute=30)  # 23:30 in Auckland
    await database.edge(WORKSPACE).commit(lives_in)
    await keeper.begin_days()
    assert await database.read_across(days.begun) == []
    clock.now += timedelta(hours=2)
    assert await database.read_across(days.begun) == [(WORKSPACE, "Pacific/Auckland")]
