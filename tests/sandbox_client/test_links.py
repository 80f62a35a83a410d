"""Links to places and messages of this Slack open on the page itself."""

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import DIEGO, GARDEN, GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import message
from tests.slices import long

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session"), long]


def linking(channel: str, ts: str, query: str = "") -> str:
    return f"<https://slack.com/archives/{channel}/p{ts.replace('.', '')}{query}|Go there>"


async def test_a_link_to_a_message_far_up_opens_its_conversation_there(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    old = await sandbox.say(LENA, GARDEN, "the first bed")
    for number in range(70):
        await sandbox.say(LENA, GARDEN, f"bed {number}")
    await sandbox.say(DIEGO, GENERAL, linking(GARDEN, old))
    page = await open_page(LENA, GENERAL)
    await message(page, "Go there").get_by_role("link", name="Go there").click()
    garden = page.get_by_role("log", name="Messages in #community-garden")
    meant = garden.get_by_role("article").filter(has_text="the first bed")
    await expect(meant).to_be_focused()
    await expect(meant).to_be_in_viewport()
    assert len(page.context.pages) == 1


async def test_a_link_to_a_reply_opens_its_thread(open_page: OpenPage, sandbox: Sandbox) -> None:
    parent = await sandbox.say(LENA, GARDEN, "a question")
    reply = await sandbox.say(DIEGO, GARDEN, "an answer", parent)
    await sandbox.say(DIEGO, GENERAL, linking(GARDEN, reply, f"?thread_ts={parent}&cid={GARDEN}"))
    page = await open_page(LENA, GENERAL)
    await message(page, "Go there").get_by_role("link", name="Go there").click()
    thread = page.get_by_role("complementary", name="Thread")
    await expect(thread.get_by_role("article").filter(has_text="an answer")).to_be_focused()


async def test_a_link_to_what_one_cannot_see_says_so_and_leads_nowhere(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    await sandbox.say(DIEGO, GENERAL, linking("C0NOWHERE", "1772442000.000100"))
    page = await open_page(LENA, GENERAL)
    await message(page, "Go there").get_by_role("link", name="Go there").click()
    await expect(page.get_by_role("status")).to_contain_text("a conversation you aren't in")
    await expect(message(page, "Go there")).to_be_visible()
    assert len(page.context.pages) == 1
