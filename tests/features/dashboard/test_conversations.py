"""Opening Cairn's Home tab as people do it in Slack."""

import pytest

from bot.delivery.values import Json
from bot.sandbox.people.interacting import InView
from bot.slack.limits import view_problems
from bot.slack.payloads import list_at
from tests.conversation import DIEGO, GARDEN, LENA, MEI, YUSUF, Conversation, on_sqlite
from tests.shown import action_id_of, labels_of, words_of
from tests.slices import long

IN_GARDEN = "A garden all can use"
TITLE = "Raise the share of neighbours who find the tap free from 40 % to 80 %"
pytestmark = [
    pytest.mark.practice("P15"),
    on_sqlite,
]  # what the rooms do is tested on both databases below the doors


async def test_who_is_in_no_team_reads_how_to_begin(talk: Conversation) -> None:
    shown = await home(talk, MEI, "You are in no team yet")
    assert "/cairn start" in words_of(shown)
    await press(talk, MEI, shown, "What the words mean")
    assert "Observer" in words_of(talk.modal(MEI))


async def test_home_shows_a_members_team_and_what_they_can_do_there(talk: Conversation) -> None:
    await talk.start_team()
    shown = await home(talk, YUSUF, IN_GARDEN)
    assert "There is no goal here yet" in words_of(shown)
    await press(talk, YUSUF, shown, "Propose a goal")
    assert await talk.submit(YUSUF, title=TITLE, beneficiary="neighbours") in {"closed", "updated"}


