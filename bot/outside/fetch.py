"""The one way out: fetch JSON that a person pointed at, without being led where they could not go themselves.

A name is looked up once and all of its addresses are judged; the connection goes to one of them by number, so that a
second look-up can't lead elsewhere, and httpx-secure judges it once more where it is made. Redirects are followed
here, each like a new address. Proxies and passwords of the surroundings are not used.
"""

import asyncio
import ssl
from collections.abc import Mapping, Sequence, Set
from functools import cached_property

import httpx
from httpx_secure import SSRFProtectionError, httpx_ssrf_protection

from bot.outside.addresses import IPAddress, is_public
from bot.outside.answers import Fetched, parsed, read
from bot.outside.errors import AddressRefused, TooSlow, Unreachable
from bot.outside.resolver import Resolve, resolve
from bot.outside.target import Target, target_of

SECONDS = 10.0  # for all of it: names, redirects, a host that drips
CONNECT_SECONDS = 4.0  # for one address, so that another can be tried
REDIRECTS_MOST = 3
ADDRESSES_MOST = 3
USUAL_HEADERS = {"accept": "application/json", "user-agent": "Cairn"}  # a person may say otherwise


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
        return parsed(body, target.host)

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
                return await read(response, target.host)
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
