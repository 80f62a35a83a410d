"""Slack's side of a rush: requests signed beforehand, sent over as many connections at once."""

import asyncio
import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slack_sdk.signature import SignatureVerifier

from bot.delivery.values import Json
from tests.slack.signed import SECRET

AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Rush:
    """How it went.

    Args:
        seconds: from the first request to the last answer.
        waits: how long each answer took, in seconds, the shortest first.
    """

    seconds: float
    waits: Sequence[float]

    @property
    def per_second(self) -> float:
        return len(self.waits) / self.seconds

    @property
    def p99(self) -> float:
        """The wait that one answer of a hundred is slower than, in milliseconds."""
        return self.waits[int(len(self.waits) * 0.99)] * 1000


def signed(body: Json) -> bytes:
    """A whole HTTP request as Slack sends it."""
    text, stamp = json.dumps(body), str(int(time.time()))
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=text)
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: cairn\r\nUser-Agent: Slackbot 1.0\r\nAccept: */*\r\n"
        f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {signature}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(text.encode())}\r\n\r\n"
    )
    return head.encode() + text.encode()


async def rush(port: int, requests: Sequence[bytes], *, at_once: int = AT_ONCE) -> Rush:
    """Send them all, each connection the next one as soon as it has its answer; each must be a 200."""
    waits: list[float] = []
    waiting = iter(requests)
    begun = time.perf_counter()
    await asyncio.gather(*(_send(port, waiting, waits) for _ in range(at_once)))
    return Rush(time.perf_counter() - begun, sorted(waits))


async def _send(port: int, requests: Iterator[bytes], waits: list[float]) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        begun = time.perf_counter()
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        waits.append(time.perf_counter() - begun)
        assert b" 200 " in head.split(b"\r\n", 1)[0], head
        await reader.readexactly(_length(head))
    writer.close()
    await writer.wait_closed()


def _length(head: bytes) -> int:
    return int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
