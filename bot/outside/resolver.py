"""Names to addresses, on threads of its own: a slow name server mustn't hold up Slack's."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from ipaddress import ip_address
from socket import SOCK_STREAM, getaddrinfo

from bot.outside.addresses import IPAddress

Resolve = Callable[[str, int], Awaitable[Sequence[IPAddress]]]
THREADS = 24  # a look-up that was given up goes on for a while


async def resolve(host: str, port: int) -> Sequence[IPAddress]:
    """Every address of a host, in the order in which the system would try them.

    Raises:
        OSError: it has none.
        UnicodeError: no host can be called so.
    """
    found = await asyncio.get_running_loop().run_in_executor(_threads(), _look_up, host, port)
    return [ip_address(address) for address in found]


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, "names")


def _look_up(host: str, port: int) -> list[str]:
    found = getaddrinfo(host, port, type=SOCK_STREAM)
    return list(dict.fromkeys(str(place[0]) for *_, place in found))
