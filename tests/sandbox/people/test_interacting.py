"""Commands, clicks and shortcuts as a person meets them."""

import pytest

from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import Json, as_object, as_objects, as_text
from bot.sandbox.people.interacting import InMessage, InView
from bot.sandbox.refusals import AppFailed
from bot.sandbox.server import Sandbox
from tests.sandbox.people.opening import opened
from tests.sandbox.stand_ins import (
    DIEGO,
    GARDEN,
    GENERAL,
    LENA,
    MANIFEST,
    STEERING,
    ListeningApp,
    WebClient,
    modal,
    refusing,
    sandbox_with,
)

FILLED: Json = {"what": {"text": {"value": "A flat one"}}}


async def test_a_command_carries_what_slack_sends(sandbox: Sandbox, app: ListeningApp) -> None:
    await sandbox.run_command(LENA, STEERING, "/stone", "lay @diego")
    sent = app.last
    assert (sent["command"], sent["text"], sent["user_id"], sent["user_name"]) == (
        "/stone",
        "lay @diego",
        LENA,
        "lena",
    )
    assert (sent["channel_id"], sent["channel_name"]) == (STEERING, "privategroup")
    assert (sent["team_domain"], sent["is_enterprise_install"]) == ("rivertown", "false")


async def test_a_command_that_asks_for_it_gets_ids_for_names(sandbox: Sandbox, app: ListeningApp) -> None:
    await sandbox.run_command(LENA, GENERAL, "/ask", "@diego about #general, not @nobody or a@b.org")
    assert app.last["text"] == f"<@{DIEGO}|diego> about <#{GENERAL}|general>, not @nobody or a@b.org"
    for user, text in ((LENA, f"<#{STEERING}|steering>"), (DIEGO, "#steering")):
        await sandbox.run_command(user, GENERAL, "/ask", "#steering")
        assert app.last["text"] == text


async def test_a_command_must_be_declared_and_run_where_one_is(sandbox: Sandbox, app: ListeningApp) -> None:
    with refusing("unknown_command"):
        await sandbox.run_command(LENA, GENERAL, "/pebble")
    with refusing("channel_not_found"):
        await sandbox.run_command(DIEGO, STEERING, "/stone")
    assert app.heard == []


