"""Fetching from hosts that can't be trusted, over real connections; only the name server is a stand-in."""

import asyncio
import gzip
import ssl
from collections.abc import AsyncIterator
from decimal import Decimal
from pathlib import Path

import pytest

from bot.outside.answers import BYTES_MOST
from bot.outside.errors import (
    AddressRefused,
    Declined,
    NotJson,
    TooLarge,
    TooSlow,
    Unfetched,
    Unreachable,
)
from bot.outside.fetch import Fetcher
from tests.outside.elsewhere import LOCAL, Elsewhere, Names, answer, certificate_for, elsewhere, onward

SECRET = {"X-Api-Key": "s3cret"}


@pytest.fixture
async def host() -> AsyncIterator[Elsewhere]:
    async with elsewhere() as host:
        yield host


@pytest.fixture
def names() -> Names:
    return Names({"metrics": [LOCAL], "other": [LOCAL]})


@pytest.fixture
def fetcher(host: Elsewhere, names: Names) -> Fetcher:
    """May reach two hosts on this machine, which the operator listed, and no other."""
    listed = frozenset(f"{name}:{host.port}" for name in ("metrics", "other"))
    return Fetcher(listed, resolve=names, seconds=1.0)


def at(host: Elsewhere, path: str = "/", name: str = "metrics") -> str:
    return f"http://{name}:{host.port}{path}"


async def test_numbers_come_to_the_letter(host: Elsewhere, fetcher: Fetcher) -> None:
    host.answers = [answer(b'{"a": [0.1, 12345678901234567890, "7", true]}')]
    found = await fetcher.json(at(host, "/a?b=c"), SECRET)
    assert found == {"a": [Decimal("0.1"), 12345678901234567890, "7", True]}
    [asked] = host.asked
    assert asked.startswith("GET /a?b=c HTTP/1.1\r\n")
    assert f"host: metrics:{host.port}" in asked.lower()
    assert "x-api-key: s3cret" in asked.lower()


async def test_headers_of_ours_can_be_said_otherwise_but_not_the_host(
    host: Elsewhere, fetcher: Fetcher
) -> None:
    host.answers = [answer(b"1")]
    await fetcher.json(at(host), {"ACCEPT": "text/x", "Host": "other", "accept-encoding": "br"})
    lines = host.asked[0].lower().splitlines()
    assert "accept: text/x" in lines
    assert "accept: application/json" not in lines
    assert f"host: metrics:{host.port}" in lines
    assert "accept-encoding: gzip" in lines


@pytest.mark.parametrize(
    "number", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"]
)
async def test_a_name_that_leads_inside_is_refused_without_a_connection(host: Elsewhere, number: str) -> None:
    """Whatever else it means: also when a connection to the first few of its addresses would be tried before."""
    public = ["93.184.215.14", "93.184.215.15", "2606:4700::1111"]
    fetcher = Fetcher(resolve=Names({"evil.example": [*public, number]}))
    with pytest.raises(AddressRefused, match="public internet"):
        await fetcher.json(f"https://evil.example:{host.port}/", {})
    assert host.asked == []


@pytest.mark.parametrize(
    "written", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:7f00:1]", "localhost", "①②⑦.0.0.1"]
)  # fmt: skip
async def test_this_machine_is_refused_however_it_is_written(host: Elsewhere, written: str) -> None:
    """By the system's own look-up, which reads all of these."""
    with pytest.raises((AddressRefused, Unreachable)):
        await Fetcher().json(f"https://{written}:{host.port}/", {})
    assert host.asked == []


async def test_a_second_look_up_can_not_lead_elsewhere(
    host: Elsewhere, names: Names, fetcher: Fetcher
) -> None:
    """DNS rebinding: whatever the name means by then, the connection goes to the number that was judged."""
    host.answers = [answer(b"1")]
    await fetcher.json(at(host), {})
    assert names.asked == ["metrics"]


async def test_the_connection_is_judged_once_more(host: Elsewhere, names: Names) -> None:
    fetcher = Fetcher(frozenset(), resolve=names)
    target = fetcher.target(f"https://metrics:{host.port}/")
    async with fetcher._client(target) as client:
        with pytest.raises(Exception, match="custom validation"):
            await client.get(f"http://{LOCAL}:{host.port}/")
    assert host.asked == []


