"""Decisions sent twice, logged by two at once, badly typed, or asked for by people they are not for."""

import asyncio

import pytest

from bot.delivery.values import Json
from bot.features.decisions.views.ids import DETAILS, EDIT, FROM_MESSAGE, PAGE_AFTER
from bot.features.goals.views.ids import EDIT as EDIT_GOAL
from bot.features.goals.views.ids import SHOW as SHOW_GOAL
from bot.features.ownership.views.ids import CLAIM
from bot.features.teams.views import JOIN
from bot.slack.payloads import text_at
from tests.conversation import (
    AMARA,
    DIEGO,
    GARDEN,
    GENERAL,
    LENA,
    MEI,
    STEERING,
    YUSUF,
    Conversation,
    on_sqlite,
)
from tests.local_slack import CAIRN
from tests.shown import labels_of, says, value_of, words_of
from tests.slices import long

WHY = {"rationale": "Most of us asked for it"}
pytestmark = [
    pytest.mark.practice("P17"),
    on_sqlite,
    long,
]  # what the rooms do is tested on both databases below the doors


async def test_the_same_form_again_shows_what_it_saved_and_two_at_once_make_one(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(YUSUF, GARDEN, "/decision log Gates close at dusk")
    twice = await asyncio.gather(*(talk.submit_unchecked(YUSUF, **WHY) for _ in range(2)))
    assert sorted(text_at(answer, "response_action") for answer in twice) == ["", "update"]
    again = await talk.submitted_again()
    assert "Saved, as you sent it" in str(again)
    await talk.card(GARDEN, "Gates close at dusk")
    assert says(await talk.run(LENA, GARDEN, "/decision list"), "*1 decision in this team*")
    assert len(talk.posted(LENA, GARDEN)) == 2


async def test_two_who_make_a_decision_of_one_message_make_one_and_nobodys_words_are_lost(
    talk: Conversation,
) -> None:
    await talk.start_team()
    ts = await talk.sandbox.say(DIEGO, GARDEN, "Empty beds go to the waiting list")
    for user in (LENA, YUSUF):
        await talk.sandbox.use_shortcut(user, FROM_MESSAGE, GARDEN, ts)
    outcomes = await asyncio.gather(
        talk.submit(LENA, title="Lena's words", rationale="Lena's reasons"),
        talk.submit(YUSUF, title="Yusuf's words", rationale="Yusuf's reasons"),
    )
    assert sorted(outcomes) == ["closed", "updated"]
    later = LENA if outcomes[0] == "updated" else YUSUF
    name = {LENA: "Lena", YUSUF: "Yusuf"}[later]
    told = talk.modal(later)
    assert says(told, "so it wasn't logged twice")
    assert says(told, f"{name}'s words")
    assert says(told, f"{name}'s reasons")
    assert says(await talk.run(AMARA, GARDEN, "/decision list"), "*1 decision in this team*")


async def test_an_edit_overwrites_nobody_elses(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(YUSUF, GARDEN, "/decision log Gates close at dusk")
    await talk.submit(YUSUF, **WHY)
    card = await talk.card(GARDEN, "Gates close at dusk")
    await talk.press(DIEGO, GARDEN, card, "Edit")
    assert says(talk.private(DIEGO, GARDEN)[-1], "Whoever logged this decision")
    for user in (YUSUF, LENA):  # Lena stewards the team
        await talk.press(user, GARDEN, card, "Edit")
    assert await talk.submit(LENA, title="Gates close at nine") == "closed"
    assert await talk.submit(YUSUF, title="Gates close at eight") == "updated"
    assert says(talk.modal(YUSUF), "nothing of theirs was overwritten")
    await talk.card(GARDEN, "Gates close at nine")


async def test_what_is_private_stays_so_whatever_is_sent(talk: Conversation) -> None:
    await talk.run(LENA, STEERING, "/cairn start")
    await talk.submit(LENA, purpose="A budget that holds")
    await talk.sandbox.invite(LENA, STEERING, CAIRN)
    team = await talk.card(STEERING, "A budget that holds")
    await talk.run(LENA, STEERING, "/decision log Secret savings")
    await talk.submit(LENA, **WHY)
    secret = await talk.card(STEERING, "Secret savings")
    goal = await talk.propose(LENA, STEERING, "Secret spending falls by half until May")
    await talk.start_team()
    await talk.run(DIEGO, GARDEN, "/decision log Gates close at dusk")
    await talk.submit(DIEGO, **WHY)
    card = await talk.card(GARDEN, "Gates close at dusk")
    claimed = await talk.propose(DIEGO, GARDEN)
    listed = await talk.run(DIEGO, GARDEN, "/goal list")
    team_card = await talk.card(GARDEN, "Join")
    forged = (
        (card, DETAILS, value_of(secret, "Details")),
        (card, EDIT, value_of(secret, "Details")),
        (claimed, CLAIM, value_of(goal, "Claim")),
        (claimed, EDIT_GOAL, value_of(goal, "Edit")),
        (listed, SHOW_GOAL, value_of(goal, "Claim")),
        (team_card, JOIN, value_of(team, "Join")),
    )
    for message, action_id, value in forged:
        before = len(talk.private(DIEGO, GARDEN))
        press: Json = {"type": "button", "action_id": action_id, "value": value}
        await talk.press_unchecked(DIEGO, GARDEN, message, press)
        told = talk.private(DIEGO, GARDEN)
        assert len(told) == before + 1, action_id
        assert "I can't find that" in words_of(told[-1]), action_id
    assert talk.sandbox.views(DIEGO) == []
    everything = str([talk.private(DIEGO, GARDEN), talk.posted(DIEGO, GARDEN)])
    assert "ecret" not in everything
    assert says(talk.at(STEERING, team["ts"]), "*3 members*")
    assert not says(await talk.run(DIEGO, GARDEN, "/decision list secret"), "savings")
    assert says(await talk.run(LENA, STEERING, "/decision list secret"), "Secret savings")


async def test_lists_answer_whatever_place_is_asked_for(talk: Conversation) -> None:
    await talk.start_team()
    for number in range(11):
        await talk.run(LENA, GARDEN, f"/decision log Bed {number} is for herbs")
        await talk.submit(LENA, **WHY)
    listed = await talk.run(YUSUF, GARDEN, "/decision list")
    place = value_of(listed, "More")
    team_id = place.split(":")[0]
    for value, words in (
        (f"{team_id}:999999:", "Bed 0"),
        (f"{team_id}:-1:", "Bed 10"),
        ("x:0:", "isn't here"),
    ):
        press: Json = {"type": "button", "action_id": PAGE_AFTER, "value": value}
        await talk.press_unchecked(YUSUF, GARDEN, listed, press)
        assert says(talk.private(YUSUF, GARDEN)[-1], words)
        listed = await talk.run(YUSUF, GARDEN, "/decision list")


async def test_bad_input_is_explained_under_its_field_and_strange_words_are_kept_harmlessly(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.run(DIEGO, GARDEN, "/decision log")
    await talk.press_in_modal(DIEGO, "More")
    for entered, field, sentence in (
        ({"title": "\u200b", **WHY}, "title", "Say in a line what was decided"),
        ({"title": "t" * 5_000, **WHY}, "title", "this has 5,000"),
        ({"title": "Gates", "rationale": " \n "}, "rationale", "Say why, in a few words"),
        ({"title": "Gates", "rationale": "w" * 5_000}, "rationale", "this has 5,000"),
        ({"title": "Gates", **WHY, "review_on": "2020-01-01"}, "review_on", "This day has passed"),
        ({"title": "Gates", **WHY, "review_on": "soon"}, "review_on", "Choose a day from the calendar"),
    ):
        answer = await talk.submit_unchecked(DIEGO, **entered)
        assert answer["response_action"] == "errors", entered
        assert sentence in text_at(answer, "errors", f"decisions.form.{field}")
    title = "<!channel> *החלטה* 🌱 & <@U0LENA0001>"
    kept = {"title": title, "rationale": "<!here> @channel", "context": "<!everyone>", "review_on": None}
    assert await talk.submit(DIEGO, **kept) == "closed"
    card = await talk.card(GARDEN, "*החלטה* 🌱")
    assert card["text"] == "Decision #1: &lt;!channel&gt; *החלטה* 🌱 &amp; &lt;@U0LENA0001&gt;"
    await talk.press(YUSUF, GARDEN, card, "Details")
    assert says(talk.modal(YUSUF), "&lt;!everyone&gt;")
    assert says(await talk.run(YUSUF, GARDEN, "/decision list החלטה"), "&lt;!channel&gt;")
    assert says(await talk.run(YUSUF, GARDEN, "/decision list <!channel> %_"), "No decision of this team has")
    assert talk.slack.pings() == []


async def test_observers_and_channels_without_a_team_are_told_what_to_do(talk: Conversation) -> None:
    await talk.start_team()
    await talk.sandbox.join(MEI, GARDEN)
    await talk.sandbox.settled()
    assert says(await talk.run(MEI, GARDEN, "/decision log Mine"), "Press Join")
    assert "Log a decision" in labels_of(await talk.run(MEI, GARDEN, "/decision list"))
    for command in ("/decision log Mine", "/decision list"):
        assert says(await talk.run(MEI, GENERAL, command), "/cairn start")
    assert talk.sandbox.views(MEI) == []
