"""The Web API gateway against a local server: what it sends, and what each answer means."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from aiohttp import ClientSession, ClientTimeout, web
from slack_sdk.web.async_client import AsyncWebClient

from bot.delivery.gateway import (
    METADATA_EVENT,
    GatewayError,
    Held,
    LeaseOver,
    MessageGone,
    NotSent,
    Rejected,
    Unclear,
)
from bot.delivery.timing import boot_seconds
from bot.delivery.values import Copy, Home, Json, Message
from bot.slack.authorize import Install
from bot.slack.figures import bars
from bot.slack.gateway import WebApiGateway, lease_trace

SURFACE = UUID("6f9619ff-8b86-4011-b42d-00c04fc964ff")
BLOCK: Json = {"type": "divider"}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Api:
    """A Web API whose answers are put down beforehand; the last one stays."""

    answers: list[web.Response | dict[str, object] | None] = field(default_factory=lambda: [{"ok": True}])
    asked: list[tuple[str, Mapping[str, object]]] = field(default_factory=list)
    silent: bool = False

    async def answer(self, request: web.Request) -> web.StreamResponse:
        json = request.content_type == "application/json"
        body = await request.json() if json else {**request.query, **await request.post()}
        self.asked.append((request.match_info["method"], body))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if self.silent:
            await asyncio.sleep(60)
        if answer is None:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        return web.json_response(answer) if isinstance(answer, dict) else answer


@dataclass
class OneWorkspace:
    """Installed in T1 and nowhere else."""

    client: AsyncWebClient
    pause: float = 0.0

    async def client_of(self, workspace: str) -> AsyncWebClient | None:
        await asyncio.sleep(self.pause)
        return self.client if workspace == "T1" else None

    async def install_of(self, workspace: str) -> Install | None:
        return Install(workspace, "xoxb-1", bot_user="UBOT", bot_id="BBOT")


@pytest.fixture
def api() -> Api:
    return Api()


@pytest.fixture
async def workspace(api: Api) -> AsyncIterator[OneWorkspace]:
    app = web.Application()
    app.router.add_route("*", "/api/{method}", api.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    session = ClientSession(timeout=ClientTimeout(total=0.5), trace_configs=[lease_trace()])
    async with session:
        yield OneWorkspace(
            AsyncWebClient(
                "xoxb-1", base_url=f"http://{host}:{port}/api/", session=session, retry_handlers=[]
            )
        )
    await runner.cleanup()


@pytest.fixture
def gateway(workspace: OneWorkspace) -> WebApiGateway:
    return WebApiGateway(workspace)


async def post(
    gateway: WebApiGateway, *, not_after: float | None = None, thread_ts: str | None = None
) -> str:
    return await gateway.post(
        "T1",
        "C1",
        Message("hello", (BLOCK,)),
        surface=SURFACE,
        thread_ts=thread_ts,
        not_after=boot_seconds() + 60 if not_after is None else not_after,
    )


async def test_a_post_names_its_surface_and_can_neither_unfurl_nor_page(
    api: Api, gateway: WebApiGateway
) -> None:
    api.answers = [{"ok": True, "ts": "1.2"}]
    assert await post(gateway, thread_ts="1.1") == "1.2"
    [(method, sent)] = api.asked
    assert method == "chat.postMessage"
    assert sent == {
        "channel": "C1",
        "text": "hello",
        "blocks": [BLOCK],
        "thread_ts": "1.1",
        "metadata": {"event_type": METADATA_EVENT, "event_payload": {"surface": str(SURFACE)}},
        "parse": "none",
        "unfurl_links": False,
        "unfurl_media": False,
    }


async def test_an_update_leaves_the_metadata_alone(api: Api, gateway: WebApiGateway) -> None:
    await gateway.update("T1", "C1", "1.2", Message("changed", (BLOCK,)))
    [(method, sent)] = api.asked
    assert method == "chat.update"
    assert sent == {"channel": "C1", "ts": "1.2", "text": "changed", "blocks": [BLOCK], "parse": "none"}


async def test_where_charts_are_refused_the_rest_is_posted_without_them(
    api: Api, gateway: WebApiGateway
) -> None:
    refused: dict[str, object] = {"ok": False, "error": "invalid_blocks"}
    message = Message("#3: 62 %", (BLOCK, bars("How far", "Progress", [("#3", 62)], axis="Percent")))
    api.answers = [refused, {"ok": True, "ts": "1.2"}]
    await gateway.update("T1", "C1", "1.2", message)
    assert [sent["blocks"] for _, sent in api.asked] == [list(message.blocks), [BLOCK]]
    api.answers = [refused]
    with pytest.raises(Rejected):
        await gateway.update("T1", "C1", "1.2", message)
    api.asked.clear()
    with pytest.raises(Rejected):
        await gateway.update("T1", "C1", "1.2", Message("#3", (BLOCK,)))
    assert len(api.asked) == 1


async def test_a_home_tab_is_published(api: Api, gateway: WebApiGateway) -> None:
    await gateway.publish("T1", "U1", Home({"type": "home", "blocks": []}))
    assert api.asked[0][0] == "views.publish"
    assert api.asked[0][1]["user_id"] == "U1"


async def test_direct_messages_are_opened(api: Api, gateway: WebApiGateway) -> None:
    api.answers = [{"ok": True, "channel": {"id": "D1"}}]
    assert await gateway.open_dm("T1", "U1") == "D1"
    assert api.asked == [("conversations.open", {"users": "U1"})]


async def test_a_message_is_deleted(api: Api, gateway: WebApiGateway) -> None:
    await gateway.delete("T1", "C1", "1.2")
    assert api.asked == [("chat.delete", {"channel": "C1", "ts": "1.2"})]


async def test_what_is_there_already_is_as_good(api: Api, gateway: WebApiGateway) -> None:
    api.answers = [{"ok": False, "error": "already_reacted"}, {"ok": False, "error": "already_pinned"}]
    await gateway.add_reaction("T1", "C1", "1.2", "fire")
    await gateway.pin("T1", "C1", "1.2")
    assert api.asked == [
        ("reactions.add", {"channel": "C1", "timestamp": "1.2", "name": "fire"}),
        ("pins.add", {"channel": "C1", "timestamp": "1.2"}),
    ]


async def test_other_refusals_of_reactions_are_told(api: Api, gateway: WebApiGateway) -> None:
    api.answers = [{"ok": False, "error": "invalid_name"}]
    with pytest.raises(Rejected, match="invalid_name"):
        await gateway.add_reaction("T1", "C1", "1.2", "nosuch")


def message(surface: UUID | str, ts: str, **fields: object) -> dict[str, object]:
    metadata = {"event_type": METADATA_EVENT, "event_payload": {"surface": str(surface)}}
    return {"ts": ts, "bot_id": "BBOT", "metadata": metadata, **fields}


async def test_reading_back_turns_all_pages(api: Api, gateway: WebApiGateway) -> None:
    other = uuid4()
    api.answers = [
        {"ok": True, "messages": [message(SURFACE, "3.1")], "response_metadata": {"next_cursor": "more"}},
        {"ok": True, "messages": [message(other, "2.1")], "response_metadata": {"next_cursor": ""}},
    ]
    oldest = datetime(2026, 1, 1, tzinfo=UTC)
    found = [copy async for copy in gateway.own_messages("T1", "C1", oldest=oldest, thread_ts=None)]
    assert found == [Copy("3.1", SURFACE), Copy("2.1", other)]
    assert [method for method, _ in api.asked] == ["conversations.history"] * 2
    assert api.asked[0][1]["include_all_metadata"] == "1"
    assert api.asked[0][1]["oldest"] == "1767225600.000000"
    assert api.asked[1][1]["cursor"] == "more"


async def test_threads_are_read_back_as_replies(api: Api, gateway: WebApiGateway) -> None:
    api.answers = [{"ok": True, "messages": [message(SURFACE, "3.1")]}]
    oldest = datetime(2026, 1, 1, tzinfo=UTC)
    found = [copy async for copy in gateway.own_messages("T1", "C1", oldest=oldest, thread_ts="1.1")]
    assert found == [Copy("3.1", SURFACE)]
    assert api.asked[0][0] == "conversations.replies"
    assert api.asked[0][1]["ts"] == "1.1"


@pytest.mark.parametrize(
    "foreign",
    [
        {"ts": "1.1", "user": "U1", "text": "a person's"},
        message(SURFACE, "1.2", bot_id="BOTHER"),
        message("not a uuid", "1.3"),
        {"ts": "1.4", "bot_id": "BBOT", "metadata": {"event_type": "other", "event_payload": {}}},
    ],
)
async def test_only_cairns_own_surfaces_are_read_back(
    api: Api, gateway: WebApiGateway, foreign: dict[str, object]
) -> None:
    api.answers = [{"ok": True, "messages": [foreign]}]
    oldest = datetime(2026, 1, 1, tzinfo=UTC)
    assert [copy async for copy in gateway.own_messages("T1", "C1", oldest=oldest, thread_ts=None)] == []


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ({"ok": False, "error": "invalid_blocks"}, Rejected),
        ({"ok": False, "error": "message_not_found"}, MessageGone),
        ({"ok": False, "error": "thread_not_found"}, MessageGone),
        ({"ok": False, "error": "token_revoked"}, Held),
        ({"ok": False, "error": "rate_limited"}, Held),
        ({"ok": False, "error": "fatal_error"}, Unclear),
        ({"ok": False}, Unclear),
        ({"ok": True}, Unclear),  # of a post, without the ts
        (web.Response(status=500, text="oops"), Unclear),
        (web.Response(status=503, text="<html>"), Unclear),
        (web.Response(status=200, text="{", content_type="application/json"), Unclear),
        (web.Response(status=404), Rejected),
        (None, Unclear),
    ],
)
async def test_each_answer_has_one_meaning(
    api: Api,
    gateway: WebApiGateway,
    answer: web.Response | dict[str, object] | None,
    error: type[GatewayError],
) -> None:
    api.answers = [answer]
    with pytest.raises(GatewayError) as caught:
        await post(gateway)
    assert type(caught.value) is error
    assert len(api.asked) == 1


async def test_a_refusal_says_what_slack_says_of_it(api: Api, gateway: WebApiGateway) -> None:
    api.answers = [
        {
            "ok": False,
            "error": "invalid_blocks",
            "response_metadata": {"messages": ["[ERROR] no more than 50 items"]},
        }
    ]
    with pytest.raises(Rejected, match=r"invalid_blocks \(\[ERROR\] no more than 50 items\)"):
        await post(gateway)


async def test_a_429_says_how_long_to_wait(api: Api, gateway: WebApiGateway) -> None:
    api.answers = [web.json_response({"ok": False}, status=429, headers={"Retry-After": "7"})]
    with pytest.raises(Held) as held:
        await post(gateway)
    assert held.value.retry_after == timedelta(seconds=7)


async def test_no_connection_is_definite() -> None:
    async with ClientSession() as session:
        client = AsyncWebClient("x", base_url="http://127.0.0.1:9/", session=session, retry_handlers=[])
        with pytest.raises(NotSent):
            await post(WebApiGateway(OneWorkspace(client)))


async def test_no_answer_in_time_is_unclear(api: Api, gateway: WebApiGateway) -> None:
    api.silent = True
    with pytest.raises(Unclear):
        await post(gateway)


async def test_a_workspace_without_cairn_is_held_and_not_called(api: Api, gateway: WebApiGateway) -> None:
    with pytest.raises(Held, match="not_installed"):
        await gateway.delete("T2", "C1", "1.2")
    assert api.asked == []


@pytest.mark.parametrize("connected", [False, True])
async def test_a_lease_that_ends_before_the_bytes_leave_stops_them(
    api: Api, workspace: OneWorkspace, gateway: WebApiGateway, connected: bool
) -> None:
    """Both ways to get a connection, a new one and one used before, are watched."""
    if connected:
        await gateway.delete("T1", "C1", "1.0")
    workspace.pause = 0.1
    with pytest.raises(LeaseOver):
        await post(gateway, not_after=boot_seconds() + 0.05)
    assert "chat.postMessage" not in [method for method, _ in api.asked]
    workspace.pause = 0.0
    await gateway.delete("T1", "C1", "1.0")


async def test_only_posts_have_a_lease_to_keep(api: Api, gateway: WebApiGateway) -> None:
    with pytest.raises(LeaseOver):
        await post(gateway, not_after=boot_seconds() - 1)
    await gateway.delete("T1", "C1", "1.0")
    assert len(api.asked) == 1
