"""The one way out: fetch JSON that a person pointed at, without being led where they could not go themselves.

A name is looked up once and all of its addresses are judged; the connection goes to one of them by number, so that a
second look-up can't lead elsewhere, and httpx-secure judges it once more where it is made. Redirects are followed
here, each like a new address. Proxies and passwords of the surroundings are not used.
"""

import asyncio
import json
import ssl
import zlib
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection

from bot.outside.addresses import IPAddress, is_public
from bot.outside.errors import (
    AddressRefused,
    Declined,
    NotJson,
    TooLarge,
    TooSlow,
    Unreachable,
)
from bot.outside.resolver import Resolve, resolve
from bot.outside.target import Target, target_of

SECONDS = 10.0  # for all of it: names, redirects, a host that drips
CONNECT_SECONDS = 4.0  # for one address, so that another can be tried
BYTES_MOST = 1_000_000
REDIRECTS_MOST = 3
ADDRESSES_MOST = 3
REDIRECTS = frozenset({301, 302, 303, 307, 308})
USUAL_HEADERS = {"accept": "application/json", "user-agent": "Cairn"}  # a person may say otherwise
GZIP = 16 + zlib.MAX_WBITS  # zlib's way to say gzip


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a host answered: where it leads on, or its words."""

    onward: str | None = None
    body: bytes = field(default=b"", repr=False)


class Fetcher:
    """Fetches JSON.

    Args:
        private_hosts: hosts that the operator lets Cairn reach on private networks and by http, each as `host` or
            `host:port`.
        resolve: what looks names up.
        seconds: how long all of a fetch may take.
        tls: whose certificates are trusted; by default those that the system's environment names, or certifi's.
    """

    def __init__(
        self,
        private_hosts: Set[str] = frozenset(),
        *,
        resolve: Resolve = resolve,
        seconds: float = SECONDS,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._private_hosts = private_hosts
        self._resolve = resolve
        self._seconds = seconds
        self._given_tls = tls

    def target(self, address: str) -> Target:
        """An address taken apart.

        Raises:
            AddressRefused: Cairn would not go there; where the name leads is only known when it is fetched.
        """
        return target_of(address, self._private_hosts)

    async def json(self, address: str, headers: Mapping[str, str]) -> object:
        """What is at an address, as JSON reads: numbers are int or Decimal, to the letter.

        Args:
            headers: sent along, as long as redirects stay with the same scheme, host and port.

        Raises:
            Unfetched: one of its kinds, with a sentence for whoever asked.
        """
        target = self.target(address)
        try:
            async with asyncio.timeout(self._seconds):
                body = await self._follow(target, headers)
        except TimeoutError:
            raise TooSlow(f"{target.host} took more than {self._seconds:g} seconds to answer.") from None
        return _parsed(body, target.host)

    async def _follow(self, target: Target, headers: Mapping[str, str]) -> bytes:
        sent = headers
        for _ in range(REDIRECTS_MOST + 1):
            fetched = await self._get(target, sent)
            if fetched.onward is None:
                return fetched.body
            onward = _joined(target, fetched.onward, self._private_hosts)
            if onward.origin != target.origin:
                sent = {}
            target = onward
        raise Unreachable(f"{target.host} leads from one address to the next without an end.")

    async def _get(self, target: Target, headers: Mapping[str, str]) -> Fetched:
        """One answer, from the first of the host's addresses that takes the connection."""
        refusal = _unreachable(target)
        for address in await self._addresses(target):
            try:
                return await self._get_at(target, address, headers)
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                refusal = _unreachable(target, error)
            except SSRFProtectionError:
                raise _refused(target) from None
            except httpx.HTTPError as error:
                raise _unreachable(target, error) from None
        raise refusal

    async def _addresses(self, target: Target) -> Sequence[IPAddress]:
        """Where the host is; a single address that isn't public is reason enough not to go there."""
        try:
            found = await self._resolve(target.host, target.port)
        except (OSError, UnicodeError):
            found = ()
        if not found:
            raise Unreachable(f"I can't find {target.host}. Is its name spelt as it should be?")
        if not all(_may_go(target, address) for address in found):
            raise _refused(target)
        return found[:ADDRESSES_MOST]

    async def _get_at(self, target: Target, address: IPAddress, headers: Mapping[str, str]) -> Fetched:
        async with self._client(target) as client:
            request = client.build_request(
                "GET",
                target.at(address),
                headers=_sent(target, headers),
                extensions={"sni_hostname": target.host},
            )
            response = await client.send(request, stream=True)
            try:
                return await _read(response, target.host)
            finally:
                await response.aclose()

    def _client(self, target: Target) -> httpx.AsyncClient:
        """A client for one answer: neither cookies nor connections of one person's serve another."""
        timeout = httpx.Timeout(None, connect=CONNECT_SECONDS)  # `json` watches over the whole
        client = httpx.AsyncClient(verify=self._tls, trust_env=False, timeout=timeout)
        return httpx_ssrf_protection(
            client,
            check_globally_reachable=False,  # ours is stricter
            custom_validator=lambda _, address, __: _may_go(target, address),
        )

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or httpx.create_ssl_context()


def _sent(target: Target, headers: Mapping[str, str]) -> httpx.Headers:
    sent = httpx.Headers(USUAL_HEADERS)
    sent.update(headers)
    sent.update({"host": target.authority, "accept-encoding": "gzip"})
    return sent


def _may_go(target: Target, address: IPAddress) -> bool:
    return target.is_private or is_public(address)


def _refused(target: Target) -> AddressRefused:
    return AddressRefused(
        f"{target.host} isn't on the public internet, so I don't fetch from there. Whoever runs Cairn can allow it: "
        "docs/operations.md says how."
    )


def _joined(target: Target, onward: str, private_hosts: Set[str]) -> Target:
    try:
        return target_of(target.url.join(onward), private_hosts)
    except (httpx.InvalidURL, UnicodeError, AddressRefused):
        raise AddressRefused(f"{target.host} leads on to an address that I don't fetch from.") from None


def _unreachable(target: Target, error: BaseException | None = None) -> Unreachable:
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return Unreachable(f"{target.host} has a certificate that isn't trusted, so I didn't go on.")
        error = error.__cause__ or error.__context__
    return Unreachable(f"{target.host} doesn't answer, or not in a way that I understand.")


async def _read(response: httpx.Response, host: str) -> Fetched:
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


def _parsed(body: bytes, host: str) -> object:
    try:
        return json.loads(body, parse_float=Decimal, parse_constant=_no_number)
    except (ValueError, ArithmeticError, RecursionError):
        raise NotJson(f"{host} answers with something that isn't JSON.") from None


def _no_number(_: str) -> object:
    raise ValueError
