"""Slack's Web API as delivery's gateway: each call sent at most once, each answer given its meaning."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextvars import ContextVar
from datetime import datetime
from typing import Protocol
from uuid import UUID

from aiohttp import ClientConnectorError, ClientError, TraceConfig
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.delivery.gateway import METADATA_EVENT, Held, LeaseOver, NotSent, Rejected, Unclear
from bot.delivery.timing import boot_seconds
from bot.delivery.values import Copy, Home, Json, Message
from bot.slack.api_errors import NOT_INSTALLED, meaning
from bot.slack.authorize import Install
from bot.slack.figures import CHART
from bot.slack.payloads import list_at, mapping_at, text_at

CallWithBlocks = Callable[[AsyncWebClient, list[Json]], Awaitable[AsyncSlackResponse]]
PAGE = 200  # messages; Slack advises 100 to 200

_not_after: ContextVar[float | None] = ContextVar("not_after", default=None)


class Clients(Protocol):
    """Who knows the workspaces' tokens; see bot.slack.connections."""

    async def client_of(self, workspace: str) -> AsyncWebClient | None:
        """A client without retry handlers, or None where Cairn isn't installed."""
        ...

    async def install_of(self, workspace: str) -> Install | None:
        """Cairn's own account in the workspace."""
        ...


class WebApiGateway:
    """Delivery's SlackGateway over the Web API.

    Args:
        clients: gives each workspace's client; their shared session should carry `lease_trace()`.
    """

    def __init__(self, clients: Clients) -> None:
        self._clients = clients

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
        metadata = {"event_type": METADATA_EVENT, "event_payload": {"surface": str(surface)}}
        entered = _not_after.set(not_after)
        try:
            answer = await self._call_with(
                workspace,
                message.blocks,
                lambda client, blocks: client.chat_postMessage(
                    channel=channel,
                    text=message.text,
                    blocks=blocks,
                    thread_ts=thread_ts,
                    metadata=metadata,
                    parse="none",
                    unfurl_links=False,
                    unfurl_media=False,
                ),
            )
        finally:
            _not_after.reset(entered)
        if not (ts := text_at(answer, "ts")):
            raise Unclear("chat.postMessage answered without a ts")
        return ts

    async def update(self, workspace: str, channel: str, ts: str, message: Message) -> None:
        """What the message's metadata says is kept by Slack when an update doesn't mention it."""
        await self._call_with(
            workspace,
            message.blocks,
            lambda client, blocks: client.chat_update(
                channel=channel, ts=ts, text=message.text, blocks=blocks, parse="none"
            ),
        )

    async def delete(self, workspace: str, channel: str, ts: str) -> None:
        await self._call(workspace, lambda client: client.chat_delete(channel=channel, ts=ts))

    async def publish(self, workspace: str, user: str, home: Home) -> None:
        await self._call(workspace, lambda client: client.views_publish(user_id=user, view=home.view))

    async def open_dm(self, workspace: str, user: str) -> str:
        answer = await self._call(workspace, lambda client: client.conversations_open(users=user))
        if not (channel := text_at(answer, "channel", "id")):
            raise Unclear("conversations.open answered without a channel")
        return channel

    async def add_reaction(self, workspace: str, channel: str, ts: str, name: str) -> None:
        await self._call_unless(
            "already_reacted",
            workspace,
            lambda client: client.reactions_add(channel=channel, timestamp=ts, name=name),
        )

    async def pin(self, workspace: str, channel: str, ts: str) -> None:
        await self._call_unless(
            "already_pinned", workspace, lambda client: client.pins_add(channel=channel, timestamp=ts)
        )

    async def own_messages(
        self, workspace: str, channel: str, *, oldest: datetime, thread_ts: str | None
    ) -> AsyncIterator[Copy]:
        install = await self._clients.install_of(workspace)
        cursor = ""
        while True:
            page = await self._page(workspace, channel, oldest, thread_ts, cursor)
            for found in list_at(page, "messages"):
                if install and (copy := _own_copy(found, install)):
                    yield copy
            if not (cursor := text_at(page, "response_metadata", "next_cursor")):
                return

    async def _page(
        self, workspace: str, channel: str, oldest: datetime, thread_ts: str | None, cursor: str
    ) -> Mapping[str, object]:
        since = f"{oldest.timestamp():.6f}"

        def read(client: AsyncWebClient) -> Awaitable[AsyncSlackResponse]:
            if thread_ts is None:
                return client.conversations_history(
                    channel=channel,
                    oldest=since,
                    limit=PAGE,
                    cursor=cursor or None,
                    include_all_metadata=True,
                )
            return client.conversations_replies(
                channel=channel,
                ts=thread_ts,
                oldest=since,
                limit=PAGE,
                cursor=cursor or None,
                include_all_metadata=True,
            )

        return await self._call(workspace, read)

    async def _call(
        self, workspace: str, call: Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]
    ) -> Json:
        """Make one call.

        Raises:
            GatewayError: whatever else than "ok" came of it.
        """
        client = await self._clients.client_of(workspace)
        if client is None:
            raise Held(*NOT_INSTALLED)
        try:
            answer = (await call(client)).data
        except SlackApiError as error:
            raise meaning(error) from error
        except ClientConnectorError as error:
            raise NotSent(f"no connection: {error}") from error
        except (ClientError, TimeoutError, OSError) as error:
            raise Unclear(f"{type(error).__name__}: {error}") from error
        return answer if isinstance(answer, dict) else {}

    async def _call_with(self, workspace: str, blocks: Sequence[Json], call: CallWithBlocks) -> Json:
        """Make a call; where Slack refuses its blocks, make it once more without charts, which are new there."""
        try:
            return await self._call(workspace, lambda client: call(client, list(blocks)))
        except Rejected as error:
            plain = [block for block in blocks if block.get("type") != CHART]
            if error.code != "invalid_blocks" or len(plain) == len(blocks):
                raise
        return await self._call(workspace, lambda client: call(client, plain))

    async def _call_unless(
        self, done: str, workspace: str, call: Callable[[AsyncWebClient], Awaitable[AsyncSlackResponse]]
    ) -> None:
        """Make a call; the refusal which says that it is done already is as good as "ok"."""
        try:
            await self._call(workspace, call)
        except Rejected as error:
            if error.code != done:
                raise


def lease_trace() -> TraceConfig:
    """Hooks for the session that stop a post whose lease ran out while it waited for a connection.

    They run when a connection is there and nothing was written yet; a process that was frozen (a suspended
    laptop, SIGSTOP) wakes up before them more often than after.
    """

    async def check(*_: object) -> None:
        _refuse_if_late()

    trace = TraceConfig()
    trace.on_connection_create_end.append(check)
    trace.on_connection_reuseconn.append(check)
    return trace


def _refuse_if_late() -> None:
    not_after = _not_after.get()
    if not_after is not None and boot_seconds() > not_after:
        raise LeaseOver("the lease was over before the call began")


def _own_copy(message: Mapping[str, object], install: Install) -> Copy | None:
    """A message of Cairn's own that names its surface; anyone may write such metadata, so its author counts."""
    own = text_at(message, "bot_id") == install.bot_id or text_at(message, "user") == install.bot_user
    metadata = mapping_at(message, "metadata")
    if not own or text_at(metadata, "event_type") != METADATA_EVENT:
        return None
    try:
        surface = UUID(text_at(metadata, "event_payload", "surface"))
    except ValueError:
        return None
    return Copy(text_at(message, "ts"), surface)
