"""When each phase of a cycle begins, as usual or as a team chose."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dates.spans import TOO_FAR
from bot.features.cycles.rules import plans
from bot.features.cycles.rules.plans import DATES, DAY, FIELDS, ORDER, WEEK
from bot.features.cycles.values import Field, Phase, Plan
from tests.features.cycles.factories import MONDAY, SIX_WEEKS

starts = st.dates(date(2020, 1, 1), date(2035, 12, 31))
weeks = st.integers(plans.LEAST, plans.MOST)
usual = st.builds(plans.usual_plan, starts, weeks)
gaps = st.lists(st.integers(0, 36), min_size=5, max_size=5)


def chosen(first: date, gaps: list[int]) -> Plan:
    """A plan whose dates follow each other after these numbers of days."""
    days = [first]
    for gap in gaps:
        days.append(days[-1] + gap * DAY)
    return plans.plan_of(*days)


def test_a_six_week_cycle_gives_the_team_the_days_that_it_was_promised() -> None:
    days = (date(2026, 3, 5), date(2026, 3, 9), date(2026, 3, 11), date(2026, 4, 6), date(2026, 4, 12))
    assert plans.plan_of(MONDAY, *days) == SIX_WEEKS


def test_begun_on_a_saturday_its_working_days_are_the_same() -> None:
    plan = plans.usual_plan(date(2026, 2, 28))
    assert (plan.voting_on, plan.committing_on, plan.running_on) == (
        SIX_WEEKS.voting_on,
        SIX_WEEKS.committing_on,
        SIX_WEEKS.running_on,
    )


def test_one_week_has_a_working_day_for_each_phase() -> None:
    begins = plans.begins(plans.usual_plan(MONDAY, 1))
    assert [begins[phase] for phase in ORDER[:-1]] == [MONDAY + number * DAY for number in range(5)]


@given(usual)
def test_every_phase_of_a_usual_cycle_has_days_and_all_are_in_order(plan: Plan) -> None:
    assert all(plans.has_days(plan, phase) for phase in ORDER)
    assert plans.problems_of(plan, plan.starts_on) == {}


@given(starts, weeks)
def test_a_cycle_is_as_long_as_it_was_asked_to_be(first: date, length: int) -> None:
    plan = plans.usual_plan(first, length)
    assert plan.ends_on - plan.starts_on + DAY == length * WEEK
    assert plans.weeks_of(plan) == length


@given(usual, starts)
def test_what_was_usual_is_usual_for_the_next_cycle(plan: Plan, first: date) -> None:
    assert plans.plan_like(plan, first) == plans.usual_plan(first, plans.weeks_of(plan) or 0)


@given(starts, gaps, starts)
def test_what_a_team_chose_the_next_cycle_has_too(first: date, gaps: list[int], then: date) -> None:
    plan = plans.plan_like(chosen(first, gaps), then)
    if plan != plans.usual_plan(then, plans.weeks_of(plan) or plans.LEAST):
        assert plan == chosen(then, gaps)


@given(starts, gaps)
def test_dates_in_order_are_refused_for_their_length_alone(first: date, gaps: list[int]) -> None:
    days = sum(gaps) + 1
    problems = plans.problems_of(chosen(first, gaps), first)
    assert set(problems) == (set() if 7 <= days <= 26 * 7 else {Field.ENDS})


@pytest.mark.parametrize("name", DATES[1:])
def test_a_date_before_the_one_before_it_is_explained_beneath_it(name: str) -> None:
    before = getattr(SIX_WEEKS, DATES[DATES.index(name) - 1])
    wrong = replace(SIX_WEEKS, **{name: before - DAY})
    sentence = plans.problems_of(wrong, SIX_WEEKS.starts_on)[FIELDS[name]]
    assert sentence.endswith("or later.")
    assert (
        plans.problems_of(replace(SIX_WEEKS, **{name: before}), SIX_WEEKS.starts_on).get(FIELDS[name]) is None
    )


def test_a_first_day_more_than_ten_years_ahead_is_explained_beneath_it() -> None:
    far = SIX_WEEKS.starts_on.replace(year=SIX_WEEKS.starts_on.year + 10)
    assert plans.problems_of(plans.plan_like(SIX_WEEKS, far), SIX_WEEKS.starts_on) == {}
    for first in (far + DAY, date.max):
        beyond = plans.plan_of(*[first] * len(DATES))
        assert plans.problems_of(beyond, SIX_WEEKS.starts_on) == {Field.STARTS: TOO_FAR}


@given(usual, st.sampled_from(ORDER))
def test_the_phases_follow_each_other_both_ways(plan: Plan, phase: Phase) -> None:
    after = plans.following(plan, phase)
    assert (after is None) == (phase is Phase.CLOSED)
    if after is not None:
        assert plans.preceding(plan, after) is phase
    assert (plans.preceding(plan, phase) is None) == (phase is Phase.DRAFTING)


def test_a_phase_without_days_is_passed_over() -> None:
    plan = replace(SIX_WEEKS, running_on=SIX_WEEKS.committing_on)
    assert plans.following(plan, Phase.VOTING) is Phase.RUNNING
    assert plans.preceding(plan, Phase.RUNNING) is Phase.VOTING


@given(usual)
def test_halfway_lies_within_running(plan: Plan) -> None:
    middle = plans.halfway(plan)
    assert plan.running_on <= middle < plan.reflecting_on
    assert abs((middle - plan.running_on) - (plan.reflecting_on - middle)) <= DAY


@given(usual, st.integers(0, 1_000))
def test_what_begins_late_still_has_days_to_draft(plan: Plan, late: int) -> None:
    planned = plan.ends_on + DAY
    today = planned + late * DAY
    first = plans.next_start(plan, planned, today)
    assert planned <= first <= today
    assert today < plans.plan_like(plan, first).voting_on
    assert first in {planned, today}
