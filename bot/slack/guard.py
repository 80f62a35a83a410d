"""What stands in front of Bolt: size, signature and shape, so that no input can cause a 500."""

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import TypeGuard
from urllib.parse import parse_qsl

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.delivery.values import Json
from bot.slack.shape import has_slacks_shape

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below
BODY_SECONDS = 5.0  # Slack itself gives up after 3
CLOCK_DRIFT = 300  # seconds: Slack's own window against replays
STAMP_DIGITS = 12  # seconds since 1970; Python refuses to read thousands of digits
JSON = "application/json"
READ = "socket_mode"  # so Bolt names the way of a payload that is no text any more
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
        payload = _payload_of(body, request.headers.get("content-type", ""))
        if payload is None:
            return Response(status_code=400)
        answer = await self._dispatch(AsyncBoltRequest(body=payload, mode=READ))
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


def _payload_of(body: bytes, content_type: str) -> Json | None:
    """What Slack tells, form or JSON, read once and for all, so that Bolt can't read it in another way; else None.

    Bolt alone would find nothing in a form that has the word "payload" among a person's words.
    """
    try:
        text = body.decode()
        if content_type.lower().startswith(JSON) or text.startswith("{"):
            return _sound_json(text)
        fields = dict(parse_qsl(text, keep_blank_values=True, strict_parsing=True))
        if "payload" in fields:
            return _sound_json(fields["payload"])
        return {**fields} if fields and _has_shape(fields) and _is_text(fields) else None
    except (ValueError, RecursionError):
        return None


def _sound_json(text: str) -> Json | None:
    """An object of Slack's shape; only an escape can bring a character into it that a database doesn't take."""
    payload = json.loads(text)
    return payload if _has_shape(payload) and ("\\u" not in text or _is_text(payload)) else None


def _has_shape(payload: object) -> TypeGuard[Json]:
    """Whether it has Slack's shape, and an id if it is an event."""
    if not (isinstance(payload, dict) and has_slacks_shape(payload)):
        return False
    return payload.get("type") != "event_callback" or bool(payload.get("event_id"))


def _is_text(payload: object) -> bool:
    """Whether all its characters are such that a database takes.

    Raises:
        ValueError: half a surrogate pair stands in it.
    """
    written = json.dumps(payload, ensure_ascii=False)
    return "\\u0000" not in written and bool(written.encode())
