"""The guard before a Bolt app that answers everything: what comes through, and what nothing may cause."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import AsyncIterator, Iterator
from urllib.parse import urlencode

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from starlette.applications import Starlette
from starlette.routing import Route

from bot.db.database import Database
from bot.slack.doors import Doors
from bot.slack.guard import CLOCK_DRIFT, LARGEST_BODY, Guard
from bot.slack.visits import Answer, Command, Happening, Press, Shortcut, Submission
from tests.slack.signed import SECRET, WORKSPACE, Slack, slack_with

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
STAMP, SIGNATURE = b"X-Slack-Request-Timestamp", b"X-Slack-Signature"
BODY = b'{"type": "url_verification", "challenge": "x"}'
Headers = dict[bytes, bytes]
RENAMED = {"type": "channel_rename", "channel": {"id": "C1"}}
ENOUGH = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


class Room:
    """A feature that takes everything and says nothing."""

    def __init__(self) -> None:
        self.visits: list[object] = []

    async def take(self, visit: Command | Press | Shortcut | Submission | Happening) -> Answer:
        self.visits.append(visit)
        return None

    async def saved(self, visit: Submission, _: str | None) -> Answer:
        return await self.take(visit)


@pytest.fixture
def room() -> Room:
    return Room()


@pytest.fixture
async def slack(room: Room, tmp_path: object) -> AsyncIterator[Slack]:
    doors = Doors()
    doors.command("/goal", "propose", room.take, does="x", example="/goal propose")
    doors.press("press", room.take)
    doors.form("form", room.take, saved=room.saved)
    doors.shortcut("shortcut", room.take)
    doors.event("channel_rename", room.take)
    database = Database(f"sqlite:///{tmp_path}/unused.db")
    async with slack_with(doors, database) as slack:
        yield slack
    await database.close()


def signed(body: bytes, stamp: str, secret: str = SECRET) -> Headers:
    """Slack's scheme, over bytes: the SDK signs text only."""
    digest = hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
    return {STAMP: stamp.encode(), SIGNATURE: f"v0={digest}".encode()}


def now() -> str:
    return str(int(time.time()))


async def send(slack: Slack, body: bytes, content_type: str = JSON) -> httpx.Response:
    headers = signed(body, now()) | {b"Content-Type": content_type.encode()}
    return await slack.http.post("/slack/events", content=body, headers=headers)


async def test_the_address_is_verified_with_its_challenge(slack: Slack) -> None:
    answer = await slack.post(json.dumps({"type": "url_verification", "challenge": "a-stone"}), JSON)
    assert (answer.status_code, answer.json()) == (200, {"challenge": "a-stone"})


async def test_that_slack_leaves_events_out_is_taken_note_of(slack: Slack, room: Room) -> None:
    told = {"type": "app_rate_limited", "team_id": WORKSPACE, "minute_rate_limited": 1518467820}
    assert (await send(slack, json.dumps(told).encode())).status_code == 200
    assert room.visits == []


async def test_an_ssl_check_runs_nothing(slack: Slack, room: Room) -> None:
    assert (await slack.form(ssl_check="1", token="x")).status_code == 200
    assert room.visits == []


async def test_a_body_may_have_its_full_size_and_not_a_byte_more(slack: Slack) -> None:
    largest = b'{"type":"url_verification","challenge":"' + b"x" * LARGEST_BODY
    assert (await send(slack, largest[: LARGEST_BODY - 2] + b'"}')).status_code == 200
    assert (await send(slack, largest[: LARGEST_BODY - 1] + b'"}')).status_code == 413


async def test_a_body_in_chunks_is_counted_while_it_comes(slack: Slack) -> None:
    taken = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal taken
        for _ in range(1_000):
            taken += 1
            yield b"x" * 100_000

    answer = await slack.http.post("/slack/events", content=endless())
    assert answer.status_code == 413
    assert taken < 20


async def test_a_body_that_does_not_come_is_not_waited_for(slack: Slack) -> None:
    async def never() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    guard = Guard(SECRET, unreachable, patience=0.05)
    app = Starlette(routes=[Route("/slack/events", guard.answer, methods=["POST"])])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://cairn") as http:
        assert (await http.post("/slack/events", content=never())).status_code == 408


