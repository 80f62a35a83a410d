"""What stands in front of Bolt: size, signature and shape, so that no input can cause a 500."""

import json
import time
from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import parse_qs

import structlog
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.signature import SignatureVerifier
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

LARGEST_BODY = 1_000_000  # bytes; Slack's own payloads stay far below
CLOCK_DRIFT = 300  # seconds: Slack's own window against replays
SIGNED_WITH = ("x-slack-request-timestamp", "x-slack-signature")
Dispatch = Callable[[AsyncBoltRequest], Awaitable[BoltResponse]]
log = structlog.get_logger(__name__)


class Guard:
    """The HTTP door to Bolt.

    Args:
        signing_secret: the app's; checked over the raw body, in constant time.
        dispatch: Bolt's async_dispatch.
    """

    def __init__(self, signing_secret: str, dispatch: Dispatch) -> None:
        self._verifier = SignatureVerifier(signing_secret)
        self._dispatch = dispatch

    async def answer(self, request: Request) -> Response:
        """Answer 413, 401 or 400 for what is not a sound request of Slack's, else what Bolt answers."""
        body = await _body_of(request)
        if body is None:
            return Response(status_code=413)
        if not self._is_signed(request, body):
            return Response(status_code=401)
        text = _sound_text(body, request.headers.get("content-type", ""))
        if text is None:
            return Response(status_code=400)
        headers: dict[str, str | Sequence[str]] = dict(request.headers.items())
        answer = await self._dispatch(AsyncBoltRequest(body=text, headers=headers))
        return Response(
            answer.body, answer.status, {name: values[0] for name, values in answer.headers.items()}
        )

    def _is_signed(self, request: Request, body: bytes) -> bool:
        timestamp, signature = (request.headers.get(name, "") for name in SIGNED_WITH)
        if not (timestamp.isascii() and timestamp.isdigit()) or not signature.isascii():
            return False
        if abs(time.time() - int(timestamp)) > CLOCK_DRIFT:
            return False
        return self._verifier.is_valid(body, timestamp, signature)


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


def _sound_text(body: bytes, content_type: str) -> str | None:
    """The body as text when Bolt can read it: a JSON object, or a form whose payload is one."""
    try:
        text = body.decode()
        if content_type.startswith("application/json"):
            return text if _is_object(text) else None
        fields = parse_qs(text, keep_blank_values=True)
        return text if all(_is_object(payload) for payload in fields.get("payload", [])) and fields else None
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None


def _is_object(text: str) -> bool:
    return isinstance(json.loads(text), dict)