@pytest.mark.parametrize(
    "onward_to",
    ["http://evil.example/", "https://inside.example/", "https://127.0.0.1/", "file:///etc/passwd", "https://a:b@metrics/", "http://other:9/"],
)  # fmt: skip
async def test_a_redirect_leads_nowhere_that_an_address_could_not(
    host: Elsewhere, names: Names, fetcher: Fetcher, onward_to: str
) -> None:
    names.known |= {"inside.example": ["10.0.0.1"], "127.0.0.1": [LOCAL]}
    host.answers = [onward(onward_to)]
    with pytest.raises(AddressRefused):
        await fetcher.json(at(host), SECRET)
    assert len(host.asked) == 1


@pytest.mark.parametrize(
    "status", ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"]
)
async def test_a_redirect_is_followed_with_headers_at_home_only(
    host: Elsewhere, fetcher: Fetcher, status: str
) -> None:
    host.answers = [onward("/b", status), onward(at(host, "/c", "other"), status), answer(b"7")]
    assert await fetcher.json(at(host, "/a"), SECRET) == 7
    assert [asked.split()[1] for asked in host.asked] == ["/a", "/b", "/c"]
    assert ["s3cret" in asked for asked in host.asked] == [True, True, False]


async def test_what_left_home_does_not_get_the_headers_back(host: Elsewhere, fetcher: Fetcher) -> None:
    host.answers = [onward(at(host, "/b", "other")), onward(at(host, "/c")), answer(b"7")]
    await fetcher.json(at(host, "/a"), SECRET)
    assert ["s3cret" in asked for asked in host.asked] == [True, False, False]


async def test_three_redirects_are_followed_and_not_a_fourth(host: Elsewhere, fetcher: Fetcher) -> None:
    host.answers = [onward("/"), onward("/"), onward("/"), answer(b"7")]
    assert await fetcher.json(at(host), {}) == 7
    host.answers = [onward("/")]
    with pytest.raises(Unreachable, match="without an end"):
        await fetcher.json(at(host), {})
    assert len(host.asked) == 8


