"""Commands, clicks, shortcuts and modals as a person meets them."""

import asyncio

import pytest

from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import Json, as_object, as_objects, as_text
from bot.sandbox.people.interacting import InMessage, InView
from bot.sandbox.refusals import AppFailed, InvalidValues
from bot.sandbox.server import Sandbox
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


async def opened(sandbox: Sandbox, app: ListeningApp, user: str = LENA, view: Json | None = None) -> str:
    """Have the app open a modal for someone and return its id."""
    await sandbox.run_command(user, GENERAL, "/stone")
    call = WebClient(sandbox)
    answer = await call("views.open", trigger_id=app.last["trigger_id"], view=view or modal())
    return as_text(as_object(answer["view"])["id"])


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


async def test_inputs_are_checked_before_anything_is_sent(sandbox: Sandbox, app: ListeningApp) -> None:
    view_id = await opened(sandbox, app)
    heard = len(app.heard)
    with pytest.raises(InvalidValues) as refused:
        await sandbox.submit(LENA, view_id, {})
    assert refused.value.errors.keys() == {"what"}
    assert len(app.heard) == heard
    assert sandbox.views(LENA)[0]["errors"] == refused.value.errors


@pytest.mark.parametrize(
    ("answer", "outcome", "callback_ids"),
    [
        ("", "closed", []),
        ({}, "closed", []),
        ({"response_action": "clear"}, "cleared", []),
        ({"response_action": "update", "view": modal(callback_id="new")}, "updated", ["new"]),
        ({"response_action": "push", "view": modal(callback_id="new")}, "pushed", ["stones.lay", "new"]),
        ({"response_action": "errors", "errors": {"what": "Say more"}}, "errors", ["stones.lay"]),
    ],
)
async def test_the_apps_answer_decides_what_becomes_of_the_modal(
    sandbox: Sandbox, app: ListeningApp, answer: object, outcome: str, callback_ids: list[str]
) -> None:
    view_id = await opened(sandbox, app)
    app.will_answer(answer)
    submitted = await sandbox.submit(LENA, view_id, FILLED)
    assert submitted.outcome == outcome
    assert [view["callback_id"] for view in sandbox.views(LENA)] == callback_ids


