"""What of a team's is nobody's or two people's (P11)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import event, insert

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.models import Goal
from bot.features.goals.values import GoalState, GoalView
from bot.features.ownership import gaps, service
from bot.features.ownership.models import DecisionArea, Driver, TeamRole
from bot.features.ownership.offers import answering
from bot.features.ownership.surfaces import GapBoard, on_lists
from bot.features.ownership.values import GOAL, Finding, Gap
from bot.features.teams import service as teams
from bot.slack.sections import Sections
from tests.features.cycles.factories import move
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, CYD, DEE, NOON, WORKSPACE, team_at_work

As = Callable[[str | None], Edge]
pytestmark = pytest.mark.practice("P11")
VOTE_IS_OVER = timedelta(days=5)


async def scan(as_: As, team: UUID) -> dict[Gap, Finding]:
    return {finding.gap: finding for finding in await as_(ANA).read(gaps.scan, team)}


async def test_a_goal_needs_a_driver_once_its_vote_is_over(as_: As, clock: Clock, proposed: GoalView) -> None:
    assert await scan(as_, proposed.team_id) == {}
    shown = await as_(ANA).read(GapBoard(Sections()).everything, proposed.team_id)
    assert "apart from goals that are being voted on" in shown.text
    clock.now += VOTE_IS_OVER
    finding = (await scan(as_, proposed.team_id))[Gap.UNDRIVEN]
    assert (finding.count, [thing.number for thing in finding.things]) == (1, [proposed.number])
    await as_(BEN).commit(service.claim, proposed.id)
    assert await scan(as_, proposed.team_id) == {}


async def test_a_committed_goal_needs_a_driver_at_once_and_one_that_is_over_none(
    as_: As, proposed: GoalView
) -> None:
    await as_(ANA).commit(goals.commit, [proposed.id], uuid4())
    assert (await scan(as_, proposed.team_id))[Gap.UNDRIVEN].count == 1
    made = await as_(ANA).commit(service.offer_goal, proposed.id, BEN, "")
    assert await scan(as_, proposed.team_id) == {}
    [line] = (await as_(CYD).read(on_lists, [proposed.id]))[proposed.id].lines
    assert line == f"offered to <@{BEN}>"
    await as_(BEN).commit(answering.decline, made.id, "")
    assert (await scan(as_, proposed.team_id))[Gap.UNDRIVEN].count == 1


async def test_a_goal_that_the_team_did_not_choose_needs_none_while_its_cycle_runs(
    as_: As, clock: Clock, proposed: GoalView
) -> None:
    team = proposed.team_id
    clock.now += VOTE_IS_OVER
    await as_(ANA).commit(move, team, Phase.RUNNING)
    assert await scan(as_, team) == {}
    shown = await as_(ANA).read(GapBoard(Sections()).everything, team)
    assert "every goal that the team committed to has its driver" in shown.text
    assert (await as_(ANA).read(gaps.page, team, Gap.UNDRIVEN, 0)).count == 0
    await as_(ANA).commit(goals.commit, [proposed.id], uuid4())
    assert (await scan(as_, team))[Gap.UNDRIVEN].count == 1


async def test_a_goal_that_was_taken_back_needs_none(as_: As, clock: Clock, proposed: GoalView) -> None:
    await as_(ANA).commit(goals.withdraw, proposed.id)
    clock.now += VOTE_IS_OVER
    assert await scan(as_, proposed.team_id) == {}


async def test_what_somebody_drove_who_left_the_team_is_found_until_another_drives_it(
    as_: As, proposed: GoalView
) -> None:
    await as_(BEN).commit(service.claim, proposed.id)
    await as_(None).commit(teams.absent, CHANNEL, BEN)
    finding = (await scan(as_, proposed.team_id))[Gap.DEPARTED]
    assert [(thing.id, thing.left) for thing in finding.things] == [(proposed.id, BEN)]
    await as_(ANA).commit(service.offer_goal, proposed.id, CYD, "")
    assert await scan(as_, proposed.team_id) == {}
    await as_(CYD).commit(service.claim, proposed.id)
    assert await scan(as_, proposed.team_id) == {}


async def test_nobody_scans_a_team_that_they_may_not_see(as_: As) -> None:
    hidden = await as_(ANA).commit(team_at_work, "G0HIDDEN", is_private=True)
    with pytest.raises(NotFound):
        await as_(DEE).read(gaps.scan, hidden)
    with pytest.raises(NotFound):
        await as_(DEE).read(gaps.page, hidden, Gap.UNDRIVEN, 0)


async def test_a_kind_is_counted_whole_and_read_by_pages(as_: As, team: UUID) -> None:
    await as_(ANA).commit(fill, team, 13)
    finding = (await scan(as_, team))[Gap.UNDRIVEN]
    assert (finding.count, [thing.number for thing in finding.things]) == (13, [1001, 1002, 1003])
    second = await as_(ANA).read(gaps.page, team, Gap.UNDRIVEN, gaps.PAGE)
    assert (second.count, [thing.number for thing in second.things]) == (13, [1011, 1012, 1013])
    assert (await as_(ANA).read(gaps.page, team, Gap.UNDRIVEN, 999)).things[0].number == 1001
    assert await as_(ANA).read(gaps.page, team, Gap.UNHELD, 20) == Finding(
        Gap.UNHELD, 13, (await as_(ANA).read(gaps.page, team, Gap.UNHELD, 0)).things
    )


@pytest.mark.each_database
async def test_a_scan_asks_as_many_questions_of_many_goals_as_of_few(
    as_: As, database: Database, team: UUID
) -> None:
    await as_(ANA).commit(fill, team, 10)
    with counted(database) as few:
        first = await scan(as_, team)
    await as_(ANA).commit(fill, team, 300, start=2000)
    with counted(database) as many:
        second = await scan(as_, team)
    assert (first[Gap.UNDRIVEN].count, second[Gap.UNDRIVEN].count) == (10, 310)
    assert second[Gap.DEPARTED].count == 310
    assert len(few) == len(many) <= 10


@pytest.mark.each_database
async def test_cards_of_many_goals_ask_as_many_questions_as_of_few(
    as_: As, database: Database, team: UUID
) -> None:
    ids = await as_(ANA).commit(fill, team, 40)
    with counted(database) as few:
        await as_(ANA).read(service.owned, ids[:2])
    with counted(database) as many:
        assert len(await as_(ANA).read(service.owned, ids)) == 80
    assert len(few) == len(many) <= 6


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that are run on the reading side meanwhile."""
    statements: list[str] = []

    def note(*args: object) -> None:
        statements.append(str(args[2]))

    event.listen(database.engines.reader, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(database.engines.reader, "before_cursor_execute", note)


def fill(tx: Transaction, team_id: UUID, count: int, *, start: int = 1000) -> list[UUID]:
    """That many goals without a driver, driven by somebody who left, and roles that nobody holds."""
    about = {"workspace": WORKSPACE, "team_id": team_id}
    texts = dict.fromkeys(("beneficiary", "why", "constraints", "must_be_true", "learned"), "")
    rows = [
        {
            **about,
            **texts,
            "id": uuid4(),
            "number": start + place + 1 + (50000 if is_driven else 0),
            "title": f"Goal {place}",
            "must_do": False,
            "proposer": ANA,
            "proposed_at": NOON,
            "changed_at": NOON,
            "state": GoalState.COMMITTED.value,
        }
        for is_driven in (False, True)
        for place in range(count)
    ]
    tx.session.execute(insert(Goal), rows)
    driven = [row["id"] for row in rows[count:]]
    driver = {**about, "sort": GOAL, "user": "U0GONE", "since": NOON, "is_open": True}
    tx.session.execute(insert(Driver), [{**driver, "subject_id": goal_id} for goal_id in driven])
    names = [f"{start}-{place}" for place in range(count)]
    words = {**about, "purpose": "", "alone": "", "together": "", "changed_at": NOON, "retired_at": None}
    roles = [{**words, "id": uuid4(), "name": name, "folded": name} for name in names]
    tx.session.execute(insert(TeamRole), roles)
    areas = [{**about, "id": uuid4(), "name": name, "folded": name} for name in names]
    tx.session.execute(insert(DecisionArea), areas)
    return [row["id"] for row in rows if isinstance(row["id"], UUID)]