async def unreachable(_: AsyncBoltRequest) -> BoltResponse:
    raise AssertionError("nothing may reach Bolt")


@pytest.mark.parametrize(
    "event",
    [
        {"event_id": "Ev1", "event": {"type": "channel_rename", "user": "U\x00"}},
        {"event_id": "Ev1", "event": {"type": "channel_rename", "user": "U\ud800"}},
        {"event": {"type": "channel_rename"}},
        {"event_id": "", "event": {"type": "channel_rename"}},
    ],
)
async def test_an_event_that_could_not_be_kept_is_refused(
    slack: Slack, room: Room, event: dict[str, object]
) -> None:
    whole = {"type": "event_callback", "team_id": WORKSPACE, **event}
    assert (await send(slack, json.dumps(whole).encode())).status_code == 400
    assert room.visits == []


async def status_of(slack: Slack, headers: Headers) -> int:
    """What the same sound body gets with these headers."""
    return (await slack.http.post("/slack/events", content=BODY, headers=headers)).status_code


@pytest.mark.parametrize(
    "stamp",
    ["", "yesterday", "-1", "1e9", " ", "²", "١٢٣", "9" * 400, "9" * 5_000, "0", "1.5"],
)
async def test_a_stamp_that_is_no_moment_of_now_is_refused_though_signed(slack: Slack, stamp: str) -> None:
    assert await status_of(slack, signed(BODY, stamp)) == 401


@pytest.mark.parametrize("drift", [-CLOCK_DRIFT - 10, CLOCK_DRIFT + 10])
async def test_a_replay_from_outside_the_window_is_refused(slack: Slack, drift: int) -> None:
    assert await status_of(slack, signed(BODY, str(int(time.time()) + drift))) == 401


@pytest.mark.parametrize("missing", [STAMP, SIGNATURE])
async def test_a_request_without_either_header_is_refused(slack: Slack, missing: bytes) -> None:
    headers = signed(BODY, now())
    assert await status_of(slack, headers) == 200
    del headers[missing]
    assert await status_of(slack, headers) == 401


@pytest.mark.parametrize("signature", ["v0=", "v0=deadbeef", "é" * 67, "v1=" + "0" * 64])
async def test_a_wrong_signature_is_refused(slack: Slack, signature: str) -> None:
    assert await status_of(slack, signed(BODY, now()) | {SIGNATURE: signature.encode()}) == 401


async def test_a_signature_of_another_secret_or_another_body_is_refused(slack: Slack) -> None:
    assert await status_of(slack, signed(BODY, now(), "other")) == 401
    assert await status_of(slack, signed(BODY + b" ", now())) == 401


async def test_bytes_that_are_no_text_are_refused_before_anybody_reads_them(slack: Slack) -> None:
    assert (await send(slack, b"\xff\xfe")).status_code == 401


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b"[]", JSON),
        (b"null", JSON),
        (b"NaN", JSON),
        (b'{"n": ' + b"9" * 5_000 + b"}", JSON),
        (b"[" * 100_000, JSON),
        (b'{"a":' * 100_000, JSON),
        (b"", FORM),
        (b"{a=1", FORM),
        (b"{a=1", "text/plain"),
        (b"payload=", FORM),
        (b"payload=%7B", FORM),
        (b"payload=[]", FORM),
        (b"payload=" + b"[" * 100_000, FORM),
        (b"payload=%7B%7D&payload=x", FORM),
        (b"hello", FORM),
    ],
)
async def test_what_bolt_could_not_read_is_refused(slack: Slack, body: bytes, content_type: str) -> None:
    assert (await send(slack, body, content_type)).status_code == 400


@pytest.mark.parametrize("content_type", [JSON, "Application/JSON; charset=utf-8", "", "text/plain"])
async def test_json_is_read_however_it_is_announced(slack: Slack, room: Room, content_type: str) -> None:
    envelope = {"type": "event_callback", "team_id": WORKSPACE, "event_id": "Ev1", "event": RENAMED}
    assert (await send(slack, json.dumps(envelope).encode(), content_type)).status_code == 200
    assert len(room.visits) == 1


