"""What the clock's panel asks the server for."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

import httpx
import pytest

from bot.sandbox.parts import Due
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BASE_URL, HandMovedClock, sandbox_with

BEGIN = HandMovedClock().now
DUE = BEGIN + timedelta(hours=25)


async def _next_due() -> Due:
    return Due(DUE, "a vote ends")


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with sandbox_with(next_due=_next_due) as sandbox:
        yield sandbox


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(sandbox.asgi)
    async with httpx.AsyncClient(transport=transport, base_url=f"{BASE_URL}/control/") as http:
        yield http


def told(now: datetime) -> dict[str, object]:
    return {
        "now": now.isoformat(),
        "ahead": (now - BEGIN).total_seconds(),
        "next_due": DUE.isoformat(),
        "next_what": "a vote ends",
    }


async def test_it_says_what_time_it_is_and_what_comes_next(http: httpx.AsyncClient) -> None:
    assert (await http.get("clock")).json() == told(BEGIN)


@pytest.mark.parametrize(
    ("asked", "then"),
    [
        ({"by": 3600}, BEGIN + timedelta(hours=1)),
        ({"to": "2026-03-04T10:00:00+02:00"}, BEGIN + timedelta(hours=47)),
        ({"to": "2026-03-04T08:00:00"}, BEGIN + timedelta(hours=47)),
        ({"to": "next"}, DUE),
    ],
)
async def test_it_moves(http: httpx.AsyncClient, asked: dict[str, object], then: datetime) -> None:
    assert (await http.post("clock", json=asked)).json() == told(then)


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({}, 400, "clock_goes_forward"),
        ({"by": -60}, 400, "invalid_arguments"),
        ({"by": 10**30}, 400, "move_too_far"),
        ({"to": "tomorrow"}, 400, "invalid_arguments"),
        ({"to": BEGIN.isoformat()}, 400, "clock_goes_forward"),
        ([], 400, "invalid_arguments"),
    ],
)
async def test_what_cannot_be_is_refused_in_a_sentence(
    http: httpx.AsyncClient, asked: object, status: int, code: str
) -> None:
    answer = await http.post("clock", json=asked)
    assert (answer.status_code, answer.json()["error"]) == (status, code)
    assert answer.json()["message"].endswith(".")
    assert (await http.get("clock")).json() == told(BEGIN)


async def test_skipping_twice_waits_for_the_app(http: httpx.AsyncClient) -> None:
    await http.post("clock", json={"to": "next"})
    again = await http.post("clock", json={"to": "next"})
    assert (again.status_code, again.json()["error"]) == (409, "due_already")
