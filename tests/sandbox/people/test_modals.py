"""Modals as a person meets them: submitted, refused, pushed, closed."""

import asyncio

import pytest

from bot.sandbox.json_values import Json, as_object, as_objects, as_text
from bot.sandbox.refusals import InvalidValues
from bot.sandbox.server import Sandbox
from tests.sandbox.people.opening import opened
from tests.sandbox.stand_ins import (
    DIEGO,
    GENERAL,
    LENA,
    ListeningApp,
    WebClient,
    modal,
    refusing,
)

FILLED: Json = {"what": {"text": {"value": "A flat one"}}}
UNKNOWN_PICTURE: Json = {"type": "image", "slack_file": {"id": "F0NOWHERE1"}, "alt_text": "A map"}


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
        {"response_action": "update", "view": modal(blocks=[UNKNOWN_PICTURE])},
        {"response_action": "push", "view": modal(blocks=[UNKNOWN_PICTURE])},
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


async def test_two_people_with_modals_open_at_once_never_mix(sandbox: Sandbox, app: ListeningApp) -> None:
    lenas = await opened(sandbox, app, LENA, modal(title="Lena's"))
    diegos = await opened(sandbox, app, DIEGO, modal(title="Diego's"))
    with refusing("not_found"):
        await sandbox.submit(DIEGO, lenas, FILLED)
    await sandbox.submit(LENA, lenas, FILLED)
    assert sandbox.views(LENA) == []
    assert [view["id"] for view in sandbox.views(DIEGO)] == [diegos]
    assert as_object(app.last["user"])["id"] == LENA


async def test_a_modal_submitted_twice_at_once_is_sent_once(sandbox: Sandbox, app: ListeningApp) -> None:
    view_id = await opened(sandbox, app)
    heard = len(app.heard)
    submitting = asyncio.create_task(sandbox.submit(LENA, view_id, FILLED))
    await asyncio.sleep(0)
    with refusing("being_sent"):
        await sandbox.submit(LENA, view_id, {"what": {"text": {"value": "Another"}}})
    assert (await submitting).outcome == "closed"
    assert len(app.heard) == heard + 1
    with refusing("not_found"):
        await sandbox.submit(LENA, view_id, FILLED)


@pytest.mark.parametrize("how", ["update", "push", "clear", "errors"])
async def test_an_answer_for_a_modal_closed_meanwhile_changes_no_other(
    sandbox: Sandbox, app: ListeningApp, how: str
) -> None:
    view_id = await opened(sandbox, app)
    answer = {"response_action": how, "view": modal(title="Late"), "errors": {"what": "Say more"}}
    app.answers, app.pause = [(200, answer)], 0.1
    submitting = asyncio.create_task(sandbox.submit(LENA, view_id, FILLED))
    while not app.heard[1:]:  # noqa: ASYNC110 -- until the app has it
        await asyncio.sleep(0)
    app.pause = 0.0
    sandbox.parts.modals.open(LENA, modal(title="Another"))
    assert (await submitting).outcome == "closed"
    (shown,) = sandbox.views(LENA)
    assert as_object(shown["title"])["text"] == "Another"
    assert shown["errors"] == {}


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


@pytest.mark.parametrize("enabled", [True, False])
async def test_a_modal_gets_a_response_url_for_a_channel_whose_select_asks_for_it(
    sandbox: Sandbox, app: ListeningApp, enabled: bool
) -> None:
    where: Json = {
        "type": "input",
        "block_id": "where",
        "label": {"type": "plain_text", "text": "Where"},
        "element": {
            "type": "channels_select",
            "action_id": "channel",
            **({"response_url_enabled": True} if enabled else {}),
        },
    }
    view_id = await opened(sandbox, app, view=modal(blocks=[where]))
    await sandbox.submit(LENA, view_id, {"where": {"channel": {"selected_channel": GENERAL}}})
    urls = as_objects(app.last["response_urls"])
    assert [url["channel_id"] for url in urls] == ([GENERAL] if enabled else [])
    for url in urls:
        answer: Json = {"text": "Laid", "response_type": "in_channel"}
        await WebClient(sandbox).http.post(as_text(url["response_url"]), json=answer)
        assert sandbox.messages(DIEGO, GENERAL)[-1]["text"] == "Laid"
