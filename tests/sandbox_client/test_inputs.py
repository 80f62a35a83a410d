"""Every input that Cairn uses, by mouse and keyboard: what is entered is what the app gets."""

import json
from datetime import UTC, datetime

import pytest
from playwright.async_api import expect

from bot.sandbox.json_values import as_object, as_objects, parse_object
from bot.sandbox.server import Sandbox
from tests.sandbox.stand_ins import BOT, DIEGO, GENERAL, LENA
from tests.sandbox_client.conftest import OpenPage
from tests.sandbox_client.on_page import composer, enter, message
from tests.sandbox_client.stand_ins import TalkingApp, controls
from tests.slices import long

pytestmark = [pytest.mark.end_to_end, pytest.mark.asyncio(loop_scope="session"), long]


async def test_each_kind_of_input_in_a_modal(open_page: OpenPage, app: TalkingApp) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/stone everything")
    dialog = page.get_by_role("dialog", name="Lay a stone")
    weight = dialog.get_by_label("Weight")
    await expect(weight).to_have_value("40")
    await weight.fill("101")
    await dialog.get_by_label("At").fill("17:30")
    await dialog.get_by_label("On (optional)", exact=True).fill("2026-03-03")
    await dialog.get_by_label("Colour").select_option("Red")
    await dialog.get_by_role("group", name="Marks").get_by_label("Moss").check()
    await dialog.get_by_role("group", name="Days").get_by_label("Thursday").check()
    await dialog.get_by_role("radio", name="The team's").check()
    await dialog.get_by_label("Carrier").select_option("Diego Morales")
    await dialog.get_by_role("group", name="Helpers").get_by_label("Mei Chen").check()
    await dialog.get_by_label("Words").fill("One\nTwo")
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog).to_contain_text("Please enter 100 or less.")
    assert app.payloads("view_submission") == []
    await weight.fill("60")
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog).to_have_count(0)
    (submitted,) = app.payloads("view_submission")
    values = as_object(as_object(as_object(submitted["view"])["state"])["values"])
    entered = {block: as_object(as_object(held)["a"]) for block, held in values.items()}
    assert entered["Weight"]["value"] == "60"
    assert entered["At"]["selected_time"] == "17:30"
    assert entered["On"]["selected_date"] == "2026-03-03"
    assert as_object(entered["Colour"]["selected_option"])["value"] == "Red"
    assert [each["value"] for each in as_objects(entered["Marks"]["selected_options"])] == ["Moss"]
    assert [each["value"] for each in as_objects(entered["Days"]["selected_options"])] == ["Thursday"]
    assert as_object(entered["Zone"]["selected_option"])["value"] == "The team's"
    assert entered["Carrier"]["selected_user"] == DIEGO
    assert entered["Helpers"]["selected_users"] == ["U0MEI00001"]
    assert entered["Words"]["value"] == "One\nTwo"


async def test_choices_that_the_app_is_asked_for_and_a_moment_in_ones_own_zone(
    open_page: OpenPage, app: TalkingApp
) -> None:
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/stone everything")
    dialog = page.get_by_role("dialog", name="Lay a stone")
    quarry = dialog.get_by_label("Quarry")
    await quarry.press_sequentially("qu")
    await expect(dialog).to_contain_text("Type at least 3 letters.")
    await quarry.press_sequentially("a")
    await expect(dialog.get_by_role("listbox", name="Choices").get_by_role("option")).to_have_text(
        ["Old quarry", "New quarry"]
    )
    await quarry.press("ArrowDown")
    await quarry.press("Enter")
    await expect(quarry).to_have_value("New quarry")
    paths = dialog.get_by_role("group", name="Paths")
    for word in ("no", "sou"):
        await paths.get_by_role("combobox").fill(word)
        await dialog.get_by_role("option", name="path").click()
    await paths.get_by_role("button", name="Take out North path").click()
    await paths.get_by_role("combobox").fill("nowhere")
    await expect(paths).to_contain_text("Nothing is called so.")
    await dialog.get_by_label("Moment").fill("2026-03-03T10:30")
    await dialog.get_by_role("button", name="Lay it").click()
    await expect(dialog).to_have_count(0)
    (submitted,) = app.payloads("view_submission")
    values = as_object(as_object(as_object(submitted["view"])["state"])["values"])
    entered = {block: as_object(as_object(held)["a"]) for block, held in values.items()}
    assert as_object(entered["Quarry"]["selected_option"])["value"] == "New quarry"
    assert [each["value"] for each in as_objects(entered["Paths"]["selected_options"])] == ["South path"]
    assert entered["Moment"]["selected_date_time"] == datetime(2026, 3, 3, 9, 30, tzinfo=UTC).timestamp()


