"""What dates and people make of a cycle's phase, and what a strict team refuses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.features.cycles.rules import phases
from bot.features.cycles.rules.phases import BELONGS, CycleState, Move
from bot.features.cycles.rules.plans import DAY, ORDER
from bot.features.cycles.values import Ahead, Doing, Phase
from tests.features.cycles.factories import ALONE, BY_HAND, MONDAY, SIX_WEEKS, STRICT, state, view
from tests.features.cycles.test_rules_plans import usual

days = st.integers(-10, 250)
some_phase = st.sampled_from(ORDER)


@st.composite
def states(draw: st.DrawFn) -> CycleState:
    """A cycle that dates and people moved."""
    plan = draw(usual)
    known = state(plan=plan)
    for offset, phase in draw(st.lists(st.tuples(days, st.none() | some_phase), max_size=3)):
        today = plan.starts_on + offset * DAY
        known = phases.as_of(known, today) if phase is None else phases.by_hand(known, phase, today)
    return known


@pytest.mark.parametrize(
    ("today", "phase"),
    [
        (date(2026, 2, 20), Phase.DRAFTING),
        (MONDAY, Phase.DRAFTING),
        (date(2026, 3, 4), Phase.DRAFTING),
        (date(2026, 3, 5), Phase.VOTING),
        (date(2026, 3, 9), Phase.COMMITTING),
        (date(2026, 3, 11), Phase.RUNNING),
        (date(2026, 4, 5), Phase.RUNNING),
        (date(2026, 4, 6), Phase.REFLECTING),
        (date(2026, 4, 12), Phase.REFLECTING),
        (date(2026, 4, 13), Phase.CLOSED),
        (date(2027, 1, 1), Phase.CLOSED),
    ],
)
def test_a_date_means_a_phase(today: date, phase: Phase) -> None:
    assert phases.as_of(state(), today).phase is phase


@given(states(), days)
def test_dates_never_move_it_back(known: CycleState, later: int) -> None:
    today = known.plan.starts_on + later * DAY
    assert ORDER.index(phases.as_of(known, today).phase) >= ORDER.index(known.phase)


@given(states(), days, st.integers(0, 250))
def test_what_dates_brought_is_the_same_however_often_one_looks(
    known: CycleState, first: int, then: int
) -> None:
    one = known.plan.starts_on + first * DAY
    another = one + then * DAY
    assert phases.as_of(phases.as_of(known, one), another) == phases.as_of(known, another)


@given(states(), some_phase, days)
def test_what_a_person_moved_stays_for_the_day(known: CycleState, phase: Phase, offset: int) -> None:
    today = known.plan.starts_on + offset * DAY
    moved = phases.by_hand(known, phase, today)
    assert phases.as_of(moved, today) == moved
    assert (moved.closed_on == today) == (phase is Phase.CLOSED)


def test_moved_ahead_it_waits_for_the_next_date_to_come() -> None:
    ahead = phases.by_hand(state(), Phase.RUNNING, MONDAY + DAY)
    assert phases.as_of(ahead, SIX_WEEKS.running_on).phase is Phase.RUNNING
    assert phases.as_of(ahead, SIX_WEEKS.reflecting_on - DAY).phase is Phase.RUNNING
    assert phases.as_of(ahead, SIX_WEEKS.reflecting_on).phase is Phase.REFLECTING


def test_moved_back_it_waits_for_the_next_date_too() -> None:
    back = phases.by_hand(state(Phase.VOTING), Phase.DRAFTING, SIX_WEEKS.voting_on)
    assert phases.as_of(back, SIX_WEEKS.committing_on - DAY).phase is Phase.DRAFTING
    assert phases.as_of(back, SIX_WEEKS.committing_on).phase is Phase.COMMITTING


@given(states(), days)
def test_by_hand_alone_no_date_moves_it(known: CycleState, offset: int) -> None:
    held = replace(known, settings=BY_HAND)
    assert phases.as_of(held, known.plan.starts_on + offset * DAY) == held


@given(states(), days)
def test_what_comes_next_comes_on_its_day_and_not_before(known: CycleState, offset: int) -> None:
    today = known.plan.starts_on + offset * DAY
    now = phases.as_of(known, today)
    coming = phases.ahead(now, today)
    if coming is None or not coming.by_itself or coming.on is None or now.phase is Phase.CLOSED:
        return
    assert phases.as_of(now, coming.on - DAY).phase is now.phase
    assert phases.as_of(now, coming.on).phase is coming.phase


@given(states(), days)
def test_the_clock_looks_no_later_than_anything_happens(known: CycleState, offset: int) -> None:
    due = phases.next_change(known)
    today = known.plan.starts_on + offset * DAY
    if due is not None and today >= due:
        return
    assert phases.as_of(known, today).phase is known.phase
    assert not phases.is_halfway(known, today)
    opening = phases.opens_on(known)
    assert opening is None or opening > today


@given(states())
def test_the_middle_is_told_only_while_it_runs(known: CycleState) -> None:
    long_after = known.plan.ends_on + timedelta(days=400)
    assert phases.is_halfway(known, long_after) == (known.phase is Phase.RUNNING)
    assert not phases.is_halfway(replace(known, was_halfway=True), long_after)


def test_the_next_cycle_opens_when_dates_closed_this_one_or_the_day_after_a_person_did() -> None:
    over = SIX_WEEKS.ends_on + DAY
    assert phases.opens_on(phases.as_of(state(), over + 3 * DAY)) == over
    assert phases.opens_on(phases.by_hand(state(), Phase.CLOSED, MONDAY)) == MONDAY + DAY
    assert phases.opens_on(state()) is None
    for settings in (BY_HAND, ALONE):
        closed = phases.by_hand(state(settings=settings), Phase.CLOSED, MONDAY)
        assert phases.opens_on(closed) is None
        assert phases.ahead(closed, MONDAY) is None


def test_once_all_dates_are_over_only_people_move_it() -> None:
    open_again = phases.by_hand(state(Phase.CLOSED), Phase.REFLECTING, date(2026, 5, 1))
    assert phases.next_change(open_again) is None
    assert phases.ahead(open_again, date(2026, 5, 1)) == Ahead(phase=Phase.CLOSED, on=None, by_itself=False)


DRAFTING, VOTING, COMMITTING, RUNNING, REFLECTING, CLOSED = ORDER


@pytest.mark.parametrize(
    ("moves", "now", "left_out"),
    [
        ((), RUNNING, set()),
        ((Move(DRAFTING, RUNNING, by_date=True),), RUNNING, set()),
        ((Move(DRAFTING, COMMITTING, by_date=False),), COMMITTING, {VOTING}),
        ((Move(DRAFTING, COMMITTING, by_date=False),), REFLECTING, {VOTING}),
        ((Move(RUNNING, CLOSED, by_date=False),), CLOSED, {REFLECTING}),
        ((Move(RUNNING, CLOSED, by_date=False), Move(CLOSED, REFLECTING, by_date=False)), REFLECTING, set()),
        ((Move(REFLECTING, DRAFTING, by_date=False),), DRAFTING, set()),
    ],
    ids=[
        "nobody moved it",
        "dates passed some",
        "a person passed one",
        "then its dates brought the next",
        "closed early",
        "and opened again",
        "moved back",
    ],
)
def test_only_what_a_person_passed_was_left_out(
    moves: tuple[Move, ...], now: Phase, left_out: set[Phase]
) -> None:
    assert phases.left_out(moves, now) == left_out


@pytest.mark.parametrize(
    ("moves", "now", "off_plan"),
    [
        ((), RUNNING, set()),
        ((Move(DRAFTING, COMMITTING, by_date=True),), RUNNING, set()),
        ((Move(DRAFTING, VOTING, by_date=False),), VOTING, {DRAFTING, VOTING}),
        ((Move(DRAFTING, VOTING, by_date=False),), COMMITTING, {DRAFTING, VOTING}),
        (
            (Move(DRAFTING, VOTING, by_date=False), Move(VOTING, COMMITTING, by_date=True)),
            COMMITTING,
            {DRAFTING, VOTING},
        ),
        ((Move(VOTING, DRAFTING, by_date=False),), DRAFTING, {DRAFTING}),
        ((Move(VOTING, DRAFTING, by_date=False),), VOTING, {DRAFTING}),
    ],
    ids=[
        "nobody moved it",
        "dates moved it",
        "a person moved it on",
        "then its date came",
        "and is on record",
        "moved back",
        "and its date brought it on again",
    ],
)
def test_only_what_a_person_moved_it_into_or_out_of_went_otherwise_than_planned(
    moves: tuple[Move, ...], now: Phase, off_plan: set[Phase]
) -> None:
    assert phases.off_plan(moves, now) == off_plan


@pytest.mark.parametrize("doing", Doing)
@pytest.mark.parametrize("phase", ORDER)
def test_only_a_strict_team_refuses_and_only_what_belongs_elsewhere(phase: Phase, doing: Doing) -> None:
    assert not phases.is_refused(view(phase, number=1), doing)
    strict = view(phase, number=1, settings=STRICT)
    assert phases.is_refused(strict, doing) == (phase not in BELONGS[doing])


@pytest.mark.parametrize("phase", ORDER)
def test_a_closed_cycle_can_be_looked_back_on_until_the_next_is_running(phase: Phase) -> None:
    second = view(phase, number=2, settings=STRICT)
    assert not phases.is_refused(second, Doing.REFLECT)
    assert phases.is_refused(second, Doing.CHECK_IN) == (phase not in BELONGS[Doing.CHECK_IN])
    said = phases.refusal(Phase.DRAFTING, Doing.REFLECT, ())
    assert (
        "looking back belongs to running and reflecting, and goes on until the next cycle is running." in said
    )


def test_a_refusal_says_why_that_nothing_was_lost_and_who_can_change_it() -> None:
    said = phases.refusal(Phase.RUNNING, Doing.PROPOSE, ("Ana", "Ben"))
    assert said == (
        "This team keeps to its phases, and it is running now; proposing goals belongs to drafting and voting. "
        "Nothing was lost or changed. A steward can move the cycle with `/cairn cycle`: Ana and Ben."
    )
    assert "its cycle is closed" in phases.refusal(Phase.CLOSED, Doing.VOTE, ())


@pytest.mark.parametrize("phase", [Phase.DRAFTING, Phase.VOTING, Phase.CLOSED])
def test_who_measures_too_early_is_told_where_a_number_goes_until_then(phase: Phase) -> None:
    said = phases.refusal(phase, Doing.MEASURE, ())
    assert "putting readings on record belongs to committing, running and reflecting." in said
    assert ("Until then, the *Baseline*" in said) == (phase is not Phase.CLOSED)


def test_every_doing_belongs_somewhere() -> None:
    assert set(BELONGS) == set(Doing)
    assert all(BELONGS.values())
