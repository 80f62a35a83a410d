"""The page in a real browser, before a real sandbox and an app that talks back."""

import pytest
from playwright.async_api import expect

from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BOT, DIEGO, GENERAL, LENA, STEERING
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import act_as, composer, enter, message, open_modal
from tests.sandbox_client.stand_ins import TalkingApp, card, modal

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session")]


async def test_people_read_each_other_live_and_words_never_become_markup(open_page: OpenPage) -> None:
    lena, diego = await open_page(LENA, GENERAL), await open_page(DIEGO, GENERAL)
    await enter(composer(lena), "<b>hi</b> @Diego Morales *now*")
    arrived = message(diego, "hi")
    await expect(arrived).to_contain_text("<b>hi</b> @Diego Morales now")
    await expect(arrived.get_by_role("strong").or_(arrived.locator("b", has_text="now"))).to_be_visible()
    await expect(composer(lena)).to_have_value("")


async def test_markup_in_what_the_app_posts_stays_text(
    open_page: OpenPage, app: TalkingApp, sandbox: Sandbox
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    await app.slack.chat_postMessage(
        channel=GENERAL, text="<img src=x onerror=alert(1)> &lt;i&gt; <javascript:alert(1)|press>"
    )
    posted = message(page, "press")
    await expect(posted).to_contain_text("<i>")
    await expect(posted.get_by_role("link")).to_have_count(0)


async def test_a_newcomer_needs_no_more_than_the_bare_address(open_page: OpenPage, address: str) -> None:
    page = await open_page(LENA, GENERAL)
    await page.goto("about:blank")
    await page.goto(address)
    await expect(page.get_by_label("Act as").locator("option:checked")).to_have_text("Lena Visser")
    await composer(page).wait_for()


async def test_slash_commands_do_not_work_in_threads_and_stay_typed(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await message(page, "projector").hover()
    await message(page, "projector").get_by_role("button", name="Reply in thread").click()
    await enter(composer(page, "Reply in thread"), "/stone count")
    await expect(page.get_by_role("status")).to_contain_text("Slash commands don't work in threads")
    await expect(composer(page, "Reply in thread")).to_have_value("/stone count")


async def test_shift_enter_breaks_the_line(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await composer(page).fill("one")
    await composer(page).press("Shift+Enter")
    await composer(page).press_sequentially("two")
    await composer(page).press("Enter")
    await expect(message(page, "one")).to_contain_text("two")


async def test_commands_complete_themselves_and_answer_privately(
    open_page: OpenPage, app: TalkingApp
) -> None:
    page = await open_page(LENA, GENERAL)
    await composer(page).press_sequentially("/st")
    await expect(page.get_by_role("option", name="/stone")).to_contain_text("Lay a stone")
    await composer(page).press("Tab")
    await composer(page).press_sequentially("count")
    await composer(page).press("Enter")
    await expect(message(page, "Three stones")).to_contain_text("Only visible to you")
    assert app.payloads("command")[0]["text"] == "count"


async def test_a_command_nobody_has_keeps_the_words(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/nonsense at all")
    await expect(page.get_by_role("status")).to_contain_text("There is no /nonsense here. Type / to see")
    await expect(composer(page)).to_have_value("/nonsense at all")


async def test_a_reaction_is_toggled_and_counts_for_everybody(open_page: OpenPage) -> None:
    lena, diego = await open_page(LENA, GENERAL), await open_page(DIEGO, GENERAL)
    await message(lena, "projector").hover()
    await message(lena, "projector").get_by_role("button", name="Add reaction").click()
    await lena.get_by_label("Search emoji").fill("fire")
    await lena.get_by_role("button", name="React with :fire:").click()
    theirs = message(diego, "projector").get_by_role("button", name=":fire: 1 reaction")
    await expect(theirs).to_have_attribute("title", "Lena Visser reacted with :fire:")
    await theirs.click()
    both = message(lena, "projector").get_by_role("button", name=":fire: 2 reactions", pressed=True)
    await both.click()
    await message(diego, "projector").get_by_role("button", name=":fire: 1 reaction", pressed=True).wait_for()


async def test_replies_stay_in_their_thread(open_page: OpenPage) -> None:
    lena, diego = await open_page(LENA, GENERAL), await open_page(DIEGO, GENERAL)
    await message(lena, "projector").hover()
    await message(lena, "projector").get_by_role("button", name="Reply in thread").click()
    await enter(composer(lena, "Reply in thread"), "thank you")
    await diego.get_by_role("button", name="1 reply").click()
    await diego.get_by_role("complementary", name="Thread").get_by_text("thank you").wait_for()
    await expect(message(diego, "thank you")).to_have_count(0)


async def test_a_modal_keeps_what_was_entered_while_one_acts_as_somebody_else(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    await act_as(page, "Diego Morales")
    await expect(dialog).to_have_count(0)
    theirs = await open_modal(page)
    await expect(theirs.get_by_label("What")).to_have_value("")
    await act_as(page, "Lena Visser")
    await expect(dialog.get_by_label("What")).to_have_value("granite")


async def test_an_update_keeps_values_only_under_the_same_ids(open_page: OpenPage, app: TalkingApp) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    await dialog.get_by_label("Large").check()
    app.will_answer({"response_action": "update", "view": modal(title="One thought", renamed="Size")})
    await dialog.get_by_role("button", name="Lay it").click()
    updated = page.get_by_role("dialog", name="One thought")
    await expect(updated.get_by_label("What")).to_have_value("granite")
    await expect(updated.get_by_label("Large")).not_to_be_checked()


async def test_what_is_submitted_has_the_shape_of_view_state_values(
    open_page: OpenPage, app: TalkingApp
) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    await dialog.get_by_role("group", name="Who").get_by_label("Mei Chen").check()
    await dialog.get_by_label("When").fill("2026-03-01")
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog).to_have_count(0)
    (submission,) = app.payloads("view_submission")
    assert submission["view"]["state"]["values"] == {  # type: ignore[index]  # JSON read only by this test
        "What": {"a": {"type": "plain_text_input", "value": "granite"}},
        "Size": {"a": {"type": "radio_buttons", "selected_option": None}},
        "Who": {"a": {"type": "multi_users_select", "selected_users": ["U0MEI00001"]}},
        "When": {"a": {"type": "datepicker", "selected_date": "2026-03-01"}},
    }


async def test_refusals_stand_under_their_input(open_page: OpenPage, app: TalkingApp) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    lay = dialog.get_by_role("button", name="Lay it")
    await lay.click()
    await expect(dialog.get_by_label("What")).to_have_attribute("aria-invalid", "true")
    await dialog.get_by_label("What").fill("sand")
    app.will_answer({"response_action": "errors", "errors": {"What": "Sand does not hold."}})
    await lay.click()
    await expect(dialog.get_by_label("What")).to_have_accessible_description(
        "Sand does not hold. 16 characters left"
    )
    await expect(dialog.get_by_label("What")).to_have_value("sand")


async def test_when_the_app_fails_the_words_stay(open_page: OpenPage, app: TalkingApp) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    app.will_answer(status=500)
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog.get_by_role("alert")).to_contain_text("Nothing you typed is lost")
    await expect(dialog.get_by_label("What")).to_have_value("granite")


async def test_escape_goes_back_one_view_and_the_focus_returns(open_page: OpenPage, app: TalkingApp) -> None:
    page = await open_page(LENA, GENERAL)
    dialog = await open_modal(page)
    await dialog.get_by_label("What").fill("granite")
    app.will_answer({"response_action": "push", "view": modal(title="Second")})
    await dialog.get_by_role("button", name="Lay it").click()
    await page.get_by_role("dialog", name="Second").wait_for()
    await page.keyboard.press("Escape")
    await expect(dialog.get_by_label("What")).to_have_value("granite")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await expect(composer(page)).to_be_focused()


async def test_buttons_reach_the_app_after_their_confirmation(
    open_page: OpenPage, app: TalkingApp, sandbox: Sandbox
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    page = await open_page(LENA, GENERAL)
    await app.slack.chat_postMessage(channel=GENERAL, text="A stone", blocks=card())
    posted = message(page, "A stone")
    await posted.get_by_role("button", name="Take away").click()
    await page.get_by_role("dialog", name="Take it away?").get_by_role("button", name="Leave it").click()
    await posted.get_by_role("button", name="Keep").click()
    await expect(posted.get_by_role("button", name="Keep")).to_be_enabled()
    await posted.get_by_role("button", name="Take away").click()
    await page.get_by_role("dialog", name="Take it away?").get_by_role("button", name="Take it").click()
    await expect(posted.get_by_role("button", name="Take away")).to_be_enabled()
    pressed = [each["actions"] for each in app.payloads("block_actions")]
    assert [actions[0]["action_id"] for actions in pressed if isinstance(actions, list)] == ["keep", "take"]


async def test_a_message_and_its_shortcuts_are_reached_by_keyboard(
    open_page: OpenPage, app: TalkingApp, sandbox: Sandbox
) -> None:
    await sandbox.say(DIEGO, GENERAL, "a later word")
    page = await open_page(LENA, GENERAL)
    await message(page, "a later word").wait_for()
    await page.get_by_role("button", name="Skip to what is open").focus()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("log")).to_be_focused()
    await page.keyboard.press("ArrowUp")
    await expect(message(page, "a later word")).to_be_focused()
    while not await message(page, "projector").evaluate("one => one === document.activeElement"):
        await page.keyboard.press("ArrowUp")
    for name in ("Add reaction", "Reply in thread", "More actions"):
        await page.keyboard.press("Tab")
        await expect(message(page, "projector").get_by_role("button", name=name)).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("menuitem", name="Keep this")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.get_by_role("dialog", name="Lay a stone").wait_for()
    assert app.payloads("message_action")[0]["callback_id"] == "keep"
    await page.keyboard.press("Escape")
    await expect(message(page, "projector").get_by_role("button", name="More actions")).to_be_focused()


async def test_the_app_is_invited_to_a_private_channel_by_name(open_page: OpenPage, sandbox: Sandbox) -> None:
    page = await open_page(LENA, STEERING)
    await enter(composer(page, "Message #steering"), "/invite @Pebble")
    await expect(composer(page, "Message #steering")).to_have_value("")
    channels = {each["id"]: each for each in sandbox.state(LENA)["channels"]}  # type: ignore[attr-defined]  # JSON read only by this test
    assert channels[STEERING]["bot_is_member"] is True


async def test_a_private_channel_one_leaves_is_gone_without_complaint(open_page: OpenPage) -> None:
    page = await open_page(LENA, STEERING)
    await page.get_by_role("button", name="Channel options").click()
    await page.get_by_role("menuitem", name="Leave #steering").click()
    await composer(page).wait_for()
    await expect(page.get_by_role("button", name="steering")).to_have_count(0)
    await enter(composer(page), "now here")
    await message(page, "now here").wait_for()
    await expect(page.get_by_role("status")).to_be_empty()


async def test_home_shows_what_the_app_published(open_page: OpenPage, app: TalkingApp) -> None:
    home = {
        "type": "home",
        "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Needs you: *nothing*"}}],
    }
    await app.slack.views_publish(user_id=LENA, view=home)
    page = await open_page(LENA, GENERAL)
    await (
        page.get_by_role("navigation", name="Channels and people")
        .get_by_role("button", name="Pebble")
        .click()
    )
    await expect(page.get_by_role("main", name="Pebble Home")).to_contain_text("Needs you: nothing")


async def test_everybody_keeps_their_place_and_their_unsent_words(open_page: OpenPage) -> None:
    page = await open_page(LENA, STEERING)
    await composer(page, "Message #steering").fill("half a thou")
    await act_as(page, "Diego Morales")
    await enter(composer(page), "hello")
    await act_as(page, "Lena Visser")
    await expect(composer(page, "Message #steering")).to_have_value("half a thou")


async def test_a_phone_shows_channels_on_request_and_never_scrolls_sideways(open_page: OpenPage) -> None:
    page = await open_page(LENA, GENERAL, width=380)
    await page.get_by_role("button", name="Show channels").click()
    await page.get_by_role("button", name="community-garden").click()
    await composer(page, "Message #community-garden").wait_for()
    assert await page.evaluate("document.documentElement.scrollWidth") == 380
