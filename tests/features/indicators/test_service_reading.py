"""Recording, pasting and correcting readings."""

import asyncio
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest

from bot.db.database import Database, Edge
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView
from bot.features.indicators import service
from bot.features.indicators.rules.seen import as_seen
from bot.features.indicators.values import Field, IndicatorView, Origin, Read, Status
from bot.features.workspaces import service as workspaces
from tests.features.cycles.factories import go_through, move
from tests.features.goals.factories import ANA, BEN, CYD, DEE, WORKSPACE
from tests.features.goals.factories import draft as goal_draft
from tests.features.indicators.ending import being_ended
from tests.features.indicators.factories import TODAY, draft

As = Callable[[str], Edge]
WEEK = timedelta(days=7)


async def details(as_: As, one: IndicatorView, kind: str) -> list[dict[str, Any]]:
    entries = await as_(ANA).read(workspaces.history, str(one.goal_id))
    return [dict(entry.detail) for entry in entries if entry.kind == f"indicators.{kind}"]


async def values_of(as_: As, one: IndicatorView) -> list[int]:
    readings = (await as_(ANA).read(service.readings_of, [one.id])).get(one.id, ())
    return [int(reading.value) for reading in readings]


async def test_readings_come_in_any_order_and_the_newest_day_counts(as_: As, added: IndicatorView) -> None:
    await as_(BEN).commit(service.record, added.id, Decimal(17))
    await as_(ANA).commit(service.record, added.id, Decimal(28), on=TODAY - WEEK)
    known = await as_(ANA).read(service.indicator, added.id)
    assert (known.first, known.latest, known.latest_on) == (Decimal(28), Decimal(17), TODAY)
    told = await details(as_, added, "reading_recorded")
    assert [(entry["before"], entry["after"]) for entry in told] == [
        ("no_reading", "green"),
        ("green", "green"),
    ]


async def test_a_second_reading_of_a_day_takes_the_firsts_place_and_both_are_in_the_log(
    as_: As, added: IndicatorView
) -> None:
    first = await as_(BEN).commit(service.record, added.id, Decimal(17), note="counted twice")
    again = await as_(ANA).commit(service.record, added.id, Decimal(16))
    assert (again.id, again.value, again.entered_by) == (first.id, Decimal(16), ANA)
    told = await details(as_, added, "reading_recorded")
    assert [(entry["value"], entry["replaced"]) for entry in told] == [("17", None), ("16", "17")]
    assert (told[1]["replaced_note"], told[1]["replaced_of"]) == ("counted twice", BEN)


async def test_who_records_reads_whose_reading_gave_way(as_: As, added: IndicatorView) -> None:
    readings = {added.id: Decimal(17)}
    assert (await as_(BEN).commit(service.record_for, added.goal_id, readings, note="twice")).replaced == ()
    (gone,) = (await as_(CYD).commit(service.record_for, added.goal_id, {added.id: Decimal(9)})).replaced
    assert (gone.value, gone.note, gone.entered_by) == (Decimal(17), "twice", BEN)


async def test_what_a_check_in_told_stays_without_a_name(as_: As, added: IndicatorView) -> None:
    await as_(BEN).commit(service.record, added.id, Decimal(17), origin=Origin.CHECK_IN)
    await as_(CYD).commit(service.record, added.id, Decimal(16))
    assert BEN not in str(await details(as_, added, "reading_recorded"))


@pytest.mark.parametrize(("by", "corrects"), [(BEN, True), (ANA, True), (CYD, False)])
async def test_a_new_reading_corrects_ones_own_and_a_stewards_any(
    as_: As, added: IndicatorView, by: str, corrects: bool
) -> None:
    await as_(BEN).commit(service.record, added.id, Decimal(17))
    await as_(by).commit(service.record, added.id, Decimal(16))
    told = await details(as_, added, "reading_recorded")
    assert [entry["corrects"] for entry in told] == [False, corrects]


async def test_an_event_says_what_a_threshold_room_needs_and_nobodys_name(
    as_: As, proposed: GoalView
) -> None:
    one = await as_(ANA).commit(service.add, draft(proposed.id, amber=Decimal(10), red=Decimal(20)))
    await as_(BEN).commit(service.record, one.id, Decimal(5))
    await as_(BEN).commit(service.record, one.id, Decimal(25))
    told = await details(as_, one, "reading_recorded")
    assert [(entry["before"], entry["after"]) for entry in told] == [
        ("no_reading", "green"),
        ("green", "red"),
    ]
    assert BEN not in str(told)


