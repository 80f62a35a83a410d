"""A modal of the page: where the focus goes when its content changes, and how long an error stands."""

import pytest
from playwright.async_api import expect

from tests.sandbox.stand_ins import GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import open_modal
from tests.sandbox_client.stand_ins import TalkingApp, modal

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]


async def test_a_view_that_changed_in_place_takes_the_focus_back_and_escape_closes_it(
    open_page: OpenPage, app: TalkingApp
) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    app.will_answer({"response_action": "update", "view": modal(title="One thought", renamed="What")})
    await dialog.get_by_role("button", name="Lay it").click()
    updated = page.get_by_role("dialog", name="One thought")
    await expect(updated.get_by_label("What")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)


async def test_escape_closes_a_modal_wherever_the_focus_is(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("Escape")
    await expect(dialog).to_have_count(0)


async def test_an_error_goes_when_its_own_field_is_edited(open_page: OpenPage, app: TalkingApp) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("sand")
    errors = {"What": "Sand does not hold.", "When": "That day is taken."}
    app.will_answer({"response_action": "errors", "errors": errors})
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog.get_by_label("What")).to_be_focused()
    await dialog.get_by_label("What").press_sequentially("stone")
    await expect(dialog.get_by_label("What")).to_have_value("sandstone")
    await expect(dialog.get_by_text("Sand does not hold.")).to_have_count(0)
    await expect(dialog.get_by_text("That day is taken.")).to_be_visible()


async def test_an_error_goes_when_the_view_changes(open_page: OpenPage, app: TalkingApp) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("sand")
    app.will_answer({"response_action": "errors", "errors": {"What": "Sand does not hold."}})
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog.get_by_text("Sand does not hold.")).to_be_visible()
    view_id = await page.evaluate(
        "fetch('/client/views?as=U0LENA0001').then(r => r.json()).then(({ stack }) => stack[0].id)"
    )
    await app.slack.views_update(view_id=view_id, view=modal(title="Another look"))
    updated = page.get_by_role("dialog", name="Another look")
    await expect(updated.get_by_label("What")).to_have_value("sand")
    await expect(updated.get_by_text("Sand does not hold.")).to_have_count(0)
