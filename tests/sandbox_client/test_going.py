"""Going about the page: where the app's entry leads, and what is left behind."""

import re

import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import DIEGO, GARDEN, GENERAL, LENA
from tests.sandbox.town import GUEST, OTHER, PLAZA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import act_as, composer, enter
from tests.sandbox_client.stand_ins import TalkingApp
from tests.slices import long

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session"), long]


def entry(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Channels and people").get_by_role("button", name=name)


async def test_the_apps_entry_opens_its_home_unless_a_message_of_its_waits(
    open_page: OpenPage, app: TalkingApp
) -> None:
    page = await open_page(LENA, GENERAL)
    await entry(page, "Pebble").click()
    tabs = page.get_by_role("navigation", name="Pebble", exact=True)
    await expect(tabs.get_by_role("button", name="Home")).to_have_attribute("aria-current", "page")
    await app.slack.chat_postMessage(channel=LENA, text="A stone for you")
    await expect(tabs.get_by_role("button", name="Messages unread for you: 1")).to_be_visible()
    await expect(entry(page, "Pebble unread for you: 1")).to_be_visible()
    await entry(page, "Pebble").click()
    await expect(page.get_by_role("log", name="Messages in Pebble")).to_contain_text("A stone for you")
    await expect(entry(page, "Pebble")).to_have_accessible_name("Pebble")
    await entry(page, "general").click()
    await composer(page).wait_for()
    await entry(page, "Pebble").click()
    await expect(tabs.get_by_role("button", name="Home")).to_have_attribute("aria-current", "page")


@pytest.mark.parametrize("away", ["person", "place"])
async def test_notices_stay_with_the_person_and_the_place(open_page: OpenPage, away: str) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/dnd whenever")
    await expect(page.get_by_role("status")).to_contain_text("Say for how long")
    if away == "person":
        await act_as(page, "Diego Morales")
    else:
        await entry(page, "community-garden").click()
    await expect(page.get_by_role("status")).to_be_empty()


async def test_a_page_whose_server_is_gone_says_so_and_goes_on_once_it_is_back(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    page = await open_page(LENA, GENERAL)
    await composer(page).wait_for()
    await page.route("**/client/events?*", lambda route: route.fulfill(status=502))
    sandbox.end_streams()
    await expect(page.get_by_role("status")).to_contain_text("Reconnecting …")
    await sandbox.say(LENA, GENERAL, "said meanwhile")
    await page.unroute("**/client/events?*")
    await expect(page.get_by_role("status")).to_be_empty()
    await expect(page.get_by_role("log", name="Messages in #general")).to_contain_text("said meanwhile")


async def test_unsent_words_survive_a_reload_and_stay_with_their_person_and_place(
    open_page: OpenPage,
) -> None:
    page = await open_page(LENA, GENERAL)
    await composer(page).fill("not said yet")
    await page.reload()
    await expect(composer(page)).to_have_value("not said yet")
    await act_as(page, "Diego Morales")
    await expect(composer(page)).to_have_value("")
    await act_as(page, "Lena Visser")
    await expect(composer(page)).to_have_value("not said yet")
    await composer(page).press("Enter")
    await expect(page.get_by_role("log", name="Messages in #general")).to_contain_text("not said yet")
    await page.reload()
    await expect(composer(page)).to_have_value("")


async def test_in_each_workspace_one_stays_who_and_where_one_was(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    alone = await open_page(LENA, GENERAL)
    await composer(alone).wait_for()
    await expect(alone.get_by_label("Workspace")).to_have_count(0)
    choir = sandbox.add_workspace(OTHER)
    page = await open_page(DIEGO, GARDEN)
    await composer(page, "Message #community-garden").wait_for()
    switcher = page.get_by_label("Workspace")
    await switcher.press("H")
    await enter(composer(page, "Message #plaza"), "to the choir")
    await expect(page.get_by_role("log", name="Messages in #plaza")).to_contain_text("to the choir")
    await act_as(page, "Gil Amir")
    await expect(page).to_have_url(re.compile(rf"\?team={choir.team_id}#{GUEST}/{PLAZA}$"))
    await switcher.select_option("Rivertown Commons")
    await composer(page, "Message #community-garden").wait_for()
    await expect(page.get_by_label("Act as")).to_have_value(DIEGO)
    await switcher.select_option("Hilltop Choir")
    await composer(page, "Message #plaza").wait_for()
    await expect(page.get_by_label("Act as")).to_have_value(GUEST)
    await page.reload()
    await expect(page.get_by_label("Act as")).to_have_value(GUEST)
