"""Claiming, releasing and handing over as people do it in Slack."""

import pytest

from tests.conversation import ANANYA, DIEGO, GARDEN, GENERAL, LENA, MEI, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.local_slack import CAIRN
from tests.shown import choices_of, labels_of, says, words_of
from tests.slices import long

TITLE = "Raise the share of neighbours who find the tap free from 40 % to 80 %"
pytestmark = [
    pytest.mark.practice("P10"),
    on_sqlite,
]  # what the rooms do is tested on both databases below the doors


async def test_who_presses_claim_is_the_driver_on_the_card(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    shown = await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    assert shown["ts"] == card["ts"]
    assert {"Hand over …", "Release"} <= choices_of(shown)
    assert "Claim" not in labels_of(shown)
    assert says(talk.private(DIEGO, GARDEN)[-1], "You drive")


async def test_claimed_again_it_stays_with_the_first_and_the_second_is_told_who(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    answer = await talk.run(YUSUF, GARDEN, "/goal claim 1")
    assert says(answer, "Diego Morales drives")
    assert await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")


async def test_an_observer_is_told_how_to_join(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.demo.sandbox.join(MEI, GARDEN)
    await talk.demo.sandbox.settled()
    await talk.press(MEI, GARDEN, card, "Claim")
    assert says(talk.private(MEI, GARDEN)[-1], "Join")


async def test_a_goal_is_handed_over_once_who_was_asked_accepts(talk: Conversation) -> None:
    await talk.start_team()
    await always_reachable(talk, ANANYA)
    card = await talk.propose()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    driven = await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    await talk.press(DIEGO, GARDEN, driven, "Hand over …")
    assert await talk.submit(DIEGO, taker=MEI) == "errors"
    assert "member" in str(talk.modal(DIEGO)["errors"])
    assert await talk.submit(DIEGO, taker=ANANYA, note="Ask <!channel> about the tap") == "closed"
    await talk.card(GARDEN, f"*Driver* <@{DIEGO}> · offered to <@{ANANYA}>")

    asked = await told(talk, ANANYA, "asks you to take over")
    assert "Ask &lt;!channel&gt; about the tap" in words_of(asked)
    home = await talk.sandbox.open_dm(ANANYA, CAIRN)
    await talk.press(ANANYA, home, asked, "Decline …")
    await talk.press(ANANYA, home, asked, "Accept")
    assert await talk.submit(ANANYA) == "updated"
    assert says(talk.modal(ANANYA), "accepted already")
    await talk.card(GARDEN, f"*Driver* <@{ANANYA}>")
    thread = await talk.eventually(lambda: talk.demo.sandbox.messages(LENA, GARDEN, str(card["ts"]))[1:])
    assert says(thread[0], f"<@{ANANYA}>")
    assert "Accept" not in labels_of(await talk.note(ANANYA, "You accepted"))


@long
async def test_declined_it_stays_free_and_who_offered_it_reads_why(talk: Conversation) -> None:
    await talk.start_team()
    for user in (LENA, YUSUF):
        await always_reachable(talk, user)
    await talk.press(LENA, GARDEN, await talk.propose(), "Offer …")
    assert await talk.submit(LENA, taker=YUSUF) == "closed"
    await talk.card(GARDEN, f"offered to <@{YUSUF}>")
    asked, home = await told(talk, YUSUF, "asks you to drive"), await talk.sandbox.open_dm(YUSUF, CAIRN)
    await talk.press(YUSUF, home, asked, "Decline …")
    assert await talk.submit(YUSUF, why="Not before <!here> June") == "closed"
    assert "declined" in str(await talk.submitted_again())
    await talk.press(YUSUF, home, asked, "Decline …")
    assert says(talk.private(YUSUF, home)[-1], "was declined already")
    assert "Claim" in labels_of(await talk.card(GARDEN, "Offer …"))
    assert says(await told(talk, LENA, "would rather not"), "Not before &lt;!here&gt; June")


@long
async def test_people_share_a_goal_and_step_back_from_it(talk: Conversation) -> None:
    await talk.start_team()
    await always_reachable(talk, ANANYA)
    card = await talk.propose()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    details = await talk.run(DIEGO, GARDEN, "/goal show 1")
    await talk.press(DIEGO, GARDEN, details, "People …")
    assert await talk.submit(DIEGO, contributors=[ANANYA], consulted=[ANANYA]) == "errors"
    assert await talk.submit(DIEGO, contributors=[ANANYA], consulted=[YUSUF]) == "closed"
    await talk.card(GARDEN, f"*With* <@{ANANYA}>")
    named = await told(talk, ANANYA, "You were asked to work on it")
    await talk.press(ANANYA, await talk.sandbox.open_dm(ANANYA, CAIRN), named, "Step back")
    await talk.note(ANANYA, "You have no part in")
    await talk.eventually(lambda: not says(talk.at(GARDEN, card["ts"]), "*With*") or None)
    await talk.press(LENA, GARDEN, await talk.run(LENA, GARDEN, "/goal show 1"), "Join in")
    await talk.card(GARDEN, f"*With* <@{LENA}>")
    assert says(await talk.run(LENA, GARDEN, "/goal show 1"), f"*Consulted* <@{YUSUF}>")


@long
async def test_who_drives_three_things_is_told_so_before_a_fourth(talk: Conversation) -> None:
    await talk.start_team()
    for title in ("Tap", "Beans", "Fence"):
        await talk.propose(title=f"{title} is found by 80 % of the neighbours in spring")
    for number in (1, 2, 3):
        await talk.run(DIEGO, GARDEN, f"/goal claim {number}")
    fourth = await talk.propose()
    await talk.press(DIEGO, GARDEN, fourth, "Claim")
    assert "so this would be your 4th" in str(talk.modal(DIEGO)["blocks"])
    assert await talk.submit(DIEGO) == "closed"
    assert says(await talk.run(DIEGO, GARDEN, "/goal show 4"), f"*Driver* <@{DIEGO}>")

    await talk.run(DIEGO, GARDEN, "/goal initiative Write a guide")
    assert await talk.submit(DIEGO) == "updated"
    await talk.press_in_modal(DIEGO, "Claim")
    assert says(talk.modal(DIEGO), "so this would be your 5th")
    assert await talk.submit(DIEGO) == "updated"
    assert says(talk.modal(DIEGO), f"*Driver* <@{DIEGO}>")


@long
async def test_released_it_can_be_claimed_from_the_list_of_those_without_driver(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
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
