"""What the app says back to commands, and through response URLs."""

import httpx
import pytest

from bot.sandbox.json_values import Json, as_text
from bot.sandbox.people.interacting import InMessage
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import DIEGO, GENERAL, LENA, HandMovedClock, ListeningApp, WebClient, refusing


def texts(sandbox: Sandbox, user: str) -> list[object]:
    return [message["text"] for message in sandbox.messages(user, GENERAL)]


async def respond(call: WebClient, url: object, **payload: object) -> httpx.Response:
    return await call.http.post(as_text(url), json=payload)


async def test_an_answer_is_for_the_asker_unless_it_says_otherwise(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    app.will_answer({"text": "Only you"}, "Plain words", {"text": "For all", "response_type": "in_channel"})
    for _ in range(3):
        await sandbox.run_command(LENA, GENERAL, "/stone")
    assert texts(sandbox, LENA)[-3:] == ["Only you", "Plain words", "For all"]
    assert texts(sandbox, DIEGO)[-1] == "For all"
    assert "Only you" not in texts(sandbox, DIEGO)


async def test_an_answer_that_slack_would_not_show_is_the_apps_failure(
    sandbox: Sandbox, app: ListeningApp
) -> None:
    app.will_answer({"text": "x", "blocks": [{"type": "header"}]})
    with refusing("app_error"):
        await sandbox.run_command(LENA, GENERAL, "/stone")


async def test_a_response_url_answers_five_times(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.run_command(LENA, GENERAL, "/stone")
    url = app.last["response_url"]
    answers = [await respond(call, url, text=str(number)) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert answers[5].json()["error"] == "used_url"
    assert texts(sandbox, LENA)[-5:] == ["0", "1", "2", "3", "4"]
    assert "0" not in texts(sandbox, DIEGO)


async def test_what_cant_be_read_is_no_use_of_a_response_url(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    await sandbox.run_command(LENA, GENERAL, "/stone")
    url = as_text(app.last["response_url"])
    odd = [await call.http.post(url, content=content) for content in ("{", "[" * 9999, "NaN", "[]", "", "{")]
    assert {(answer.status_code, answer.text) for answer in odd} == {(400, "invalid_payload")}
    assert (await respond(call, url, text="Whole")).status_code == 200


async def test_a_response_url_lives_thirty_minutes(
    sandbox: Sandbox, app: ListeningApp, call: WebClient, clock: HandMovedClock
) -> None:
    await sandbox.run_command(LENA, GENERAL, "/stone")
    url = app.last["response_url"]
    clock.move(30 * 60)
    assert (await respond(call, url, text="in time")).status_code == 200
    clock.move(1)
    assert (await respond(call, url, text="late")).json()["error"] == "expired_url"


@pytest.fixture
async def whispered(sandbox: Sandbox, app: ListeningApp) -> str:
    """The response URL of a click in an ephemeral message that Lena sees."""
    button: Json = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    app.will_answer({"text": "Sure?", "blocks": [{"type": "actions", "elements": [button]}]})
    await sandbox.run_command(LENA, GENERAL, "/stone")
    await sandbox.press(LENA, InMessage(GENERAL, as_text(sandbox.messages(LENA, GENERAL)[-1]["ts"])), "go")
    return as_text(app.last["response_url"])


async def test_an_answer_may_replace_what_was_clicked(
    sandbox: Sandbox, call: WebClient, whispered: str
) -> None:
    before = len(texts(sandbox, LENA))
    assert (await respond(call, whispered, replace_original=True, text="Done")).status_code == 200
    assert (len(texts(sandbox, LENA)), texts(sandbox, LENA)[-1]) == (before, "Done")
    assert (await respond(call, whispered, replace_original=True)).json()["error"] == "no_text"


async def test_an_answer_may_delete_what_was_clicked(
    sandbox: Sandbox, call: WebClient, whispered: str
) -> None:
    before = len(texts(sandbox, LENA))
    assert (await respond(call, whispered, delete_original=True)).status_code == 200
    assert len(texts(sandbox, LENA)) == before - 1
    assert (await respond(call, whispered, delete_original=True)).json()["error"] == "message_not_found"


async def test_an_answer_may_add_to_what_was_clicked(
    sandbox: Sandbox, call: WebClient, whispered: str
) -> None:
    await respond(call, whispered, text="By the way")
    assert texts(sandbox, LENA)[-2:] == ["Sure?", "By the way"]


async def test_a_persons_own_words_are_not_replaced(
    sandbox: Sandbox, app: ListeningApp, call: WebClient
) -> None:
    ts = await sandbox.say(DIEGO, GENERAL, "Mine")
    await sandbox.use_shortcut(LENA, "keep", GENERAL, ts)
    refused = await respond(call, app.last["response_url"], replace_original=True, text="Yours")
    assert refused.json()["error"] == "message_not_found"


async def test_rubbish_in_a_response_url_is_refused(call: WebClient, whispered: str) -> None:
    assert (await call.http.post(whispered, content=b"{")).status_code == 400
    assert (await respond(call, whispered, text="x", blocks=[{"type": "header"}])).json()[
        "error"
    ] == "invalid_blocks"
    assert (await call.http.post("/response/invented", json={"text": "x"})).json()["error"] == "expired_url"


@pytest.mark.parametrize("how", [{}, {"replace_original": True}])
async def test_a_picture_that_there_isnt_is_refused(call: WebClient, whispered: str, how: Json) -> None:
    unknown = {"type": "image", "slack_file": {"id": "F0NOWHERE1"}, "alt_text": "A map"}
    refused = await respond(call, whispered, text="x", blocks=[unknown], **how)
    assert refused.json()["error"] == "invalid_blocks"
