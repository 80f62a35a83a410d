"""What an initiative, a milestone and a request have to say, and which step may follow which."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import Conflict, Invalid
from bot.features.planning.forms.initiatives import called_in, new_form, number_in
from bot.features.planning.rules import actions, days, dependencies, initiatives, milestones
from bot.features.planning.values.actions import Field
from bot.features.planning.values.days import EnteredDay, SaidBack
from bot.features.planning.values.dependencies import Deed, DependencyField, DependencyState
from bot.features.planning.values.initiatives import InitiativeField, InitiativeState
from bot.features.planning.values.milestones import MilestoneField
from bot.text import has_visible
from tests.features.goals.factories import NOON
from tests.features.planning.factories import FRIDAY, TEAM, initiative

TODAY = NOON.date()
PLANNED, UNDER_WAY, DONE, LET_GO = InitiativeState
ASKED, COUNTERED, ACCEPTED, DECLINED, WITHDRAWN = DependencyState


@given(st.text(max_size=400))
def test_words_fit_on_a_line_or_are_asked_for_again(raw: str) -> None:
    for rule in (initiatives.title_of, milestones.milestone_title_of, dependencies.what_of):
        try:
            words = rule(raw)
        except Invalid:
            continue
        assert has_visible(words)
        assert len(words) <= 150
        assert "\n" not in words


@pytest.mark.parametrize(
    ("words", "number"),
    [("i1", 1), ("I12", 12), ("#i3", 3), ("i", None), ("i18n", None), ("i1234567", None), ("3", None)],
)
def test_an_initiative_is_named_as_it_is_shown(words: str, number: int | None) -> None:
    assert called_in(words) == (number, "" if number else words)


@pytest.mark.parametrize(
    ("words", "number", "more"),
    [
        ("i1 more", 1, "more"),
        ("#I12 New title", 12, "New title"),
        ("i18n of it", None, "i18n of it"),
        ("3 Write", None, "3 Write"),
    ],
)
def test_an_initiatives_name_with_more_words_is_not_a_new_one(
    words: str, number: int | None, more: str
) -> None:
    assert called_in(words) == (number, more)


@pytest.mark.parametrize(
    ("words", "number", "title"),
    [
        ("9 Build a fence", 9, "Build a fence"),
        ("#9 fence", 9, "fence"),
        ("Build 9", None, "Build 9"),
        ("9", None, "9"),
    ],
)
def test_words_begin_with_the_number_of_a_goal(words: str, number: int | None, title: str) -> None:
    assert number_in(words) == number
    assert new_form(TEAM, words, None)[1].title == title


@pytest.mark.parametrize("now", InitiativeState)
@pytest.mark.parametrize("to", InitiativeState)
def test_the_steps_of_an_initiative(now: InitiativeState, to: InitiativeState) -> None:
    steps = {
        (PLANNED, UNDER_WAY), (PLANNED, DONE), (PLANNED, LET_GO), (UNDER_WAY, DONE),
        (UNDER_WAY, LET_GO), (DONE, UNDER_WAY), (LET_GO, PLANNED),
    }  # fmt: skip
    if (now, to) in steps:
        initiatives.require_step(initiative(state=now), to)
    else:
        with pytest.raises(Conflict):
            initiatives.require_step(initiative(state=now), to)


def test_what_is_opened_again_goes_on_where_it_stopped() -> None:
    for state in (DONE, LET_GO):
        initiatives.require_step(initiative(state=state), initiatives.opened_again(state))


@pytest.mark.parametrize("now", DependencyState)
@pytest.mark.parametrize("deed", Deed)
def test_what_may_be_said_where_a_handshake_stands(now: DependencyState, deed: Deed) -> None:
    table = {
        ASKED: {Deed.ACCEPT, Deed.COUNTER, Deed.DECLINE, Deed.WITHDRAW},
        COUNTERED: {Deed.AGREE, Deed.WITHDRAW},
        ACCEPTED: {Deed.DECLINE, Deed.WITHDRAW},
        DECLINED: set(),
        WITHDRAWN: set(),
    }
    if deed in table[now]:
        dependencies.require_deed(now, deed)
    else:
        with pytest.raises(Conflict, match="othing was changed"):
            dependencies.require_deed(now, deed)


def test_an_edit_tells_what_differs() -> None:
    before = initiative()
    assert initiatives.changes(before, before.draft()) == ({}, {})
    after = replace(before.draft(), title="Other", due=None)
    assert initiatives.changes(before, after) == (
        {"title": before.title, "due": "2026-03-06"},
        {"title": "Other", "due": None},
    )


@pytest.mark.parametrize(
    ("entered", "said", "meant"),
    [
        (EnteredDay("", None), None, None),
        (EnteredDay("  ", FRIDAY), None, FRIDAY),
        (EnteredDay("friday", date(2030, 1, 1)), None, SaidBack("friday", FRIDAY)),
        (EnteredDay(" friday ", None), SaidBack("friday", FRIDAY), FRIDAY),
        (EnteredDay("friday", None), SaidBack("friday", date(2026, 3, 13)), date(2026, 3, 13)),
        (EnteredDay("today", None), SaidBack("friday", FRIDAY), SaidBack("today", TODAY)),
        (EnteredDay("", date(2020, 1, 1)), None, date(2020, 1, 1)),
    ],
)
def test_words_count_once_they_were_said_back(
    entered: EnteredDay, said: SaidBack | None, meant: object
) -> None:
    assert days.meant(entered, said, TODAY, field="x") == meant


@pytest.mark.parametrize(
    ("words", "why"),
    [("soon", "can't read a day"), ("yesterday", "is over"), ("1 January 2040", "ten years ahead")],
)
def test_words_that_name_no_day_to_come_are_explained_beneath_their_field(words: str, why: str) -> None:
    with pytest.raises(Invalid, match=why) as refused:
        days.meant(EnteredDay(words, FRIDAY), None, TODAY, field="x")
    assert refused.value.field == "x"


def test_a_request_is_for_a_day_before_its_initiative_is_due() -> None:
    assert dependencies.needed_by_of(FRIDAY, FRIDAY, TODAY) == FRIDAY
    assert dependencies.needed_by_of(FRIDAY, None, TODAY) == FRIDAY
    for day, due in ((FRIDAY + timedelta(days=1), FRIDAY), (TODAY - timedelta(days=1), None)):
        with pytest.raises(Invalid):
            dependencies.needed_by_of(day, due, TODAY)


@pytest.mark.parametrize("day", [date(9999, 12, 31), date(2036, 3, 3)])
def test_a_day_more_than_ten_years_ahead_is_explained_beneath_its_field(day: date) -> None:
    refusals: dict[str, Callable[[], object]] = {
        InitiativeField.DUE: lambda: initiatives.due_of(day, TODAY),
        MilestoneField.DAY: lambda: milestones.day_of(day, TODAY),
        DependencyField.DAY: lambda: dependencies.needed_by_of(day, None, TODAY),
        Field.DUE: lambda: actions.due_of(day, TODAY),
        "words": lambda: days.meant(EnteredDay(day.isoformat(), None), None, TODAY, field="words"),
    }
    for field, refuse in refusals.items():
        with pytest.raises(Invalid, match="more than ten years ahead") as refused:
            refuse()
        assert refused.value.field == field
    with pytest.raises(Invalid, match="more than ten years ahead"):
        dependencies.offered_of(day, TODAY, TODAY)


def test_ten_years_ahead_is_a_day_like_any_other() -> None:
    assert initiatives.due_of(date(2036, 3, 2), TODAY) == date(2036, 3, 2)
