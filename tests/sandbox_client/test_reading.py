"""What is new to whom, where each person left off, and channels with more messages than a page should hold."""

import asyncio
from dataclasses import replace

import pytest
from playwright.async_api import Locator, Page, Route, expect

from bot.sandbox.server import Sandbox
from bot.sandbox.workspace import sample_workspace
from tests.sandbox.stand_ins import DIEGO, GARDEN, GENERAL, LENA, STEERING
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import act_as, composer, enter, message

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]
MANY, ON_PAGE = 600, 150


def entry(page: Page, name: str) -> Locator:
    return page.get_by_role("navigation", name="Channels and people").get_by_role("button", name=name)


def log(page: Page) -> Locator:
    return page.get_by_role("log", name="Messages in #general")


async def test_each_person_is_shown_what_is_new_to_them_until_they_open_it(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    page = await open_page(LENA, GARDEN)
    await entry(page, "general").click()
    await composer(page).wait_for()
    await entry(page, "community-garden").click()
    await composer(page, "Message #community-garden").wait_for()
    await expect(entry(page, "general")).to_have_accessible_name("general")
    await sandbox.say(DIEGO, GENERAL, "something new")
    await expect(entry(page, "general")).to_have_accessible_name("general unread")
    await sandbox.say(DIEGO, GENERAL, f"and for <@{LENA}>")
    await expect(entry(page, "general")).to_have_accessible_name("general unread for you: 1")
    await entry(page, "general").click()
    await expect(page.get_by_role("separator").filter(has_text="New")).to_be_visible()
    await expect(entry(page, "general")).to_have_accessible_name("general")
    await act_as(page, "Mei Chen")
    await entry(page, "Diego Morales").click()
    await composer(page, "Message Diego Morales").wait_for()
    await expect(entry(page, "general")).to_have_accessible_name("general")
    await sandbox.say(DIEGO, GENERAL, "new to both")
    await expect(entry(page, "general")).to_have_accessible_name("general unread")


async def test_an_answer_for_who_acted_before_moves_nobody(open_page: OpenPage, sandbox: Sandbox) -> None:
    """Diego isn't in #steering; what the page asks for him arrives when Lena acts again and isn't told news yet."""
    page = await open_page(LENA, STEERING)
    await act_as(page, "Diego Morales")
    await composer(page).wait_for()
    asked, may_answer = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        asked.set()
        await may_answer.wait()
        await route.continue_()

    await page.route(f"**/client/state?*as={DIEGO}*", hold)
    await page.route("**/client/events?*", lambda route: route.abort())
    await sandbox.say(LENA, GARDEN, "new to Diego")
    await asked.wait()
    await act_as(page, "Lena Visser")
    await composer(page, "Message #steering").wait_for()
    async with page.expect_response(f"**/client/state?*as={DIEGO}*"):
        may_answer.set()
    await entry(page, "community-garden").click()
    await entry(page, "steering").click()
    await expect(composer(page, "Message #steering")).to_be_visible()


async def test_a_direct_message_that_opens_late_moves_nobody_else(open_page: OpenPage) -> None:
    """Lena asks for hers with Diego, and before it's there it is Mei who acts."""
    page = await open_page(LENA, GENERAL)
    asked, may_answer = asyncio.Event(), asyncio.Event()

    async def hold(route: Route) -> None:
        asked.set()
        await may_answer.wait()
        await route.continue_()

    await page.route("**/client/dms", hold)
    await entry(page, "Diego Morales").click()
    await asked.wait()
    await act_as(page, "Mei Chen")
    async with page.expect_response(
        "**/client/state?*"
    ):  # whoever asked looks at the workspace before going there
        may_answer.set()
    await enter(composer(page), "I'm still here")
    await expect(message(page, "I'm still here")).to_be_visible()


async def test_what_others_say_is_read_out(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page(LENA, GENERAL)
    await message(page, "projector").wait_for()
    await sandbox.say(DIEGO, GENERAL, f"*hello* <@{LENA}>")
    await expect(page.get_by_text("Diego Morales: hello @Lena Visser")).to_have_attribute(
        "aria-live", "polite"
    )


async def test_a_long_channel_is_shown_in_parts_and_everybody_comes_back_to_theirs(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    for number in range(MANY):
        await sandbox.say(DIEGO, GENERAL, f"word {number:03}.")
    page = await open_page(LENA, GENERAL)
    await expect(message(page, f"word {MANY - 1}.")).to_be_in_viewport()
    while await message(page, "word 200.").count() == 0:
        await log(page).evaluate("log => { log.scrollTop = 0 }")
        await page.wait_for_timeout(20)
        assert await log(page).get_by_role("article").count() <= ON_PAGE
    await message(page, "word 200.").scroll_into_view_if_needed()
    await page.wait_for_timeout(50)
    before = await message(page, "word 200.").bounding_box()
    await act_as(page, "Diego Morales")
    await expect(message(page, f"word {MANY - 1}.")).to_be_in_viewport()
    await act_as(page, "Lena Visser")
    await expect(message(page, "word 200.")).to_be_in_viewport()
    after = await message(page, "word 200.").bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["y"] - after["y"]) <= 1
    await page.get_by_role("button", name="Jump to latest").click()
    await expect(message(page, f"word {MANY - 1}.")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="Jump to latest")).to_have_count(0)


async def test_another_workspace_of_the_server_has_a_page_of_its_own(
    open_page: OpenPage, sandbox: Sandbox, address: str
) -> None:
    orchard = replace(sample_workspace(), team_id="T0ORCHARD1", team_name="Orchard")
    sandbox.add_workspace(orchard)
    page = await open_page(LENA, GENERAL)
    await page.goto(f"{address}/?team=T0ORCHARD1")
    await expect(page.get_by_role("banner").first).to_contain_text("Orchard")
    await enter(composer(page), "Said in the orchard")
    await message(page, "Said in the orchard").wait_for()
    assert page.url.endswith(f"/?team=T0ORCHARD1#{LENA}/{GENERAL}")
    assert "Said in the orchard" not in [each["text"] for each in sandbox.messages(LENA, GENERAL)]
