"""Reading and writing in a channel of the page: notices, the end of the list, what one's own words may become."""

from base64 import b64decode

import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BOT, DIEGO, GARDEN, GENERAL, LENA, STEERING
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import act_as, composer, enter, message, open_modal
from tests.sandbox_client.stand_ins import TalkingApp, card
from tests.slices import long

PICTURE = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session"), long]


async def test_a_mistyped_command_stays_and_the_one_meant_is_named(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/stoen lay")
    await expect(page.get_by_role("status")).to_contain_text("Did you mean /stone?")
    await expect(composer(page)).to_have_value("/stoen lay")


async def fill_channel(sandbox: Sandbox) -> None:
    for number in range(30):
        await sandbox.say(DIEGO, GENERAL, f"word {number}")


async def scroll_up(page: Page) -> None:
    await expect(message(page, "word 29")).to_be_in_viewport()
    await page.get_by_role("log", name="Messages in #general").evaluate("log => { log.scrollTop = 0 }")
    await expect(message(page, "word 29")).not_to_be_in_viewport()


def new_messages(page: Page) -> Locator:
    return page.get_by_role("button", name="New messages")


async def test_who_reads_further_up_stays_there_and_is_told_of_new_messages(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    await fill_channel(sandbox)
    page = await open_page(LENA, GENERAL)
    await scroll_up(page)
    await expect(new_messages(page)).to_have_count(0)
    await sandbox.say(DIEGO, GENERAL, "the latest")
    await expect(new_messages(page)).to_be_visible()
    await expect(message(page, "the latest")).not_to_be_in_viewport()
    await new_messages(page).click()
    await expect(message(page, "the latest")).to_be_in_viewport()
    await expect(new_messages(page)).to_have_count(0)


async def test_who_says_something_sees_it(open_page: OpenPage, sandbox: Sandbox) -> None:
    await fill_channel(sandbox)
    page = await open_page(LENA, GENERAL)
    await scroll_up(page)
    await enter(composer(page), "my own words")
    await expect(message(page, "my own words")).to_be_in_viewport()
    await expect(new_messages(page)).to_have_count(0)


async def test_the_answer_to_a_command_is_seen(open_page: OpenPage, sandbox: Sandbox) -> None:
    await fill_channel(sandbox)
    page = await open_page(LENA, GENERAL)
    await scroll_up(page)
    await enter(composer(page), "/stone count")
    await expect(message(page, "Three stones")).to_be_in_viewport()


async def test_what_comes_of_a_submitted_modal_is_seen(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    await fill_channel(sandbox)
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    await scroll_up(page)
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog).to_have_count(0)
    await app.slack.chat_postMessage(channel=GENERAL, text="A stone was laid")
    await expect(message(page, "A stone was laid")).to_be_in_viewport()


async def choose_more(page: Page, text: str, item: str) -> None:
    await message(page, text).hover()
    await message(page, text).get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name=item, exact=True).click()


async def test_people_delete_their_own_words_once_they_mean_it(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "too soon")
    await choose_more(page, "too soon", "Delete message")
    sure = page.get_by_role("dialog", name="Delete this message?")
    await sure.get_by_role("button", name="Keep it").click()
    await expect(message(page, "too soon")).to_be_visible()
    await choose_more(page, "too soon", "Delete message")
    await sure.get_by_role("button", name="Delete").click()
    await expect(message(page, "too soon")).to_have_count(0)


async def test_people_edit_their_own_words_in_place(open_page: OpenPage, sandbox: Sandbox) -> None:
    await sandbox.say(LENA, GENERAL, f"<@{DIEGO}>, tea &amp; cake")
    page = await open_page(LENA, GENERAL)
    editor = page.get_by_role("textbox", name="Edit message")
    await choose_more(page, "cake", "Edit message")
    await expect(editor).to_have_value("@Diego Morales, tea & cake")
    await editor.press_sequentially(" at @ana")
    await editor.press("Escape")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    await editor.press("Escape")
    await expect(editor).to_have_count(0)
    await expect(message(page, "cake")).to_be_focused()
    await choose_more(page, "cake", "Edit message")
    await expect(editor).to_have_value("@Diego Morales, tea & cake")
    await editor.press_sequentially(" at four")
    await editor.press("Enter")
    await expect(message(page, "tea & cake at four").get_by_text("(edited)")).to_be_visible()
    assert sandbox.messages(LENA, GENERAL)[-1]["text"] == f"<@{DIEGO}>, tea &amp; cake at four"


async def test_others_words_are_not_ones_own_to_delete(open_page: OpenPage, sandbox: Sandbox) -> None:
    await sandbox.say(DIEGO, GENERAL, "not yours")
    page = await open_page(LENA, GENERAL)
    await message(page, "not yours").hover()
    await message(page, "not yours").get_by_role("button", name="More actions").click()
    await expect(page.get_by_role("menuitem")).to_have_text(["Keep this"])


async def test_a_thread_whose_message_is_deleted_closes_for_everybody(open_page: OpenPage) -> None:
    lena, diego = await open_page(LENA, GENERAL), await open_page(DIEGO, GENERAL)
    await enter(composer(lena), "too soon")
    for page in (lena, diego):
        await message(page, "too soon").hover()
        await message(page, "too soon").get_by_role("button", name="Reply in thread").click()
        await page.get_by_role("complementary", name="Thread").wait_for()
    await choose_more(lena, "too soon", "Delete message")
    await lena.get_by_role("dialog").get_by_role("button", name="Delete").click()
    for page in (lena, diego):
        await expect(page.get_by_role("complementary", name="Thread")).to_have_count(0)
        await expect(page.get_by_role("status")).to_be_empty()


async def test_a_thread_whose_message_is_deleted_keeps_its_replies(
    open_page: OpenPage, sandbox: Sandbox
) -> None:
    ts = await sandbox.say(LENA, GENERAL, "too soon")
    await sandbox.say(DIEGO, GENERAL, "why?", thread_ts=ts)
    page = await open_page(LENA, GENERAL)
    await choose_more(page, "too soon", "Delete message")
    await page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    stone = message(page, "This message was deleted.")
    await stone.hover()
    await expect(stone.get_by_role("button")).to_have_accessible_name("1 reply")
    await stone.get_by_role("button", name="1 reply").click()
    await expect(page.get_by_role("complementary", name="Thread")).to_contain_text("why?")


async def test_the_apps_card_is_deleted_as_an_admin_would(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    await app.slack.chat_postMessage(channel=GENERAL, text="A stone", blocks=card())
    await choose_more(page, "A stone", "Delete message (as an admin would)")
    await page.get_by_role("dialog", name="Delete this message?").get_by_role("button", name="Delete").click()
    await expect(message(page, "A stone")).to_have_count(0)


async def test_a_card_of_the_app_has_a_name_of_its_own(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    for text in ("First stone", "Second stone"):
        section = {"type": "section", "text": {"type": "mrkdwn", "text": text}}
        await app.slack.chat_postMessage(channel=GENERAL, text=text, blocks=[section])
    for text in ("plain one", "plain two"):
        await app.slack.chat_postMessage(channel=GENERAL, text=text)
    for text, named in (("First stone", 1), ("Second stone", 1), ("plain one", 1), ("plain two", 0)):
        await expect(message(page, text).get_by_text("Pebble", exact=True)).to_have_count(named)


async def test_an_edit_is_told_once_whether_the_message_has_a_name_or_not(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    for text in ("one", "two"):
        posted = await app.slack.chat_postMessage(channel=GENERAL, text=text)
        await app.slack.chat_update(channel=GENERAL, ts=str(posted["ts"]), text=f"{text} again")
        await expect(message(page, f"{text} again").get_by_text("(edited)")).to_have_count(1)


async def test_whom_one_acts_as_next_stays_in_the_channel_when_they_are_in_it(open_page: OpenPage) -> None:
    page = await open_page(LENA, GARDEN)
    await composer(page, "Message #community-garden").wait_for()
    await act_as(page, "Diego Morales")
    await expect(page.get_by_role("banner").first).to_contain_text("New York, ")
    await expect(composer(page, "Message #community-garden")).to_be_visible()


async def test_whom_one_acts_as_next_starts_in_general_when_they_are_not_in_the_channel(
    open_page: OpenPage,
) -> None:
    page = await open_page(LENA, STEERING)
    await composer(page, "Message #steering").wait_for()
    await act_as(page, "Diego Morales")
    await composer(page).wait_for()


async def test_the_app_is_not_counted_among_the_members(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page(LENA, STEERING)
    heading = page.get_by_role("main", name="#steering").locator("header")
    await expect(heading).to_contain_text("3 members")
    await sandbox.invite(LENA, STEERING, BOT)
    await expect(heading).to_contain_text("3 members and Pebble")


WORDS_UNDER = """bar => {
  const { left, right, top, bottom } = bar.getBoundingClientRect();
  const under = place => place.width && place.left < right && place.right > left && place.top < bottom - 1 && place.bottom > top + 1;
  const walker = document.createTreeWalker(bar.closest("[role=log]"), NodeFilter.SHOW_TEXT);
  const words = [];
  while (walker.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    if (!bar.contains(walker.currentNode) && [...range.getClientRects()].some(under)) words.push(walker.currentNode.textContent);
  }
  return words;
}"""


@pytest.mark.parametrize("width", [380, 1200])
async def test_what_a_message_offers_covers_no_words(
    open_page: OpenPage, app: TalkingApp, sandbox: Sandbox, width: int
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    await app.slack.chat_postMessage(channel=GENERAL, text="A stone", blocks=card())
    for text in ("first", "second"):
        await sandbox.say(
            DIEGO, GENERAL, f"{text} of some words that are long enough to need more lines than one"
        )
    page = await open_page(LENA, GENERAL, width)
    for text in ("projector", "A stone", "first of some"):
        await message(page, text).hover(position={"x": 100, "y": 12})
        offered = message(page, text).get_by_role("group", name="Message actions")
        assert await offered.evaluate(WORDS_UNDER) == []


async def test_a_picture_that_the_app_shares_is_shown_also_in_a_block(
    open_page: OpenPage, app: TalkingApp, sandbox: Sandbox
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    shared = await app.slack.files_upload_v2(
        channel=GENERAL, content=PICTURE, filename="map.png", title="A map", alt_txt="The garden from above"
    )
    block = {"type": "image", "slack_file": {"id": shared["files"][0]["id"]}, "alt_text": "The same map"}
    await app.slack.chat_postMessage(channel=GENERAL, text="Once more", blocks=[block])
    page = await open_page(LENA, GENERAL)
    for name in ("The garden from above", "The same map"):
        picture = page.get_by_role("img", name=name)
        await picture.wait_for()
        assert await picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1
