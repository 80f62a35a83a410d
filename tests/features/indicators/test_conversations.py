"""Measuring a goal as people do it in Slack: the indicator, its readings, a pasted table, a correction."""

from datetime import timedelta

import pytest

from bot.delivery.values import Json
from bot.sandbox.people.interacting import InView
from bot.slack.payloads import list_at, text_at
from tests.conversation import AMARA, DIEGO, GARDEN, LENA, NEXT_YEAR, YUSUF, Conversation, on_sqlite
from tests.features.indicators.slack_side import value_field
from tests.shown import labels_of, says
from tests.slices import long

pytestmark = on_sqlite  # what the room does is tested on both databases below the doors
WAIT = {
    "name": "Days until a key is given",
    "target": "4 days",
    "due": f"{NEXT_YEAR}-03-01",
    "baseline": "30",
}


async def add(talk: Conversation, user: str, **entered: object) -> str:
    """Press *Add indicator* on the goal's card and fill the form."""
    card = await talk.card(GARDEN, "Goal #1")
    await talk.press(user, GARDEN, card, "Add indicator")
    return await talk.submit(user, **{**WAIT, "direction": "decrease", **entered})


async def choose(talk: Conversation, user: str, label: str) -> None:
    """Choose from the first ⋯ menu of the top modal."""
    view = talk.modal(user)
    for block in list_at(view, "blocks"):
        menu = block.get("accessory")
        options = list_at(menu, "options") if isinstance(menu, dict) else []
        for option in options:
            if text_at(option, "text", "text") == label:
                action: Json = {
                    "action_id": text_at(block, "accessory", "action_id"),
                    "selected_option": dict(option),
                }
                await talk.sandbox.act(user, InView(str(view["id"])), action)
                return
    raise AssertionError(f"no {label!r}")


@pytest.mark.practice("P2")
@pytest.mark.practice("P4")
async def test_a_goal_gets_an_indicator_and_the_coach_asks_once_for_the_other_sort(
    talk: Conversation,
) -> None:
    await talk.start_team_with_goal()
    assert await add(talk, YUSUF, baseline="", first_by=None) == "errors"
    assert await talk.submit(YUSUF, baseline="30") == "updated"
    saved = talk.modal(YUSUF)
    assert says(saved, "(from 30 days, to decrease to 4 days") or says(
        saved, "from 30 days, to decrease to 4 days"
    )
    assert "Add a leading one" in labels_of(saved)
    await talk.card(GARDEN, "Days until a key is given")
    await talk.press_in_modal(YUSUF, "Add a leading one")
    assert (
        await talk.submit(YUSUF, **{**WAIT, "name": "Requests waiting", "direction": "stay_below"})
        == "updated"
    )
    saved = talk.modal(YUSUF)
    assert "Add a leading one" not in labels_of(saved)
    await talk.sandbox.close_view(YUSUF, text_at(saved, "id"))
    assert not talk.sandbox.views(YUSUF)
    assert says(await talk.run(AMARA, GARDEN, "/goal show 1"), "added the indicator Requests waiting")


