"""The panel at the foot of the page: what went between Slack and the app, and what is to go wrong."""

import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox.faults import Kind
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BOT, GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import composer, enter, message, open_modal
from tests.sandbox_client.stand_ins import TalkingApp
from tests.slices import long

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session"), long]


async def open_tools(page: Page) -> Locator:
    await page.get_by_role("button", name="Inspector").click()
    return page.get_by_role("region", name="Behind the scenes")


def entry(panel: Locator, name: str) -> Locator:
    return (
        panel.get_by_role("list", name="Calls and deliveries")
        .get_by_role("button")
        .filter(has_text=name)
        .last
    )


async def test_each_call_and_event_is_shown_with_its_json_and_verdict(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    panel = await open_tools(page)
    await enter(composer(page), "/stone count")
    await expect(entry(panel, "/stone")).to_contain_text("ok")
    await entry(panel, "/stone").click()
    detail = panel.get_by_role("region", name="Entry")
    await expect(detail.get_by_role("region", name="Request")).to_contain_text('"text": "count"')
    await expect(detail.get_by_role("region", name="Response")).to_contain_text("Three stones")
    wrong = [{"type": "section"}]
    with pytest.raises(Exception, match="invalid_blocks"):
        await app.slack.chat_postMessage(channel=GENERAL, text="x", blocks=wrong)
    await expect(entry(panel, "chat.postMessage")).to_contain_text("invalid_blocks")
    await entry(panel, "chat.postMessage").click()
    await expect(detail.get_by_role("note")).to_contain_text("Refused at /blocks/0")
    await panel.get_by_label("Which entries").select_option("What went wrong")
    await expect(panel.get_by_role("listitem")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)


async def test_it_stands_beside_an_open_modal_and_goes_by_keyboard(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    button = page.get_by_role("button", name="Inspector")
    await button.focus()
    await page.keyboard.press("Enter")
    panel = page.get_by_role("region", name="Behind the scenes")
    await entry(panel, "views.open").focus()
    await page.keyboard.press("ArrowUp")
    await expect(entry(panel, "/stone")).not_to_be_focused()
    await page.keyboard.press("Escape")
    await expect(panel).to_have_count(0)
    await expect(button).to_be_focused()
    await expect(dialog.get_by_label("What")).to_have_value("granite")


async def test_what_is_asked_to_go_wrong_does_and_is_over_then(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    panel = await open_tools(page)
    await panel.get_by_role("button", name="Faults", exact=True).click()
    await panel.get_by_label("Goes wrong").select_option("fail with a 500")
    await panel.get_by_label("Which").fill("chat.*")
    await panel.get_by_role("button", name="Let it happen").click()
    standing = panel.get_by_role("list", name="What goes wrong")
    await expect(standing).to_contain_text("Calls by the app: chat.* fail with a 500, one more time.")
    assert [fault.kind for fault in sandbox.faults.standing.values()] == [Kind.SERVER_ERROR]
    with pytest.raises(Exception, match=r"status: 500"):
        await app.slack.chat_postMessage(channel=GENERAL, text="first")
    await app.slack.chat_postMessage(channel=GENERAL, text="second")
    await expect(message(page, "second")).to_be_visible()
    await expect(panel.get_by_text("Nothing is going wrong on purpose.")).to_be_visible()
    await panel.get_by_label("What", exact=True).select_option("Deliveries to the app")
    await panel.get_by_role("button", name="Let it happen").click()
    await standing.get_by_role("button", name="Stop it").click()
    await expect(standing).to_have_count(0)
    assert sandbox.faults.standing == {}
