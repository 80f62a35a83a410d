"""Voting as people do it in Slack: reactions on the card, the tally in place, `/vote`, and what comes privately."""

import pytest

from bot.delivery.values import Json
from bot.demo import next_due
from bot.slack.payloads import list_at, text_at
from tests.conversation import (
    AMARA,
    ANANYA,
    DIEGO,
    GARDEN,
    GENERAL,
    LENA,
    MEI,
    YUSUF,
    Conversation,
    on_sqlite,
)
from tests.shown import says
from tests.slices import long

ALL_FIVE = (LENA, YUSUF, DIEGO, AMARA, ANANYA)
pytestmark = [
    pytest.mark.practice("P8"),
    on_sqlite,
]  # what the rooms do is tested on both databases below the doors


async def test_votes_change_the_tally_in_place_and_can_be_taken_back(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.eventually(lambda: seeded(talk, card))
    await talk.react(DIEGO, GARDEN, card, "fire")
    await talk.react(YUSUF, GARDEN, card, "thumbsup::skin-tone-3")
    shown = await talk.card(GARDEN, ":fire: 1  :+1: 1  :seedling: 0  :ice_cube: 0 · 2 of 5 heard")
    assert shown["ts"] == card["ts"]
    await talk.demo.sandbox.unreact(DIEGO, GARDEN, str(card["ts"]), "fire")
    assert await talk.card(GARDEN, "1 of 5 heard")


async def test_when_all_have_voted_the_card_shows_the_rank_and_later_votes_are_told_so(
    talk: Conversation,
) -> None:
    card = await talk.start_team_with_goal()
    for user in ALL_FIVE:
        await talk.react(user, GARDEN, card, "+1")
    assert says(await talk.card(GARDEN, "5 of 5 heard"), "Priority 1")
    await talk.react(DIEGO, GARDEN, card, "ice_cube")
    await talk.eventually(lambda: any(says(note, "came after voting closed") for note in notes(talk, DIEGO)))
    assert says(await talk.card(GARDEN, "Priority 1"), ":+1: 5")
    assert says(await talk.run(LENA, GARDEN, "/goal list"), "priority 1 of 1")


@long
async def test_after_two_working_days_the_clock_closes_what_has_too_few_voices(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.react(DIEGO, GARDEN, card, "fire")
    await talk.card(GARDEN, "1 of 5 heard")
    coming = await talk.demo.cairn.database.read_across(next_due)
    assert coming is not None
    assert coming.what == "a vote ends"
    talk.clock.ahead = coming.at - talk.clock()
    assert says(await talk.card(GARDEN, "Needs voices"), "1 of 5 heard")


async def test_a_fourth_must_is_told_privately(talk: Conversation) -> None:
    await talk.start_team()
    cards = [await talk.propose(title=f"Members wait {days} days less for a bed") for days in range(1, 5)]
    for card in cards:
        await talk.react(DIEGO, GARDEN, card, "fire")
    await talk.eventually(lambda: any(says(note, "nothing stands out") for note in notes(talk, DIEGO)))
    await talk.eventually(lambda: all(says(at(talk, card), ":fire: 0  :+1: 1") for card in cards))


async def test_vote_lists_what_is_open_with_ones_own_votes(talk: Conversation) -> None:
    await talk.start_team()
    assert says(await talk.run(LENA, GARDEN, "/vote"), "Nothing is open")
    card = await talk.propose()
    assert says(await talk.run(DIEGO, GARDEN, "/vote"), "not voted yet")
    await talk.react(DIEGO, GARDEN, card, "fire")
    assert says(await talk.run(DIEGO, GARDEN, "/vote"), "your vote: :fire: must")
    assert says(await talk.run(MEI, GENERAL, "/vote"), "No team works in this channel yet")


def notes(talk: Conversation, user: str) -> list[Json]:
    """Cairn's direct messages to a person."""
    direct = list_at(talk.demo.sandbox.state(user), "dms")
    return [message for dm in direct for message in talk.posted(user, text_at(dm, "id"))]


def at(talk: Conversation, card: Json) -> Json:
    """The card as it is now."""
    return next(message for message in talk.posted(LENA, GARDEN) if message["ts"] == card["ts"])


def seeded(talk: Conversation, card: Json) -> bool:
    """Whether Cairn has put the whole scale under the card."""
    shown = at(talk, card).get("reactions")
    return isinstance(shown, list) and len(shown) == 4
