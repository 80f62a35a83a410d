"""The sandbox as a whole: a newcomer's first journey, driven without a browser."""

from bot.sandbox.people.interacting import InMessage
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import ListeningApp, WebClient

GENERAL, LENA, DIEGO = "C0GENERAL1", "U0LENA0001", "U0DIEGO001"
MODAL = {
    "type": "modal",
    "callback_id": "stones.lay",
    "title": {"type": "plain_text", "text": "A stone"},
    "submit": {"type": "plain_text", "text": "Lay it"},
    "blocks": [
        {
            "type": "input",
            "block_id": "what",
            "label": {"type": "plain_text", "text": "What"},
            "element": {"type": "plain_text_input", "action_id": "text"},
        }
    ],
}


async def test_a_command_opens_a_modal_whose_submission_becomes_a_card(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.run_command(LENA, GENERAL, "/stone", "lay")
    assert app.last["text"] == "lay"
    opened = await call("views.open", trigger_id=app.last["trigger_id"], view=MODAL)
    assert opened["ok"] is True

    (view,) = sandbox.views(LENA)
    submitted = await sandbox.submit(LENA, str(view["id"]), {"what": {"text": {"value": "A flat one"}}})
    assert submitted.outcome == "closed"
    assert sandbox.views(LENA) == []

    await call("conversations.join", channel=GENERAL)
    button = {
        "type": "button",
        "action_id": "claim",
        "value": "7",
        "text": {"type": "plain_text", "text": "Claim"},
    }
    card = await call(
        "chat.postMessage",
        channel=GENERAL,
        text="A flat one",
        blocks=[{"type": "actions", "block_id": "card", "elements": [button]}],
    )
    ts = str(card["ts"])
    await sandbox.react(DIEGO, GENERAL, ts, "fire")
    await sandbox.settled()
    assert [event["user"] for event in app.events("reaction_added")] == [DIEGO]

    await sandbox.press(DIEGO, InMessage(GENERAL, ts), "claim")
    assert app.last["actions"][0]["value"] == "7"  # type: ignore[index]
