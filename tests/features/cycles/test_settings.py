"""What stewards decide of a cycle; on both databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from bot.db.database import Database, Edge
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.cycles import service, settings
from bot.features.cycles.jobs import CycleKeeper
from bot.features.cycles.rules import plans
from bot.features.cycles.values import CyclePage, CycleView, Field, Phase, Plan
from tests.features.cycles.factories import BY_HAND, MONDAY, SIX_WEEKS, go_through, move
from tests.features.cycles.test_service import at, moves, now, told
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CHANNEL, DEE, team_at_work

As = Callable[[str | None], Edge]
DAY = timedelta(days=1)


async def change(as_: As, cycle: CycleView, user: str = ANA, **dates: object) -> CyclePage:
    plan = replace(cycle.plan, **dates)  # type: ignore[arg-type]  # a test names its dates by word
    return await as_(user).commit(settings.change, cycle.id, plan, cycle.settings, seen=cycle.fingerprint)


async def test_a_steward_moves_it_on_and_back_and_that_is_on_record(as_: As, team: UUID) -> None:
    for to in (Phase.VOTING, Phase.COMMITTING, Phase.DRAFTING, Phase.RUNNING):
        assert (await as_(ANA).commit(move, team, to)).cycle.phase is to
    assert await moves(as_, team) == [
        ("drafting", "voting", False),
        ("voting", "committing", False),
        ("committing", "drafting", False),
        ("drafting", "running", False),
    ]


async def test_pressed_twice_it_moves_once(as_: As, team: UUID) -> None:
    cycle = await now(as_, team)
    for _ in range(2):
        found = await as_(ANA).commit(settings.move, cycle.id, Phase.VOTING, seen=Phase.DRAFTING)
        assert found.cycle.phase is Phase.VOTING
    assert len(await moves(as_, team)) == 1


async def test_what_the_date_moved_meanwhile_a_button_does_not_move_again(
    as_: As, clock: Clock, team: UUID
) -> None:
    cycle = await now(as_, team)
    clock.now = at(SIX_WEEKS.committing_on)
    found = await as_(ANA).commit(settings.move, cycle.id, Phase.VOTING, seen=Phase.DRAFTING)
    assert found.cycle.phase is Phase.COMMITTING
    assert await moves(as_, team) == [("drafting", "committing", True)]


async def test_moved_ahead_it_stays_there_until_the_next_date(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    await as_(ANA).commit(move, team, Phase.RUNNING)
    for day, phase in ((SIX_WEEKS.committing_on, Phase.RUNNING), (SIX_WEEKS.reflecting_on, Phase.REFLECTING)):
        clock.now = at(day)
        await CycleKeeper(database).settle()
        assert (await now(as_, team)).phase is phase


async def test_closed_by_hand_it_is_followed_the_next_day(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    await as_(ANA).commit(move, team, Phase.CLOSED)
    await CycleKeeper(database).settle()
    assert (await now(as_, team)).number == 1
    clock.now = at(MONDAY + DAY)
    await CycleKeeper(database).settle()
    cycle = await now(as_, team)
    assert (cycle.number, cycle.starts_on, cycle.phase) == (2, MONDAY + DAY, Phase.DRAFTING)


async def test_what_was_closed_can_be_opened_again_until_the_next_begins(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    closed = (await as_(ANA).commit(move, team, Phase.CLOSED)).cycle
    assert (await as_(ANA).commit(move, team, Phase.REFLECTING)).cycle.phase is Phase.REFLECTING
    await as_(ANA).commit(move, team, Phase.CLOSED)
    clock.now = at(MONDAY + DAY)
    with pytest.raises(Conflict, match="begun already"):
        await as_(ANA).commit(settings.move, closed.id, Phase.REFLECTING, seen=Phase.CLOSED)


async def test_only_stewards_change_it_and_others_are_told_who_can(as_: As, team: UUID) -> None:
    cycle = await now(as_, team)
    for user in (BEN, DEE):
        with pytest.raises(NotAllowed, match=": Ana"):
            await as_(user).commit(settings.move, cycle.id, Phase.VOTING, seen=Phase.DRAFTING)
        with pytest.raises(NotAllowed):
            await change(as_, cycle, user, ends_on=SIX_WEEKS.ends_on + DAY)
    assert await now(as_, team) == cycle
    assert not (await as_(BEN).read(service.page_in, CHANNEL)).may_change


async def test_nobody_reaches_a_cycle_of_a_team_they_may_not_see(as_: As, team: UUID) -> None:
    hidden = await as_(ANA).commit(team_at_work, "C0HIDDEN", is_private=True)
    cycle = await now(as_, hidden)
    for cycle_id in (cycle.id, uuid4()):
        with pytest.raises(NotFound):
            await as_(DEE).commit(settings.move, cycle_id, Phase.VOTING, seen=Phase.DRAFTING)
        with pytest.raises(NotFound):
            await as_(DEE).read(settings.page_of, cycle_id)


async def test_other_dates_are_kept_with_what_they_were(as_: As, clock: Clock, team: UUID) -> None:
    cycle = await now(as_, team)
    found = await change(as_, cycle, voting_on=MONDAY + DAY, starts_on=MONDAY - 30 * DAY)
    assert found.cycle.plan == replace(SIX_WEEKS, voting_on=MONDAY + DAY)
    [(_, detail)] = await told(as_, team, "cycles.planned")
    assert (detail["before"], detail["after"]) == ({"voting_on": "2026-03-05"}, {"voting_on": "2026-03-03"})
    clock.now = at(MONDAY + DAY)
    assert (await now(as_, team)).phase is Phase.VOTING


async def test_a_date_that_is_over_moves_it_at_once(as_: As, clock: Clock, team: UUID) -> None:
    clock.now = at(MONDAY + DAY)
    found = await change(as_, await now(as_, team), voting_on=MONDAY + DAY)
    assert found.cycle.phase is Phase.VOTING
    assert await moves(as_, team) == [("drafting", "voting", True)]


async def test_saved_as_it_is_nothing_happens(as_: As, team: UUID) -> None:
    await change(as_, await now(as_, team))
    assert await told(as_, team, "cycles.planned") == []


async def test_of_two_forms_the_second_is_told_that_something_changed(as_: As, team: UUID) -> None:
    seen = await now(as_, team)
    await change(as_, seen, voting_on=MONDAY + DAY)
    with pytest.raises(Conflict, match="nothing was saved"):
        await change(as_, seen, voting_on=MONDAY + 2 * DAY)


async def test_dates_out_of_order_or_over_are_explained_beneath_their_field(
    as_: As, clock: Clock, team: UUID
) -> None:
    clock.now = at(MONDAY + 10 * DAY)
    seen = await now(as_, team)
    short = plans.usual_plan(MONDAY, 1)
    for plan, field in (
        (replace(SIX_WEEKS, voting_on=MONDAY - DAY), Field.VOTING),
        (replace(SIX_WEEKS, ends_on=MONDAY + 400 * DAY), Field.ENDS),
        (short, Field.ENDS),
    ):
        with pytest.raises(Invalid) as refused:
            await as_(ANA).commit(settings.change, seen.id, plan, seen.settings, seen=seen.fingerprint)
        assert refused.value.field == field


async def test_by_hand_alone_its_dates_move_nothing(
    as_: As, clock: Clock, database: Database, team: UUID
) -> None:
    await as_(ANA).commit(go_through, team, by_date=False)
    clock.now = at(SIX_WEEKS.ends_on + 9 * DAY)
    await CycleKeeper(database).settle()
    assert (await now(as_, team)).phase is Phase.DRAFTING
    assert await moves(as_, team) == []


async def closed_by_hand(as_: As, team: UUID) -> CycleView:
    await as_(ANA).commit(go_through, team, by_date=False)
    return (await as_(ANA).commit(move, team, Phase.CLOSED)).cycle


async def start(as_: As, closed: CycleView, plan: Plan) -> CyclePage:
    return await as_(ANA).commit(settings.start_next, closed.id, plan, BY_HAND)


async def test_a_steward_starts_the_next_one_once(as_: As, team: UUID) -> None:
    closed = await closed_by_hand(as_, team)
    offered = settings.next_plan(await as_(ANA).read(settings.to_change, closed.id))
    assert offered == SIX_WEEKS
    plan = plans.usual_plan(MONDAY + DAY, 4)
    found = await start(as_, closed, plan)
    assert (found.cycle.number, found.cycle.plan, found.cycle.settings) == (2, plan, BY_HAND)
    with pytest.raises(Conflict, match="begun already"):
        await start(as_, closed, plan)


async def test_started_by_hand_it_begins_on_that_day_also_where_the_next_would_open_by_itself(
    as_: As, team: UUID
) -> None:
    closed = await as_(ANA).commit(move, team, Phase.CLOSED)
    assert settings.next_plan(closed) == SIX_WEEKS
    assert (await start(as_, closed.cycle, SIX_WEEKS)).cycle.starts_on == closed.today


async def test_opened_again_while_the_form_of_the_next_was_open_it_goes_on(as_: As, team: UUID) -> None:
    closed = await closed_by_hand(as_, team)
    await as_(ANA).commit(move, team, Phase.REFLECTING)
    with pytest.raises(Conflict, match="This cycle goes on"):
        await as_(ANA).read(settings.to_follow, closed.id)
    with pytest.raises(Conflict, match="This cycle goes on"):
        await start(as_, closed, SIX_WEEKS)


async def test_the_next_one_begins_when_this_one_is_over(as_: As, team: UUID) -> None:
    cycle = await now(as_, team)
    with pytest.raises(Conflict, match="This cycle goes on"):
        await start(as_, cycle, SIX_WEEKS)
    closed = await closed_by_hand(as_, team)
    with pytest.raises(Invalid) as refused:
        await start(as_, closed, plans.usual_plan(MONDAY - DAY))
    assert refused.value.field == Field.STARTS


async def test_what_is_closed_keeps_its_dates(as_: As, team: UUID) -> None:
    closed = await closed_by_hand(as_, team)
    with pytest.raises(Conflict, match="closed"):
        await change(as_, closed, ends_on=SIX_WEEKS.ends_on + DAY)
