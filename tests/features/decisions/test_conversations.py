"""Deciding as people do it in Slack: the form, the card, a message that becomes a decision, the list."""

import pytest

from bot.delivery.values import Json
from bot.features.decisions.views.ids import FROM_MESSAGE
from tests.conversation import DIEGO, GARDEN, GENERAL, LENA, NEXT_YEAR, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.local_slack import CAIRN
from tests.shown import labels_of, says, words_of
from tests.slices import long

pytestmark = pytest.mark.practice("P17")


async def log(talk: Conversation, user: str, title: str, **more: object) -> Json:
    """Log a decision by command and give its card."""
    await talk.run(user, GARDEN, f"/decision log {title}")
    assert await talk.submit(user, rationale="Most of us asked for it", **more) == "closed"
    return await talk.card(GARDEN, title)


async def test_a_decision_is_logged_shown_and_edited_in_place(talk: Conversation) -> None:
    goal = await talk.start_team_with_goal()
    await talk.run(YUSUF, GARDEN, "/decision log Water at <!channel> dawn")
    await talk.press_in_modal(YUSUF, "More", rationale="It is cooler")
    outcome = {"outcome": "Greener beds", "decider": DIEGO, "review_on": f"{NEXT_YEAR}-01-02"}
    assert await talk.submit(YUSUF, **outcome) == "closed"
    card = await talk.card(GARDEN, "Water at <!channel> dawn")
    assert says(card, "It is cooler")
    assert says(card, f"2 Jan {NEXT_YEAR}")
    assert says(card, f"<@{DIEGO}>")
    assert card["ts"] != goal["ts"]
    await talk.press(DIEGO, GARDEN, card, "Edit")
    assert await talk.submit(DIEGO, title="Water in the evening") == "closed"
    edited = await talk.card(GARDEN, "Water in the evening")
    assert edited["ts"] == card["ts"]
    await talk.press(LENA, GARDEN, edited, "Details")
    assert says(talk.modal(LENA), "Greener beds")


async def test_a_message_becomes_one_decision(talk: Conversation) -> None:
    await talk.start_team()
    ts = await talk.demo.sandbox.say(DIEGO, GARDEN, "Then empty beds go to the waiting list")
    await talk.demo.sandbox.use_shortcut(LENA, FROM_MESSAGE, GARDEN, ts)
    assert says(talk.modal(LENA), "Then empty beds go to the waiting list")
    assert says(talk.modal(LENA), f"a message> by <@{DIEGO}>")
    await talk.submit(LENA, title="Waiting list first", rationale="Forty families wait")
    card = await talk.card(GARDEN, "Waiting list first")
    assert says(card, f"*Decided by* <@{LENA}>")
    assert says(card, f"/archives/{GARDEN}/p{ts.replace('.', '')}|a message> by <@{DIEGO}>")
    await talk.demo.sandbox.use_shortcut(YUSUF, FROM_MESSAGE, GARDEN, ts)
    again = talk.modal(YUSUF)
    assert says(again, "on record already")
    assert "Edit" in labels_of(again)
    await talk.demo.sandbox.use_shortcut(
        LENA, FROM_MESSAGE, GENERAL, await talk.demo.sandbox.say(LENA, GENERAL, "Hi")
    )
    assert "/cairn start" in words_of(talk.private(LENA, GENERAL)[-1])


@on_sqlite
async def test_the_list_answers_privately_and_finds_by_word(talk: Conversation) -> None:
    await talk.start_team()
    assert says(await talk.run(YUSUF, GARDEN, "/decision list"), "Log as decision")
    for number in range(11):
        await log(talk, LENA, f"Bed {number} is for herbs")
    found = await talk.run(YUSUF, GARDEN, "/decision list BED 7")
    assert says(found, "Bed 7 is for herbs")
    assert not says(found, "Bed 3")
    await talk.run(YUSUF, GARDEN, "/decision show 4")
    assert says(talk.modal(YUSUF), "Bed 3 is for herbs")
    listed = await talk.run(YUSUF, GARDEN, "/decision list herbs")
    assert "Details" in labels_of(listed)
    await talk.press(YUSUF, GARDEN, listed, "More")
    assert says(talk.private(YUSUF, GARDEN)[-1], "Bed 0 is for herbs")
    assert says(await talk.run(YUSUF, GARDEN, "/decision lsit"), "/decision list")


@long
@on_sqlite
async def test_a_deleted_card_is_told_to_who_logged_it_who_posts_it_again(talk: Conversation) -> None:
    await talk.start_team()
    await always_reachable(talk, YUSUF)
    card = await log(talk, YUSUF, "Gates close at dusk")
    await talk.demo.sandbox.delete(LENA, GARDEN, str(card["ts"]))
    await talk.press(YUSUF, GARDEN, await talk.run(YUSUF, GARDEN, "/decision list dusk"), "Details")
    await talk.press_in_modal(YUSUF, "Edit")
    assert await talk.submit(YUSUF, title="Gates close at nine") == "closed"
    note = await told(talk, YUSUF, "was deleted in")
    await talk.press(YUSUF, await talk.sandbox.open_dm(YUSUF, CAIRN), note, "Post it again")
    assert (await talk.card(GARDEN, "Gates close at nine"))["ts"] != card["ts"]
