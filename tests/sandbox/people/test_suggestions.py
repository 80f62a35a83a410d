"""Selects whose choices the app is asked for while someone types."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects, as_text
from bot.sandbox.people.interacting import InMessage, InView
from bot.sandbox.refusals import AppFailed
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import (
    DIEGO,
    GENERAL,
    LENA,
    MANIFEST,
    ListeningApp,
    WebClient,
    modal,
    refusing,
    sandbox_with,
)

SETTINGS = as_object(MANIFEST["settings"])
ASKED: Json = {"is_enabled": True, "message_menu_options_url": "https://pebble.test/options"}
SELECT: Json = {"type": "external_select", "action_id": "stone"}


def option(name: str) -> Json:
    return {"text": {"type": "plain_text", "text": name}, "value": name.lower()}


@pytest.fixture
async def sandbox(app: ListeningApp) -> AsyncIterator[Sandbox]:
    async with sandbox_with({**MANIFEST, "settings": {**SETTINGS, "interactivity": ASKED}}, app) as sandbox:
        yield sandbox


async def in_message(sandbox: Sandbox, select: Json = SELECT) -> InMessage:
    """A message with a select."""
    call = WebClient(sandbox)
    await call("conversations.join", channel=GENERAL)
    blocks = [{"type": "actions", "block_id": "b", "elements": [select]}]
    posted = await call("chat.postMessage", channel=GENERAL, text="Which?", blocks=blocks)
    return InMessage(GENERAL, as_text(posted["ts"]))


async def in_modal(sandbox: Sandbox, app: ListeningApp) -> InView:
    """Lena's modal with a select."""
    await sandbox.run_command(LENA, GENERAL, "/stone")
    asked: Json = {
        "type": "input",
        "block_id": "which",
        "label": {"type": "plain_text", "text": "Which"},
        "element": SELECT,
    }
    view = modal(blocks=[asked])
    opened = await WebClient(sandbox)("views.open", trigger_id=app.last["trigger_id"], view=view)
    return InView(as_text(as_object(opened["view"])["id"]))


async def test_in_a_message_the_app_is_told_what_was_typed_and_where(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    where = await in_message(sandbox)
    app.will_answer({"options": [option("Flint")]})
    assert await sandbox.suggestions(DIEGO, where, "stone", "fli") == {"options": [option("Flint")]}
    sent = app.last
    assert (sent["type"], sent["action_id"], sent["block_id"], sent["value"]) == (
        "block_suggestion",
        "stone",
        "b",
        "fli",
    )
    assert (as_object(sent["user"])["id"], as_object(sent["message"])["ts"]) == (DIEGO, where.ts)
    assert "trigger_id" not in sent
    assert "response_url" not in sent


async def test_in_a_modal_what_was_offered_can_be_chosen_and_is_submitted(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    where = await in_modal(sandbox, app)
    groups = [{"label": {"type": "plain_text", "text": "Hard"}, "options": [option("Flint")]}]
    app.will_answer({"option_groups": groups})
    assert await sandbox.suggestions(LENA, where, "stone", "fli") == {"option_groups": groups}
    assert as_object(app.last["view"])["id"] == where.view_id
    await sandbox.submit(LENA, where.view_id, {"which": {"stone": {"selected_option": option("Flint")}}})
    values = as_object(as_object(as_object(app.last["view"])["state"])["values"])
    assert as_object(as_object(values["which"])["stone"])["selected_option"] == option("Flint")


@pytest.mark.parametrize(
    ("least", "typed", "asked"), [(None, "fl", 0), (None, "fli", 1), (0, "", 1), (1, "", 0)]
)
async def test_the_app_is_asked_from_the_least_number_of_characters_on(
    sandbox: Sandbox, app: ListeningApp, least: int | None, typed: str, asked: int
) -> None:
    where = await in_message(sandbox, SELECT if least is None else {**SELECT, "min_query_length": least})
    app.heard.clear()
    app.will_answer({"options": []})
    assert await sandbox.suggestions(LENA, where, "stone", typed) == {"options": []}
    assert len(app.heard) == asked


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "Flint",
        {"options": [option("Flint")], "option_groups": []},
        {"options": [option(str(number)) for number in range(101)]},
        {"options": [option("F" * 76)]},
        {"option_groups": [{"options": [option("Flint")]}]},
    ],
)
async def test_an_answer_that_slack_would_not_show_is_the_apps_failure(
    sandbox: Sandbox, app: ListeningApp, answer: object
) -> None:
    where = await in_message(sandbox)
    app.will_answer(answer)
    with pytest.raises(AppFailed, check=lambda failed: failed.code == "app_error"):
        await sandbox.suggestions(LENA, where, "stone", "flint")


async def test_only_such_selects_ask_and_only_an_app_with_an_address_is_asked(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    button: Json = {"type": "button", "action_id": "stone", "text": {"type": "plain_text", "text": "Lay"}}
    with refusing("action_not_found"):
        await sandbox.suggestions(LENA, await in_message(sandbox, button), "stone", "flint")
    async with sandbox_with(app=app) as without:
        with refusing("options_url_missing"):
            await without.suggestions(LENA, await in_message(without), "stone", "flint")


async def test_the_browser_asks_over_http(sandbox: Sandbox, app: ListeningApp) -> None:
    where = await in_message(sandbox)
    app.will_answer({"options": [option("Flint")]})
    container = {"type": "message", "channel": where.channel, "ts": where.ts}
    asked = {"as": LENA, "container": container, "action_id": "stone", "value": "fli"}
    answer = await WebClient(sandbox).http.post("/client/suggestions", json=asked)
    assert as_objects(answer.json()["options"]) == [option("Flint")]
