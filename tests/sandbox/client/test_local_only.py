"""The sandbox answers this machine's own page and nobody else's."""

import httpx
import pytest

from tests.sandbox.stand_ins import LENA, WebClient


@pytest.fixture
def http(call: WebClient) -> httpx.AsyncClient:
    return call.http


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8400", 200),
        ("localhost:8400", 200),
        ("[::1]:8400", 200),
        ("127.0.0.1:8401", 403),
        ("127.0.0.1", 403),
        ("evil.example:8400", 403),
        ("localhost.evil.example:8400", 403),
    ],
)
async def test_only_this_machines_names_with_the_own_port_are_answered(
    http: httpx.AsyncClient, host: str, status: int
) -> None:
    assert (await http.get(f"/client/state?as={LENA}", headers={"host": host})).status_code == status


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://127.0.0.1:8400", 200),
        ("http://localhost:8400", 403),
        ("https://evil.example", 403),
        ("null", 403),
    ],
)
async def test_only_the_own_page_may_change_anything(
    http: httpx.AsyncClient, origin: str, status: int
) -> None:
    response = await http.post("/client/home/open", json={"as": LENA}, headers={"origin": origin})
    assert response.status_code == status


@pytest.mark.parametrize("path", ["/", f"/client/state?as={LENA}", "/static/index.html", "/static/none"])
async def test_nothing_is_cached_and_only_own_scripts_run(http: httpx.AsyncClient, path: str) -> None:
    headers = (await http.get(path)).headers
    assert headers["cache-control"] == "no-store"
    policy = {part.strip() for part in headers["content-security-policy"].split(";")}
    assert {"default-src 'self'", "img-src 'self' data:", "style-src 'self'", "script-src 'self'"} <= policy
