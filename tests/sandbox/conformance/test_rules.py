"""Every documented rule, accepted within and refused beyond, over HTTP."""

from datetime import timedelta

import pytest

from bot.sandbox.json_values import Json, as_object, as_texts
from bot.sandbox.server import Sandbox
from bot.sandbox.web_api.door import METHODS
from bot.slack.limits import message_problems
from tests.sandbox.conformance.rules import FARTHEST, RULES, Rule
from tests.sandbox.conformance.scene import APP_TOKEN, fresh_trigger, scene
from tests.sandbox.stand_ins import BOT, GENERAL, LENA, MANIFEST, ListeningApp, WebClient, sandbox_with
from tests.slack.limit_rows.blocks import BLOCK_ROWS
from tests.slack.limit_rows.elements import ELEMENT_ROWS
from tests.slack.limit_rows.payloads import Row
from tests.slack.limit_rows.wholes import MESSAGE_ROWS, VIEW_ROWS

ELSEWHERE = {
    "text-missing": "chat.postMessage takes blocks without a text",
    "text-length": "chat.postMessage cuts a text; that chat.update refuses it is a rule above",
    "view-unknown": "each method names the one type of view that it takes",
}
LIMITS = [
    row
    for row in [*BLOCK_ROWS, *ELEMENT_ROWS, *MESSAGE_ROWS, *VIEW_ROWS]
    if row.rule not in ELSEWHERE and "slack_file" not in str(row.accepted)
]


@pytest.mark.parametrize("rule", RULES, ids=str)
async def test_a_rule_holds(rule: Rule) -> None:
    async with scene() as here:
        soon = here.sandbox.now() + timedelta(hours=1)
        here.names |= {
            "$soon": str(int(soon.timestamp())),
            "$far": str(int(soon.timestamp()) + FARTHEST),
        }
        await here.call(("reactions.add", {"channel": "$general", "timestamp": "$theirs", "name": "eyes"}))
        accepted = await here.call(rule.accepted)
        assert accepted["ok"] is True, accepted
        refused = await here.call(rule.refused)
    assert (refused["ok"], refused.get("error")) == (False, rule.error)


@pytest.mark.parametrize("row", LIMITS, ids=[f"{number}-{row.rule}" for number, row in enumerate(LIMITS)])
async def test_a_limit_of_block_kit_holds(row: Row, app: ListeningApp) -> None:
    async with sandbox_with(app=app) as sandbox:
        await sandbox.invite(LENA, GENERAL, BOT)
        accepted = await shown(sandbox, app, row.door, row.accepted)
        assert accepted["ok"] is True, accepted
        refused = await shown(sandbox, app, row.door, row.refused)
    assert refused["ok"] is False
    told = as_texts(as_object(refused["response_metadata"])["messages"])
    assert any(f"[rule:{row.rule}]" in each and "[json-pointer:" in each for each in told)


async def shown(sandbox: Sandbox, app: ListeningApp, door: object, payload: Json) -> Json:
    """Post a message, publish a Home or open a modal, and return the answer."""
    call = WebClient(sandbox)
    if door is message_problems:
        return await call("chat.postMessage", payload, channel=GENERAL)
    if payload["type"] == "home":
        return await call("views.publish", user_id=LENA, view=payload)
    return await call("views.open", trigger_id=await fresh_trigger(sandbox, app), view=payload)


SCOPED = {name: method.scope for name, method in METHODS.items() if method.scope}


@pytest.mark.parametrize("method", sorted(SCOPED))
async def test_a_method_needs_its_scope(method: str) -> None:
    scopes = {"bot": [SCOPED[method]]}
    async with sandbox_with({**MANIFEST, "oauth_config": {"scopes": scopes}}) as sandbox:
        assert (await WebClient(sandbox)(method)).get("error") != "missing_scope"
    scopes = {"bot": ["commands"]}
    async with sandbox_with({**MANIFEST, "oauth_config": {"scopes": scopes}}) as sandbox:
        refused = await WebClient(sandbox)(method)
    assert (refused["error"], refused["needed"]) == ("missing_scope", SCOPED[method])


async def test_apps_connect_with_the_apps_token() -> None:
    async with scene() as here:
        assert (await here.call(("apps.connections.open", {})))["error"] == "not_allowed_token_type"
        assert (await here.call(("auth.test", {}), token=APP_TOKEN))["error"] == "not_allowed_token_type"