async def test_an_answer_that_drips_is_given_up(host: Elsewhere, names: Names) -> None:
    fetcher = Fetcher(frozenset({f"metrics:{host.port}"}), resolve=names, seconds=0.3)
    host.pause = 0.05
    host.answers = [[b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", *[b" "] * 100]]
    with pytest.raises(TooSlow, match="metrics took"):
        await fetcher.json(at(host), {})


async def test_a_slow_name_server_is_given_up() -> None:
    async def never(host: str, port: int) -> list[object]:
        await asyncio.sleep(60)
        return []

    with pytest.raises(TooSlow):
        await Fetcher(resolve=never, seconds=0.05).json("https://slow.example/", {})  # type: ignore[arg-type]  # it never answers


async def test_a_long_answer_is_not_read_to_its_end(host: Elsewhere, fetcher: Fetcher) -> None:
    host.answers = [[b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", *[b"10000\r\n" + b"1" * 65536 + b"\r\n"] * 1000]]  # fmt: skip
    with pytest.raises(TooLarge):
        await fetcher.json(at(host), {})


async def test_a_small_answer_that_unpacks_into_a_large_one_is_not_unpacked(
    host: Elsewhere, fetcher: Fetcher
) -> None:
    host.answers = [answer(gzip.compress(b"1" * 100 * BYTES_MOST), {"Content-Encoding": "gzip"})]
    with pytest.raises(TooLarge):
        await fetcher.json(at(host), {})


async def test_a_packed_answer_is_read(host: Elsewhere, fetcher: Fetcher) -> None:
    host.answers = [answer(gzip.compress(b"[1]"), {"Content-Encoding": "gzip"})]
    assert await fetcher.json(at(host), {}) == [1]


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"<html>", ""), (b"", ""), (b"{", ""), (b"NaN", ""), (b"[Infinity]", ""), (b"[" * 100_000, ""),
        (b"9" * 5000, ""), (b"\xff\xfe\xff", ""), (b"1e99999999999999999999", ""), (b"1", "br"), (b"1", "gzip"),
        (gzip.compress(b"1" * 100)[:20], "gzip"),
    ],
    ids=lambda one: f"{len(one)} bytes" if isinstance(one, bytes) else one,
)  # fmt: skip
async def test_what_is_no_json_is_said(host: Elsewhere, fetcher: Fetcher, body: bytes, encoding: str) -> None:
    host.answers = [answer(body, {"Content-Encoding": encoding})]
    with pytest.raises(NotJson):
        await fetcher.json(at(host), {})


@pytest.mark.parametrize(
    ("status", "says"),
    [("401 No", "key"), ("403 No", "key"), ("404 No", "nothing"), ("429 No", "too often"), ("500 No", "its side"), ("204 No", "no answer"), ("418 No", "no answer"), ("304 No", "no answer")],
)  # fmt: skip
async def test_an_answer_that_declines_says_why(
    host: Elsewhere, fetcher: Fetcher, status: str, says: str
) -> None:
    host.answers = [answer(b"" if status[0] in "23" else b"s3cret", status=status)]
    with pytest.raises(Declined, match=says) as declined:
        await fetcher.json(at(host, "/path?key=s3cret"), SECRET)
    assert declined.value.status == int(status[:3])
    assert "s3cret" not in declined.value.sentence


@pytest.mark.parametrize(
    "words", [b"", b"nonsense\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n1"]
)
async def test_a_host_that_hangs_up_or_talks_nonsense_is_out_of_reach(
    host: Elsewhere, fetcher: Fetcher, words: bytes
) -> None:
    host.answers = [[words]]
    with pytest.raises(Unreachable):
        await fetcher.json(at(host), SECRET)


async def test_a_host_that_is_not_there_is_out_of_reach(names: Names) -> None:
    names.known["metrics"] = ["127.0.0.2", "127.0.0.3"]
    fetcher = Fetcher(frozenset({"metrics:9", "nowhere:9"}), resolve=names)
    for name, says in (("metrics", "doesn't answer"), ("nowhere", "can't find")):
        with pytest.raises(Unreachable, match=says):
            await fetcher.json(f"http://{name}:9/", {})


async def test_the_next_address_is_tried_when_one_takes_no_connection(
    host: Elsewhere, names: Names, fetcher: Fetcher
) -> None:
    names.known["metrics"] = ["127.0.0.2", LOCAL]
    host.answers = [answer(b"7")]
    assert await fetcher.json(at(host), {}) == 7


async def test_a_proxy_of_the_surroundings_is_not_used(
    host: Elsewhere, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    host.answers = [answer(b"7")]
    assert await fetcher.json(at(host), {}) == 7


async def test_the_host_has_to_prove_its_name(names: Names, tmp_path: Path) -> None:
    """By https, though it is gone to by number."""
    file = certificate_for("metrics", tmp_path)
    serving, trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.create_default_context(cafile=file)
    serving.load_cert_chain(file)
    async with elsewhere(serving) as host:
        host.answers = [answer(b"7")]
        listed = frozenset({f"metrics:{host.port}", f"other:{host.port}"})
        knowing, strict = (Fetcher(listed, resolve=names, tls=tls) for tls in (trusting, None))
        assert await knowing.json(f"https://metrics:{host.port}/", {}) == 7
        with pytest.raises(Unreachable, match="certificate"):
            await knowing.json(f"https://other:{host.port}/", SECRET)
        with pytest.raises(Unreachable, match="certificate"):
            await strict.json(f"https://metrics:{host.port}/", SECRET)
        assert len(host.asked) == 1


async def test_nothing_of_what_is_secret_is_in_what_is_raised(host: Elsewhere, fetcher: Fetcher) -> None:
    host.answers = [answer(b"no")]
    with pytest.raises(Unfetched) as raised:
        await fetcher.json(at(host, "/?key=s3cret"), SECRET)
    assert "s3cret" not in repr((raised.value, raised.value.__cause__, raised.value.args))