async def test_a_field_called_payload_in_a_command_is_only_a_word(slack: Slack, room: Room) -> None:
    await slack.command("/goal", "propose a payload & payload=x")
    [visit] = room.visits
    assert isinstance(visit, Command)
    assert visit.rest == "a payload & payload=x"


@ENOUGH
@given(body=st.binary(max_size=200), content_type=st.sampled_from([JSON, FORM, "text/plain", ""]))
async def test_no_bytes_cause_a_500(slack: Slack, body: bytes, content_type: str) -> None:
    assert (await send(slack, body, content_type)).status_code < 500
    unsigned = await slack.http.post("/slack/events", content=body, headers={"Content-Type": content_type})
    assert unsigned.status_code == 401


WHOLE: list[dict[str, object]] = [
    {
        "type": "event_callback",
        "team_id": WORKSPACE,
        "event_id": "Ev1",
        "event": {"type": "channel_rename", "user": "U1", "channel": {"id": "C1"}, "item": {"ts": "1.2"}},
        "authorizations": [{"team_id": WORKSPACE, "user_id": "U2", "is_bot": True}],
    },
    {
        "type": "block_actions",
        "team": {"id": WORKSPACE},
        "user": {"id": "U1"},
        "container": {"type": "message", "channel_id": "C1", "message_ts": "1.2"},
        "actions": [
            {
                "type": "button",
                "action_id": "press",
                "block_id": "b",
                "value": "x",
                "text": {"type": "plain_text", "text": "Claim"},
            }
        ],
        "response_urls": [],
    },
    {
        "type": "view_submission",
        "team": {"id": WORKSPACE},
        "user": {"id": "U1"},
        "view": {
            "id": "V1",
            "type": "modal",
            "callback_id": "form",
            "blocks": [{"type": "input", "block_id": "b"}],
            "state": {"values": {"b": {"b": {"type": "plain_text_input", "value": "x"}}}},
        },
    },
    {
        "type": "message_action",
        "callback_id": "shortcut",
        "team": {"id": WORKSPACE},
        "user": {"id": "U1"},
        "message": {"ts": "1.2", "text": "x"},
    },
    {"command": "/goal", "text": "propose x", "team_id": WORKSPACE, "user_id": "U1"},
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "type", "x"]), inner),
    max_leaves=4,
)


ODD: tuple[object, ...] = (None, 0, "", [], [{}], {}, {"id": 0})


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The way to every value in a payload."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


def with_value(value: object, path: tuple[str | int, ...], new: object) -> object:
    """The payload with another value at the end of the way."""
    if not path:
        return new
    if isinstance(value, dict):
        return {k: with_value(v, path[1:], new) if k == path[0] else v for k, v in value.items()}
    assert isinstance(value, list)
    return [with_value(v, path[1:], new) if k == path[0] else v for k, v in enumerate(value)]


@pytest.mark.parametrize("whole", WHOLE)
async def test_payloads_as_slack_sends_them_come_through(
    slack: Slack, room: Room, whole: dict[str, object]
) -> None:
    assert (await send(slack, json.dumps(whole).encode())).status_code == 200
    assert len(room.visits) == 1


@ENOUGH
@given(data=st.data())
async def test_no_payload_of_another_shape_causes_a_500(slack: Slack, data: st.DataObject) -> None:
    whole = data.draw(st.sampled_from(WHOLE))
    place = data.draw(st.sampled_from([path for path in places(whole) if path]))
    broken = json.dumps(with_value(whole, place, data.draw(VALUES)))
    as_form = urlencode({"payload": broken}).encode()
    assert (await send(slack, broken.encode())).status_code < 500
    assert (await send(slack, as_form, FORM)).status_code < 500


@pytest.mark.parametrize("whole", WHOLE)
async def test_nothing_in_a_payload_has_to_be_there(slack: Slack, whole: dict[str, object]) -> None:
    for place in places(whole):
        for odd in ODD:
            broken = json.dumps(with_value(whole, place, odd)).encode()
            assert (await send(slack, broken)).status_code < 500, (place, odd)
