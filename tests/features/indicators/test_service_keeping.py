"""Adding, changing and removing indicators, and the few that are primary."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from bot.db.database import Database, Edge
from bot.db.subscriptions import Subscriptions
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals import service as goals
from bot.features.goals.events import GoalReopened
from bot.features.goals.values import GOAL_CARD, GoalView, Outcome
from bot.features.indicators import service
from bot.features.indicators.values import MOST_OF_A_GOAL, MOST_PRIMARY, Field, IndicatorView, Sort
from bot.features.workspaces import service as workspaces
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, CYD, DEE
from tests.features.goals.factories import draft as goal_draft
from tests.features.indicators.ending import being_ended
from tests.features.indicators.factories import TODAY, draft

As = Callable[[str], Edge]


@pytest.fixture
async def few(as_: As, proposed: GoalView) -> list[IndicatorView]:
    """Three primary indicators, which is as many as a team may have."""
    return [
        await as_(ANA).commit(service.add, draft(proposed.id, f"Number {number}", is_primary=True))
        for number in range(3)
    ]


async def log_of(as_: As, goal: GoalView) -> list[tuple[str, object]]:
    entries = await as_(ANA).read(workspaces.history, str(goal.id))
    return [
        (entry.kind, entry.detail.get("after")) for entry in entries if entry.kind.startswith("indicators")
    ]


async def test_words_are_cleaned_and_what_makes_no_sense_is_refused(as_: As, proposed: GoalView) -> None:
    added = await as_(ANA).commit(service.add, draft(proposed.id, " Reply\n time ", unit=" h "))
    assert (added.name, added.unit, added.starts_on) == ("Reply time", "h", TODAY)
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(service.add, draft(proposed.id, due_on=TODAY - timedelta(days=1)))
    assert refused.value.field == Field.DUE


async def test_a_baseline_needs_no_first_reading(as_: As, proposed: GoalView) -> None:
    added = await as_(ANA).commit(service.add, draft(proposed.id, first_reading_by=TODAY))
    assert added.first_reading_by is None


async def test_an_edit_is_told_with_both_values_and_overwrites_nobody(
    as_: As, added: IndicatorView, proposed: GoalView, clock: Clock
) -> None:
    clock.now += timedelta(minutes=1)
    wanted = draft(uuid4(), target=Decimal(2), is_primary=True)
    edited = await as_(BEN).commit(service.change, added.id, wanted, seen=added.changed_at)
    assert (edited.target, edited.goal_id, edited.is_primary) == (Decimal(2), added.goal_id, True)
    assert (await log_of(as_, proposed))[-1] == ("indicators.changed", {"target": "2", "is_primary": True})
    with pytest.raises(Conflict, match="nothing of theirs was overwritten"):
        await as_(CYD).commit(service.change, added.id, draft(target=Decimal(1)), seen=added.changed_at)
    again = await as_(CYD).commit(service.change, added.id, wanted, seen=edited.changed_at)
    assert again == edited


async def test_what_is_removed_takes_its_readings_along(
    as_: As, added: IndicatorView, proposed: GoalView
) -> None:
    await as_(ANA).commit(service.record, added.id, Decimal(5))
    await as_(BEN).commit(service.remove, added.id)
    assert await as_(ANA).read(service.of_goals, [proposed.id]) == {}
    assert await as_(ANA).read(service.readings_of, [added.id]) == {}
    with pytest.raises(NotFound):
        await as_(ANA).commit(service.record, added.id, Decimal(5))


@pytest.mark.practice("P5")
async def test_the_fourth_primary_indicator_waits_until_one_becomes_secondary(
    as_: As, few: list[IndicatorView], proposed: GoalView
) -> None:
    fourth = draft(proposed.id, "The fourth", is_primary=True)
    for nobody in (None, uuid4()):
        with pytest.raises(service.PrimaryFull):
            await as_(ANA).commit(service.add, fourth, demoted=nobody)
    added = await as_(BEN).commit(service.add, fourth, demoted=few[1].id)
    primary = await as_(ANA).read(service.primary_of, added.team_id)
    assert {one.name for one in primary} == {"Number 0", "Number 2", "The fourth"}
    assert ("indicators.changed", {"is_primary": False}) in await log_of(as_, proposed)
    await as_(ANA).commit(service.change, added.id, draft(name="Still primary", is_primary=True))
    with pytest.raises(service.PrimaryFull):
        await as_(ANA).commit(service.change, few[1].id, draft(is_primary=True))


async def test_goals_that_nobody_works_on_leave_room(
    as_: As, few: list[IndicatorView], proposed: GoalView
) -> None:
    other = await as_(ANA).commit(goals.propose, goal_draft("Another one", team_id=proposed.team_id))
    await as_(ANA).commit(goals.withdraw, proposed.id)
    added = await as_(ANA).commit(service.add, draft(other.id, is_primary=True))
    assert await as_(ANA).read(service.primary_of, added.team_id) == [added]
    with pytest.raises(Conflict):
        await as_(ANA).commit(service.add, draft(proposed.id))
    with pytest.raises(Conflict):
        await as_(ANA).commit(service.change, few[0].id, draft())
    with pytest.raises(Conflict):
        await as_(ANA).commit(service.remove, few[0].id)


@pytest.mark.each_database
@pytest.mark.practice("P5")
async def test_of_many_at_once_three_become_primary(as_: As, proposed: GoalView) -> None:
    others = [
        await as_(ANA).commit(goals.propose, goal_draft(f"Goal {number}", team_id=proposed.team_id))
        for number in range(6)
    ]
    people = (ANA, BEN, CYD) * 2
    wanted = [
        as_(who).commit(service.add, draft(goal.id, is_primary=True))
        for who, goal in zip(people, others, strict=True)
    ]
    outcomes = await asyncio.gather(*wanted, return_exceptions=True)
    refused = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert [type(outcome) for outcome in refused] == [service.PrimaryFull] * 3
    assert len(await as_(ANA).read(service.primary_of, proposed.team_id)) == 3


async def test_a_goal_has_room_for_a_dozen(as_: As, proposed: GoalView) -> None:
    for number in range(MOST_OF_A_GOAL):
        await as_(ANA).commit(service.add, draft(proposed.id, f"Number {number}"))
    with pytest.raises(Conflict, match="Nothing is saved"):
        await as_(ANA).commit(service.add, draft(proposed.id))


@pytest.mark.practice("P4")
async def test_the_other_sort_is_suggested_once_in_a_goals_life(as_: As, added: IndicatorView) -> None:
    assert await as_(ANA).read(service.sort_to_suggest, added) is Sort.LEADING
    await as_(ANA).commit(service.remove, added.id)
    again = await as_(ANA).commit(service.add, draft(added.goal_id, sort=Sort.LEADING))
    assert await as_(ANA).read(service.sort_to_suggest, again) is None


async def test_observers_and_made_up_ids_change_nothing(as_: As, added: IndicatorView) -> None:
    with pytest.raises(NotAllowed):
        await as_(DEE).read(service.to_change, added.id)
    with pytest.raises(NotAllowed):
        await as_(DEE).read(service.to_read, added.goal_id)
    for use_case in (service.remove, service.remove_reading):
        with pytest.raises(NotFound):
            await as_(ANA).commit(use_case, uuid4())
    with pytest.raises(NotAllowed):
        await as_(DEE).commit(service.remove, added.id)
    assert await as_(BEN).read(service.indicator, added.id) == added


async def test_the_card_is_drawn_anew(as_: As, added: IndicatorView) -> None:
    def version(tx: Transaction) -> int | None:
        mine = (SurfaceRow.kind == GOAL_CARD, SurfaceRow.subject == str(added.goal_id))
        return tx.session.scalar(select(SurfaceRow.wanted_version).where(*mine))

    before = await as_(ANA).read(version)
    await as_(ANA).commit(service.record, added.id, Decimal(5))
    assert await as_(ANA).read(version) != before


@pytest.mark.each_database
async def test_a_goal_that_is_being_ended_keeps_its_indicators(as_: As, added: IndicatorView) -> None:
    async with being_ended(as_(ANA), added.goal_id):
        for too_late in (
            as_(BEN).commit(service.remove, added.id),
            as_(CYD).commit(service.change, added.id, draft(target=Decimal(5))),
        ):
            with pytest.raises(Conflict, match="stay as they are"):
                await too_late
    assert await as_(ANA).read(service.indicator, added.id) == added


@pytest.mark.practice("P5")
@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("meanwhile", [0, 2, 3])
async def test_a_goal_that_stands_again_has_no_more_primary_ones_than_there_is_room_for(
    database: Database, as_: As, proposed: GoalView, meanwhile: int
) -> None:
    subscriptions = Subscriptions()
    subscriptions.on(GoalReopened, service.give_way)
    database.before_commit = (subscriptions.run, *database.before_commit)
    in_order = await as_(ANA).read(service.primary_of, proposed.team_id)
    await as_(ANA).commit(goals.end, proposed.id, Outcome.LET_GO, "")
    other = await as_(ANA).commit(goals.propose, goal_draft("Another one", team_id=proposed.team_id))
    for number in range(meanwhile):
        await as_(BEN).commit(service.add, draft(other.id, f"Meanwhile {number}", is_primary=True))
    await as_(ANA).commit(goals.reopen, proposed.id)
    primary = await as_(ANA).read(service.primary_of, proposed.team_id)
    assert [one for one in primary if one.goal_id == proposed.id] == in_order[: MOST_PRIMARY - meanwhile]
    assert len(primary) == MOST_PRIMARY
    told = [entry for entry in await log_of(as_, proposed) if entry[0] == "indicators.changed"]
    assert told == [("indicators.changed", {"is_primary": False})] * meanwhile
