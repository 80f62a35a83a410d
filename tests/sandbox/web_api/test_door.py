"""Token, scopes, the ways arguments may come, and what is recorded."""

import pytest

from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.server import Sandbox
from bot.sandbox.web_api.door import METHODS
from tests.sandbox.stand_ins import ARCHIVE, BOT_TOKEN, GENERAL, MANIFEST, WebClient, sandbox_with


@pytest.mark.parametrize(
    ("token", "method", "error"),
    [
        ("", "auth.test", "not_authed"),
        ("xoxb-other", "auth.test", "invalid_auth"),
        (BOT_TOKEN, "chat.sing", "unknown_method"),
    ],
)
async def test_a_call_needs_a_known_method_and_the_token(
    call: WebClient, token: str, method: str, error: str
) -> None:
    assert (await call(method, token=token))["error"] == error


async def test_the_token_tells_who_calls(call: WebClient) -> None:
    told = await call("auth.test")
    assert (told["ok"], told["user_id"], told["bot_id"], told["team_id"]) == (
        True,
        "U0BOT00001",
        "B0BOT00001",
        "T0SANDBOX1",
    )


@pytest.mark.parametrize(
    ("method", "arguments", "needed"),
    [
        ("chat.postMessage", {"channel": GENERAL, "text": "x"}, "chat:write"),
        ("reactions.add", {"channel": GENERAL, "timestamp": "1.0", "name": "fire"}, "reactions:write"),
        ("conversations.info", {"channel": GENERAL}, "channels:read"),
        ("conversations.list", {"types": "private_channel"}, "groups:read"),
        ("conversations.history", {"channel": ARCHIVE}, "channels:history"),
        ("users.info", {"user": "U0LENA0001"}, "users:read"),
    ],
)
async def test_a_scope_that_the_manifest_lacks_is_named(method: str, arguments: Json, needed: str) -> None:
    async with sandbox_with({**MANIFEST, "oauth_config": {"scopes": {"bot": ["commands"]}}}) as sandbox:
        refused = await WebClient(sandbox)(method, arguments)
    assert (refused["error"], refused["needed"], refused["provided"]) == ("missing_scope", needed, "commands")


async def test_arguments_come_as_json_form_or_query_and_the_token_with_them(call: WebClient) -> None:
    as_form = await call.http.post("/api/api.test", data={"token": BOT_TOKEN, "name": "1"})
    as_query = await call.http.get("/api/api.test?name=1", headers={"authorization": f"Bearer {BOT_TOKEN}"})
    as_json = await call("api.test", name="1")
    answers = [parse_object(as_form.content), parse_object(as_query.content), as_json]
    assert [answer["args"] for answer in answers] == [{"name": "1"}] * 3


async def test_malformed_json_is_refused(call: WebClient) -> None:
    headers = {"content-type": "application/json", "authorization": f"Bearer {BOT_TOKEN}"}
    response = await call.http.post("/api/api.test", content=b"{", headers=headers)
    assert parse_object(response.content) == {"ok": False, "error": "invalid_json"}


@pytest.mark.parametrize("odd", ["NaN", "-Infinity", '"half \\ud83d"', "9" * 5000, "[" * 100_000])
async def test_what_could_not_be_written_again_is_malformed_in_json_and_in_a_form(
    call: WebClient, odd: str
) -> None:
    await call("conversations.join", channel=GENERAL)
    headers = {"authorization": f"Bearer {BOT_TOKEN}"}
    whole = {"content-type": "application/json", **headers}
    written = f'{{"channel": "{GENERAL}", "text": "x", "blocks": [{{"type": "divider", "x": {odd}}}]}}'
    answer = await call.http.post("/api/chat.postMessage", content=written, headers=whole)
    assert answer.json() == {"ok": False, "error": "invalid_json"}
    given = {"channel": GENERAL, "text": "x", "blocks": f'[{{"type": "divider", "x": {odd}}}]'}
    answer = await call.http.post("/api/chat.postMessage", data=given, headers=headers)
    assert answer.json()["error"] == "invalid_arguments"
    assert (await call.http.get("/client/record.jsonl")).status_code == 200


@pytest.mark.parametrize(
    ("name", "number"), [("limit", "9" * 5000), ("oldest", "9" * 5000), ("oldest", ".5")]
)
async def test_numbers_beyond_all_counting_are_refused(call: WebClient, name: str, number: str) -> None:
    await call("conversations.join", channel=GENERAL)
    answer = await call("conversations.history", channel=GENERAL, **{name: number})
    assert answer["error"] == "invalid_arguments"


async def test_every_answer_tells_the_scopes(call: WebClient) -> None:
    response = await call.http.post("/api/auth.test", headers={"authorization": f"Bearer {BOT_TOKEN}"})
    assert "chat:write" in response.headers["x-oauth-scopes"].split(",")


async def test_calls_are_recorded_without_the_token(sandbox: Sandbox, call: WebClient) -> None:
    await call.http.post("/api/api.test", data={"token": BOT_TOKEN, "name": "1"})
    (record,) = sandbox.calls
    assert (record.method, record.arguments, record.response["ok"]) == ("api.test", {"name": "1"}, True)
    assert BOT_TOKEN not in repr(record)


@pytest.mark.parametrize("method", sorted(METHODS))
async def test_no_method_breaks_on_missing_or_odd_arguments(call: WebClient, method: str) -> None:
    names = [
        "channel",
        "user",
        "users",
        "user_id",
        "ts",
        "timestamp",
        "message_ts",
        "name",
        "view",
        "blocks",
        "limit",
        "cursor",
        "oldest",
        "types",
    ]
    odd: Json = {name: {"a": [1]} for name in names}
    broken: Json = dict.fromkeys(odd, "[")
    for arguments in ({}, odd, broken):
        assert isinstance((await call(method, arguments))["ok"], bool)


async def test_a_method_called_too_often_answers_429_while_limits_are_on(
    sandbox: Sandbox, call: WebClient
) -> None:
    sandbox.limit_rates(on=True)
    headers = {"authorization": f"Bearer {BOT_TOKEN}"}
    answers = [await call.http.post("/api/users.list", headers=headers) for _ in range(21)]
    assert [each.status_code for each in answers] == [200] * 20 + [429]
    assert answers[-1].headers["retry-after"] == "60"
    assert parse_object(answers[-1].content) == {"ok": False, "error": "ratelimited"}
    assert (await call("users.info", user="U0LENA0001"))["ok"] is True
    sandbox.limit_rates(on=False)
    assert (await call("users.list"))["ok"] is True


async def test_a_revoked_token_is_told_from_an_unknown_one(sandbox: Sandbox, call: WebClient) -> None:
    sandbox.grants.revoke(BOT_TOKEN)
    assert (await call("auth.test"))["error"] == "token_revoked"


async def test_a_token_of_the_wrong_kind_is_refused(sandbox: Sandbox, call: WebClient) -> None:
    assert (await call("apps.connections.open"))["error"] == "not_allowed_token_type"
