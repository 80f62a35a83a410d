"""What delivery needs of Slack, and the ways in which Slack can answer.

GatewayError
├── NotSent           definite: nothing reached Slack, another try is safe
│   ├── LeaseOver     the worker was too late and must not send
│   └── Held          Slack asks to wait (429), or the workspace's token is dead for now
├── Rejected          definite: Slack refused the call, another try changes nothing
│   └── MessageGone   what it was about is no more
└── Unclear           a timeout, a broken connection, 5xx: it may have happened or not
"""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from bot.delivery.values import Copy, Home, Message
from bot.errors import BotError

METADATA_EVENT = (
    "cairn_surface"  # the event_type of a message's metadata; its payload is {"surface": "<uuid>"}
)


class GatewayError(BotError):
    """A call to Slack that did not go well."""


class NotSent(GatewayError):
    """Nothing reached Slack: no connection came about."""


class LeaseOver(NotSent):
    """The lease was over, or nearly, just before bytes would have left."""


class Held(NotSent):
    """Slack won't take calls of this method from this workspace for a while.

    Args:
        reason: Slack's error code.
        retry_after: how long to wait.
    """

    def __init__(self, reason: str, retry_after: timedelta) -> None:
        super().__init__(f"{reason}: wait {retry_after.total_seconds():g} s")
        self.retry_after = retry_after


class Rejected(GatewayError):
    """Slack refused the call for good.

    Args:
        code: Slack's error code, such as `not_in_channel` or `invalid_blocks`.
        detail: what else Slack said of it.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code} ({detail})" if detail else code)
        self.code = code


class MessageGone(Rejected):
    """The message, or the thread it should go to, was deleted."""


class Unclear(GatewayError):
    """The call may have had its effect or not; only a look at the conversation tells."""


class SlackGateway(Protocol):
    """Slack, as delivery sees it; every method raises GatewayError and nothing else."""

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
        """Post a message whose metadata names its surface, and return its ts.

        Args:
            not_after: on the clock of `boot_seconds`: raise LeaseOver rather than send later than this.
        """
        ...

    async def update(self, workspace: str, channel: str, ts: str, message: Message) -> None:
        """Make a posted message read like this one."""
        ...

    async def delete(self, workspace: str, channel: str, ts: str) -> None:
        """Delete a message of Cairn's."""
        ...

    async def publish(self, workspace: str, user: str, home: Home) -> None:
        """Show a person their Home tab."""
        ...

    async def open_dm(self, workspace: str, user: str) -> str:
        """Return the id of the direct message channel with a person."""
        ...

    async def add_reaction(self, workspace: str, channel: str, ts: str, name: str) -> None:
        """Add an emoji; one that is there already is as good."""
        ...

    async def pin(self, workspace: str, channel: str, ts: str) -> None:
        """Pin a message; one that is pinned already is as good."""
        ...

    def own_messages(
        self, workspace: str, channel: str, *, oldest: datetime, thread_ts: str | None
    ) -> AsyncIterator[Copy]:
        """Read back what Cairn posted to a channel, or to a thread of it, since `oldest`: all pages of it."""
        ...
