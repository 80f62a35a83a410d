"""An app that talks back through the sandbox's Web API, as a real one would."""

from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl

from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.json_values import Json, parse_object

ELEMENTS: dict[str, Json] = {
    "What": {"type": "plain_text_input", "action_id": "a", "max_length": 20},
    "Size": {
        "type": "radio_buttons",
        "action_id": "a",
        "options": [
            {"text": {"type": "plain_text", "text": label}, "value": label} for label in ("Small", "Large")
        ],
    },
    "Who": {"type": "multi_users_select", "action_id": "a"},
    "When": {"type": "datepicker", "action_id": "a"},
}


def modal(*, title: str = "Lay a stone", renamed: str = "") -> Json:
    """A modal with one input of several kinds; `renamed` gets a new block id, as an app does to reset it."""
    return {
        "type": "modal",
        "callback_id": "stones.lay",
        "title": {"type": "plain_text", "text": title},
        "submit": {"type": "plain_text", "text": "Lay it"},
        "close": {"type": "plain_text", "text": "Not now"},
        "blocks": [
            {
                "type": "input",
                "block_id": f"{label}-anew" if label == renamed else label,
                "optional": label != "What",
                "label": {"type": "plain_text", "text": label},
                "element": element,
            }
            for label, element in ELEMENTS.items()
        ],
    }


def card() -> list[Json]:
    """A message with something to press, and something to press only after a confirmation."""
    sure = {
        "title": {"type": "plain_text", "text": "Take it away?"},
        "text": {"type": "plain_text", "text": "The pile stays."},
        "confirm": {"type": "plain_text", "text": "Take it"},
        "deny": {"type": "plain_text", "text": "Leave it"},
    }
    keep: Json = {
        "type": "button",
        "action_id": "keep",
        "text": {"type": "plain_text", "text": "Keep"},
        "value": "7",
    }
    take: Json = {
        "type": "button",
        "action_id": "take",
        "text": {"type": "plain_text", "text": "Take away"},
        "confirm": sure,
    }
    return [
        {"type": "header", "text": {"type": "plain_text", "text": "A stone"}},
        {"type": "actions", "block_id": "buttons", "elements": [keep, take]},
    ]


@dataclass
class TalkingApp:
    """Opens a modal for a command or shortcut, and answers submissions as it was told to."""

    slack: AsyncWebClient
    answers: list[Response] = field(default_factory=list)
    heard: list[Json] = field(default_factory=list)
    planned: datetime | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        if request.headers["content-type"] == "application/json":
            self.heard.append(parse_object(await request.body()))
            answer = Response()
        else:
            answer = await self._interaction(request)
        await answer(scope, receive, send)

    async def next_due(self) -> datetime | None:
        """When it next has something due."""
        return self.planned

    def will_answer(self, body: Json | None = None, *, status: int = 200) -> None:
        """Answer the next submission with this."""
        self.answers.append(Response(status_code=status) if body is None else JSONResponse(body, status))

    def payloads(self, kind: str) -> list[Json]:
        """What was heard of one type."""
        return [each for each in self.heard if each.get("type") == kind]

    async def _interaction(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        payload: Json = {"type": "command", **form}
        if "payload" in form:
            payload = parse_object(form["payload"])
        self.heard.append(payload)
        match payload["type"]:
            case "view_submission":
                return self.answers.pop(0) if self.answers else Response()
            case "command" if payload["text"] == "count":
                return JSONResponse({"text": "Three stones"})
            case "command" | "message_action":
                await self.slack.views_open(trigger_id=str(payload["trigger_id"]), view=modal())
        return Response()
