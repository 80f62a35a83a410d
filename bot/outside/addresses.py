"""Which network addresses belong to the public internet.

Python's own `is_global` differs between its versions and lets multicast, 6to4 and NAT64 pass, behind which a private
address may hide; the ranges are those of IANA's special-purpose registries (RFC 6890).
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

IPAddress = IPv4Address | IPv6Address
UNICAST = IPv6Network("2000::/3")  # all of IPv6 that is routed between networks
NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address stands in the last 32 bits (RFC 6052)
NOT_PUBLIC_4 = (
    IPv4Network("192.0.0.0/24"),  # protocol assignments; Oracle's cloud tells its secrets here
    IPv4Network("192.88.99.0/24"),  # 6to4 relays
    IPv4Network("168.63.129.16/32"),  # Azure tells its machines their secrets here
)
NOT_PUBLIC_6 = (
    IPv6Network("2001::/23"),  # protocol assignments, Teredo among them
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: wraps any IPv4 address
    IPv6Network("3fff::/20"),  # documentation
)


def is_public(address: IPAddress) -> bool:
    """Whether anybody on the internet could mean this address by it.

    An IPv4 address in IPv6's clothes is judged as what it is.
    """
    if isinstance(address, IPv6Address):
        inner = _within(address)
        if inner is None:
            return address in UNICAST and not any(address in network for network in NOT_PUBLIC_6)
        address = inner
    return (
        address.is_global
        and not (address.is_multicast or address.is_reserved)
        and not any(address in network for network in NOT_PUBLIC_4)
    )


def _within(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that is reached through this one, if any."""
    if address in NAT64:
        return IPv4Address(address.packed[-4:])
    return address.ipv4_mapped
