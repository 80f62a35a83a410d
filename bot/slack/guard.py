"""What stands in front of Bolt: size, signature and shape, so that no input can cause a 500."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from urllib.parse import parse_qsl

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.slack.shape import has_slacks_shape

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below
BODY_SECONDS = 5.0  # Slack itself gives up after 3
CLOCK_DRIFT = 300  # seconds: Slack's own window against replays
STAMP_DIGITS = 12  # seconds since 1970; Python refuses to read thousands of digits
JSON = "application/json"
SIGNED_WITH = ("x-slack-request-timestamp", "x-slack-signature")
Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]


class Guard:
    """The HTTP door to Bolt.

    Args:
        signing_secret: the app's; checked over the raw body, in constant time.
        dispatch: Bolt's async_dispatch.
        patience: how many seconds a body may take to arrive; nobody has shown yet that they are Slack.
    """

    def __init__(self, signing_secret: str, dispatch: Dispatch, *, patience: float = BODY_SECONDS) -> None:
        self._patience = patience
        self._verifier = SignatureVerifier(signing_secret)
        self._dispatch = dispatch

    async def answer(self, request: Request) -> Response:
        """Answer 408, 413, 401 or 400 for what is not a sound request of Slack's, else what Bolt answers."""
        try:
            async with asyncio.timeout(self._patience):
                body = await _body_of(request)
        except TimeoutError:
            return Response(status_code=408)
        if body is None:
            return Response(status_code=413)
        if not self._is_signed(request, body):
            return Response(status_code=401)
        text = _json_text(body, request.headers.get("content-type", ""))
        if text is None:
            return Response(status_code=400)
        answer = await self._dispatch(AsyncBoltRequest(body=text, headers={"content-type": JSON}))
        return Response(
            answer.body, answer.status, {name: values[0] for name, values in answer.headers.items()}
        )

    def _is_signed(self, request: Request, body: bytes) -> bool:
        timestamp, signature = (request.headers.get(name, "") for name in SIGNED_WITH)
        is_stamp = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= STAMP_DIGITS
        if not is_stamp or not signature.isascii():
            return False
        if abs(time.time() - int(timestamp)) > CLOCK_DRIFT:
            return False
        try:
            return self._verifier.is_valid(body, timestamp, signature)
        except UnicodeDecodeError:  # the SDK reads the body as text before it signs; Slack sends nothing else
            return False


async def _body_of(request: Request) -> bytes | None:
    """The raw body, or None as soon as it is too large or the sender hangs up."""
    chunks: list[bytes] = []
    size = 0
    try:
        async for chunk in request.stream():
            size += len(chunk)
            if size > LARGEST_BODY:
                return None
            chunks.append(chunk)
    except ClientDisconnect:
        return None
    return b"".join(chunks)


def _json_text(body: bytes, content_type: str) -> str | None:
    """The body as one JSON object, form or not, so that Bolt and the guard can't read it in two ways; else None.

    Bolt alone would find nothing in a form that has the word "payload" among a person's words.
    """
    try:
        text = body.decode()
        if content_type.lower().startswith(JSON) or text.startswith("{"):
            return text if _is_sound(json.loads(text)) else None
        fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
        if "payload" in fields:
            return fields["payload"] if _is_sound(json.loads(fields["payload"])) else None
        return json.dumps(fields) if fields and _is_sound(fields) else None
    except (ValueError, RecursionError):
        return None


def _is_sound(payload: object) -> bool:
    """Whether it has Slack's shape, an id if it is an event, and only characters that a database takes.

    Raises:
        ValueError: half a surrogate pair stands in it.
    """
    if not (isinstance(payload, dict) and has_slacks_shape(payload)):
        return False
    if payload.get("type") == "event_callback" and not payload.get("event_id"):
        return False
    written = json.dumps(payload, ensure_ascii=False)
    return "\\u0000" not in written and bool(written.encode())