async def test_a_click_names_the_message_its_value_and_who(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await call("conversations.join", channel=GENERAL)
    button: Json = {
        "type": "button",
        "action_id": "claim",
        "value": "7",
        "text": {"type": "plain_text", "text": "Claim"},
    }
    card = await call(
        "chat.postMessage", channel=GENERAL, text="c", blocks=[{"type": "actions", "elements": [button]}]
    )
    await sandbox.press(DIEGO, InMessage(GENERAL, as_text(card["ts"])), "claim")
    sent = app.last
    (action,) = as_objects(sent["actions"])
    assert (sent["type"], as_object(sent["user"])["id"], as_object(sent["message"])["ts"]) == (
        "block_actions",
        DIEGO,
        card["ts"],
    )
    assert (action["action_id"], action["value"], action["type"]) == ("claim", "7", "button")
    assert as_object(sent["container"])["is_ephemeral"] is False
    with refusing("action_not_found"):
        await sandbox.press(DIEGO, InMessage(GENERAL, as_text(card["ts"])), "release")


async def test_one_action_id_in_two_blocks_is_told_apart_by_the_block(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await call("conversations.join", channel=GENERAL)
    button: Json = {"type": "button", "action_id": "claim", "text": {"type": "plain_text", "text": "Claim"}}
    blocks = [
        {"type": "actions", "block_id": name, "elements": [{**button, "value": name}]} for name in ("1", "2")
    ]
    card = await call("chat.postMessage", channel=GENERAL, text="c", blocks=blocks)
    await sandbox.act(LENA, InMessage(GENERAL, as_text(card["ts"])), {"action_id": "claim"}, block_id="2")
    assert as_objects(app.last["actions"])[0]["value"] == "2"


async def test_a_choice_in_a_message_is_in_its_state(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await call("conversations.join", channel=GENERAL)
    select: Json = {"type": "users_select", "action_id": "who"}
    blocks = [{"type": "actions", "block_id": "b", "elements": [select]}]
    card = await call("chat.postMessage", channel=GENERAL, text="c", blocks=blocks)
    await sandbox.act(
        LENA, InMessage(GENERAL, as_text(card["ts"])), {"action_id": "who", "selected_user": DIEGO}
    )
    held = as_object(as_object(app.last["state"])["values"])
    assert held == {"b": {"who": {"type": "users_select", "selected_user": DIEGO}}}


async def test_a_click_in_a_modal_carries_what_was_typed(sandbox: Sandbox, app: ListeningApp) -> None:
    more: Json = {"type": "button", "action_id": "more", "text": {"type": "plain_text", "text": "More"}}
    blocks: list[Json] = [
        *as_objects(modal()["blocks"]),
        {"type": "actions", "block_id": "a", "elements": [more]},
    ]
    view_id = await opened(sandbox, app, view=modal(blocks=blocks))
    await sandbox.act(LENA, InView(view_id), {"action_id": "more"}, state=FILLED)
    view = as_object(app.last["view"])
    assert as_object(as_object(as_object(view["state"])["values"])["what"])["text"] == {
        "type": "plain_text_input",
        "value": "A flat one",
    }
    with refusing("not_found"):
        await sandbox.press(DIEGO, InView(view_id), "more")


async def test_a_click_on_home_names_its_view(sandbox: Sandbox, app: ListeningApp, call: WebClient) -> None:
    button: Json = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    home = {"type": "home", "blocks": [{"type": "actions", "elements": [button]}]}
    view = as_object((await call("views.publish", user_id=LENA, view=home))["view"])
    await sandbox.press(LENA, InView(as_text(view["id"])), "go")
    assert as_object(app.last["view"])["type"] == "home"
    assert app.last["container"] == {"type": "view", "view_id": view["id"]}


async def test_shortcuts_are_those_the_manifest_declares(sandbox: Sandbox, app: ListeningApp) -> None:
    ts = await sandbox.say(DIEGO, GENERAL, "Keep this")
    await sandbox.use_shortcut(LENA, "keep", GENERAL, ts)
    assert (app.last["type"], as_object(app.last["message"])["text"]) == ("message_action", "Keep this")
    await sandbox.use_shortcut(LENA, "new")
    assert (app.last["type"], app.last["callback_id"]) == ("shortcut", "new")
    for callback_id, where in (("keep", None), ("new", GENERAL), ("other", None)):
        with refusing("unknown_shortcut"):
            await sandbox.use_shortcut(LENA, callback_id, where, ts if where else None)


async def test_an_app_that_is_too_slow_times_out(app: ListeningApp) -> None:
    async with sandbox_with(app=app, waits=Waits(answer=0.01)) as sandbox:
        app.pause = 30
        with pytest.raises(AppFailed, check=lambda failed: failed.code == "operation_timeout"):
            await sandbox.run_command(LENA, GENERAL, "/stone")


async def test_nothing_is_sent_when_the_manifest_has_no_interactivity(app: ListeningApp) -> None:
    async with sandbox_with({**MANIFEST, "settings": {}}, app) as sandbox:
        view_id = await opened(sandbox, app)
        with refusing("interactivity_disabled"):
            await sandbox.submit(LENA, view_id, FILLED)


async def test_a_message_in_another_channel_cannot_be_clicked(sandbox: Sandbox, call: WebClient) -> None:
    with refusing("not_in_channel"):
        await sandbox.press("U0MEI00001", InMessage(GARDEN, "1.0"), "claim")


async def test_what_is_not_offered_cant_be_chosen_and_a_button_keeps_its_value(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await call("conversations.join", channel=GENERAL)
    words: Json = {"type": "plain_text", "text": "One"}
    elements = [
        {"type": "button", "action_id": "go", "value": "real", "text": words},
        {"type": "static_select", "action_id": "pick", "options": [{"text": words, "value": "1"}]},
    ]
    card = await call(
        "chat.postMessage", channel=GENERAL, text="c", blocks=[{"type": "actions", "elements": elements}]
    )
    where = InMessage(GENERAL, as_text(card["ts"]))
    await sandbox.act(LENA, where, {"action_id": "go", "value": "forged", "url": "https://forged.test"})
    (action,) = as_objects(app.last["actions"])
    assert (action["value"], "url" in action) == ("real", False)
    with refusing("action_not_found"):
        await sandbox.act(
            LENA, where, {"action_id": "pick", "selected_option": {"text": words, "value": "2"}}
        )
