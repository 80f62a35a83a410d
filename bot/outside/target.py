"""Where a request goes: an address as a person gave it, taken apart once, by the parser that the request goes by."""

from collections.abc import Set
from dataclasses import dataclass

import httpx

from bot.outside.addresses import IPAddress
from bot.outside.errors import AddressRefused

PORTS = {"http": 80, "https": 443}
LAST_PORT = 65_535
WELL_KNOWN = 1024  # ports below belong to services of the machine; of those only https is fetched
ADDRESS_MOST = 2_000  # characters

NO_ADDRESS = "That isn't an address I can use. It begins with https:// and names a host."
NOT_HTTPS = "I only fetch addresses that begin with https://, so that nobody reads along."
NO_PORT = "I don't fetch from that port of {host}. Leave the port out, or name one above 1023."
NOT_HERE = (
    "There is a name or password in the address. Put it under Headers instead, where it is kept secret."
)


@dataclass(frozen=True, slots=True)
class Target:
    """One place to fetch from.

    Args:
        url: as httpx reads it; its host is in ASCII.
        is_private: the operator listed it, so that its address may be on a private network.
    """

    url: httpx.URL
    is_private: bool

    @property
    def host(self) -> str:
        return _host_of(self.url)

    @property
    def port(self) -> int:
        return self.url.port or PORTS[self.url.scheme]

    @property
    def origin(self) -> tuple[str, str, int]:
        """What headers are meant for: scheme, host and port."""
        return (self.url.scheme, self.host, self.port)

    @property
    def site(self) -> str:
        """The same in words: `https://example.org`, with the port where that isn't the scheme's own."""
        return f"{self.url.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """The host, with its port where that isn't the scheme's own, as HTTP names it."""
        return self.url.netloc.decode("ascii")

    def at(self, address: IPAddress) -> httpx.URL:
        """The same place by number, so that nobody looks its name up again."""
        return self.url.copy_with(host=str(address))


def target_of(address: str | httpx.URL, private_hosts: Set[str] = frozenset()) -> Target:
    """Take an address apart.

    Args:
        private_hosts: those that the operator listed, each as `host` or `host:port`.

    Raises:
        AddressRefused: it is none, isn't https, names a service's port, or holds a password.
    """
    try:
        url = httpx.URL(address.strip() if isinstance(address, str) else address)
        host = _host_of(url)
    except (httpx.InvalidURL, UnicodeError):
        raise AddressRefused(NO_ADDRESS) from None
    if not (host and _is_usable(url)):
        raise AddressRefused(NO_ADDRESS)
    if url.userinfo:
        raise AddressRefused(NOT_HERE)
    target = Target(url.copy_with(fragment=None), is_private=_is_listed(url, host, private_hosts))
    if not target.is_private:
        _require_usual(target)
    return target


def _host_of(url: httpx.URL) -> str:
    return url.raw_host.decode("ascii").lower().rstrip(".")


def _is_usable(url: httpx.URL) -> bool:
    """A zone, as in fe80::1%eth0, names a network card of this machine's."""
    is_port = url.port is None or 0 < url.port <= LAST_PORT
    return url.scheme in PORTS and is_port and b"%" not in url.raw_host and len(str(url)) <= ADDRESS_MOST


def _is_listed(url: httpx.URL, host: str, private_hosts: Set[str]) -> bool:
    """An entry without a port means the port that the scheme has by itself."""
    if url.port is None or url.port == PORTS[url.scheme]:
        return host in private_hosts or f"{host}:{PORTS[url.scheme]}" in private_hosts
    return f"{host}:{url.port}" in private_hosts


def _require_usual(target: Target) -> None:
    if target.url.scheme != "https":
        raise AddressRefused(NOT_HTTPS)
    if target.port != PORTS["https"] and target.port < WELL_KNOWN:
        raise AddressRefused(NO_PORT.format(host=target.host))
