"""Brings signed requests to the app, as Slack does: events in the background with retries, the rest while a person waits."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from urllib.parse import urlencode

import httpx

from bot.sandbox.json_values import Json
from bot.sandbox.refusals import AppFailed
from bot.sandbox.stamps import Clock

_JSON = "application/json"
_FORM = "application/x-www-form-urlencoded"


class Errand(Enum):
    """What a request to the app is about."""

    EVENT = "event"
    COMMAND = "command"
    INTERACTION = "interaction"


@dataclass(frozen=True, slots=True)
class Waits:
    """How long Slack waits, in seconds: for an answer, and before each of an event's retries."""

    answer: float = 3.0
    retries: tuple[float, ...] = (0.0, 60.0, 300.0)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One request to the app and how it went; `status` is None when no answer came, `attempt` 0 the first time."""

    errand: Errand
    payload: Json
    attempt: int
    status: int | None
    body: str
    failure: str
    at: datetime

    @property
    def accepted(self) -> bool:
        """Whether the app answered with a 2xx."""
        return self.status is not None and httpx.codes.is_success(self.status)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int | None
    body: str = ""
    failure: str = ""
    no_retry: bool = False


def signature(signing_secret: str, timestamp: str, body: bytes) -> str:
    """Return the X-Slack-Signature of a body sent at timestamp (Slack's v0 scheme)."""
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(signing_secret.encode(), base, hashlib.sha256).hexdigest()


class Courier:
    """Signs, sends and records; signatures carry the machine's time, since receivers check it against theirs."""

    def __init__(
        self, client: httpx.AsyncClient, request_url: str, signing_secret: str, clock: Clock, waits: Waits
    ) -> None:
        self._client = client
        self._request_url = request_url
        self._signing_secret = signing_secret
        self._clock = clock
        self._waits = waits
        self._on_the_way: set[asyncio.Task[None]] = set()
        self.deliveries: list[Delivery] = []

    async def ask(self, errand: Errand, payload: Json) -> str:
        """Send what a person waits for and return the body of the app's 200.

        Raises AppFailed operation_timeout or app_error.
        """
        delivery, _ = await self._send(errand, payload, attempt=0, headers={})
        if delivery.failure == "http_timeout":
            raise AppFailed("operation_timeout")
        if delivery.status != httpx.codes.OK:
            raise AppFailed("app_error", status=delivery.status, reason=delivery.failure)
        return delivery.body

    def send_event(self, envelope: Json) -> None:
        """Deliver an event soon, retrying as Slack does: on anything but a 2xx, three times, unless told not to."""
        task = asyncio.get_running_loop().create_task(self._deliver(envelope))
        self._on_the_way.add(task)
        task.add_done_callback(self._on_the_way.discard)

    async def settled(self) -> None:
        """Wait until no event is on its way any more, retries included."""
        while self._on_the_way:
            await asyncio.gather(*self._on_the_way)

    async def close(self) -> None:
        """Give up what is on its way and close the connections."""
        on_the_way = list(self._on_the_way)
        for task in on_the_way:
            task.cancel()
        await asyncio.gather(*on_the_way, return_exceptions=True)
        await self._client.aclose()

    async def _deliver(self, envelope: Json) -> None:
        headers: dict[str, str] = {}
        for attempt, wait in enumerate((0.0, *self._waits.retries)):
            await asyncio.sleep(wait)
            delivery, no_retry = await self._send(Errand.EVENT, envelope, attempt=attempt, headers=headers)
            if delivery.accepted or no_retry:
                return
            headers = {"x-slack-retry-num": str(attempt + 1), "x-slack-retry-reason": delivery.failure}

    async def _send(
        self, errand: Errand, payload: Json, *, attempt: int, headers: Mapping[str, str]
    ) -> tuple[Delivery, bool]:
        content_type, body = _encoded(errand, payload)
        answer = await self._posted(body, {"content-type": content_type, **headers})
        delivery = Delivery(
            errand, payload, attempt, answer.status, answer.body, answer.failure, self._clock()
        )
        self.deliveries.append(delivery)
        return delivery, answer.no_retry

    async def _posted(self, body: bytes, headers: Mapping[str, str]) -> _Answer:
        timestamp = str(int(time.time()))
        signed = {
            **headers,
            "x-slack-request-timestamp": timestamp,
            "x-slack-signature": signature(self._signing_secret, timestamp, body),
        }
        try:
            async with asyncio.timeout(self._waits.answer):
                response = await self._client.post(
                    self._request_url, content=body, headers=signed, timeout=None
                )
        except (TimeoutError, httpx.TimeoutException):
            return _Answer(None, failure="http_timeout")
        except httpx.HTTPError:
            return _Answer(None, failure="connection_failed")
        failure = "" if response.is_success else "http_error"
        no_retry = not response.is_success and response.headers.get("x-slack-no-retry") == "1"
        return _Answer(response.status_code, response.text, failure, no_retry)


def _encoded(errand: Errand, payload: Json) -> tuple[str, bytes]:
    if errand is Errand.EVENT:
        return _JSON, json.dumps(payload).encode()
    fields = payload if errand is Errand.COMMAND else {"payload": json.dumps(payload)}
    return _FORM, urlencode({key: str(value) for key, value in fields.items()}).encode()
