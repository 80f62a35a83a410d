"""Which addresses Cairn goes to."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outside.addresses import is_public

PUBLIC = ("1.1.1.1", "8.8.8.8", "93.184.215.14", "2606:4700::1111", "2a00:1450:4001::8a", "::ffff:8.8.8.8", "64:ff9b::808:808")  # fmt: skip
NOT_PUBLIC = {
    "this machine": ("127.0.0.1", "127.8.8.8", "::1", "0.0.0.0", "0.1.2.3", "::"),
    "private": ("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", "fec0::1"),
    "next door": ("169.254.1.1", "fe80::1", "100.64.0.1"),
    "clouds' own": ("169.254.169.254", "100.100.100.200", "168.63.129.16", "192.0.0.192", "fd00:ec2::254"),
    "many at once": ("224.0.0.1", "239.255.255.250", "255.255.255.255", "ff02::1", "ff0e::1"),
    "documentation": ("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"),
    "nobody's": ("240.0.0.1", "198.18.0.1", "192.88.99.1", "100::1", "5f00::1", "4000::1"),
    "in disguise": (
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "2001:0:4136:e378::1",
    ),
}  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_gone_to(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize("address", [address for some in NOT_PUBLIC.values() for address in some])
def test_no_other_is(address: str) -> None:
    assert not is_public(ip_address(address))


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_clothes_change_nothing(address: IPv4Address) -> None:
    mapped, translated = (IPv6Address((prefix << 32) + int(address)) for prefix in (0xFFFF, 0x64FF9B << 64))
    assert is_public(mapped) == is_public(translated) == is_public(address)


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    if address.is_private and not (isinstance(address, IPv6Address) and address.ipv4_mapped):
        assert not is_public(address)
