"""The part of a timeline that a window shows."""

from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.stamps import Stamps, stamp_number, utc_now
from bot.sandbox.state.conversations import Conversation, Kind, Window
from bot.sandbox.state.messages import Draft, posted

STAMPS = [f"1700000000.{number:06d}" for number in range(0, 40, 2)]
BOUNDS = st.none() | st.integers(-1, 41).map(lambda number: 1_700_000_000_000_000 + number)


def within(window: Window, ts: str) -> bool:
    """Tell what the bounds say of one timestamp."""
    number, reach = stamp_number(ts) or 0, 0 if window.inclusive else 1
    late_enough = window.oldest is None or number >= window.oldest + reach
    return late_enough and (window.latest is None or number <= window.latest - reach)


@given(BOUNDS, BOUNDS, st.booleans(), BOUNDS)
def test_a_window_shows_just_what_lies_within_its_bounds(
    oldest: int | None, latest: int | None, inclusive: bool, before: int | None
) -> None:
    window = Window(oldest, latest, inclusive)
    kept = [ts for ts in STAMPS if within(window, ts)]
    assert window.of(STAMPS) == kept
    earlier = [ts for ts in kept if before is None or (stamp_number(ts) or 0) < before]
    assert window.before(before).of(STAMPS) == earlier


def test_a_timeline_is_newest_first_and_leaves_replies_out_unless_they_are_broadcast() -> None:
    place, stamps = Conversation("C1", "beds", Kind.PUBLIC, []), Stamps(utc_now)
    parent = posted(Draft("U1", "one"), stamps.next())
    reply = posted(Draft("U1", "two", thread_ts=parent.ts), stamps.next())
    loud = posted(Draft("U1", "three", thread_ts=parent.ts, broadcast=True), stamps.next())
    place.messages = {each.ts: each for each in (parent, reply, loud)}
    assert [each.text for each in place.timeline()] == ["three", "one"]
