"""Addresses as people give them."""

from ipaddress import ip_address

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.outside.addresses import IPAddress
from bot.outside.errors import AddressRefused
from bot.outside.target import ADDRESS_MOST, target_of

LISTED = frozenset({"metrics", "prometheus:9090", "10.0.0.7"})


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://example.org/a?b=c#d", ("https", "example.org", 443)),
        ("  HTTPS://Example.ORG.:443/ ", ("https", "example.org", 443)),
        ("https://example.org:8443/a", ("https", "example.org", 8443)),
        ("https://bücher.example/", ("https", "xn--bcher-kva.example", 443)),
        ("https://[2606:4700::1111]/", ("https", "2606:4700::1111", 443)),
        ("http://metrics/a", ("http", "metrics", 80)),
        ("https://metrics/a", ("https", "metrics", 443)),
        ("http://Prometheus:9090/api", ("http", "prometheus", 9090)),
        ("http://10.0.0.7/", ("http", "10.0.0.7", 80)),
    ],
)
def test_an_address_is_taken_apart(address: str, origin: tuple[str, str, int]) -> None:
    assert target_of(address, LISTED).origin == origin


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("", "isn't an address"),
        ("metrics", "isn't an address"),
        ("https://", "isn't an address"),
        ("https:///etc/passwd", "isn't an address"),
        ("https:example.org", "isn't an address"),
        ("file:///etc/passwd", "isn't an address"),
        ("gopher://example.org/", "isn't an address"),
        ("javascript:alert(1)", "isn't an address"),
        ("https://example.org:99999/", "isn't an address"),
        ("https://example.org\n/", "isn't an address"),
        ("https://[fe80::1%25eth0]/", "isn't an address"),
        ("https://exa mple.org/", "isn't an address"),
        ("https://example.org:0/", "isn't an address"),
        ("https://example.org/" + "a" * ADDRESS_MOST, "isn't an address"),
        ("http://example.org/", "https://"),
        ("http://127.0.0.1/", "https://"),
        ("http://metrics:9090/", "https://"),
        ("http://metrics.example.org/", "https://"),
        ("https://example.org:22/", "port"),
        ("https://example.org:80/", "port"),
        ("https://ana:secret@example.org/", "password"),
        ("https://example.org@127.0.0.1/", "password"),
        ("http://ana:secret@metrics/", "password"),
    ],
)
def test_an_address_that_is_not_gone_to_is_refused_in_words(address: str, says: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        target_of(address, LISTED)
    assert says in refused.value.sentence
    assert "secret@" not in refused.value.sentence


@given(st.text(max_size=60), st.sampled_from(["", "https://", "http://", "https://[", "//"]))
def test_any_words_are_an_address_or_refused(words: str, before: str) -> None:
    try:
        target = target_of(before + words)
    except AddressRefused:
        return
    assert (target.url.scheme, target.is_private) == ("https", False)
    assert target.url.userinfo == b""


@pytest.mark.parametrize("number", ["93.184.215.14", "2606:4700::1111"])
def test_by_number_it_is_the_same_place_and_keeps_its_name(number: str) -> None:
    target = target_of("https://example.org:8443/a?b=%20c#d")
    address: IPAddress = ip_address(number)
    at = target.at(address)
    assert (at.host, at.port, at.raw_path) == (number, 8443, b"/a?b=%20c")
    assert (target.authority, target.at(address)) == ("example.org:8443", httpx.URL(at))
