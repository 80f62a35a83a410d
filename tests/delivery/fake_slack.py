"""A SlackGateway in memory, with faults to order: the edge at which delivery is tested."""

import itertools
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

from bot.delivery.gateway import GatewayError, LeaseOver, MessageGone
from bot.delivery.timing import boot_seconds
from bot.delivery.values import Copy, Home, Message, Method


@dataclass(frozen=True, slots=True)
class Posted:
    """A message as Slack keeps it."""

    surface: UUID
    message: Message
    thread_ts: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """One call that reached Slack, whatever it answered."""

    method: Method
    workspace: str
    place: str


@dataclass(slots=True)
class FakeSlack:
    """Keeps what was posted and recorded; `fail` orders faults, first come first served per method.

    Args:
        hides: messages that reading back doesn't show (yet).
    """

    calls: list[Call] = field(default_factory=list)
    posted: dict[tuple[str, str], dict[str, Posted]] = field(default_factory=lambda: defaultdict(dict))
    reactions: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    pins: list[str] = field(default_factory=list)
    homes: dict[str, Home] = field(default_factory=dict)
    hides: bool = False
    on_post: Callable[[], None] = lambda: None
    _faults: dict[Method, list[tuple[GatewayError, bool]]] = field(default_factory=lambda: defaultdict(list))
    _stamps: Iterator[int] = field(default_factory=itertools.count)

    def fail(self, method: Method, error: GatewayError, *, after: bool = False, times: int = 1) -> None:
        """Let calls fail; `after` means that they have their effect nevertheless."""
        self._faults[method] += [(error, after)] * times

    def texts(self, channel: str, workspace: str = "T1") -> list[str]:
        """What a channel reads like."""
        return [posted.message.text for posted in self.posted[workspace, channel].values()]

    def count(self, method: Method) -> int:
        """How often a method was called."""
        return sum(call.method is method for call in self.calls)

    async def post(
        self,
        workspace: str,
        channel: str,
        message: Message,
        *,
        surface: UUID,
        thread_ts: str | None,
        not_after: float,
    ) -> str:
        if boot_seconds() > not_after:
            raise LeaseOver("too late")
        late = self._enter(Method.POST, workspace, channel)
        ts = f"{datetime.now(UTC).timestamp():.0f}.{next(self._stamps):06}"
        self.posted[workspace, channel][ts] = Posted(surface, message, thread_ts)
        self.on_post()
        _raise(late)
        return ts

    async def update(self, workspace: str, channel: str, ts: str, message: Message) -> None:
        late = self._enter(Method.UPDATE, workspace, channel)
        there = self.posted[workspace, channel]
        there[ts] = replace(self._message(workspace, channel, ts), message=message)
        _raise(late)

    async def delete(self, workspace: str, channel: str, ts: str) -> None:
        late = self._enter(Method.DELETE, workspace, channel)
        self._message(workspace, channel, ts)
        del self.posted[workspace, channel][ts]
        _raise(late)

    async def publish(self, workspace: str, user: str, home: Home) -> None:
        late = self._enter(Method.PUBLISH, workspace, user)
        self.homes[user] = home
        _raise(late)

    async def open_dm(self, workspace: str, user: str) -> str:
        _raise(self._enter(Method.OPEN, workspace, user))
        return f"D{user[1:]}"

    async def add_reaction(self, workspace: str, channel: str, ts: str, name: str) -> None:
        late = self._enter(Method.REACT, workspace, channel)
        self._message(workspace, channel, ts)
        if name not in self.reactions[ts]:
            self.reactions[ts].append(name)
        _raise(late)

    async def pin(self, workspace: str, channel: str, ts: str) -> None:
        late = self._enter(Method.PIN, workspace, channel)
        self.pins.append(ts)
        _raise(late)

    async def own_messages(
        self, workspace: str, channel: str, *, oldest: datetime, thread_ts: str | None
    ) -> AsyncIterator[Copy]:
        _raise(self._enter(Method.READ_BACK, workspace, channel))
        for ts, posted in list(self.posted[workspace, channel].items()):
            in_place = posted.thread_ts == thread_ts
            if in_place and not self.hides and float(ts) >= oldest.timestamp():
                yield Copy(ts, posted.surface)

    def _enter(self, method: Method, workspace: str, place: str) -> GatewayError | None:
        """Note a call; raises what should fail before it has an effect, returns what should fail after."""
        self.calls.append(Call(method, workspace, place))
        if not self._faults[method]:
            return None
        error, after = self._faults[method].pop(0)
        if not after:
            raise error
        return error

    def _message(self, workspace: str, channel: str, ts: str) -> Posted:
        if ts not in self.posted[workspace, channel]:
            raise MessageGone("message_not_found")
        return self.posted[workspace, channel][ts]


def _raise(error: GatewayError | None) -> None:
    if error is not None:
        raise error