async def test_a_claimed_goal_comes_to_its_drivers_home_and_goes_with_its_release(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await home(talk, DIEGO, "You drive no goal here")
    await talk.press(DIEGO, GARDEN, card, "Claim")
    driving = await at_home(talk, DIEGO, "*You drive*")
    assert TITLE in words_of(driving)
    await press(talk, DIEGO, driving, "Show")
    assert TITLE in words_of(talk.modal(DIEGO))
    driven = await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    await talk.press(DIEGO, GARDEN, driven, "Release")
    await talk.submit(DIEGO)
    assert TITLE not in words_of(await at_home(talk, DIEGO, "You drive no goal here"))


@long
async def test_a_handed_over_goal_moves_from_home_to_home(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    for user in (DIEGO, YUSUF):
        await home(talk, user, IN_GARDEN)
    driven = await talk.card(GARDEN, f"*Driver* <@{DIEGO}>")
    await talk.press(DIEGO, GARDEN, driven, "Hand over …")
    await talk.submit(DIEGO, taker=YUSUF)
    await talk.press(YUSUF, GARDEN, await talk.run(YUSUF, GARDEN, "/goal show 1"), "Accept")
    await at_home(talk, YUSUF, "*You drive*")
    await at_home(talk, DIEGO, "You drive no goal here")


async def test_what_waits_for_a_vote_is_said_and_opened(talk: Conversation) -> None:
    await talk.start_team_with_goal()
    shown = await home(talk, YUSUF, "1 goal is open to your vote")
    await press(talk, YUSUF, shown, "Vote")
    assert TITLE in words_of(talk.modal(YUSUF))


async def test_leaving_a_team_takes_it_from_home(talk: Conversation) -> None:
    card = await talk.start_team()
    await home(talk, YUSUF, IN_GARDEN)
    await talk.press(YUSUF, GARDEN, card, "Leave")
    await at_home(talk, YUSUF, "You are in no team yet")


async def test_the_tab_of_messages_and_a_home_opened_again_publish_no_more_than_needed(
    talk: Conversation,
) -> None:
    await talk.sandbox.open_dm(LENA, "U0BOT00001")
    await talk.sandbox.settled()
    assert talk.sandbox.home(LENA) is None
    first = await home(talk, LENA, "Welcome")
    assert labels_of(await home(talk, LENA, "Welcome")) == labels_of(first)
    assert (await home(talk, LENA, "Welcome"))["id"] == first["id"]


@long
async def test_home_says_when_the_next_check_in_comes_and_opens_one_before(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    shown = await home(talk, DIEGO, "Your next check-in")
    await press(talk, DIEGO, shown, "Check in now")
    assert "in our messages" in words_of(talk.modal(DIEGO))
    assert await talk.note(DIEGO, "how are your goals doing?")


@long
async def test_an_open_check_in_is_answered_at_home_as_in_the_messages(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.press(DIEGO, GARDEN, card, "Claim")
    await talk.run(DIEGO, GARDEN, "/checkin now")
    await talk.note(DIEGO, "how are your goals doing?")
    shown = await home(talk, DIEGO, "One tap each is enough")
    assert {"🟢 Confident", "🟡 Unsure", "🔴 Worried", "Add more", "Add words"} <= labels_of(shown)
    await press(talk, DIEGO, shown, "🔴 Worried")
    answered = await at_home(talk, DIEGO, "Thank you, that's your check-in")
    assert "🔴 worried" in words_of(answered)
    await talk.note(DIEGO, "Thank you")
    await talk.card(GARDEN, "🔴 worried")
    await press(talk, DIEGO, answered, "Add more")
    assert await talk.submit(DIEGO, progress="40") == "closed"
    await at_home(talk, DIEGO, "40 %")


@long
async def test_who_drives_nothing_is_asked_in_words(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(YUSUF, GARDEN, "/checkin now")
    await talk.note(YUSUF, "how is it going?")
    shown = await home(talk, YUSUF, "How is it going?")
    await press(talk, YUSUF, shown, "Add words")
    assert await talk.submit(YUSUF, words="All good") == "closed"
    await at_home(talk, YUSUF, "Thank you, that's your check-in")


async def home(talk: Conversation, user: str, words: str) -> Json:
    """The person opens Cairn's Home, and sees these words there."""
    await talk.sandbox.open_home(user)
    return await at_home(talk, user, words)


async def at_home(talk: Conversation, user: str, words: str) -> Json:
    """The person's Home once these words stand in it."""

    def look() -> Json | None:
        shown = talk.sandbox.home(user)
        return shown if shown is not None and words in words_of(shown) else None

    shown = await talk.eventually(look)
    assert view_problems({"type": "home", "blocks": shown["blocks"]}) == []
    return shown


async def press(talk: Conversation, user: str, shown: Json, label: str) -> None:
    """Press a button of Home by its label; the same action may stand in several blocks."""
    block = next(one for one in list_at(shown, "blocks") if label in labels_of({"blocks": [one]}))
    action: Json = {"type": "button", "action_id": action_id_of({"blocks": [block]}, label)}
    await talk.sandbox.act(user, InView(str(shown["id"])), action, block_id=str(block["block_id"]))


@long
async def test_a_day_of_rest_is_a_press_away_and_so_is_coming_back(talk: Conversation) -> None:
    await talk.start_team()
    shown = await home(talk, YUSUF, IN_GARDEN)
    assert "Drafting" in words_of(shown)
    await press(talk, YUSUF, shown, "Nothing until tomorrow")
    assert "You are away" in words_of(talk.modal(YUSUF))
    resting = await at_home(talk, YUSUF, "I'm back")
    await press(talk, YUSUF, resting, "I'm back")
    await at_home(talk, YUSUF, "Nothing until tomorrow")


async def test_what_one_drives_of_the_backlog_is_at_home(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(YUSUF, GARDEN, "/goal initiative Fix the tap")
    await talk.submit(YUSUF, taker=YUSUF)
    shown = await home(talk, YUSUF, "*Your initiatives*")
    assert "Fix the tap" in words_of(shown)


async def test_what_one_drives_for_a_goal_that_is_over_says_so_at_home(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.run(YUSUF, GARDEN, "/goal initiative 1 Fix the tap")
    await talk.submit(YUSUF, taker=YUSUF)
    assert "Goal #1 was" not in words_of(await home(talk, YUSUF, "*Your initiatives*"))
    await talk.choose(LENA, GARDEN, card, "Withdraw …")
    await talk.submit(LENA)
    await at_home(talk, YUSUF, "Goal #1 was withdrawn.")
