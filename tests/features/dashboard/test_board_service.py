"""What a team's board tells, and when it is drawn anew."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bot.db.database import Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.features.dashboard.service.board import board
from bot.features.goals import service as goals
from bot.features.goals.values import Outcome
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView, Status
from bot.features.ownership import service as ownership
from bot.features.teams.values import TEAM_CARD
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, draft
from tests.features.thresholds.conftest import as_, clock, database, proposed, team, watched

__all__ = ["as_", "clock", "database", "proposed", "team", "watched"]
As = Callable[[str], Edge]
pytestmark = pytest.mark.practice("P15")


def version(tx: Transaction, team_id: object) -> int:
    wanted = select(SurfaceRow.wanted_version).where(
        SurfaceRow.kind == TEAM_CARD, SurfaceRow.subject == str(team_id)
    )
    return tx.session.scalars(wanted).one()


async def test_it_has_the_committed_goals_with_all_that_is_known_of_them(
    as_: As, watched: IndicatorView, clock: Clock
) -> None:
    await as_(CYD).commit(goals.propose, draft("Another one", team_id=watched.team_id))
    await as_(CYD).commit(indicators.record, watched.id, Decimal(17))
    told = await as_(BEN).read(board, watched.team_id)
    (shown,) = told.goals
    assert (shown.goal.id, shown.driver, told.more, told.proposed) == (watched.goal_id, "Ana", 0, 1)
    assert shown.status is not None
    assert (shown.status.status, shown.status.progress) == (Status.RED, 50)
    kinds = {entry.kind for entry in told.changes}
    assert {"goals.committed", "ownership.claimed"} <= kinds
    clock.now += timedelta(days=8)
    assert (await as_(BEN).read(board, watched.team_id)).changes == ()


async def test_before_anything_is_committed_it_has_what_is_proposed(
    as_: As, watched: IndicatorView, clock: Clock
) -> None:
    for number in range(12):
        clock.now += timedelta(minutes=1)
        await as_(CYD).commit(goals.propose, draft(f"Goal {number}", team_id=watched.team_id))
    await as_(ANA).commit(goals.end, watched.goal_id, Outcome.LET_GO, "")
    told = await as_(BEN).read(board, watched.team_id)
    numbers = [one.goal.number for one in told.goals]
    assert (numbers, told.more, told.proposed) == (list(range(2, 12)), 2, 0)


async def test_it_tells_of_what_went_this_week_too(as_: As, watched: IndicatorView, clock: Clock) -> None:
    other = await as_(CYD).commit(goals.propose, draft("Another one", team_id=watched.team_id))
    await as_(CYD).commit(goals.withdraw, other.id)
    await as_(ANA).commit(goals.end, watched.goal_id, Outcome.LET_GO, "")
    told = await as_(BEN).read(board, watched.team_id)
    went = {(entry.kind, told.numbers.get(entry.subject)) for entry in told.changes}
    assert {("goals.ended", 1), ("goals.committed", 1), ("goals.withdrawn", 2)} <= went
    assert told.goals == ()
    clock.now += timedelta(days=8)
    assert (await as_(BEN).read(board, watched.team_id)).numbers == {}


async def test_it_is_drawn_anew_when_what_it_tells_changes(as_: As, watched: IndicatorView) -> None:
    before = await as_(BEN).read(version, watched.team_id)
    for change in (
        as_(CYD).commit(indicators.record, watched.id, Decimal(20)),
        as_(ANA).commit(ownership.release, watched.goal_id),
        as_(CYD).commit(goals.propose, draft("Another one", team_id=watched.team_id)),
    ):
        await change
        after = await as_(BEN).read(version, watched.team_id)
        assert after > before
        before = after
