from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from bot.errors import Invalid
from bot.features.indicators import forms
from bot.features.indicators.forms import Stage
from bot.features.indicators.rules import numbers
from bot.features.indicators.values import (
    Category,
    Direction,
    Field,
    IndicatorDraft,
    Milestone,
    Sort,
)
from bot.slack.payloads import FormState
from tests.features.indicators.factories import GOAL, indicator

STAGE = Stage(goal_id=GOAL)
CHOSEN = {
    Field.SORT: Sort.LEADING,
    Field.CATEGORY: Category.EFFICIENCY,
    Field.DIRECTION: Direction.DECREASE,
}
DAYS = {Field.DUE: "2026-04-11"}
TYPED = {Field.NAME: " Reply  time ", Field.TARGET: "4 h", Field.BASELINE: "1,200"}


def form(
    typed: dict[Any, str], *, days: dict[Any, str] = DAYS, chosen: Mapping[Any, str] = CHOSEN
) -> FormState:
    """What Slack sends of a filled form."""
    values: dict[str, object] = {name: {"a": {"value": value}} for name, value in typed.items()}
    values |= {name: {"a": {"selected_date": value}} for name, value in days.items()}
    values |= {name: {"a": {"selected_option": {"value": str(value)}}} for name, value in chosen.items()}
    return FormState(values)


def test_what_was_entered_is_an_indicator_and_the_unit_may_stand_beside_the_target() -> None:
    entered = forms.entered(form(TYPED | {Field.PATH: "2026-03-10: 20 h\n\n2026-03-20: 10"}), STAGE)
    assert entered == IndicatorDraft(
        goal_id=GOAL,
        name="Reply time",
        sort=Sort.LEADING,
        category=Category.EFFICIENCY,
        direction=Direction.DECREASE,
        target=Decimal(4),
        baseline=Decimal(1_200),
        unit="h",
        due_on=date(2026, 4, 11),
        path=(Milestone(date(2026, 3, 10), Decimal(20)), Milestone(date(2026, 3, 20), Decimal(10))),
    )


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({Field.TARGET: ""}, {Field.TARGET: numbers.NO_NUMBER}),
        ({Field.TARGET: "few"}, {Field.TARGET: numbers.NO_NUMBER}),
        (
            {Field.AMBER: "1/2", Field.RED: "x"},
            {Field.AMBER: numbers.NO_NUMBER, Field.RED: numbers.NO_NUMBER},
        ),
        ({Field.BASELINE: "30 min"}, {Field.BASELINE: numbers.OTHER_UNIT.format(said="min", unit="h")}),
    ],
)
def test_every_number_that_can_not_be_read_is_named(typed: dict[Field, str], said: dict[str, str]) -> None:
    assert forms.entered(form(TYPED | typed), STAGE) == said


@pytest.mark.parametrize("path", ["soon: 4", "2026-03-10", "2026-03-10: 4 km", "2026-03-10: many"])
def test_a_milestone_that_can_not_be_read_is_said_back(path: str) -> None:
    entered = forms.entered(form(TYPED | {Field.PATH: path}), STAGE)
    assert isinstance(entered, dict)
    assert path in entered[Field.PATH]


def test_what_no_client_of_slacks_sends_is_refused_kindly() -> None:
    entered = forms.entered(form(TYPED, days={Field.DUE: "someday"}, chosen={}), STAGE)
    assert entered == {
        Field.DUE: forms.NO_DAY,
        Field.SORT: forms.NO_CHOICE,
        Field.CATEGORY: forms.NO_CHOICE,
        Field.DIRECTION: forms.NO_CHOICE,
    }
    with pytest.raises(Invalid):
        forms.entered_day(form({}, days={Field.DAY: "someday"}))
    assert forms.entered_day(form({}, days={})) is None


def test_readings_are_entered_by_indicator() -> None:
    one, other = indicator(latest=1_500), indicator(number=2, unit="")
    fields = {Field.VALUE.of(one.id): "1.234", Field.VALUE.of(other.id): ""}
    assert forms.entered_readings(form(fields), [one, other]) == ({one.id: Decimal(1_234)}, {})
    assert forms.entered_reading(form(fields), one) == Decimal(1_234)
    assert forms.entered_reading(form(fields), other) == {Field.VALUE.of(other.id): numbers.NO_NUMBER}
    assert forms.entered_reading(form({Field.VALUE.of(other.id): "5 h"}), other) == {
        Field.VALUE.of(other.id): numbers.NO_UNIT.format(said="h")
    }


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("3 14 h", (3, "14 h")),
        ("#3", (3, "")),
        ("14.5 h", (None, "14.5 h")),
        ("", (None, "")),
        ("many", (None, "many")),
    ],
)
def test_a_command_may_begin_with_a_goals_number(words: str, found: tuple[int | None, str]) -> None:
    assert forms.addressed(words) == found


def test_a_button_says_which_sort_was_suggested() -> None:
    assert forms.asked_sort(f"{GOAL}:leading") == (GOAL, Sort.LEADING)
    assert forms.asked_sort(f"{GOAL}:other") == (GOAL, None)
    assert forms.chosen(f"edit:{UUID(int=1)}") == ("edit", UUID(int=1))
