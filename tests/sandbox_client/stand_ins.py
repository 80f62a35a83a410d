"""An app that talks back through the sandbox's Web API, as a real one would."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import parse_qsl

from slack_sdk.web.async_client import AsyncWebClient
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from bot.sandbox.json_values import Json, parse_object
from bot.sandbox.parts import Due

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


def options(*labels: str) -> list[Json]:
    """Options whose values are their labels."""
    return [{"text": {"type": "plain_text", "text": label}, "value": label} for label in labels]


MORE_ELEMENTS: dict[str, Json] = {
    "Weight": {
        "type": "number_input",
        "action_id": "a",
        "is_decimal_allowed": False,
        "min_value": "1",
        "max_value": "100",
        "initial_value": "40",
    },
    "At": {"type": "timepicker", "action_id": "a", "initial_time": "10:00"},
    "On": {"type": "datepicker", "action_id": "a"},
    "Colour": {"type": "static_select", "action_id": "a", "options": options("Grey", "Red")},
    "Marks": {"type": "multi_static_select", "action_id": "a", "options": options("Moss", "Snow")},
    "Days": {"type": "checkboxes", "action_id": "a", "options": options("Monday", "Thursday")},
    "Zone": {"type": "radio_buttons", "action_id": "a", "options": options("Own", "The team's")},
    "Carrier": {"type": "users_select", "action_id": "a"},
    "Helpers": {"type": "multi_users_select", "action_id": "a"},
    "Words": {"type": "plain_text_input", "action_id": "a", "multiline": True},
    "Quarry": {"type": "external_select", "action_id": "a"},
    "Paths": {"type": "multi_external_select", "action_id": "a", "min_query_length": 1},
    "Moment": {"type": "datetimepicker", "action_id": "a"},
}
OFFERED = ("Old quarry", "New quarry", "North path", "South path")


def everything() -> Json:
    """A modal with one input of each kind, none of them required."""
    return modal() | {"blocks": [_input(label, element) for label, element in MORE_ELEMENTS.items()]}


def _input(label: str, element: Json) -> Json:
    return {
        "type": "input",
        "block_id": label,
        "optional": True,
        "label": {"type": "plain_text", "text": label},
        "element": element,
    }


def controls() -> list[Json]:
    """A message with the elements that are used where they stand; the menu asks before it does."""
    words = {"title": "Throw it?", "text": "It goes far.", "confirm": "Throw", "deny": "Keep"}
    sure = {part: {"type": "plain_text", "text": said} for part, said in words.items()}
    menu = {"type": "overflow", "action_id": "menu", "options": options("Throw", "Turn"), "confirm": sure}
    elements: list[Json] = [
        {
            "type": "datepicker",
            "action_id": "day",
            "placeholder": {"type": "plain_text", "text": "Which day"},
        },
        {
            "type": "timepicker",
            "action_id": "time",
            "placeholder": {"type": "plain_text", "text": "What time"},
        },
        {
            "type": "static_select",
            "action_id": "colour",
            "placeholder": {"type": "plain_text", "text": "Which colour"},
            "options": options("Grey", "Red"),
        },
        {"type": "users_select", "action_id": "who", "placeholder": {"type": "plain_text", "text": "Who"}},
        {"type": "checkboxes", "action_id": "marks", "options": options("Moss", "Snow")},
        {"type": "radio_buttons", "action_id": "size", "options": options("Small", "Large")},
    ]
    about = {"type": "mrkdwn", "text": "A stone to work on"}
    return [
        {"type": "section", "block_id": "stone", "text": about, "accessory": menu},
        {"type": "actions", "block_id": "tools", "elements": elements},
    ]


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

    async def next_due(self) -> Due | None:
        """What it has due next."""
        return Due(self.planned, "a stone is laid") if self.planned else None

    def will_answer(self, body: Json | None = None, *, status: int = 200) -> None:
        """Answer the next submission with this."""
        self.answers.append(Response(status_code=status) if body is None else JSONResponse(body, status))

    def payloads(self, kind: str) -> list[Json]:
        """What was heard of one type."""
        return [each for each in self.heard if each.get("type") == kind]

    async def heard_of(self, kind: str, count: int) -> list[Json]:
        """What was heard of one type, once it is so many: a browser doesn't say when it has sent something."""
        async with asyncio.timeout(10):
            while len(self.payloads(kind)) < count:  # noqa: ASYNC110 - told by nobody
                await asyncio.sleep(0.02)
        return self.payloads(kind)

    async def _interaction(self, request: Request) -> Response:
        form = dict(parse_qsl((await request.body()).decode(), keep_blank_values=True))
        payload: Json = {"type": "command", **form}
        if "payload" in form:
            payload = parse_object(form["payload"])
        self.heard.append(payload)
        match payload["type"]:
            case "view_submission":
                return self.answers.pop(0) if self.answers else Response()
            case "block_suggestion":
                typed = str(payload["value"]).lower()
                return JSONResponse({"options": options(*(one for one in OFFERED if typed in one.lower()))})
            case "command" if payload["text"] == "count":
                return JSONResponse({"text": "Three stones"})
            case "command" if payload["text"] == "everything":
                await self.slack.views_open(trigger_id=str(payload["trigger_id"]), view=everything())
            case "command" | "message_action":
                await self.slack.views_open(trigger_id=str(payload["trigger_id"]), view=modal())
        return Response()