async def test_the_clock_records_what_sources_show(database: Database, as_: As, added: IndicatorView) -> None:
    value = Decimal("3.14159265358979")
    await database.edge(WORKSPACE).commit(service.record, added.id, value, origin=Origin.SOURCE)
    readings = (await as_(ANA).read(service.readings_of, [added.id]))[added.id]
    assert [(reading.value, reading.origin, reading.entered_by) for reading in readings] == [
        (Decimal("3.141593"), Origin.SOURCE, "")
    ]


@pytest.mark.parametrize(
    ("value", "on", "field"),
    [
        (Decimal(1), TODAY + timedelta(days=1), Field.DAY),
        (Decimal(1), date(1, 1, 1), Field.DAY),
        (Decimal(10) ** 15, TODAY, Field.VALUE),
    ],
)
async def test_what_can_not_be_is_explained_beneath_its_field(
    as_: As, added: IndicatorView, value: Decimal, on: date, field: Field
) -> None:
    with pytest.raises(Invalid) as refused:
        await as_(ANA).commit(service.record, added.id, value, on=on)
    assert refused.value.field == field
    assert await values_of(as_, added) == []


async def test_several_indicators_are_read_at_once_or_none(as_: As, added: IndicatorView) -> None:
    other = await as_(ANA).commit(service.add, draft(added.goal_id, "Waiting"))
    values = {added.id: Decimal(9), other.id: Decimal(8)}
    await as_(BEN).commit(service.record_for, added.goal_id, values, note="both")
    assert [await values_of(as_, one) for one in (added, other)] == [[9], [8]]
    for wrong in ({added.id: Decimal(1), uuid4(): Decimal(2)}, {}):
        with pytest.raises((NotFound, Invalid)):
            await as_(BEN).commit(service.record_for, added.goal_id, wrong)
    elsewhere = await as_(ANA).commit(goals.propose, goal_draft(team_id=added.team_id))
    with pytest.raises(NotFound):
        await as_(BEN).commit(service.record_for, elsewhere.id, {added.id: Decimal(1)})
    assert await values_of(as_, added) == [9]


async def test_a_pasted_table_is_one_event_and_replaces_what_it_names(as_: As, added: IndicatorView) -> None:
    await as_(BEN).commit(service.record, added.id, Decimal(20), on=TODAY - WEEK)
    table = [Read(TODAY, Decimal(10)), Read(TODAY - WEEK, Decimal(21)), Read(TODAY - 2 * WEEK, Decimal(30))]
    after = await as_(CYD).commit(service.record_pasted, added.id, table)
    assert (after.first, after.latest) == (Decimal(30), Decimal(10))
    assert await values_of(as_, added) == [30, 21, 10]
    told = (await details(as_, added, "reading_recorded"))[1:]
    assert [(entry["value"], entry["origin"]) for entry in told] == [("10", "paste")]
    assert [(one["value"], one["replaced"]) for one in told[0]["earlier"]] == [("30", None), ("21", "20")]
    (newest,) = (await as_(ANA).read(service.newest_readings, [added.id], most=2)).values()
    assert [int(reading.value) for reading in newest] == [21, 10]
    await as_(CYD).commit(service.record_pasted, added.id, [])
    with pytest.raises(Invalid):
        await as_(CYD).commit(service.record_pasted, added.id, [*table, Read(TODAY + WEEK, Decimal(1))])
    assert await values_of(as_, added) == [30, 21, 10]


async def test_what_changed_while_a_form_was_open_is_not_overwritten(as_: As, added: IndicatorView) -> None:
    reading = await as_(BEN).commit(service.record, added.id, Decimal(17))
    seen, table = as_seen([reading]), [Read(TODAY, Decimal(10)), Read(TODAY - WEEK, Decimal(21))]
    now = await as_(BEN).commit(service.record, added.id, Decimal(15), note="counted twice")
    for refused in (
        as_(BEN).commit(service.correct, reading.id, Decimal(16), seen=seen),
        as_(BEN).commit(service.remove_reading, reading.id, seen=seen),
        as_(BEN).commit(service.record_pasted, added.id, table, seen=seen),
        as_(BEN).commit(service.record_pasted, added.id, table, seen=as_seen([])),
    ):
        with pytest.raises(service.ReadingsChanged):
            await refused
    assert await values_of(as_, added) == [15]
    await as_(BEN).commit(service.record_pasted, added.id, table, seen=as_seen([now]))
    (_, pasted) = (await as_(BEN).read(service.readings_of, [added.id]))[added.id]
    await as_(BEN).commit(service.correct, pasted.id, Decimal(11), seen=as_seen([pasted]))
    assert await values_of(as_, added) == [21, 11]


