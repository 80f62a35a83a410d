"""The rules of a surface's states, for every order in which workers, Slack and people may act."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery import rules
from bot.delivery.outcomes import (
    Absent,
    Addressed,
    Expired,
    Found,
    Gone,
    Later,
    Outcome,
    Posted,
    Publishable,
    Refused,
    Stepped,
    Unsure,
    Updated,
)
from bot.delivery.rules import Moment, Progress
from bot.delivery.timing import Timing
from bot.delivery.values import PIN, Method, State

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
AT = Moment(NOW, Timing())
ENDS = {State.FAILED, State.EXPIRED, State.GONE}
NEW = Progress(
    state=State.PENDING,
    withdrawn=False,
    wanted_version=1,
    shown_version=0,
    steps_left=None,
    method=Method.POST,
    run_at=NOW,
    quiet_until=None,
    attempt=0,
    lease_token=None,
    lease_until=None,
    first_send_at=None,
    verify_at=None,
    verified=0,
    channel="C1",
    ts=None,
    last_error=None,
)
SHOWN = replace(NEW, state=State.SHOWN, shown_version=1, steps_left=(), method=None, run_at=None, ts="1.1")

later = st.builds(Later, st.sampled_from([None, "no route"]), st.sampled_from([None, timedelta(seconds=9)]))
refused = st.builds(Refused, st.just("no"), st.integers(1, 3))
steps = st.sampled_from([(), ("fire",), ("fire", "seedling"), ("fire", PIN), (PIN,)])
posted = st.builds(Posted, st.just("C1"), st.just("1.1"), st.just(1), steps)
found = st.builds(Found, st.just("C1"), st.sampled_from([("1.1",), ("1.1", "1.2")]))
OUTCOMES: dict[Method, st.SearchStrategy[Outcome]] = {
    Method.ROUTE: st.one_of(
        st.builds(Publishable),
        st.builds(Addressed, st.sampled_from([None, "D1"])),
        st.builds(Expired),
        refused,
    ),
    Method.OPEN: st.one_of(st.builds(Addressed, st.just("D1")), later, refused),
    Method.POST: st.one_of(posted, st.builds(Unsure, st.just("reset")), later, refused, st.builds(Expired)),
    Method.UPDATE: st.one_of(
        st.builds(Updated, st.integers(1, 3), steps), st.builds(Gone, st.just(True)), later, refused
    ),
    Method.PUBLISH: st.one_of(st.builds(Updated, st.integers(1, 3)), later, refused, st.builds(Expired)),
    Method.DELETE: st.one_of(st.builds(Gone, st.just(False)), later, refused),
    Method.REACT: st.one_of(st.builds(Stepped), st.builds(Gone, st.just(True)), later),
    Method.PIN: st.one_of(st.builds(Stepped), st.builds(Gone, st.just(True)), later),
    Method.READ_BACK: st.one_of(found, st.builds(Absent), later, refused),
}
AHEAD = replace(NEW, method=Method.OPEN, channel=None, wanted_version=0)
beginnings = st.sampled_from([NEW, replace(NEW, method=Method.ROUTE, channel=None), AHEAD])


@st.composite
def histories(draw: st.DrawFn) -> list[Progress]:
    """A surface's life: claimed, tried, crashed over, touched and withdrawn, up to thirty times."""
    surface, now = draw(beginnings), NOW
    life = [surface]
    for _ in range(draw(st.integers(1, 30))):
        if surface.method is None or surface.run_at is None:
            break
        now = max(now, surface.run_at)
        at = Moment(now, Timing())
        tried = surface.method
        surface = rules.leased(surface, uuid4(), at)
        if draw(st.booleans()):
            surface = replace(surface, wanted_version=surface.wanted_version + 1)
        if surface.state is not State.PENDING and draw(st.integers(0, 9)) == 0:
            surface = replace(surface, withdrawn=True)
        life.append(surface)
        if draw(st.integers(0, 3)):  # else the worker was killed and the lease runs out
            outcome = draw(OUTCOMES[tried])
            surface = rules.finished(surface, tried, outcome, at)
            life.append(surface)
    return life


@given(histories())
def test_a_surface_always_has_a_next_thing_to_do_or_is_at_rest(life: list[Progress]) -> None:
    for surface in life:
        assert (surface.method is None) == (surface.run_at is None)
        if surface.method is None:
            assert (
                surface.state in ENDS or surface.shown_version >= surface.wanted_version or surface.withdrawn
            )


@given(histories())
def test_what_may_have_been_posted_is_never_posted_again_unread(life: list[Progress]) -> None:
    """Once a post was begun, the next thing is to read back, until an answer or the read-back settles it."""
    for surface in life:
        if surface.state in (State.SENDING, State.UNKNOWN):
            assert surface.method is Method.READ_BACK
            assert surface.first_send_at is not None
        if surface.method is Method.POST:
            assert surface.state is State.PENDING


@given(histories())
def test_what_is_shown_has_its_place_on_record(life: list[Progress]) -> None:
    for surface in life:
        if surface.method in (Method.UPDATE, Method.DELETE, Method.REACT, Method.PIN):
            assert surface.channel is not None
            assert surface.ts is not None


