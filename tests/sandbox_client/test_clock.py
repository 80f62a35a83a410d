"""The clock in the top bar: people look at it and move it forward."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import DIEGO, GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import act_as, composer, enter, message, open_modal
from tests.sandbox_client.stand_ins import TalkingApp

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]
AMSTERDAM, NEW_YORK = ZoneInfo("Europe/Amsterdam"), ZoneInfo("America/New_York")


def face(page: Page) -> Locator:
    return page.get_by_role("button", name="Clock: ")


def written(moment: datetime, zone: ZoneInfo) -> str:
    """As the panel writes it."""
    local = moment.astimezone(zone)
    return f"{local:%A} {local.day} {local:%b}, {local:%H:%M}".replace("Sep,", "Sept,")


async def open_clock(page: Page) -> Locator:
    await face(page).click()
    panel = page.get_by_role("region", name="Clock")
    await panel.wait_for()
    return panel


async def test_a_day_later_todays_words_are_yesterdays(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "Said today")
    await message(page, "Said today").wait_for()
    panel = await open_clock(page)
    await panel.get_by_role("button", name="+1 day").click()
    await expect(panel).to_contain_text("1 day ahead")
    await expect(page.get_by_role("separator").filter(has_text="Yesterday")).to_be_visible()
    await enter(composer(page), "Said a day later")
    await expect(page.get_by_role("separator").filter(has_text="Today")).to_be_visible()


async def test_everybodys_clock_moves(open_page: OpenPage, sandbox: Sandbox) -> None:
    lena, diego = await open_page(LENA, GENERAL), await open_page(DIEGO, GENERAL)
    panel = await open_clock(lena)
    for _ in range(2):
        await panel.get_by_role("button", name="+1 day").click()
    await expect(panel).to_contain_text("2 days ahead")
    there = f"{sandbox.now().astimezone(NEW_YORK):%a}"
    await expect(face(diego)).to_contain_text(f"New York, {there}")


async def test_it_goes_to_what_comes_next_and_says_when_that_is(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    app.planned = (sandbox.now() + timedelta(days=3)).replace(minute=0, second=0)
    page = await open_page(LENA, GENERAL)
    panel = await open_clock(page)
    await expect(panel).to_contain_text(
        f"What comes next: a stone is laid, {written(app.planned, AMSTERDAM)}"
    )
    await panel.get_by_role("button", name="To what comes next").click()
    await expect(panel.get_by_role("heading")).to_have_text(written(app.planned, AMSTERDAM))
    await expect(panel).to_contain_text("Something is due: Pebble is at it.")
    app.planned = None
    await expect(panel).to_contain_text("Pebble has nothing planned yet.")


async def test_with_nothing_planned_it_stays_and_says_so(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page(LENA, GENERAL)
    panel = await open_clock(page)
    await panel.get_by_role("button", name="To what comes next").click()
    await expect(page.get_by_text("Nothing is planned yet, so there is nothing to skip to.")).to_be_visible()
    assert sandbox.ahead() == timedelta()


async def test_it_is_told_where_the_acting_person_is(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await expect(face(page)).to_contain_text("Amsterdam")
    panel = await open_clock(page)
    await expect(panel.get_by_role("list", name="Elsewhere").get_by_role("listitem")).to_contain_text(
        ["New York", "Kolkata"]
    )
    await act_as(page, "Diego Morales")
    await expect(face(page)).to_contain_text("New York")


@pytest.mark.parametrize("width", [380, 1280])
async def test_it_works_by_keyboard_and_stays_on_the_page(open_page: OpenPage, width: int) -> None:
    page = await open_page(LENA, GENERAL, width)
    await face(page).focus()
    await page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Clock")
    box = await panel.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    await page.keyboard.press("Tab")
    await expect(panel.get_by_role("button", name="Close the clock")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(face(page)).to_be_focused()


async def test_it_is_in_reach_beside_an_open_modal_which_stays(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    panel = await open_clock(page)
    await panel.get_by_role("button", name="+1 hour").click()
    await expect(panel).to_contain_text("1 hour ahead")
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(dialog.get_by_label("What")).to_have_value("granite")
    assert sandbox.ahead() == timedelta(hours=1)
