"""Readings that come when their goal isn't worked on any more: forms that were open, and commands."""

import pytest

from tests.conversation import AMARA, DIEGO, GARDEN, LENA, NEXT_YEAR, YUSUF, Conversation, on_sqlite
from tests.features.indicators.slack_side import value_field
from tests.shown import labels_of, says

pytestmark = on_sqlite  # what the room does is tested on both databases below the doors
KEPT = "its readings stay as they are. Nothing was changed."


async def measure(talk: Conversation) -> None:
    """An indicator of the channel's goal, read by Diego yesterday."""
    await talk.start_team_with_goal()
    await talk.press(YUSUF, GARDEN, await talk.card(GARDEN, "Goal #1"), "Add indicator")
    wanted = {"target": "4 days", "due": f"{NEXT_YEAR}-03-01", "baseline": "30", "direction": "decrease"}
    assert await talk.submit(YUSUF, name="Days until a key is given", **wanted) == "updated"
    await talk.sandbox.close_view(YUSUF, str(talk.modal(YUSUF)["id"]))
    await talk.run(DIEGO, GARDEN, "/goal reading 1 17 yesterday")


async def withdraw(talk: Conversation) -> str:
    """Lena takes her goal back; returns what is said of it."""
    await talk.choose(LENA, GARDEN, await talk.card(GARDEN, "Goal #1"), "Withdraw …")
    assert await talk.submit(LENA) == "closed"
    return f"Goal #1 was withdrawn, so {KEPT}"


async def end(talk: Conversation) -> str:
    """Lena ends her goal, on which somebody voted; returns what is said of it."""
    await talk.react(YUSUF, GARDEN, await talk.card(GARDEN, "Goal #1"), "fire")
    await talk.choose(LENA, GARDEN, await talk.card(GARDEN, "1 of 5 heard"), "End this goal …")
    assert await talk.submit(LENA, outcome="reached") == "closed"
    return f"Goal #1 has ended, so {KEPT}"


@pytest.mark.parametrize("leave", [withdraw, end])
async def test_forms_that_were_open_say_that_the_goal_is_over(talk: Conversation, leave: object) -> None:
    await measure(talk)
    await talk.run(AMARA, GARDEN, "/goal reading 1")
    await talk.run(YUSUF, GARDEN, "/goal reading 1")
    await talk.press_in_modal(YUSUF, "Paste readings")
    assert await talk.submit(YUSUF, text="2026-01-05; 28") == "updated"
    said = await talk.run(DIEGO, GARDEN, "/goal reading 1 17 yesterday")
    await talk.press(DIEGO, GARDEN, said, "Readings so far")
    await talk.press_in_modal(DIEGO, "Correct")
    assert callable(leave)
    over = await leave(talk)
    assert await talk.submit(AMARA, **{value_field(talk.modal(AMARA)): "9"}) == "updated"
    assert await talk.submit(YUSUF) == "updated"
    assert await talk.submit(DIEGO, **{value_field(talk.modal(DIEGO)): "16"}) == "updated"
    for user in (AMARA, YUSUF, DIEGO):
        assert says(talk.modal(user), over)
    await talk.press_in_modal(DIEGO, "Remove …")
    assert says(talk.modal(DIEGO), over)
    past = await past_of(talk)
    assert says(past, "*17 days*")
    assert not says(past, "*16 days*")
    assert not says(past, "*9 days*")
    assert not says(past, "*28 days*")


async def past_of(talk: Conversation) -> dict[str, object]:
    """What Lena, who may correct every reading, sees of the readings so far."""
    await talk.run(LENA, GARDEN, "/goal indicators 1")
    shown = talk.modal(LENA)
    assert labels_of(shown) == {"Readings so far"}
    await talk.press_in_modal(LENA, "Readings so far")
    assert "Correct" not in labels_of(talk.modal(LENA))
    return dict(talk.modal(LENA))


async def test_commands_say_what_is_true_once_the_only_measured_goal_has_ended(talk: Conversation) -> None:
    await measure(talk)
    over = await end(talk)
    assert says(await talk.run(DIEGO, GARDEN, "/goal reading 1 12"), over)
    assert says(await talk.run(DIEGO, GARDEN, "/goal reading 1"), over)
    said = await talk.run(DIEGO, GARDEN, "/goal reading")
    assert says(said, "take no readings any more")
    assert not says(said, "No goal of this team has an indicator yet")
