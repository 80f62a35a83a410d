"""What somebody has not read yet: per person and place, as Slack marks it on every device."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, takewhile

from bot.sandbox.stamps import stamp_number
from bot.sandbox.state.conversations import Conversation, Kind
from bot.sandbox.state.messages import Message

MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Unread:
    """How many messages of others wait, counted up to MOST_COUNTED, and how many of them name this person."""

    messages: int
    mentions: int


def mark_read(place: Conversation, user: str, ts: str) -> bool:
    """Note that this person has read up to ts, and return whether that is news: marks only go forward."""
    before = stamp_number(place.read_up_to.get(user, "")) or 0
    if (stamp_number(ts) or 0) <= before:
        return False
    place.read_up_to[user] = ts
    return True


def unread(place: Conversation, user: str) -> Unread:
    """Count what waits for this person; in a place they are not in, and of what they said themselves, nothing does."""
    if user not in place.members:
        return Unread(0, 0)
    others = (each for each in _since(place, user) if each.user != user and not each.is_tombstone)
    waiting = list(islice(others, MOST_COUNTED))
    naming = [each for each in waiting if place.kind is Kind.DIRECT or f"<@{user}>" in each.text]
    return Unread(len(waiting), len(naming))


def _since(place: Conversation, user: str) -> Iterator[Message]:
    mark = stamp_number(place.read_up_to.get(user, "")) or 0
    return takewhile(lambda each: (stamp_number(each.ts) or 0) > mark, place.timeline())
