"""Cairn's connection to Slack: one shared session, one workspace's token, who we are there."""

import asyncio
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import structlog
from aiohttp import ClientError, ClientSession, ClientTimeout, TraceConfig
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Fault
from bot.slack.api_errors import code_of, is_refusal
from bot.slack.authorize import Install
from bot.slack.payloads import text_at

CALL_SECONDS = 10
WAITS = (1, 2, 4, 8, 16)
QUIET = logging.getLogger("bot.slack.web_api")  # without a level of its own the SDK spells out every request
QUIET.setLevel(logging.WARNING)
log = structlog.get_logger(__name__)


class Connections:
    """The Web API clients of this process.

    Args:
        api_url: Slack's Web API, or the sandbox's.
        bot_token: the token of the one workspace that Cairn is installed in.
        traces: hooks for the session (the gateway rechecks its lease just before bytes leave).
        waits: seconds between tries to reach Slack at start.
    """

    def __init__(
        self,
        api_url: str,
        bot_token: str,
        *,
        traces: tuple[TraceConfig, ...] = (),
        waits: Sequence[float] = WAITS,
    ) -> None:
        self._api_url = api_url if api_url.endswith("/") else f"{api_url}/"
        self._bot_token = bot_token
        self._traces = traces
        self._waits = waits
        self._session: ClientSession | None = None
        self._client: AsyncWebClient | None = None
        self.install: Install | None = None

    @asynccontextmanager
    async def open(self) -> AsyncIterator[None]:
        """Hold the session open; enter it inside the running loop."""
        timeout = ClientTimeout(total=CALL_SECONDS)
        async with ClientSession(timeout=timeout, trace_configs=list(self._traces)) as session:
            self._session = session
            self._client = self.anonymous()
            self._client.token = self._bot_token
            yield

    def client(self) -> AsyncWebClient:
        """A client with the workspace's token."""
        if self._client is None:
            raise Fault("the connection to Slack is not open")
        return self._client

    def anonymous(self) -> AsyncWebClient:
        """A client without a token, for Bolt, which takes each request's from authorize.

        It never sends twice by itself: the SDK's default handler re-posts after a disconnect.
        """
        if self._session is None:
            raise Fault("the connection to Slack is not open")
        return AsyncWebClient(
            base_url=self._api_url,
            session=self._session,
            timeout=CALL_SECONDS,
            retry_handlers=[],
            logger=QUIET,
        )

    async def client_of(self, workspace: str) -> AsyncWebClient | None:
        """The client for a workspace, or None where Cairn isn't installed."""
        return self.client() if self.install and self.install.workspace == workspace else None

    async def install_of(self, workspace: str) -> Install | None:
        """Cairn's account in a workspace, or None where it isn't installed."""
        return self.install if self.install and self.install.workspace == workspace else None

    async def identify(self) -> tuple[Install, str]:
        """Ask Slack who we are (auth.test); returns the install and the workspace's name.

        Raises:
            Fault: Slack refuses the token, or stays out of reach for about half a minute.
        """
        for wait in (*self._waits, None):
            try:
                answer = (await self.client().auth_test()).data
            except (SlackApiError, ClientError, TimeoutError, OSError) as error:
                if isinstance(error, SlackApiError) and is_refusal(error):
                    raise Fault(f"Slack refuses CAIRN_SLACK_BOT_TOKEN: {code_of(error)}") from error
                if wait is None:
                    raise Fault(
                        f"Slack can't be reached at {self._api_url}: {type(error).__name__}"
                    ) from error
                log.warning("slack out of reach", trying_again_in=wait)
                await asyncio.sleep(wait)
            else:
                return self._identity(answer if isinstance(answer, dict) else {})
        raise AssertionError("the last try returns or raises")

    def _identity(self, found: Mapping[str, object]) -> tuple[Install, str]:
        self.install = Install(
            workspace=text_at(found, "team_id"),
            bot_token=self._bot_token,
            bot_user=text_at(found, "user_id"),
            bot_id=text_at(found, "bot_id"),
        )
        return self.install, text_at(found, "team")