@given(histories())
def test_ends_are_final_and_hold_no_lease(life: list[Progress]) -> None:
    for surface in life:
        if surface.state in ENDS:
            assert surface.method is None
            assert surface.lease_token is None


def finish(surface: Progress, outcome: Outcome) -> Progress:
    tried = surface.due_method
    return rules.finished(rules.leased(surface, uuid4(), AT), tried, outcome, AT)


def test_the_lease_is_also_the_plan_for_a_crash() -> None:
    held = rules.leased(NEW, uuid4(), AT)
    assert (held.state, held.method) == (State.SENDING, Method.READ_BACK)
    assert held.lease_until == NOW + AT.timing.lease
    assert held.run_at == NOW + AT.timing.lease + AT.timing.quarantine
    assert held.first_send_at == NOW


def test_the_first_try_is_remembered_over_later_ones() -> None:
    again = replace(NEW, first_send_at=NOW - timedelta(minutes=3))
    assert rules.leased(again, uuid4(), AT).first_send_at == NOW - timedelta(minutes=3)


def test_a_definite_failure_is_pending_again_after_a_growing_pause() -> None:
    once = finish(NEW, Later("no route"))
    twice = finish(once, Later("no route"))
    assert once.state is State.PENDING
    assert once.run_at == NOW + timedelta(seconds=1)
    assert twice.run_at == NOW + timedelta(seconds=2)


def test_handing_back_counts_as_no_try() -> None:
    back = finish(NEW, Later(error=None))
    assert (back.state, back.run_at, back.attempt) == (State.PENDING, NOW, 0)


def test_an_unclear_post_waits_for_the_quarantine_and_is_read_back() -> None:
    unknown = finish(NEW, Unsure("reset"))
    assert (unknown.state, unknown.method) == (State.UNKNOWN, Method.READ_BACK)
    assert unknown.run_at == NOW + AT.timing.quarantine


def test_found_again_it_is_drawn_anew_because_nobody_knows_which_version_it_shows() -> None:
    again = finish(finish(NEW, Unsure("reset")), Found("C1", ("1.1",)))
    assert (again.state, again.method, again.ts) == (State.SHOWN, Method.UPDATE, "1.1")


def test_two_copies_are_looked_into_at_once() -> None:
    again = finish(finish(NEW, Unsure("reset")), Found("C1", ("1.1", "1.2")))
    assert (again.ts, again.verify_at) == ("1.1", NOW)


def test_absent_it_is_posted_again_and_verified_later() -> None:
    again = finish(finish(NEW, Unsure("reset")), Absent())
    assert (again.state, again.method) == (State.PENDING, Method.POST)
    assert again.verify_at == NOW + timedelta(minutes=10)


def test_strays_are_looked_for_after_ten_minutes_and_an_hour() -> None:
    first = rules.verified(replace(SHOWN, verify_at=NOW), AT)
    second = rules.verified(first, AT)
    assert first.verify_at == NOW + timedelta(minutes=50)
    assert second.verify_at is None


def test_withdrawn_while_its_post_was_under_way_it_is_deleted_or_never_posted_again() -> None:
    held = replace(rules.leased(NEW, uuid4(), AT), withdrawn=True)
    assert rules.finished(held, Method.POST, Posted("C1", "1.1", 1, ("fire",)), AT).method is Method.DELETE
    assert rules.finished(held, Method.POST, Later("no route"), AT).state is State.GONE


def test_seeds_come_before_an_update_that_must_wait_and_after_one_that_need_not() -> None:
    seeded = replace(
        SHOWN, steps_left=("fire", "seedling"), wanted_version=2, method=Method.REACT, run_at=NOW
    )
    waiting = replace(seeded, quiet_until=NOW + timedelta(seconds=1))
    assert finish(seeded, Stepped()).method is Method.UPDATE
    assert finish(waiting, Stepped()).method is Method.REACT


@pytest.mark.parametrize(("step", "method"), [("fire", Method.REACT), (PIN, Method.PIN)])
def test_each_step_has_its_method(step: str, method: Method) -> None:
    assert finish(NEW, Posted("C1", "1.1", 1, (step,))).method is method


def test_updates_keep_their_distance() -> None:
    behind = finish(replace(NEW, wanted_version=5), Posted("C1", "1.1", 1, ()))
    assert behind.method is Method.UPDATE
    assert behind.run_at == NOW + timedelta(seconds=1)


def test_what_slack_refuses_of_a_shown_surface_is_given_up_and_the_surface_lives() -> None:
    behind = replace(SHOWN, wanted_version=2, method=Method.UPDATE, run_at=NOW)
    kept = finish(behind, Refused("msg_too_long", 2))
    assert (kept.state, kept.method, kept.last_error) == (State.SHOWN, None, "msg_too_long")


def test_a_conversation_that_cannot_be_read_back_is_tried_again_rather_than_guessed_at() -> None:
    unknown = finish(finish(NEW, Unsure("reset")), Refused("missing_scope"))
    assert (unknown.state, unknown.method) == (State.UNKNOWN, Method.READ_BACK)
    assert unknown.run_at is not None
    assert unknown.run_at > NOW
