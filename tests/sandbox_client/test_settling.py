"""What people settle for themselves and their channels, and how others see it."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BOT, DIEGO, GARDEN, GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import composer, enter
from tests.slices import long

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session"), long]


async def choose(page: Page, item: str) -> None:
    await page.get_by_role("button", name="Channel options").click()
    await page.get_by_role("menuitem", name=item).click()


def garden_composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Message #community-garden")


async def run(page: Page, typed: str) -> None:
    await enter(composer(page), typed)
    await expect(composer(page)).to_have_value("")


async def test_a_channel_is_renamed_where_one_types(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/rename Our Place")
    await expect(page.get_by_text("A channel's name has small letters")).to_be_visible()
    await expect(composer(page)).to_have_value("/rename Our Place")
    await enter(composer(page), "/rename our-place")
    await expect(page.get_by_role("heading", level=1)).to_have_text("#our-place")


async def test_an_archived_channel_says_so_and_can_be_brought_back(open_page: OpenPage) -> None:
    page = await open_page(LENA, GARDEN)
    await choose(page, "Archive channel")
    sure = page.get_by_role("dialog", name="Archive channel?")
    await sure.get_by_role("button", name="Archive").click()
    await expect(page.get_by_text("#community-garden is archived")).to_be_visible()
    await expect(garden_composer(page)).to_have_count(0)
    await page.get_by_role("button", name="Bring it back").click()
    await garden_composer(page).wait_for()


async def test_nobody_is_offered_to_leave_or_close_the_channel_of_everybody(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    await page.get_by_role("button", name="Channel options").click()
    await expect(page.get_by_role("menuitem")).to_have_text(["Remove Pebble"])


async def test_a_channel_made_private_is_gone_for_those_outside(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    await sandbox.leave(DIEGO, GARDEN)
    lena, diego = await open_page(LENA, GARDEN), await open_page(DIEGO, GARDEN)
    entry = diego.get_by_role("navigation", name="Channels and people").get_by_role(
        "button", name="community-garden"
    )
    await entry.wait_for()
    await choose(lena, "Make private")
    await lena.get_by_role("dialog").get_by_role("button", name="Make private").click()
    await expect(entry).to_have_count(0)
    await expect(garden_composer(lena)).to_be_visible()


async def test_the_app_is_taken_out_and_comes_back(open_page: OpenPage, sandbox: Sandbox) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    await choose(page, "Remove Pebble")
    await expect(page.get_by_text("6 members and Pebble")).to_have_count(0)
    await run(page, "/invite @Pebble")
    await expect(page.get_by_text("6 members and Pebble")).to_be_visible()
    await run(page, "/remove @Pebble")
    await expect(page.get_by_text("6 members", exact=True)).to_be_visible()


async def test_a_status_and_a_pause_are_seen_beside_the_name(open_page: OpenPage) -> None:
    lena, diego = await open_page(LENA, GENERAL), await open_page(DIEGO, GENERAL)
    entry = diego.get_by_role("button", name="Lena Visser")
    await run(lena, "/status :palm_tree: On holiday")
    await expect(entry.get_by_title(":palm_tree: On holiday")).to_have_text("🌴")
    await enter(composer(lena), "/dnd whenever")
    await expect(lena.get_by_text("Say for how long")).to_be_visible()
    await run(lena, "/dnd 2 hours")
    await expect(entry.get_by_role("img", name="notifications paused")).to_be_visible()
    await lena.get_by_role("button", name="Clock: ").click()
    await lena.get_by_role("button", name="+1 day").click()
    await expect(entry.get_by_role("img", name="notifications paused")).to_have_count(0)
    await run(lena, "/status clear")
    await expect(entry.get_by_title(":palm_tree: On holiday")).to_have_count(0)


async def test_a_traveller_takes_the_clock_along(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page(LENA, GENERAL)
    await page.get_by_role("button", name="Clock: ").click()
    await page.get_by_label("Lena Visser is in").select_option("Asia/Tokyo")
    await expect(page.get_by_role("button", name="Clock: ")).to_contain_text("Tokyo")
    await expect(page.get_by_role("list", name="Elsewhere")).to_contain_text("Amsterdam")


async def test_who_is_deactivated_is_nobody_to_act_as(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page(LENA, GENERAL)
    await sandbox.deactivate(LENA, DIEGO)
    await expect(page.get_by_role("button", name="Diego Morales")).to_contain_text("deactivated")
    await expect(page.get_by_label("Act as").get_by_role("option", name="Diego Morales")).to_have_count(0)


async def test_a_pause_and_its_end_are_answered(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await run(page, "/dnd 30 minutes")
    await expect(page.get_by_role("status")).to_contain_text("Your notifications rest until")
    own = page.get_by_role("img", name="your notifications are paused")
    await expect(own).to_be_visible()
    await run(page, "/dnd off")
    await expect(page.get_by_role("status")).to_contain_text("Your notifications are on again.")
    await expect(own).to_have_count(0)