async def test_an_update_keeps_the_views_id_and_what_was_typed_but_not_its_hash(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    view_id = await opened(sandbox, app)
    before = sandbox.views(LENA)[0]
    app.will_answer({"response_action": "update", "view": modal(title="Sure?")})
    await sandbox.submit(LENA, view_id, FILLED)
    after = sandbox.views(LENA)[0]
    assert after["id"] == view_id
    assert after["hash"] != before["hash"]
    await sandbox.submit(LENA, view_id)
    values = as_object(as_object(as_object(app.last["view"])["state"])["values"])
    assert as_object(as_object(values["what"])["text"])["value"] == "A flat one"


async def test_refused_values_are_shown_with_the_modal_and_can_be_sent_again(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    view_id = await opened(sandbox, app)
    app.will_answer({"response_action": "errors", "errors": {"what": "Say more"}})
    assert (await sandbox.submit(LENA, view_id, FILLED)).errors == {"what": "Say more"}
    assert sandbox.views(LENA)[0]["errors"] == {"what": "Say more"}
    assert (await sandbox.submit(LENA, view_id)).outcome == "closed"


async def test_errors_of_the_last_time_are_gone_once_it_is_sent_again(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    view_id = await opened(sandbox, app)
    with pytest.raises(InvalidValues):
        await sandbox.submit(LENA, view_id)
    app.will_answer("", status=500)
    with refusing("app_error"):
        await sandbox.submit(LENA, view_id, FILLED)
    assert sandbox.views(LENA)[0]["errors"] == {}


@pytest.mark.parametrize(
    "answer",
    [
        "not json",
        {"response_action": "dance"},
        {"response_action": "errors", "errors": {}},
        {"response_action": "errors", "errors": {"elsewhere": "x"}},
        {"response_action": "update", "view": {"type": "modal"}},
        {"response_action": "push", "view": {"type": "home", "blocks": []}},
    ],
)
async def test_an_answer_slack_would_not_take_leaves_the_modal_as_it_was(
    sandbox: Sandbox, app: ListeningApp, answer: object
) -> None:
    view_id = await opened(sandbox, app)
    app.will_answer(answer)
    with refusing("app_error"):
        await sandbox.submit(LENA, view_id, FILLED)
    (view,) = sandbox.views(LENA)
    assert as_object(as_object(view["state"])["values"])["what"] == {
        "text": {"type": "plain_text_input", "value": "A flat one"}
    }


async def test_a_modal_stays_with_what_was_typed_when_the_app_fails(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    view_id = await opened(sandbox, app)
    app.will_answer("", status=500)
    with refusing("app_error"):
        await sandbox.submit(LENA, view_id, FILLED)
    assert (await sandbox.submit(LENA, view_id)).outcome == "closed"


async def test_an_app_that_is_too_slow_times_out(app: ListeningApp) -> None:
    async with sandbox_with(app=app, waits=Waits(answer=0.01)) as sandbox:
        app.pause = 30
        with pytest.raises(AppFailed, check=lambda failed: failed.code == "operation_timeout"):
            await sandbox.run_command(LENA, GENERAL, "/stone")


async def test_two_people_with_modals_open_at_once_never_mix(sandbox: Sandbox, app: ListeningApp) -> None:
    lenas = await opened(sandbox, app, LENA, modal(title="Lena's"))
    diegos = await opened(sandbox, app, DIEGO, modal(title="Diego's"))
    with refusing("not_found"):
        await sandbox.submit(DIEGO, lenas, FILLED)
    await sandbox.submit(LENA, lenas, FILLED)
    assert sandbox.views(LENA) == []
    assert [view["id"] for view in sandbox.views(DIEGO)] == [diegos]
    assert as_object(app.last["user"])["id"] == LENA


async def test_a_modal_submitted_twice_at_once_closes_once(sandbox: Sandbox, app: ListeningApp) -> None:
    view_id = await opened(sandbox, app)
    both = await asyncio.gather(*(sandbox.submit(LENA, view_id, FILLED) for _ in range(2)))
    assert [submitted.outcome for submitted in both] == ["closed", "closed"]
    with refusing("not_found"):
        await sandbox.submit(LENA, view_id, FILLED)


async def test_only_the_top_modal_can_be_submitted_and_closing_returns_to_the_one_below(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    root = await opened(sandbox, app)
    app.will_answer({"response_action": "push", "view": modal(callback_id="top")})
    await sandbox.submit(LENA, root, FILLED)
    with refusing("not_found"):
        await sandbox.submit(LENA, root, FILLED)
    await sandbox.close_view(LENA, as_text(sandbox.views(LENA)[1]["id"]))
    assert [view["id"] for view in sandbox.views(LENA)] == [root]


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, []),
        ({"notify_on_close": True}, [False]),
        ({"notify_on_close": True, "clear_on_close": True}, [True]),
    ],
)
async def test_closing_is_told_when_the_modal_asks_for_it(
    sandbox: Sandbox, app: ListeningApp, options: Json, told: list[bool]
) -> None:
    view_id = await opened(sandbox, app, view=modal(options))
    app.heard.clear()
    await sandbox.close_view(LENA, view_id)
    assert [
        heard.payload["is_cleared"] for heard in app.heard if heard.payload["type"] == "view_closed"
    ] == told
    assert sandbox.views(LENA) == []


async def test_a_failing_app_does_not_keep_a_modal_from_closing(sandbox: Sandbox, app: ListeningApp) -> None:
    view_id = await opened(sandbox, app, view=modal(notify_on_close=True))
    app.will_answer("", status=500)
    await sandbox.close_view(LENA, view_id)
    assert sandbox.views(LENA) == []


async def test_nothing_is_sent_when_the_manifest_has_no_interactivity(app: ListeningApp) -> None:
    async with sandbox_with({**MANIFEST, "settings": {}}, app) as sandbox:
        view_id = await opened(sandbox, app)
        with refusing("interactivity_disabled"):
            await sandbox.submit(LENA, view_id, FILLED)


async def test_a_message_in_another_channel_cannot_be_clicked(sandbox: Sandbox, call: WebClient) -> None:
    with refusing("not_in_channel"):
        await sandbox.press("U0MEI00001", InMessage(GARDEN, "1.0"), "claim")
