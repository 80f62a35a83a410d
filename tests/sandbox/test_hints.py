"""Hints reach the browsers of the people concerned, and equal ones count once."""

import json

from bot.sandbox.hints import Hints


async def test_a_hint_reaches_those_it_concerns_and_equal_ones_count_once() -> None:
    hints = Hints()
    lena, diego = hints.subscribe("U1"), hints.subscribe("U2")
    for _ in range(3):
        hints.send({"what": "views"}, ["U1"])
    hints.send({"what": "state"}, ["U1", "U2"])
    lenas, diegos = lena.hints(), diego.hints()
    assert [json.loads(await anext(lenas))["what"] for _ in range(2)] == ["views", "state"]
    assert json.loads(await anext(diegos))["what"] == "state"
    hints.send({"what": "home"}, ["U2"])
    assert json.loads(await anext(diegos))["what"] == "home"


async def test_closing_ends_every_stream() -> None:
    hints = Hints()
    subscription = hints.subscribe("U1")
    hints.close()
    assert [hint async for hint in subscription.hints()] == []


async def test_a_browser_that_is_gone_is_told_nothing_more() -> None:
    hints = Hints()
    hints.subscribe("U1")
    hints.send({"what": "state"}, ["U1"])
    assert len(hints._subscriptions) == 0
