"""Claiming, releasing and handing over as people do it in Slack."""

import pytest

from tests.conversation import (
    ANANYA,
    DIEGO,
    GARDEN,
    GENERAL,
    LENA,
    MEI,
    YUSUF,
    Conversation,
    labels_of,
    on_sqlite,
    says,
    words_of,
)

TITLE = "Raise the share of neighbours who find the tap free from 40 % to 80 %"
pytestmark = [
    pytest.mark.practice("P10"),
    on_sqlite,
]  # what the rooms do is tested on both databases below the doors


async def test_who_presses_claim_is_the_driver_on_the_card(talk: Conversation) -> None:
    await talk.start_team()
    card = await talk.propose()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    shown = await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    assert shown["ts"] == card["ts"]
    assert {"Hand over", "Release"} <= labels_of(shown)
    assert "Claim" not in labels_of(shown)
    assert says(talk.private(DIEGO, GARDEN)[-1], "You drive")


async def test_claimed_again_it_stays_with_the_first_and_the_second_is_told_who(talk: Conversation) -> None:
    await talk.start_team()
    card = await talk.propose()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    answer = await talk.run(YUSUF, GARDEN, "/goal claim 1")
    assert says(answer, "Diego Morales drives")
    assert await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")


async def test_an_observer_is_told_how_to_join(talk: Conversation) -> None:
    await talk.start_team()
    card = await talk.propose()
    await talk.demo.sandbox.join(MEI, GARDEN)
    await talk.demo.sandbox.settled()
    await talk.press(MEI, GARDEN, card, "Claim")
    assert says(talk.private(MEI, GARDEN)[-1], "Join")


async def test_a_goal_is_handed_over_with_a_word_under_its_card(talk: Conversation) -> None:
    await talk.start_team()
    card = await talk.propose()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    driven = await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    await talk.press(DIEGO, GARDEN, driven, "Hand over")
    assert await talk.submit(DIEGO, taker=MEI) == "errors"
    assert "member" in str(talk.modal(DIEGO)["errors"])
    assert await talk.submit(DIEGO, taker=ANANYA, note="Ask <!channel> about the tap") == "closed"
    await talk.card(GARDEN, f"*Driver* <@{ANANYA}>")

    thread = await talk.eventually(lambda: talk.demo.sandbox.messages(LENA, GARDEN, str(card["ts"]))[1:])
    assert says(thread[0], f"<@{ANANYA}>")
    assert "Ask &lt;!channel&gt; about the tap" in words_of(thread[0])


async def test_released_it_can_be_claimed_from_the_list_of_those_without_driver(talk: Conversation) -> None:
    await talk.start_team()
    card = await talk.propose()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    driven = await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    await talk.press(DIEGO, GARDEN, driven, "Release")
    assert await talk.submit(DIEGO) == "closed"
    await talk.card(GARDEN, "*Driver* nobody yet")
    offered = await talk.run(YUSUF, GARDEN, "/goal claim")
    assert says(offered, TITLE)
    await talk.press(YUSUF, GARDEN, offered, "Claim")
    await talk.card(GARDEN, f"*Driver* <@{YUSUF}>")


async def test_where_no_team_works_claiming_says_how_to_start_one(talk: Conversation) -> None:
    assert says(await talk.run(LENA, GENERAL, "/goal claim"), "/cairn start")
