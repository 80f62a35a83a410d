"""Roles and gaps as people see and mend them in Slack."""

from datetime import timedelta

import pytest

from bot.delivery.values import Json
from bot.slack.payloads import list_at, text_at
from tests.conversation import DIEGO, GARDEN, GENERAL, LENA, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.local_slack import CAIRN
from tests.shown import labels_of, says
from tests.slices import long

PRESS = {"name": "Press", "purpose": "Whoever asks gets an answer", "areas": "Flyers\nWeb page"}
pytestmark = [pytest.mark.practice("P10"), on_sqlite]


async def test_a_role_is_described_taken_and_laid_down(talk: Conversation) -> None:
    await talk.start_team()
    assert says(await talk.run(DIEGO, GARDEN, "/cairn roles"), "no roles yet")
    await talk.press(LENA, GARDEN, await talk.run(LENA, GARDEN, "/cairn roles"), "Add a role")
    assert await talk.submit(LENA, **PRESS) == "updated"
    assert "Whoever asks gets an answer" in str(talk.modal(LENA))
    assert "Press" in str(await talk.submitted_again())
    listed = await talk.run(DIEGO, GARDEN, "/cairn roles")
    assert says(listed, "*Decides about* Flyers, Web page")
    await talk.press(DIEGO, GARDEN, listed, "Take")
    assert says(talk.private(DIEGO, GARDEN)[-1], "You hold the role")
    await talk.press(DIEGO, GARDEN, await talk.run(DIEGO, GARDEN, "/cairn roles"), "Lay down")
    listed = await talk.run(DIEGO, GARDEN, "/cairn roles")
    assert says(listed, "*Held by* nobody yet")
    await talk.press(DIEGO, GARDEN, listed, "History")
    past = talk.private(DIEGO, GARDEN)[-1]
    for happened in (f"<@{LENA}> described it", f"<@{DIEGO}> took it on", f"<@{DIEGO}> laid it down"):
        assert says(past, happened)
    assert says(await talk.run(LENA, GENERAL, "/cairn roles"), "/cairn start")


async def test_a_role_is_offered_edited_and_retired(talk: Conversation) -> None:
    await talk.start_team()
    await always_reachable(talk, YUSUF)
    await talk.press(LENA, GARDEN, await talk.run(LENA, GARDEN, "/cairn roles"), "Add a role")
    await talk.submit(LENA, **PRESS)
    await talk.press(LENA, GARDEN, await talk.run(LENA, GARDEN, "/cairn roles"), "Offer …")
    assert await talk.submit(LENA, taker=YUSUF) == "closed"
    assert says(await talk.run(YUSUF, GARDEN, "/cairn"), "1 offer waits for you to answer")
    asked = await told(talk, YUSUF, "asks you to hold the role")
    await talk.press(YUSUF, await talk.sandbox.open_dm(YUSUF, CAIRN), asked, "Accept")
    listed = await talk.run(LENA, GARDEN, "/cairn roles")
    assert says(listed, f"*Held by* <@{YUSUF}>")
    await talk.choose(LENA, GARDEN, listed, "Edit")
    assert await talk.submit(LENA, areas="Flyers") == "updated"
    await talk.choose(LENA, GARDEN, await talk.run(LENA, GARDEN, "/cairn roles"), "Retire …")
    assert f"<@{YUSUF}> holds it now" in str(talk.modal(LENA))
    assert await talk.submit(LENA) == "updated"
    listed = await talk.run(DIEGO, GARDEN, "/cairn roles")
    assert says(listed, "no roles any more")
    await talk.press(DIEGO, GARDEN, listed, "Retired roles")
    await talk.press(DIEGO, GARDEN, talk.private(DIEGO, GARDEN)[-1], "History")
    assert says(talk.private(DIEGO, GARDEN)[-1], f"<@{LENA}> retired it")
    talk.clock.ahead += timedelta(hours=6)  # what is asked of somebody comes together, and not at once
    await told(talk, YUSUF, "was retired, so you don't hold it any more")


@pytest.mark.practice("P11")
async def test_gaps_stand_on_the_board_and_are_mended_where_they_are_listed(talk: Conversation) -> None:
    board = await talk.start_team()
    assert says(await talk.run(DIEGO, GARDEN, "/goal gaps"), "No gaps")
    for name in ("Press", "Web"):
        await talk.press(LENA, GARDEN, await talk.run(LENA, GARDEN, "/cairn roles"), "Add a role")
        await talk.submit(LENA, name=name, purpose="Answers", areas="Flyers")
    line = "*Gaps* 2 roles are held by nobody · 1 decision area belongs to two roles or more"
    assert (await talk.card(GARDEN, line))["ts"] == board["ts"]

    listed = await talk.run(DIEGO, GARDEN, "/goal gaps")
    assert says(listed, "belongs to Press and Web")
    await talk.press(DIEGO, GARDEN, listed, "Take")
    await talk.card(GARDEN, "*Gaps* 1 role is held by nobody")
    await talk.press(LENA, GARDEN, await talk.run(LENA, GARDEN, "/goal gaps"), "Who decides? …")
    assert await talk.submit(LENA, role=option_of(talk.modal(LENA), "Web")) == "updated"
    assert "Saved" in str(await talk.submitted_again())
    assert says(await talk.run(LENA, GARDEN, "/cairn roles"), "*Decides about* Flyers")
    assert not says(await talk.run(LENA, GARDEN, "/goal gaps"), "Who decides?")


def option_of(view: Json, label: str) -> str:
    """The value of the option with this label, in the modal's one menu."""
    blocks = list_at(view, "blocks")
    options = [option for block in blocks for option in list_at(block, "element", "options")]
    return next(text_at(option, "value") for option in options if text_at(option, "text", "text") == label)


@long
@pytest.mark.practice("P11")
async def test_a_goal_whose_vote_is_over_asks_for_a_driver(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    assert "Gaps" in labels_of(await talk.run(DIEGO, GARDEN, "/cairn"))
    talk.clock.ahead += timedelta(days=5)
    await talk.run_job("priorities.close_due")
    await talk.card(GARDEN, "*Gaps* 1 goal needs a driver")
    await talk.press(DIEGO, GARDEN, await talk.run(DIEGO, GARDEN, "/goal gaps"), "Claim")
    await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    assert says(await talk.run(DIEGO, GARDEN, "/goal gaps"), "No gaps")