@pytest.mark.practice("P6")
async def test_a_reading_is_recorded_by_command_and_corrected_by_who_entered_it(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    await add(talk, YUSUF)
    said = await talk.run(DIEGO, GARDEN, "/goal reading 1 17 days after the new rota")
    assert says(said, "17 days")
    assert says(said, "50 %")
    await talk.card(GARDEN, "50 %")
    await talk.press(DIEGO, GARDEN, said, "Readings so far")
    assert says(talk.modal(DIEGO), "after the new rota")
    await talk.press_in_modal(DIEGO, "Correct")
    await talk.run(DIEGO, GARDEN, "/goal reading 1 15")
    assert await talk.submit(DIEGO, **{value_field(talk.modal(DIEGO)): "16"}) == "updated"
    assert says(talk.modal(DIEGO), "This reading changed meanwhile: *15 days*")
    assert await talk.submit(DIEGO) == "updated"
    assert says(talk.modal(DIEGO), "*16 days*")
    assert "Correct" not in labels_of(await opened_past(talk, AMARA))


@long
async def test_a_command_says_which_day_it_read_and_why_it_did_not(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    await add(talk, YUSUF)
    said = await talk.run(YUSUF, GARDEN, "/goal reading 1 17 yesterday, counted twice")
    assert says(said, "Read: *17 days*")
    assert not says(said, "yesterday")
    said = await talk.run(DIEGO, GARDEN, "/goal reading 1 16 yesterday")
    assert says(said, "in place of 17 days")
    assert says(said, f"entered by <@{YUSUF}>: counted twice")
    await talk.run(DIEGO, GARDEN, "/goal reading 1 16 hours")
    assert says(talk.modal(DIEGO), "This is in hours, the indicator in days.")
    await talk.run(YUSUF, GARDEN, "/goal reading 1 15 tomorrow after the fair")
    asked = talk.modal(YUSUF)
    assert says(asked, "Nothing is saved yet. “tomorrow” is still to come")
    assert "after the fair" in str(asked)


@long
async def test_a_command_may_say_the_day_first_and_the_value_never_is_the_days(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    await add(talk, YUSUF)
    await talk.run(YUSUF, GARDEN, "/goal reading 1 on 2026-01-12 nobody came")
    asked = talk.modal(YUSUF)
    assert says(asked, "Nothing is saved yet. I read a day in that and no number.")
    assert "nobody came" in str(asked)
    assert await talk.submit(YUSUF, **{value_field(asked): "19"}) == "updated"
    assert says(talk.modal(YUSUF), "Read: *19 days* Mon 12 Jan")
    said = await talk.run(YUSUF, GARDEN, "/goal reading 1 (12 January 2026) 18 counted twice")
    assert says(said, "Read: *18 days* Mon 12 Jan")
    said = await talk.run(YUSUF, GARDEN, "/goal reading 1 17 d (12 January 2026)")
    assert says(said, "Read: *17 days* Mon 12 Jan")
    said = await talk.run(YUSUF, GARDEN, "/goal reading 1 Monday, 12 January: 16")
    assert says(said, "Read: *16 days* Mon 12 Jan")
    for day in ("6 days ago", "Monday, 12 January"):
        await talk.run(YUSUF, GARDEN, f"/goal reading 1 {day}")
        assert says(talk.modal(YUSUF), "I read a day in that and no number.")
    await talk.run(YUSUF, GARDEN, "/goal reading 1 yesterday 3 pm: 14")
    assert says(talk.modal(YUSUF), "Nothing is saved yet. “3 pm” tells when it was and no value.")


async def opened_past(talk: Conversation, user: str) -> Json:
    await talk.run(user, GARDEN, "/goal indicators")
    await choose(talk, user, "Readings so far")
    return talk.modal(user)


@long
async def test_the_form_takes_what_the_command_did_not_say(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    assert "Add indicator" in labels_of(await talk.run(AMARA, GARDEN, "/goal reading 1 12"))
    assert says(await talk.run(AMARA, GARDEN, "/goal reading 7"), "no goal #7")
    assert says(await talk.run(AMARA, GARDEN, "/goal reading"), "No goal of this team has an indicator yet")
    await add(talk, YUSUF)
    await talk.run(AMARA, GARDEN, "/goal reading many")
    field = value_field(talk.modal(AMARA))
    assert await talk.submit(AMARA) == "errors"
    assert await talk.submit(AMARA, **{field: "5,5 h"}) == "errors"
    assert await talk.submit(AMARA, **{field: "5,5"}) == "updated"
    assert says(talk.modal(AMARA), "5.5 days")
    again = await talk.submitted_again()
    assert says({"blocks": again}, "5.5 days")
    await talk.run(DIEGO, GARDEN, "/goal reading 1 1,234")
    assert says(talk.modal(DIEGO), "This may be 1.234 or 1234")
    assert await talk.submit(DIEGO) == "updated"
    assert says(talk.modal(DIEGO), "Read: *1.234 days*")


@long
async def test_a_value_of_one_of_several_stands_in_the_form_with_its_note(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    await add(talk, YUSUF)
    await talk.run(LENA, GARDEN, "/goal indicators 1")
    await talk.press_in_modal(LENA, "Add indicator")
    keys = {**WAIT, "name": "Keys", "target": "64 keys", "baseline": "5", "direction": "increase"}
    assert await talk.submit(LENA, **keys) == "updated"
    await talk.run(AMARA, GARDEN, "/goal reading 1 12 keys after the fair")
    assert await talk.submit(AMARA) == "updated"
    assert says(talk.modal(AMARA), "*Keys* 12 keys")
    await talk.run(DIEGO, GARDEN, "/goal reading 1 11")
    assert await talk.submit(DIEGO) == "updated"
    assert says(talk.modal(DIEGO), "11 days")
    assert says(await opened_past(talk, DIEGO), "*11 days*")


def numbered(number: int) -> dict[str, object]:
    """A primary indicator's fields."""
    return {**WAIT, "name": f"Number {number}", "direction": "decrease", "primary": ["yes"]}


@pytest.mark.practice("P5")
async def test_a_fourth_primary_indicator_asks_which_one_becomes_secondary(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    for number in range(3):
        await talk.run(LENA, GARDEN, "/goal indicators 1")
        await talk.press_in_modal(LENA, "Add indicator")
        assert await talk.submit(LENA, **numbered(number)) == "updated"
    await talk.run(LENA, GARDEN, "/goal indicators 1")
    await talk.press_in_modal(LENA, "Add indicator")
    assert await talk.submit(LENA, **numbered(4)) == "updated"
    assert says(talk.modal(LENA), "Which one becomes secondary instead?")
    menu = next(
        block
        for block in list_at(talk.modal(LENA), "blocks")
        if text_at(block, "block_id").endswith("demoted")
    )
    assert (
        await talk.submit(LENA, demoted=text_at(list_at(menu, "element", "options")[0], "value")) == "updated"
    )
    assert says(talk.modal(LENA), "Number 4")
    assert says(await talk.run(AMARA, GARDEN, "/goal show 1"), "changed Number 0: whether it is primary")


@long
async def test_a_day_in_words_that_midnight_moved_is_previewed_again(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    await add(talk, YUSUF)
    await talk.run(YUSUF, GARDEN, "/goal reading")
    await talk.press_in_modal(YUSUF, "Paste readings")
    assert await talk.submit(YUSUF, text="yesterday; 28") == "updated"
    before = str(talk.modal(YUSUF)["blocks"])
    talk.clock.ahead += timedelta(days=1)
    assert await talk.submit(YUSUF) == "updated"
    assert text_at(talk.modal(YUSUF), "submit", "text") == "Save 1 reading"
    assert str(talk.modal(YUSUF)["blocks"]) != before
    assert await talk.submit(YUSUF) == "updated"
    assert says(talk.modal(YUSUF), "On record")


async def test_pasted_readings_are_previewed_and_saved_together(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    await add(talk, YUSUF)
    await talk.run(YUSUF, GARDEN, "/goal reading")
    await talk.press_in_modal(YUSUF, "Paste readings")
    assert await talk.submit(YUSUF, text="Day; Days\n2026-01-05; 28\nsoon; 3") == "updated"
    assert says(talk.modal(YUSUF), "Line 3: the day can't be read")
    assert await talk.submit(YUSUF, text="Day; Days\n2026-01-05; 28") == "updated"
    assert text_at(talk.modal(YUSUF), "submit", "text") == "Save 1 reading"
    assert await talk.submit(YUSUF, text="Day; Days\n5 January 2026; 28\n2026-01-12; 17") == "updated"
    assert text_at(talk.modal(YUSUF), "submit", "text") == "Save 2 readings"
    await talk.run(DIEGO, GARDEN, "/goal reading 1 18 on 2026-01-12")
    assert await talk.submit(YUSUF) == "updated"
    assert says(talk.modal(YUSUF), "Readings of these days changed meanwhile")
    assert says(talk.modal(YUSUF), "18 days")
    assert await talk.submit(YUSUF) == "updated"
    assert says(talk.modal(YUSUF), "28 days → 17 days")
    await talk.card(GARDEN, "*Days until a key is given* 17 days")
