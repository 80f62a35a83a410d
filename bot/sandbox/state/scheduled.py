"""Messages that the app has handed over to be posted later."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, new_id
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.messages import Draft
from bot.sandbox.state.messaging import Messaging

FARTHEST = timedelta(days=120)
MOST_AT_ONCE = 30
AT_ONCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A draft and when it is to be posted."""

    id: str
    place: Conversation
    draft: Draft
    at: datetime
    created: datetime


class Schedule:
    """What is to be posted later, by the workspace's clock."""

    def __init__(self, messaging: Messaging, clock: Clock) -> None:
        self._messaging = messaging
        self._clock = clock
        self.by_id: dict[str, Scheduled] = {}

    def add(self, place: Conversation, draft: Draft, at: datetime) -> Scheduled:
        """Keep a draft until its time. Raises Refused time_in_past, time_too_far or restricted_too_many."""
        now = self._clock()
        if at <= now:
            raise Refused("time_in_past")
        if at - now > FARTHEST:
            raise Refused("time_too_far")
        near = [each for each in self.waiting(place) if abs(each.at - at) < AT_ONCE]
        if len(near) >= MOST_AT_ONCE:
            raise Refused("restricted_too_many")
        scheduled = Scheduled(new_id("Q"), place, draft, at, now)
        self.by_id[scheduled.id] = scheduled
        return scheduled

    def waiting(self, place: Conversation | None = None) -> list[Scheduled]:
        """Return what still waits, in one place or in all, the next first."""
        kept = (each for each in self.by_id.values() if place is None or each.place is place)
        return sorted(kept, key=lambda each: each.at)

    def cancel(self, place: Conversation, scheduled_id: str) -> None:
        """Post it never. Raises Refused invalid_scheduled_message_id."""
        waiting = self.by_id.get(scheduled_id)
        if waiting is None or waiting.place is not place:
            raise Refused("invalid_scheduled_message_id")
        del self.by_id[scheduled_id]

    def post_due(self) -> None:
        """Post what is due; lost are messages with metadata, as in Slack, and those to where the app can't post now."""
        now = self._clock()
        for due in [each for each in self.waiting() if each.at <= now]:
            del self.by_id[due.id]
            if due.draft.metadata is None and self._messaging.takes_app(due.place):
                with suppress(Refused):
                    self._messaging.post(due.place, due.draft)
