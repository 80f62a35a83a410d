"""What apps get wrong most, over real HTTP with a Bolt app: modals of two people, slow triggers, old hashes, retries."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from slack_bolt.adapter.starlette.async_handler import AsyncSlackRequestHandler
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from starlette.applications import Starlette
from starlette.routing import Route

from bot.sandbox.clock import MovableClock
from bot.sandbox.installed.courier import Waits
from bot.sandbox.json_values import Json, as_object, as_text
from bot.sandbox.people.interacting import InView
from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.serving import free_socket, serving
from tests.sandbox.stand_ins import (
    BOT,
    BOT_TOKEN,
    DIEGO,
    GENERAL,
    LENA,
    MANIFEST,
    SIGNING_SECRET,
    HandMovedClock,
    modal,
)


@dataclass
class Stones:
    """A Bolt app that opens a modal for /stone, and what it heard and was refused."""

    bolt: AsyncApp
    clock: HandMovedClock
    seconds_to_think: float = 0.0
    submitted: list[tuple[str, str]] = field(default_factory=list)
    triggers: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bolt.command("/stone")(self._open)
        self.bolt.action("again")(self._push)
        self.bolt.view("stones.lay")(self._take)

    async def _open(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        self.clock.move(self.seconds_to_think)
        self.triggers.append(as_text(body["trigger_id"]))
        try:
            await client.views_open(trigger_id=self.triggers[-1], view=modal(blocks=BLOCKS))
        except SlackApiError as error:
            self.refused.append(error.response["error"])
        await ack()

    async def _push(self, ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_push(trigger_id=as_text(body["trigger_id"]), view=modal(title="Another"))
        await ack()

    async def _take(self, ack: AsyncAck, body: Json, view: Json) -> None:
        values = as_object(as_object(view["state"])["values"])
        entered = as_object(as_object(values["what"])["text"])["value"]
        self.submitted.append((as_text(as_object(body["user"])["id"]), as_text(entered)))
        await ack()


AGAIN: Json = {"type": "button", "action_id": "again", "text": {"type": "plain_text", "text": "Again"}}
BLOCKS: list[Json] = [
    {
        "type": "input",
        "block_id": "what",
        "label": {"type": "plain_text", "text": "What"},
        "element": {"type": "plain_text_input", "action_id": "text"},
    },
    {"type": "actions", "block_id": "more", "elements": [AGAIN]},
]


@pytest.fixture
async def wire() -> AsyncIterator[tuple[Sandbox, Stones]]:
    clock = HandMovedClock()
    with free_socket() as (sandbox_socket, address), free_socket() as (app_socket, app_address):
        client = AsyncWebClient(BOT_TOKEN, base_url=f"{address}/api/", retry_handlers=[])
        bolt = AsyncApp(
            client=client, signing_secret=SIGNING_SECRET, authorize=_authorize, process_before_response=True
        )
        sandbox = Sandbox(
            sample_workspace(),
            MANIFEST,
            SIGNING_SECRET,
            BOT_TOKEN,
            f"{app_address}/slack/events",
            clock=MovableClock(clock),
            waits=Waits(retries=(0.0, 0.0, 0.0)),
            base_url=address,
        )
        answer = AsyncSlackRequestHandler(bolt).handle
        app = Starlette(routes=[Route("/slack/events", answer, methods=["POST"])])
        async with serving(app, app_socket), serving(sandbox.asgi, sandbox_socket):
            yield sandbox, Stones(bolt, clock)


async def _authorize() -> AuthorizeResult:
    return AuthorizeResult(
        enterprise_id=None, team_id="T0SANDBOX1", bot_token=BOT_TOKEN, bot_id="B0BOT00001", bot_user_id=BOT
    )


def open_now(sandbox: Sandbox, user: str) -> list[str]:
    """The ids of this person's modals, the root first."""
    return [as_text(view["id"]) for view in sandbox.views(user)]


async def test_two_people_have_modals_open_at_once_and_neither_is_in_the_others_way(
    wire: tuple[Sandbox, Stones],
) -> None:
    sandbox, stones = wire
    await sandbox.run_command(LENA, GENERAL, "/stone")
    await sandbox.run_command(DIEGO, GENERAL, "/stone")
    (lenas,), (diegos,) = open_now(sandbox, LENA), open_now(sandbox, DIEGO)
    await sandbox.press(DIEGO, InView(diegos), "again")
    assert (len(open_now(sandbox, LENA)), len(open_now(sandbox, DIEGO))) == (1, 2)
    await sandbox.submit(LENA, lenas, {"what": {"text": {"value": "Flint"}}})
    await sandbox.submit(DIEGO, open_now(sandbox, DIEGO)[-1], {"what": {"text": {"value": "Chalk"}}})
    assert stones.submitted == [(LENA, "Flint"), (DIEGO, "Chalk")]
    assert (open_now(sandbox, LENA), open_now(sandbox, DIEGO)) == ([], [diegos])


@pytest.mark.parametrize(("seconds", "refused"), [(2.9, []), (3.1, ["expired_trigger_id"])])
async def test_a_trigger_lasts_three_seconds(
    wire: tuple[Sandbox, Stones], seconds: float, refused: list[str]
) -> None:
    sandbox, stones = wire
    stones.seconds_to_think = seconds
    await sandbox.run_command(LENA, GENERAL, "/stone")
    assert stones.refused == refused
    assert len(open_now(sandbox, LENA)) == (0 if refused else 1)


async def test_a_trigger_opens_one_modal_only(wire: tuple[Sandbox, Stones]) -> None:
    sandbox, stones = wire
    await sandbox.run_command(LENA, GENERAL, "/stone")
    with pytest.raises(SlackApiError, match="exchanged_trigger_id"):
        await stones.bolt.client.views_open(trigger_id=stones.triggers[0], view=modal())


async def test_an_update_from_what_is_no_longer_shown_is_a_conflict(wire: tuple[Sandbox, Stones]) -> None:
    sandbox, stones = wire
    await sandbox.run_command(LENA, GENERAL, "/stone")
    (view,) = sandbox.views(LENA)
    update = stones.bolt.client.views_update
    first = await update(view_id=as_text(view["id"]), hash=as_text(view["hash"]), view=modal(title="First"))
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await update(view_id=as_text(view["id"]), hash=as_text(view["hash"]), view=modal(title="Second"))
    assert as_object(sandbox.views(LENA)[0]["title"])["text"] == "First"
    newer = as_text(as_object(first["view"])["hash"])
    await update(view_id=as_text(view["id"]), hash=newer, view=modal(title="Third"))
    assert as_object(sandbox.views(LENA)[0]["title"])["text"] == "Third"


async def test_an_event_that_was_answered_with_500_comes_again_with_the_same_id(
    wire: tuple[Sandbox, Stones],
) -> None:
    sandbox, stones = wire
    heard: list[tuple[str, list[str]]] = []

    @stones.bolt.event("app_home_opened")
    async def fail_twice(body: Json, request: AsyncBoltRequest) -> None:
        heard.append((as_text(body["event_id"]), list(request.headers.get("x-slack-retry-num", []))))
        if len(heard) < 3:
            raise RuntimeError("the database is down")

    await sandbox.open_home(LENA)
    await sandbox.settled()
    assert [numbers for _, numbers in heard] == [[], ["1"], ["2"]]
    assert len({event_id for event_id, _ in heard}) == 1
    assert [each.status for each in sandbox.deliveries] == [500, 500, 200]
