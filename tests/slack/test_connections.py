from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from bot.errors import Fault
from bot.slack.authorize import Install
from bot.slack.connections import Connections
from tests.slack.web_api import HANG_UP, WebApi, running_web_api

WELL: dict[str, object] = {
    "ok": True, "team_id": "T1", "team": "Stone Works", "user_id": "UBOT", "bot_id": "BBOT",
}  # fmt: skip
US = Install("T1", "xoxb-1", "UBOT", "BBOT")


@pytest.fixture
async def api() -> AsyncIterator[WebApi]:
    async with running_web_api() as api:
        yield api


@pytest.fixture
async def connections(api: WebApi) -> AsyncIterator[Connections]:
    connections = Connections(api.url.rstrip("/"), "xoxb-1", waits=(0, 0))
    async with connections.open():
        yield connections


async def test_slack_says_who_we_are(api: WebApi, connections: Connections) -> None:
    api.answers = [WELL]
    assert await connections.client_of("T1") is None
    assert await connections.identify() == (US, "Stone Works")
    assert await connections.install_of("T1") == US
    client = await connections.client_of("T1")
    assert client is not None
    assert client.token == "xoxb-1"


async def test_other_workspaces_get_nothing_of_ours(api: WebApi, connections: Connections) -> None:
    api.answers = [WELL]
    await connections.identify()
    assert await connections.install_of("T2") is None
    assert await connections.client_of("T2") is None
    assert await connections.client_of("") is None


@pytest.mark.parametrize("code", ["invalid_auth", "account_inactive", "not_allowed_token_type"])
async def test_a_refused_token_is_said_at_once(api: WebApi, connections: Connections, code: str) -> None:
    api.answers = [{"ok": False, "error": code}, WELL]
    with pytest.raises(Fault, match=f"refuses CAIRN_SLACK_BOT_TOKEN: {code}"):
        await connections.identify()
    assert len(api.asked) == 1


def busy() -> list[web.Response | dict[str, object] | None]:
    """What Slack, or something before it, may answer for a while."""
    return [
        HANG_UP,
        web.Response(status=502, text="<html>bad gateway</html>"),
        web.Response(status=429, headers={"Retry-After": "30"}, text='{"ok":false,"error":"ratelimited"}'),
        {"ok": False, "error": "internal_error"},
    ]


@pytest.mark.parametrize("kind", range(4))
async def test_slack_is_asked_again_while_it_is_busy(
    api: WebApi, connections: Connections, kind: int
) -> None:
    api.answers = [busy()[kind], WELL]
    assert await connections.identify() == (US, "Stone Works")


@pytest.mark.parametrize("kind", range(4))
async def test_it_is_given_up_in_the_end(api: WebApi, connections: Connections, kind: int) -> None:
    answer = busy()[kind]
    api.answers = [answer] if not isinstance(answer, web.Response) else [busy()[kind] for _ in range(3)]
    with pytest.raises(Fault, match=r"can't be reached at http://127\.0\.0\.1.*/api/"):
        await connections.identify()
    assert len(api.asked) == 3


async def test_nothing_is_sent_twice_by_itself(api: WebApi, connections: Connections) -> None:
    assert connections.client().retry_handlers == []
    assert connections.anonymous().token is None


async def test_a_client_needs_an_open_connection(api: WebApi) -> None:
    with pytest.raises(Fault, match="not open"):
        Connections(api.url, "xoxb-1").client()
