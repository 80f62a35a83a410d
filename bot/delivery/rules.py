"""What becomes of a surface when a worker takes it and when something came of that: pure, on values."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

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
from bot.delivery.timing import Timing
from bot.delivery.values import PIN, Method, State


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a surface has come: the part of its row that delivery changes.

    Args:
        wanted_version: raised by each touch; 0 where nothing is to be shown, only the channel to be known.
        shown_version: what Slack shows; 0 for a message found again, whose version nobody recorded.
        steps_left: seeds and pin still to add; None until the message is drawn.
        method: the next thing to do, and `run_at` when; None when Slack agrees.
        quiet_until: no update before this.
        attempt: tries in a row that led nowhere.
        verified: how many looks for stray copies are over.
    """

    state: State
    withdrawn: bool
    wanted_version: int
    shown_version: int
    steps_left: tuple[str, ...] | None
    method: Method | None
    run_at: datetime | None
    quiet_until: datetime | None
    attempt: int
    lease_token: UUID | None
    lease_until: datetime | None
    first_send_at: datetime | None
    verify_at: datetime | None
    verified: int
    channel: str | None
    ts: str | None
    last_error: str | None

    @property
    def due_method(self) -> Method:
        """The next thing to do, of a surface that has one."""
        assert self.method is not None  # noqa: S101 - narrows a type; only rows with a method are ever claimed
        return self.method


@dataclass(frozen=True, slots=True)
class Moment:
    """When a rule is applied, and the waits that it goes by."""

    now: datetime
    timing: Timing
    surface_gap: timedelta = timedelta(seconds=1)


def leased(surface: Progress, token: UUID, at: Moment) -> Progress:
    """Hand it to a worker, and write down what to do should that worker never be heard of again.

    A post that nobody reports is never repeated blindly: the conversation is read back first.
    """
    until = at.now + at.timing.lease
    held = replace(surface, lease_token=token, lease_until=until, run_at=until)
    if surface.method is not Method.POST:
        return held
    return replace(
        held,
        state=State.SENDING,
        method=Method.READ_BACK,
        run_at=until + at.timing.quarantine,
        first_send_at=surface.first_send_at or at.now,
    )


def waiting(surface: Progress, at: Moment) -> Progress:
    """Put off a reply whose parent isn't shown yet; the parent's posting wakes it sooner."""
    run_at = at.now + at.timing.pause(surface.attempt)
    return replace(surface, run_at=run_at, attempt=surface.attempt + 1)


def ended(surface: Progress, state: State, error: str | None = None) -> Progress:
    """Nothing more is to be done."""
    done = replace(surface, state=state, method=None, run_at=None, steps_left=(), last_error=error)
    return replace(done, lease_token=None, lease_until=None)


def finished(surface: Progress, tried: Method, outcome: Outcome, at: Moment) -> Progress:
    """Where a surface stands after its worker tried something and this came of it."""
    free = replace(surface, lease_token=None, lease_until=None)
    match outcome:
        case Posted() | Updated() | Stepped():
            to = _next(_advanced(free, outcome, at), at)
        case Publishable() | Addressed():
            to = _routed(free, outcome, at)
        case Gone() | Expired():
            to = ended(free, State.GONE if isinstance(outcome, Gone) else State.EXPIRED)
        case Refused():
            to = _refused(free, tried, outcome, at)
        case Found() | Absent() | Unsure():
            to = _reconciled(free, outcome, at)
        case Later():
            to = _again(free, tried, outcome, at)
        case _:
            assert_never(outcome)
    return to


def _advanced(surface: Progress, done: Posted | Updated | Stepped, at: Moment) -> Progress:
    quiet = at.now + at.surface_gap
    if isinstance(done, Stepped):
        left = (surface.steps_left or ())[1:]
        return replace(surface, steps_left=left, attempt=0, last_error=done.error)
    steps = done.steps if surface.steps_left is None else surface.steps_left
    shown = replace(surface, state=State.SHOWN, shown_version=done.version, steps_left=steps, attempt=0)
    shown = replace(shown, quiet_until=quiet, last_error=None)
    return replace(shown, channel=done.channel, ts=done.ts) if isinstance(done, Posted) else shown