async def test_each_kind_of_element_in_a_message(
    open_page: OpenPage, sandbox: Sandbox, app: TalkingApp
) -> None:
    await sandbox.invite(LENA, GENERAL, BOT)
    await app.slack.chat_postMessage(channel=GENERAL, text="A stone to work on", blocks=controls())
    page = await open_page(LENA, GENERAL)
    stone = message(page, "A stone to work on")
    await stone.get_by_label("Which day").fill("2026-03-03")
    await stone.get_by_label("What time").fill("17:30")
    await stone.get_by_label("Which colour").select_option("Red")
    await stone.get_by_label("Who").select_option("Diego Morales")
    await stone.get_by_label("Moss").check()
    await stone.get_by_label("Large").check()
    await stone.get_by_role("button", name="More options").click()
    await page.get_by_role("menuitem", name="Throw").click()
    await page.get_by_role("dialog", name="Throw it?").get_by_role("button", name="Throw").click()
    used = {}
    for payload in await app.heard_of("block_actions", 7):
        (action,) = as_objects(payload["actions"])
        used[action["action_id"]] = action
    assert used["day"]["selected_date"] == "2026-03-03"
    assert used["time"]["selected_time"] == "17:30"
    assert as_object(used["colour"]["selected_option"])["value"] == "Red"
    assert used["who"]["selected_user"] == DIEGO
    assert [each["value"] for each in as_objects(used["marks"]["selected_options"])] == ["Moss"]
    assert as_object(used["size"]["selected_option"])["value"] == "Large"
    assert as_object(used["menu"]["selected_option"])["value"] == "Throw"


async def test_what_is_written_to_the_app_reaches_it_also_as_a_reply(
    open_page: OpenPage, app: TalkingApp
) -> None:
    asked = await app.slack.chat_postMessage(channel=LENA, text="How is it going?")
    page = await open_page(LENA, str(asked["channel"]))
    await enter(composer(page, "Message Pebble"), "Well, thank you")
    log = page.get_by_role("log", name="Messages in Pebble")
    await expect(log).to_contain_text("Well, thank you")
    question = log.get_by_role("article").filter(has_text="How is it going?")
    await question.hover()
    await question.get_by_role("button", name="Reply in thread").click()
    await enter(composer(page, "Reply in thread"), "And better each day")
    await expect(question).to_contain_text("1 reply")
    said = [as_object(each["event"]) for each in app.payloads("event_callback")]
    mine = [
        (each["text"], each.get("thread_ts")) for each in said if each.get("user") == LENA and "text" in each
    ]
    assert mine == [("Well, thank you", None), ("And better each day", asked["ts"])]


async def test_lists_of_people_leave_out_whom_slack_would(open_page: OpenPage, sandbox: Sandbox) -> None:
    given = parse_object(sandbox.snapshot())
    people = as_objects(given["people"])
    stranger = {**people[0], "id": "U0PAVEL001", "real_name": "Pavel Novák", "team_id": "T0SEEDLING"}
    sandbox.restore(json.dumps({**given, "people": [*people, stranger]}).encode())
    page = await open_page(LENA, GENERAL)
    await enter(composer(page), "/stone everything")
    dialog = page.get_by_role("dialog", name="Lay a stone")
    for offered in (dialog.get_by_label("Carrier"), dialog.get_by_role("group", name="Helpers")):
        await expect(offered).to_contain_text("Diego Morales")
        await expect(offered).not_to_contain_text("Pavel Novák")
