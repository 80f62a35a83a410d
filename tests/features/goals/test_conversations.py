"""Proposing, editing, withdrawing and finding goals as people do it in Slack."""

import asyncio

import pytest

from bot.delivery.values import Json
from bot.slack.payloads import list_at, text_at
from tests.conversation import ANANYA, DIEGO, GARDEN, GENERAL, LENA, MEI, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.local_slack import CAIRN
from tests.shown import labels_of, says
from tests.slices import long

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors

OUTPUT = "Ship 5 features"
WITHOUT_REMARK = {
    "title": "Raise the share of neighbours who find the tap free from 40 % to 80 %",
    "beneficiary": "neighbours",
}


@pytest.mark.practice("P3")
async def test_the_coach_remarks_once_in_the_same_form_and_keep_mine_keeps_mine(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(YUSUF, GARDEN, f"/goal propose {OUTPUT}")
    opened = talk.modal(YUSUF)
    assert await talk.submit(YUSUF, beneficiary="gardeners") == "updated"
    remarked = talk.modal(YUSUF)
    assert remarked["id"] == opened["id"]
    assert field_ids(remarked) == field_ids(opened)
    assert says(remarked, "Counting what we make says little")
    assert text_at(remarked, "submit", "text") == "Keep mine"
    assert says(await talk.run(LENA, GARDEN, "/goal list"), "There is no goal here yet")

    assert await talk.submit(YUSUF) == "closed"
    card = await talk.card(GARDEN, f"Goal #1: {OUTPUT}")
    assert says(card, "*For* gardeners")


@pytest.mark.practice("P3")
async def test_use_this_puts_in_the_suggestion_and_keeps_what_was_there_to_read(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(YUSUF, GARDEN, "/goal propose")
    await talk.submit(YUSUF, title=OUTPUT, beneficiary="gardeners")
    await talk.press_in_modal(YUSUF, "Use this", beneficiary="new gardeners")
    used = talk.modal(YUSUF)
    assert says(used, f"You had: {OUTPUT}")
    assert text_at(used, "submit", "text") == "Propose"
    title = next(text_at(block, "element", "initial_value") for block in inputs(used))
    assert "because we ship 5 features" in title
    assert await talk.submit(YUSUF) == "errors"
    assert await talk.submit(YUSUF, title=title.replace("…", "water twice a day")) == "closed"
    card = await talk.card(GARDEN, "*For* new gardeners")
    assert says(card, "can water twice a day because we ship 5 features")


@pytest.mark.practice("P1")
async def test_without_a_remark_it_is_saved_at_once_and_the_same_form_again_shows_what_was_saved(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.run(DIEGO, GARDEN, "/goal propose")
    assert await talk.submit(DIEGO, **WITHOUT_REMARK) == "closed"
    await talk.card(GARDEN, "Goal #1")

    answer = await talk.submitted_again()
    assert answer["response_action"] == "update"
    saved = answer["view"]
    assert isinstance(saved, dict)
    assert says(saved, "Saved, as you sent it: goal *#1*")
    assert "Edit" in labels_of(saved)
    await talk.propose(title="Half as many beds stand empty in May", user=LENA)
    assert len(cards(talk)) == 2
    assert says(await talk.run(LENA, GARDEN, "/goal list"), "*2 goals in this team*")


@pytest.mark.practice("P1")
async def test_two_who_submit_at_once_have_two_goals_and_one_who_sends_twice_has_one(
    talk: Conversation,
) -> None:
    await talk.start_team()
    for user in (LENA, DIEGO):
        await talk.run(user, GARDEN, "/goal propose")
    outcomes = await asyncio.gather(*(talk.submit(user, **WITHOUT_REMARK) for user in (LENA, DIEGO)))
    assert outcomes == ["closed", "closed"]
    again = await asyncio.gather(talk.submitted_again(), talk.submitted_again())
    assert [text_at(answer, "response_action") for answer in again] == ["update", "update"]
    await talk.card(GARDEN, "Goal #1")
    await talk.card(GARDEN, "Goal #2")
    assert len(cards(talk)) == 2

    await talk.run(YUSUF, GARDEN, "/goal propose")
    twice = await asyncio.gather(*(talk.submit_unchecked(YUSUF, **WITHOUT_REMARK) for _ in range(2)))
    assert sorted(text_at(answer, "response_action") for answer in twice) == ["", "update"]
    await talk.card(GARDEN, "Goal #3")
    assert says(await talk.run(LENA, GARDEN, "/goal list"), "*3 goals in this team*")


async def test_words_may_change_until_the_first_vote(talk: Conversation) -> None:
    await talk.start_team(LENA)
    card = await talk.propose(DIEGO)
    await talk.press(YUSUF, GARDEN, card, "Edit")
    assert says(talk.private(YUSUF, GARDEN)[-1], "Whoever proposed this goal")
    await talk.press(DIEGO, GARDEN, card, "Edit")
    aim = "A garden all can use"
    assert await talk.submit(DIEGO, title="Nobody waits more than 5 minutes for water", aim=aim) == "closed"
    edited = await talk.card(GARDEN, "Nobody waits more than 5 minutes for water")
    assert edited["ts"] == card["ts"]
    assert says(edited, f"*Serves* {aim}")

    await talk.press(DIEGO, GARDEN, edited, "Edit")
    await talk.press(LENA, GARDEN, edited, "Edit")
    assert await talk.submit(LENA, why="Forty neighbours share it") == "closed"
    assert await talk.submit(DIEGO, title="Too late") == "updated"
    assert says(talk.modal(DIEGO), "nothing of theirs was overwritten")
    await talk.press(LENA, GARDEN, edited, "Edit")
    await talk.react(YUSUF, GARDEN, edited, "fire")
    assert await talk.submit(LENA, title="After the vote") == "updated"
    assert says(talk.modal(LENA), "so its words stay as they voted on them")
    shown = await talk.card(GARDEN, "1 of 5 heard")
    assert says(shown, "Nobody waits more than 5 minutes for water")
    assert "Edit" not in labels_of(shown)


async def test_until_then_the_proposer_may_withdraw_and_the_number_stays_taken(talk: Conversation) -> None:
    card = await talk.start_team_with_goal(DIEGO)
    await talk.choose(YUSUF, GARDEN, card, "Withdraw …")
    assert says(talk.private(YUSUF, GARDEN)[-1], "Only whoever proposed this goal")
    await talk.choose(DIEGO, GARDEN, card, "Withdraw …")
    assert await talk.submit(DIEGO) == "closed"
    await talk.eventually(lambda: not cards(talk))
    assert says(await talk.run(LENA, GARDEN, "/goal list"), "There is no goal here yet")
    assert says(await talk.run(LENA, GARDEN, "/goal show 1"), "nobody had voted on it in that round")
    assert says(await talk.propose(LENA), "Goal #2")


@long
async def test_goals_are_listed_page_by_page_and_found_by_number_or_word(talk: Conversation) -> None:
    await talk.start_team()
    assert "Propose a goal" in labels_of(await talk.run(YUSUF, GARDEN, "/goal list"))
    for number in range(1, 13):
        await talk.propose(title=f"Neighbours wait {number} days less for bed {number}", beneficiary="them")
    listed = await talk.run(YUSUF, GARDEN, "/goal list")
    assert says(listed, "*12 goals in this team* · 1 to 10")
    assert not says(listed, "bed 11")
    await talk.press(YUSUF, GARDEN, listed, "More")
    rest = talk.private(YUSUF, GARDEN)[-1]
    assert says(rest, "11 to 12")
    await talk.press(YUSUF, GARDEN, rest, "Back")
    assert says(talk.private(YUSUF, GARDEN)[-1], "1 to 10")

    for asked in ("7", "#7", "BED 7"):
        assert says(await talk.run(YUSUF, GARDEN, f"/goal show {asked}"), "Goal #7")
    several = await talk.run(YUSUF, GARDEN, "/goal show neighbours bed")
    assert says(several, "Which one do you mean")
    await talk.press(YUSUF, GARDEN, several, "Show")
    assert says(talk.private(YUSUF, GARDEN)[-1], "proposed by")
    assert says(await talk.run(YUSUF, GARDEN, "/goal show <!here>"), "&lt;!here&gt;")
    assert says(await talk.run(YUSUF, GENERAL, "/goal list"), "`/cairn start` begins one here")


async def test_words_of_any_kind_come_out_as_they_were_written_and_call_nobody(talk: Conversation) -> None:
    await talk.start_team()
    titles = {
        "Ask <!channel> & <@U0LENA0001> today": "Ask &lt;!channel&gt; &amp; &lt;@U0LENA0001&gt; today",
        "@here and @channel and @everyone": "@here and @channel and @everyone",
        "*bold* `code` <https://a.example|x>": "*bold* `code` &lt;https://a.example|x&gt;",
        "שכנים יודעים מתי הברז פנוי": "שכנים יודעים מתי הברז פנוי",
        "\u202eevil\u202c": "evil",
        "🌱🧊🔥": "🌱🧊🔥",
    }
    for number, (typed, shown) in enumerate(titles.items(), start=1):
        await talk.run(LENA, GARDEN, "/goal propose")
        if await talk.submit(LENA, title=typed, beneficiary=typed) == "updated":
            assert await talk.submit(LENA) == "closed"
        card = await talk.card(GARDEN, f"Goal #{number}: ")
        assert card["text"] == f"Goal #{number}: {shown}"
        assert says(card, f"*For* {shown}")
    listed = await talk.run(DIEGO, GARDEN, "/goal list")
    for shown in titles.values():
        assert says(listed, shown)
    assert talk.slack.pings() == []


async def test_a_title_that_is_empty_or_endless_is_asked_for_again_and_nothing_is_lost(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, "/goal propose")
    for title, sentence in (("\u200b\u00a0", "Give the goal a title"), ("t" * 5_000, "this has 5,000")):
        answer = await talk.submit_unchecked(LENA, title=title, beneficiary="neighbours")
        assert answer["response_action"] == "errors"
        assert sentence in str(answer["errors"])
    assert await talk.submit(LENA, **WITHOUT_REMARK) == "closed"
    assert says(await talk.card(GARDEN, "Goal #1"), "neighbours")

    words = "Neighbours know when the tap is free " * 135  # 4,995 characters
    await talk.run(LENA, GARDEN, f"/goal propose {words}")
    title, *_, why = [text_at(block, "element", "initial_value") for block in inputs(talk.modal(LENA))][:3]
    assert len(title) <= 150
    assert why.startswith("Neighbours know")
    assert await talk.submit(LENA) in {"closed", "updated"}


async def test_whoever_was_removed_while_writing_is_told_and_keeps_their_words(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(ANANYA, GARDEN, "/goal propose")
    await talk.sandbox.remove(LENA, GARDEN, ANANYA)
    await talk.sandbox.settled()
    assert await talk.submit(ANANYA, **WITHOUT_REMARK) == "updated"
    form = talk.modal(ANANYA)
    assert says(form, "That is for members of the team in #community-garden")
    assert says(form, "Nothing was changed")
    await talk.sandbox.invite(LENA, GARDEN, ANANYA)
    await talk.sandbox.settled()
    menu = await talk.run(ANANYA, GARDEN, "/cairn")
    await talk.press(ANANYA, GARDEN, menu, "Join")
    assert await talk.submit(ANANYA, **WITHOUT_REMARK) == "closed"
    await talk.card(GARDEN, "Goal #1")


@long
async def test_a_form_outlives_cairns_removal_from_the_channel(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(DIEGO, GARDEN, "/goal propose")
    await talk.sandbox.remove(LENA, GARDEN, CAIRN)
    await talk.sandbox.settled()
    assert await talk.submit(DIEGO, **WITHOUT_REMARK) == "updated"
    assert says(talk.modal(DIEGO), "Invite it with `/invite @Cairn`")
    await talk.sandbox.invite(LENA, GARDEN, CAIRN)
    await talk.sandbox.settled()
    while await talk.submit(DIEGO, **WITHOUT_REMARK) != "closed":
        assert says(talk.modal(DIEGO), "Cairn is just coming into")
    await talk.card(GARDEN, "Goal #1")


async def test_an_observer_is_told_how_to_join_and_where_no_team_works_how_to_begin(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.sandbox.join(MEI, GARDEN)
    await talk.sandbox.settled()
    assert says(await talk.run(MEI, GARDEN, "/goal propose"), "Press Join on the team's card")
    nowhere = await talk.run(MEI, GENERAL, "/goal propose")
    assert "Start a team here" in labels_of(nowhere)
    assert talk.sandbox.views(MEI) == []


@long
async def test_a_deleted_card_is_told_to_the_proposer_who_posts_it_again_with_its_votes(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await always_reachable(talk, DIEGO)
    card = await talk.propose(DIEGO)
    await talk.react(YUSUF, GARDEN, card, "fire")
    await talk.card(GARDEN, "1 of 5 heard")
    await talk.sandbox.delete(LENA, GARDEN, str(card["ts"]))
    await talk.run(YUSUF, GARDEN, "/goal claim 1")
    note = await told(talk, DIEGO, "was deleted in")
    direct = await talk.sandbox.open_dm(DIEGO, CAIRN)
    await talk.press(DIEGO, direct, note, "Post it again")
    again = await talk.with_scale(GARDEN, await talk.card(GARDEN, "1 of 5 heard"))
    assert again["ts"] != card["ts"]
    assert says(again, f"*Driver* <@{YUSUF}>")
    await talk.note(DIEGO, "It was posted again")
    await talk.react(LENA, GARDEN, again, "+1")
    await talk.card(GARDEN, "2 of 5 heard")
    assert len(cards(talk)) == 1


@long
@pytest.mark.practice("P2")
async def test_goals_name_the_broader_aim_they_serve_and_the_next_one_is_offered_it(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, "/goal propose")
    await talk.press_in_modal(LENA, "More", **WITHOUT_REMARK)
    assert await talk.submit(LENA, aim="A garden all can use", must_do=["yes"]) == "closed"
    card = await talk.card(GARDEN, "*Serves* A garden all can use")
    assert says(card, "Must be done")
    await talk.run(YUSUF, GARDEN, "/goal propose")
    await talk.press_in_modal(YUSUF, "More")
    assert says(talk.modal(YUSUF), "A garden all can use")
    (aim,) = [
        text_at(option, "value")
        for block in inputs(talk.modal(YUSUF))
        for group in list_at(block, "element", "option_groups")
        for option in list_at(group, "options")
    ]
    wanted = {**WITHOUT_REMARK, "title": "Raise the number of full beds from 4 to 12"}
    assert await talk.submit(YUSUF, **wanted, aim_choice=aim) == "closed"
    assert says(await talk.card(GARDEN, "Goal #2"), "*Serves* A garden all can use")
    aims = await talk.run(YUSUF, GARDEN, "/goal aims")
    assert says(aims, "2 goals serve it")
    await talk.press(YUSUF, GARDEN, aims, "Change …")
    assert await talk.submit(YUSUF, title="A garden for all") == "updated"
    await talk.press(YUSUF, GARDEN, aims, "History")
    past = talk.private(YUSUF, GARDEN)[-1]
    assert says(past, f"<@{YUSUF}> worded it anew: “A garden for all” (before: “A garden all can use”)")
    assert says(past, f"<@{LENA}> named it")
    assert says(await talk.run(YUSUF, GARDEN, "/goal map"), "#2 Raise the number of full beds")


def cards(talk: Conversation) -> list[Json]:
    return [message for message in talk.posted(LENA, GARDEN) if says(message, "Goal #")]


def inputs(view: Json) -> list[Json]:
    return [dict(block) for block in list_at(view, "blocks") if text_at(block, "type") == "input"]


def field_ids(view: Json) -> list[str]:
    return [text_at(block, "block_id") for block in inputs(view)]
