"""How soon a channel with 10,000 messages is on the page after one has clicked on it."""

from statistics import median

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import DIEGO, GARDEN, GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import composer, message

pytestmark = [pytest.mark.bench, pytest.mark.asyncio(loop_scope="session")]
MANY, TURNS = 10_000, 15
SWITCH = """name => new Promise(done => {
  const began = performance.now();
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  const shown = () => document.querySelector(`[role=log][aria-label="Messages in #${name}"] article`);
  const wait = () => shown() ? drawn() : requestAnimationFrame(wait);
  [...document.querySelectorAll("nav button")].find(one => one.textContent.includes(name)).click();
  wait();
})"""


async def test_milliseconds_to_switch_to_a_channel_of_ten_thousand_messages(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    for number in range(MANY):
        await sandbox.say(DIEGO, GENERAL, f"word {number} of *many*, :fire: <@{LENA}>")
    page = await open_page(LENA, GARDEN)
    await composer(page, "Message #community-garden").wait_for()
    there, back = [], []
    for _ in range(TURNS):
        there.append(await switch(page, "general"))
        back.append(await switch(page, "community-garden"))
    await switch(page, "general")
    await expect(message(page, f"word {MANY - 1} of")).to_be_in_viewport()
    print(  # noqa: T201 - the figure is what a benchmark is for
        f"\nswitch to a channel of {MANY:,} messages: median {median(there):.0f} ms, slowest {max(there):.0f} ms;"
        f" to one of a few: median {median(back):.0f} ms"
    )


async def switch(page: Page, name: str) -> float:
    return float(await page.evaluate(SWITCH, name))
