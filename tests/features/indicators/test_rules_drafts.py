from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.features.indicators.rules.drafts import changes, problems_of
from bot.features.indicators.values import Direction, Field, Milestone
from tests.features.indicators.factories import DUE, TODAY, draft, indicator

YESTERDAY = TODAY - timedelta(days=1)
ABOVE = {"direction": Direction.STAY_ABOVE, "target": Decimal(95)}
UP = {"direction": Direction.INCREASE, "baseline": Decimal(0), "target": Decimal(10)}


def path(*points: tuple[int, int]) -> dict[str, Any]:
    return {"path": tuple(Milestone(TODAY + timedelta(days=days), Decimal(value)) for days, value in points)}


@pytest.mark.parametrize(
    "words",
    [
        {},
        {"baseline": Decimal(4), "direction": Direction.STAY_BELOW},
        {"baseline": None, "first_reading_by": DUE},
        {"commit": Decimal(6), "stretch": Decimal(2), "amber": Decimal(10), "red": Decimal(20)},
        {"amber": Decimal(10), "red": Decimal(10)},
        {**ABOVE, "amber": Decimal(95), "red": Decimal(90), "stretch": Decimal(95)},
        {**ABOVE, "baseline": Decimal(99)},
        {**UP, "commit": Decimal(8), "stretch": Decimal(12)},
        path((10, 20), (30, 10)),
    ],
)
def test_what_makes_sense_passes(words: dict[str, Any]) -> None:
    assert problems_of(draft(**words), TODAY) == {}


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({"name": " \u200b"}, Field.NAME),
        ({"name": "x" * 81}, Field.NAME),
        ({"unit": "kilometres per hour"}, Field.UNIT),
        ({"due_on": YESTERDAY}, Field.DUE),
        ({"due_on": date.max}, Field.DUE),
        ({"baseline": None}, Field.FIRST_BY),
        ({"baseline": None, "first_reading_by": YESTERDAY}, Field.FIRST_BY),
        ({"baseline": None, "first_reading_by": DUE + timedelta(days=1)}, Field.FIRST_BY),
        ({"baseline": Decimal(3)}, Field.BASELINE),
        ({"baseline": Decimal(4)}, Field.BASELINE),
        ({**UP, "baseline": Decimal(11)}, Field.BASELINE),
        ({"commit": Decimal(3)}, Field.COMMIT),
        ({"stretch": Decimal(5)}, Field.STRETCH),
        ({"amber": Decimal(3)}, Field.AMBER),
        ({"red": Decimal(3)}, Field.RED),
        ({**ABOVE, "red": Decimal(96)}, Field.RED),
        ({"amber": Decimal(20), "red": Decimal(10)}, Field.RED),
        ({**ABOVE, **path((10, 96))}, Field.PATH),
        (path((20, 20), (20, 10)), Field.PATH),
        (path((0, 20)), Field.PATH),
        (path((40, 20)), Field.PATH),
        (path(*((day, 10) for day in range(1, 14))), Field.PATH),
    ],
)
def test_what_makes_none_is_explained_beneath_its_field(words: dict[str, Any], field: Field) -> None:
    assert list(problems_of(draft(**words), TODAY)) == [field]


def test_days_that_it_had_may_be_over_while_it_is_edited() -> None:
    later = DUE + timedelta(days=9)
    known = indicator(baseline=None, first_reading_by=TODAY)
    assert problems_of(draft(name="New", baseline=None, first_reading_by=TODAY), later, before=known) == {}
    assert list(problems_of(draft(due_on=later - timedelta(days=1)), later, before=known)) == [Field.DUE]


def test_one_that_started_at_its_target_may_be_edited() -> None:
    known = indicator(baseline=Decimal(4))
    assert problems_of(draft(name="New", baseline=Decimal(4)), TODAY, before=known) == {}


def test_an_edit_names_only_what_differs() -> None:
    known = indicator()
    assert changes(known, draft()) == {}
    assert changes(known, replace(draft(), target=Decimal(5))) == {"target": (Decimal(4), Decimal(5))}
