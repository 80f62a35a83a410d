"""A message with a thread under it: which one stands, and posting it anew after somebody deleted it."""

from collections.abc import Iterable

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE


def stands(tx: Transaction, kind: str, subject: str) -> bool:
    """Whether a message of this subject is in Slack, or on its way there."""
    return any(one.state in LIVE for one in surfaces_of(tx, kind, subject))


def times_posted(tx: Transaction, kind: str, subject: str) -> int:
    """How often its message was posted so far."""
    return len(surfaces_of(tx, kind, subject))


def thread_key(tx: Transaction, kind: str, subject: str, first: str) -> str:
    """The key of the message under which replies hang now.

    Args:
        first: the key it was shown under at first, which holds unless that message was deleted and posted anew.
    """
    posted = surfaces_of(tx, kind, subject)
    return next((one.key for one in posted if one.state in LIVE), first)


def post_again(
    tx: Transaction, kind: str, subject: str, channel: str, *, first: str, replies: Iterable[tuple[str, str]]
) -> bool:
    """Show a deleted message anew, and under it those of its replies that were shown and stand nowhere.

    Args:
        first: as for `thread_key`.
        replies: kind and subject of each, in order.

    Returns:
        False when the message stands; nothing is shown then.
    """
    if stands(tx, kind, subject):
        return False
    time = times_posted(tx, kind, subject)
    key = f"{first}:{time}"
    tx.show(kind, subject, channel, key=key)
    for reply_kind, reply_subject in replies:
        shown = surfaces_of(tx, reply_kind, reply_subject)
        if shown and not any(one.state in LIVE for one in shown):
            tx.show(reply_kind, reply_subject, channel, key=f"{shown[0].key}:{time}", thread_of=key)
    return True
