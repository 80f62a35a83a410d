"""What a host answered: read as far as it may be, unpacked, and taken for JSON."""

import json
import zlib
from dataclasses import dataclass, field
from decimal import Decimal

import httpx

from bot.outside.errors import Declined, NotJson, TooLarge

BYTES_MOST = 1_000_000
REDIRECTS = frozenset({301, 302, 303, 307, 308})
GZIP = 16 + zlib.MAX_WBITS  # zlib's way to say gzip


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a host answered: where it leads on, or its words."""

    onward: str | None = None
    body: bytes = field(default=b"", repr=False)


async def read(response: httpx.Response, host: str) -> Fetched:
    """The answer's words, as long as they are few.

    Raises:
        Unfetched: it is none that holds JSON, or it is too long.
    """
    if response.status_code in REDIRECTS and "location" in response.headers:
        return Fetched(onward=response.headers["location"])
    if response.status_code != httpx.codes.OK:
        raise Declined(_declined(host, response.status_code), response.status_code)
    raw = bytearray()
    async for chunk in response.aiter_raw():
        raw += chunk
        if len(raw) > BYTES_MOST:
            raise _too_large(host)
    return Fetched(body=_unpacked(bytes(raw), response.headers.get("content-encoding", ""), host))


def parsed(body: bytes, host: str) -> object:
    """The answer as JSON reads: numbers are int or Decimal.

    Raises:
        NotJson: it is something else.
    """
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError):
        raise NotJson(f"{host} answers with something that isn't JSON.") from None


def _declined(host: str, status: int) -> str:
    match status:
        case 401 | 403:
            why = "it wants a key, or another one: look at the headers"
        case 404 | 410:
            why = "there is nothing at that address"
        case 429:
            why = "it is asked too often"
        case _ if httpx.codes.is_server_error(status):
            why = "something is wrong on its side"
        case _:
            why = "it has no answer to this"
    return f"{host} answered {status}: {why}."


def _unpacked(raw: bytes, encoding: str, host: str) -> bytes:
    """What was packed; unpacking stops as soon as it is too much, however small it came."""
    if encoding.lower() in {"", "identity"}:
        return raw
    if encoding.lower() != "gzip":
        raise NotJson(f"{host} answers in a packing that I didn't ask for.")
    unpacking = zlib.decompressobj(GZIP)
    try:
        body = unpacking.decompress(raw, BYTES_MOST + 1)
    except zlib.error:
        body = b""
    if len(body) > BYTES_MOST:
        raise _too_large(host)
    if not unpacking.eof:
        raise NotJson(f"{host} answers in a packing that can't be opened.")
    return body


def _too_large(host: str) -> TooLarge:
    return TooLarge(f"{host} answers with more than a megabyte. Point to something that holds less.")


def _no_number(_: str) -> object:
    raise ValueError