async def test_who_entered_a_reading_and_the_stewards_correct_it(as_: As, added: IndicatorView) -> None:
    reading = await as_(BEN).commit(service.record, added.id, Decimal(17), note="first")
    with pytest.raises(NotAllowed, match="Nothing was changed"):
        await as_(CYD).commit(service.correct, reading.id, Decimal(16))
    corrected = await as_(BEN).commit(service.correct, reading.id, Decimal(16), note="better")
    assert corrected.latest == Decimal(16)
    await as_(BEN).commit(service.correct, reading.id, Decimal(16), note="better")
    removed = await as_(ANA).commit(service.remove_reading, reading.id)
    assert (removed.latest, removed.latest_on, removed.first) == (None, None, None)
    told = await details(as_, added, "reading_corrected")
    assert [(entry["value_before"], entry["value_after"]) for entry in told] == [("17", "16"), ("16", None)]
    assert told[-1]["after"] == Status.NO_READING
    assert [(entry["note_before"], entry["of"]) for entry in told] == [("first", None), ("better", BEN)]


async def test_observers_read_and_record_nothing(as_: As, added: IndicatorView) -> None:
    reading = await as_(BEN).commit(service.record, added.id, Decimal(17))
    for refused in (
        as_(DEE).commit(service.record, added.id, Decimal(1)),
        as_(DEE).commit(service.record_for, added.goal_id, {added.id: Decimal(1)}),
        as_(DEE).commit(service.record_pasted, added.id, [Read(TODAY, Decimal(1))]),
        as_(DEE).commit(service.correct, reading.id, Decimal(1)),
        as_(DEE).commit(service.remove_reading, reading.id),
    ):
        with pytest.raises(NotAllowed):
            await refused
    assert await values_of(as_, added) == [17]


async def test_a_strict_team_reads_when_its_phase_says_so_and_sources_always_do(
    database: Database, as_: As, added: IndicatorView
) -> None:
    await as_(ANA).commit(cycles.begin, added.team_id)
    await as_(ANA).commit(go_through, added.team_id, is_strict=True)
    with pytest.raises(NotAllowed, match="drafting"):
        await as_(BEN).commit(service.record, added.id, Decimal(9))
    await database.edge(WORKSPACE).commit(service.record, added.id, Decimal(8), origin=Origin.SOURCE)
    await as_(ANA).commit(move, added.team_id, Phase.RUNNING)
    await as_(BEN).commit(service.record, added.id, Decimal(7))
    assert await values_of(as_, added) == [7]


@pytest.mark.each_database
async def test_a_goal_that_is_being_ended_keeps_its_readings(
    database: Database, as_: As, added: IndicatorView
) -> None:
    reading = await as_(BEN).commit(service.record, added.id, Decimal(17))
    async with being_ended(as_(ANA), added.goal_id):
        too_late = (
            as_(CYD).commit(service.record, added.id, Decimal(9)),
            as_(CYD).commit(service.record_for, added.goal_id, {added.id: Decimal(9)}),
            as_(CYD).commit(service.record_pasted, added.id, [Read(TODAY - WEEK, Decimal(9))]),
            as_(BEN).commit(service.correct, reading.id, Decimal(9)),
            as_(BEN).commit(service.remove_reading, reading.id),
            database.edge(WORKSPACE).commit(service.record, added.id, Decimal(9), origin=Origin.SOURCE),
        )
        for outcome in await asyncio.gather(*too_late, return_exceptions=True):
            assert isinstance(outcome, Conflict)
    assert await values_of(as_, added) == [17]


@pytest.mark.each_database
async def test_of_many_readings_of_a_day_one_stands(as_: As, added: IndicatorView) -> None:
    people = (ANA, BEN, CYD)
    await asyncio.gather(*(as_(who).commit(service.record, added.id, Decimal(9)) for who in people * 2))
    assert await values_of(as_, added) == [9]
    replaced = [entry["replaced"] for entry in await details(as_, added, "reading_recorded")]
    assert replaced == [None, *["9"] * 5]