def _next(surface: Progress, at: Moment) -> Progress:
    """What is to be done next for a surface that is shown; an update goes before steps unless it must wait."""
    run_at = at.now
    method: Method | None = None
    quiet = surface.quiet_until or at.now
    behind = surface.wanted_version > surface.shown_version
    if surface.withdrawn and surface.ts is not None:
        method = Method.DELETE
    elif surface.steps_left and (quiet > at.now or not behind):
        method = Method.PIN if surface.steps_left[0] == PIN else Method.REACT
    elif behind:
        method, run_at = (Method.PUBLISH if surface.ts is None else Method.UPDATE), max(quiet, at.now)
    return replace(surface, method=method, run_at=run_at if method else None)


def _routed(surface: Progress, to: Publishable | Addressed, at: Moment) -> Progress:
    if isinstance(to, Publishable):
        return replace(surface, method=Method.PUBLISH, run_at=at.now, attempt=0)
    if surface.wanted_version == 0:
        return ended(replace(surface, channel=to.channel), State.EXPIRED)
    method = Method.POST if to.channel else Method.OPEN
    return replace(surface, method=method, run_at=at.now, channel=to.channel, attempt=0)


def _refused(surface: Progress, tried: Method, refused: Refused, at: Moment) -> Progress:
    """What is shown already stays live: its next change is tried again, this one isn't."""
    if tried is Method.READ_BACK:
        return _retried(surface, tried, at, error=refused.error)
    if surface.state is not State.SHOWN:
        return ended(surface, State.FAILED, refused.error)
    if tried is Method.DELETE:
        return ended(surface, State.GONE, refused.error)
    given_up = replace(surface, shown_version=max(refused.version, surface.shown_version), attempt=0)
    return _next(replace(given_up, last_error=refused.error), at)


def _reconciled(surface: Progress, known: Found | Absent | Unsure, at: Moment) -> Progress:
    """Settle a post whose outcome nobody heard; after a wrong guess, strays are looked for later."""
    if isinstance(known, Unsure):
        run_at = at.now + at.timing.quarantine
        return replace(
            surface,
            state=State.UNKNOWN,
            method=Method.READ_BACK,
            run_at=run_at,
            attempt=surface.attempt + 1,
            last_error=known.error,
        )
    if isinstance(known, Absent):
        pending = _put_back(replace(surface, run_at=at.now), Method.POST)
        return replace(pending, verify_at=at.now + at.timing.verify_after[0], verified=0)
    shown = replace(surface, state=State.SHOWN, channel=known.channel, ts=known.stamps[0], shown_version=0)
    if len(known.stamps) > 1:
        shown = replace(shown, verify_at=at.now, verified=0)
    return _next(replace(shown, attempt=0, last_error=None), at)


def _again(surface: Progress, tried: Method, later: Later, at: Moment) -> Progress:
    if later.error is None:
        return _put_back(replace(surface, run_at=at.now + (later.after or timedelta(0))), tried)
    return _retried(surface, tried, at, error=later.error, after=later.after)


def _retried(
    surface: Progress, tried: Method, at: Moment, *, error: str, after: timedelta | None = None
) -> Progress:
    run_at = at.now + (at.timing.pause(surface.attempt) if after is None else after)
    later = replace(surface, run_at=run_at, attempt=surface.attempt + 1, last_error=error)
    if tried in (Method.UPDATE, Method.PUBLISH):
        later = replace(later, quiet_until=run_at)  # a touch must not shorten the pause
    return _put_back(later, tried)


def _put_back(surface: Progress, tried: Method) -> Progress:
    """A post that certainly wasn't made is pending as before."""
    if tried is Method.POST:
        if surface.withdrawn:
            return ended(surface, State.GONE)
        return replace(surface, state=State.PENDING, method=tried)
    return replace(surface, method=tried)


def verified(surface: Progress, at: Moment) -> Progress:
    """Note that stray copies were looked for, and when to look again."""
    after = at.timing.verify_after
    done = surface.verified + 1
    if done >= len(after):
        return replace(surface, verify_at=None, verified=done)
    return replace(surface, verify_at=at.now + after[done] - after[done - 1], verified=done)
