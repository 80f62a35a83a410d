"""How requests reach the app: signed, in time, retried as Slack does."""

import asyncio

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.sandbox.faults import Faults
from bot.sandbox.installed.courier import Courier, Waits
from bot.sandbox.installed.disorder import Disorder
from bot.sandbox.installed.errands import Errand
from bot.sandbox.installed.signed_http import SignedHttp
from bot.sandbox.refusals import AppFailed
from bot.sandbox.stamps import utc_now
from tests.sandbox.stand_ins import SIGNING_SECRET, ListeningApp

NO_WAITS = Waits(retries=(0.0, 0.0, 0.0))


def courier_to(app: ListeningApp | httpx.AsyncBaseTransport, waits: Waits = NO_WAITS) -> Courier:
    transport = app if isinstance(app, httpx.AsyncBaseTransport) else httpx.ASGITransport(app)
    client = httpx.AsyncClient(transport=transport)
    carrier = SignedHttp(client, "http://app.test/slack/events", SIGNING_SECRET)
    return Courier(carrier, utc_now, waits, Disorder(Faults()))


@pytest.mark.parametrize(
    ("errand", "content_type"),
    [
        (Errand.EVENT, "application/json"),
        (Errand.COMMAND, "application/x-www-form-urlencoded"),
        (Errand.INTERACTION, "application/x-www-form-urlencoded"),
    ],
)
async def test_a_request_carries_a_signature_that_slacks_own_library_accepts(
    app: ListeningApp, errand: Errand, content_type: str
) -> None:
    courier = courier_to(app)
    await courier.ask(errand, {"text": "Grüße & <b>"})
    (heard,) = app.heard
    assert heard.payload == {"text": "Grüße & <b>"}
    assert heard.headers["content-type"] == content_type
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(heard.body, dict(heard.headers))
    assert not SignatureVerifier("another secret").is_valid_request(heard.body, dict(heard.headers))
    await courier.close()


async def test_the_answer_of_a_200_is_handed_back(app: ListeningApp) -> None:
    app.will_answer("done")
    courier = courier_to(app)
    assert await courier.ask(Errand.COMMAND, {}) == "done"
    await courier.close()


@pytest.mark.parametrize("status", [201, 302, 404, 500])
async def test_any_other_status_is_the_apps_failure(app: ListeningApp, status: int) -> None:
    app.will_answer("", status=status)
    courier = courier_to(app)
    with pytest.raises(AppFailed, check=lambda failed: failed.code == "app_error"):
        await courier.ask(Errand.COMMAND, {})
    await courier.close()


async def test_an_app_that_takes_too_long_has_timed_out(app: ListeningApp) -> None:
    app.pause = 30
    courier = courier_to(app, Waits(answer=0.01))
    with pytest.raises(AppFailed, check=lambda failed: failed.code == "operation_timeout"):
        await courier.ask(Errand.INTERACTION, {})
    await courier.close()


async def test_an_app_that_is_not_there_has_failed() -> None:
    def refuse(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    courier = courier_to(httpx.MockTransport(refuse))
    with pytest.raises(AppFailed, check=lambda failed: failed.details["reason"] == "connection_failed"):
        await courier.ask(Errand.COMMAND, {})
    await courier.close()


async def test_an_event_is_retried_three_times_and_says_so(app: ListeningApp) -> None:
    app.will_answer("", "", "", "", "", status=500)
    courier = courier_to(app)
    courier.send_event({"event_id": "Ev1"})
    await courier.settled()
    assert [heard.headers.get("x-slack-retry-num") for heard in app.heard] == [None, "1", "2", "3"]
    assert [heard.headers.get("x-slack-retry-reason") for heard in app.heard] == [None, *["http_error"] * 3]
    assert [(each.attempt, each.status, each.accepted) for each in courier.deliveries] == [
        (attempt, 500, False) for attempt in range(4)
    ]
    await courier.close()


async def test_a_retry_that_is_taken_ends_the_retries(app: ListeningApp) -> None:
    app.will_answer("", status=500)
    courier = courier_to(app)
    courier.send_event({"event_id": "Ev1"})
    await courier.settled()
    assert [each.status for each in courier.deliveries] == [500, 200]
    await courier.close()


async def test_the_latest_deliveries_are_remembered_as_long_as_they_are_light() -> None:
    courier = courier_to(httpx.MockTransport(lambda _: httpx.Response(200, text="x" * 500_000)))
    for number in range(20):
        await courier.ask(Errand.COMMAND, {"number": number, "text": "x" * 1_500_000})
    assert [each.payload["number"] for each in courier.deliveries] == list(range(13, 20))
    await courier.close()


async def test_an_app_may_ask_for_no_retry(app: ListeningApp) -> None:
    app.will_answer("", status=500)
    app.headers["x-slack-no-retry"] = "1"
    courier = courier_to(app)
    courier.send_event({"event_id": "Ev1"})
    await courier.settled()
    assert len(app.heard) == 1
    await courier.close()


async def test_a_slow_app_is_told_why_it_hears_again(app: ListeningApp) -> None:
    app.pause = 30
    courier = courier_to(app, Waits(answer=0.01, retries=(0.0,)))
    courier.send_event({"event_id": "Ev1"})
    await courier.settled()
    assert app.heard[1].headers["x-slack-retry-reason"] == "http_timeout"
    await courier.close()


async def test_closing_gives_up_what_waits_for_its_retry(app: ListeningApp) -> None:
    app.will_answer("", status=500)
    courier = courier_to(app, Waits(retries=(3600.0,)))
    courier.send_event({"event_id": "Ev1"})
    async with asyncio.timeout(5):
        await app.first_heard.wait()
    await courier.close()
    await courier.settled()
    assert len(app.heard) == 1


async def test_what_a_workspace_gives_up_isnt_repeated_and_what_comes_after_goes(app: ListeningApp) -> None:
    app.will_answer("", "", status=500)
    courier = courier_to(app, Waits(retries=(3600.0,)))
    courier.send_event({"event_id": "Ev1", "team_id": "T1"})
    async with asyncio.timeout(5):
        await app.first_heard.wait()
        courier.give_up("T1")
        courier.give_up("T2")
        app.answers.clear()
        courier.send_event({"event_id": "Ev2", "team_id": "T1"})
        await courier.settled()
    assert [heard.payload["event_id"] for heard in app.heard] == ["Ev1", "Ev2"]
    await courier.close()


def test_slacks_own_patience_is_the_default() -> None:
    assert Waits() == Waits(answer=3.0, retries=(0.0, 60.0, 300.0))


@pytest.mark.parametrize(("hops", "failure"), [(2, ""), (3, "too_many_redirects")])
async def test_two_redirects_are_followed_with_all_that_was_sent(hops: int, failure: str) -> None:
    heard: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        moved = len(heard) <= hops
        return (
            httpx.Response(302, headers={"location": f"/moved/{len(heard)}"})
            if moved
            else httpx.Response(200)
        )

    courier = courier_to(httpx.MockTransport(answer), Waits(retries=()))
    courier.send_event({"event_id": "Ev1"})
    await courier.settled()
    assert [each.failure for each in courier.deliveries] == [failure]
    assert [request.url.path for request in heard[:3]] == ["/slack/events", "/moved/1", "/moved/2"]
    assert {(request.method, request.content) for request in heard} == {("POST", b'{"event_id": "Ev1"}')}
    await courier.close()
