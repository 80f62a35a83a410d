"""For everybody: no serious finding of axe-core, wide and narrow, light and dark, whatever is open."""

import pytest
from playwright.async_api import Page, expect

from bot.sandbox.json_values import as_objects
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BOT, DIEGO, GENERAL, LENA
from tests.sandbox_client.axe import grave_findings
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import composer, enter, message
from tests.sandbox_client.stand_ins import TalkingApp, card, controls

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]


async def looks_for_faults(page: Page) -> None:
    for scheme in ("light", "dark"):
        await page.emulate_media(color_scheme=scheme)
        assert await grave_findings(page) == []


@pytest.mark.parametrize("width", [380, 1280])
async def test_axe_finds_nothing_serious(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp, width: int
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    await app.slack.chat_postMessage(channel=GENERAL, text="A card", blocks=card())
    await app.slack.chat_postMessage(channel=GENERAL, text="Controls", blocks=[*controls(), *figures()])
    ts = await sandbox.say(DIEGO, GENERAL, f"`code` <@{LENA}> <!here> https://example.org\n> quoted")
    await sandbox.react(DIEGO, GENERAL, ts, "fire")
    page = await open_page(LENA, GENERAL, width)
    await enter(composer(page), "/stone count")
    await message(page, "quoted").hover()
    await expect(message(page, "Three stones")).to_be_visible()
    await looks_for_faults(page)
    await message(page, "quoted").get_by_role("button", name="Reply in thread").click()
    await page.get_by_role("complementary", name="Thread").wait_for()
    await page.get_by_role("button", name="Inspector").click()
    await page.get_by_role("list", name="Calls and deliveries").get_by_role("button").last.click()
    await looks_for_faults(page)
    await page.get_by_role("button", name="Faults", exact=True).click()
    await page.get_by_role("button", name="Let it happen").click()
    await page.get_by_role("button", name="Stop it").wait_for()
    await looks_for_faults(page)
    await page.get_by_role("button", name="Stop it").click()
    await page.get_by_role("button", name="Close this panel").click()
    await page.get_by_role("button", name="Close thread").click()
    await enter(composer(page), "/stone everything")
    await page.get_by_role("dialog").wait_for()
    await looks_for_faults(page)
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Insert emoji").click()
    await page.get_by_label("Search emoji").wait_for()
    await looks_for_faults(page)


def figures() -> list[dict[str, object]]:
    """A table and a chart, as Slack draws them itself."""
    points = [{"label": "Monday", "value": 3}, {"label": "Tuesday", "value": 5}]
    cell = {"type": "raw_text", "text": "Stones"}
    return [
        {"type": "table", "rows": [[cell, cell], [cell, cell]]},
        {
            "type": "data_visualization",
            "title": "Stones a day",
            "chart": {
                "type": "bar",
                "series": [{"name": "Stones", "data": points}],
                "axis_config": {"categories": ["Monday", "Tuesday"]},
            },
        },
    ]


async def test_the_focus_stays_on_a_card_whose_button_is_drawn_no_more(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    posted = await app.slack.chat_postMessage(channel=GENERAL, text="A stone", blocks=card())
    page = await open_page(LENA, GENERAL)
    keep = message(page, "A stone").get_by_role("button", name="Keep")
    await keep.press("Enter")
    await app.heard_of("block_actions", 1)
    await expect(keep).to_be_focused()
    header, actions = card()
    kept = [header, actions | {"elements": as_objects(actions["elements"])[1:]}]
    await app.slack.chat_update(channel=GENERAL, ts=str(posted["ts"]), text="A stone", blocks=kept)
    await expect(keep).to_have_count(0)
    await expect(message(page, "A stone")).to_be_focused()
