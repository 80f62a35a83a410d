"""The record as the inspector reads it."""

import json

from starlette.types import Message

from bot.sandbox.client.record import without_secrets
from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import Json, as_object, as_objects, parse_object
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    BOT,
    BOT_TOKEN,
    GENERAL,
    LENA,
    SIGNING_SECRET,
    ListeningApp,
    WebClient,
    modal,
    refusing,
    sandbox_with,
)


async def entries(call: WebClient, **asked: str) -> list[Json]:
    response = await call.http.get("/client/record", params=asked)
    assert response.status_code == 200
    return as_objects(parse_object(response.content)["entries"])


async def test_a_call_is_shown_with_its_answer_and_how_long_it_took(call: WebClient) -> None:
    await call("api.test", name="1")
    (entry,) = await entries(call)
    assert (entry["direction"], entry["method"], entry["verdict"]) == ("call", "api.test", "ok")
    assert (entry["status"], entry["request"]) == (200, {"name": "1"})
    assert as_object(entry["response"])["ok"] is True
    assert isinstance(entry["duration_ms"], float)
    assert "rule" not in entry


async def test_a_refused_call_names_the_offending_part_and_the_rule(call: WebClient) -> None:
    await call("conversations.join", channel=GENERAL)
    await call("chat.postMessage", channel=GENERAL, text="x", blocks=[{"type": "header"}])
    entry = (await entries(call))[-1]
    assert entry["verdict"] == "invalid_blocks"
    assert str(entry["pointer"]).startswith("/blocks/0")
    assert entry["rule"]


async def test_malformed_json_and_foreign_tokens_are_on_record(call: WebClient) -> None:
    await call("auth.test", token="xoxb-stolen")
    await call.http.post("/api/auth.test", content=b"{", headers={"content-type": "application/json"})
    assert [each["verdict"] for each in await entries(call)] == ["invalid_auth", "invalid_json"]


async def test_pages_go_on_after_the_last_entry_seen(call: WebClient) -> None:
    for name in "abc":
        await call("api.test", name=name)
    first = parse_object((await call.http.get("/client/record?after=0&limit=2")).content)
    assert (first["has_more"], first["last"]) == (True, 3)
    last = as_objects(first["entries"])[-1]["id"]
    assert [each["request"] for each in await entries(call, after=str(last))] == [{"name": "c"}]


async def test_a_page_that_is_no_number_is_refused(call: WebClient) -> None:
    assert (await call.http.get("/client/record?after=soon")).status_code == 400


async def test_the_export_is_one_line_of_json_an_entry(call: WebClient) -> None:
    await call("api.test", name="ä\n")
    await call("auth.test")
    lines = (await call.http.get("/client/record.jsonl")).text.splitlines()
    assert [json.loads(line)["method"] for line in lines] == ["api.test", "auth.test"]


async def test_no_token_and_no_secret_is_ever_shown(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await call.http.post("/api/auth.test", data={"token": BOT_TOKEN})
    await call("api.test", said=f"my token is {BOT_TOKEN}", client_secret="hush")
    await call("oauth.v2.access", client_id="1.2", client_secret="hush", code="once", token="")
    await sandbox.run_command(LENA, GENERAL, "/stone")
    await call("views.open", trigger_id=app.last["trigger_id"], view=modal())
    given = await call("files.getUploadURLExternal", filename="a.png", length=3)
    handed_over_at = str(given["upload_url"]).rpartition("/")[2]
    export = (await call.http.get("/client/record.jsonl")).text
    for secret in (BOT_TOKEN, SIGNING_SECRET, "hush", "once", handed_over_at):
        assert secret not in export


def test_addresses_lose_what_opens_them() -> None:
    shown = without_secrets(
        {"url": "ws://127.0.0.1/socket?ticket=abc", "said": ["http://127.0.0.1/response/ABC", 1, None]}
    )
    assert shown == {
        "url": "ws://127.0.0.1/socket?ticket=…",
        "said": ["http://127.0.0.1/response/…", 1, None],
    }


async def test_what_the_app_is_told_is_shown_with_its_answer(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    app.will_answer({"text": "Laid"})
    await sandbox.run_command(LENA, GENERAL, "/stone", "lay")
    (entry,) = await entries(call, kind="delivery")
    assert (entry["type"], entry["verdict"], entry["status"]) == ("/stone", "ok", 200)
    assert (as_object(entry["request"])["text"], entry["response"]) == ("lay", {"text": "Laid"})
    assert entry["team_id"] == as_object(sandbox.state(LENA)["team"])["id"]


async def test_every_attempt_of_an_event_is_on_record_with_its_reason(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    await sandbox.settled()
    app.will_answer("", status=500)
    await sandbox.say(LENA, GENERAL, "Hello")
    await sandbox.settled()
    told = await entries(call, kind="message")
    assert [(each["attempt"], each["verdict"], each["status"]) for each in told] == [
        (0, "http_error", 500),
        (1, "ok", 200),
    ]


async def test_an_app_that_nobody_waited_for_any_longer_has_timed_out() -> None:
    slow = ListeningApp(pause=30)
    async with sandbox_with(app=slow, waits=Waits(answer=0.01)) as sandbox:
        with refusing("operation_timeout"):
            await sandbox.run_command(LENA, GENERAL, "/stone")
        (entry,) = sandbox.record.entries
        assert (entry.about.verdict, entry.about.status) == ("http_timeout", None)


async def test_posts_to_a_response_url_are_on_record_with_their_refusals(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.run_command(LENA, GENERAL, "/stone")
    url = str(app.last["response_url"])
    await call.http.post(url, json={"text": "Laid"})
    await call.http.post(url, json={"text": "x", "blocks": [{"type": "header"}]})
    await call.http.post(url, content=b"{")
    await call.http.post("/response/nobodys", json={"text": "Laid"})
    found = await entries(call, kind="response_url")
    assert [each["verdict"] for each in found] == ["ok", "invalid_blocks", "invalid_payload", "expired_url"]
    assert found[0]["request"] == {"text": "Laid"}
    assert [bool(each["team_id"]) for each in found] == [True, True, True, False]
    assert url.rsplit("/", 1)[-1] not in str(found)
    assert sandbox.calls == []


async def test_a_call_that_the_app_gives_up_on_is_on_record(sandbox: Sandbox, call: WebClient) -> None:
    await hang_up_during(sandbox, "/api/auth.test")
    (entry,) = await entries(call)
    assert (entry["method"], entry["verdict"], entry["status"]) == ("auth.test", "no_answer", None)


async def hang_up_during(sandbox: Sandbox, path: str) -> None:
    """Begin a call, and be gone before its body is there."""
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1:8400")],
        "server": ("127.0.0.1", 8400),
    }

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(_: Message) -> None:
        pass

    await sandbox.asgi(scope, receive, send)
