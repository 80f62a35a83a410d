"""Starting a team, joining and leaving it, and asking for help, as people do it in Slack."""

from tests.conversation import (
    AMARA,
    ANANYA,
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
from tests.shown import labels_of, says, words_of


async def test_in_a_public_channel_cairn_comes_in_by_itself_counts_who_is_there_and_pins_its_card(
    talk: Conversation,
) -> None:
    await talk.run(LENA, GARDEN, "/cairn start")
    assert await talk.submit(LENA, purpose="A garden all can use") == "closed"
    card = await talk.card(GARDEN, "A garden all can use")
    assert says(card, "*5 members*: Lena Visser")
    assert says(card, "*Steward*: Lena Visser")
    await talk.eventually(lambda: talk.at(GARDEN, card["ts"])["pinned"])

    again = await talk.run(DIEGO, GARDEN, "/cairn start")
    assert says(again, "A garden all can use")
    assert len(talk.posted(LENA, GARDEN)) == 1


async def test_into_a_private_channel_cairn_comes_when_it_is_invited_and_not_before(
    talk: Conversation,
) -> None:
    await talk.run(LENA, STEERING, "/cairn start")
    assert await talk.submit(LENA, purpose="A budget that holds") == "updated"
    assert says(talk.modal(LENA), "type `/invite @Cairn` in it")
    await talk.note(LENA, "Cairn can't come into")
    assert says(await talk.run(AMARA, STEERING, "/cairn"), "/invite @Cairn")
    not_yet = "so nothing was saved. Invite it with `/invite @Cairn`, then type this once more."
    assert says(await talk.run(AMARA, STEERING, "/vote"), not_yet)
    for user in (LENA, AMARA):
        assert says(await talk.run(user, STEERING, "/goal propose"), not_yet)
    tried = [call.method for call in talk.sandbox.calls if call.arguments.get("channel") == STEERING]
    assert set(tried) == {"conversations.info"}

    await talk.sandbox.invite(AMARA, STEERING, CAIRN)
    card = await talk.card(STEERING, "A budget that holds")
    assert says(card, "*3 members*")
    assert len(talk.posted(LENA, STEERING)) == 1


@on_sqlite
async def test_two_people_who_start_the_same_team_at_once_get_one(talk: Conversation) -> None:
    for user in (LENA, YUSUF):
        await talk.run(user, GARDEN, "/cairn start")
    await talk.submit(YUSUF, purpose="Yusuf's words")
    await talk.submit(LENA, purpose="Lena's words")
    await talk.card(GARDEN, "Yusuf's words")
    assert says(await talk.run(LENA, GARDEN, "/cairn"), "Yusuf's words")
    assert len(talk.posted(LENA, GARDEN)) == 1


@on_sqlite
async def test_in_a_direct_message_it_says_where_teams_live(talk: Conversation) -> None:
    direct = await talk.sandbox.open_dm(LENA, YUSUF)
    assert says(await talk.run(LENA, direct, "/cairn start"), "A team lives in a channel")
    assert says(await talk.run(LENA, direct, "/cairn"), "Teams live in channels")
    assert says(await talk.run(LENA, direct, "/vote"), "In a direct message there is no team")
    assert says(await talk.run(LENA, direct, "/goal propose"), "channel of your")
    assert talk.sandbox.views(LENA) == []


@on_sqlite
async def test_an_empty_or_endless_purpose_is_asked_for_again_and_nothing_starts(talk: Conversation) -> None:
    await talk.run(LENA, GARDEN, "/cairn start")
    for purpose in ("\u200b \u2800", "p" * 5_000):
        assert (await talk.submit_unchecked(LENA, purpose=purpose))["response_action"] == "errors"
    assert says(await talk.run(LENA, GARDEN, "/cairn"), "No team works in this channel yet")
    assert await talk.submit(LENA, purpose="Ask <!channel> & @here *now*") == "closed"
    await talk.card(GARDEN, "Ask &lt;!channel&gt; &amp; @here")
    assert talk.slack.pings() == []


@on_sqlite
async def test_members_leave_come_back_and_one_takes_the_stewardship(talk: Conversation) -> None:
    card = await talk.start_team()
    assert "I'll steward" not in labels_of(card)
    await talk.press(LENA, GARDEN, card, "Leave")
    assert says(talk.private(LENA, GARDEN)[-1], "You've left the team")
    card = await talk.card(GARDEN, "*4 members*")
    await talk.eventually(lambda: "I'll steward" in labels_of(talk.at(GARDEN, card["ts"])))
    card = talk.at(GARDEN, card["ts"])
    assert says(card, "Nobody stewards this team")

    await talk.press(LENA, GARDEN, card, "I'll steward")
    assert says(talk.private(LENA, GARDEN)[-1], "Press Join")
    await talk.press(DIEGO, GARDEN, card, "I'll steward")
    assert says(talk.private(DIEGO, GARDEN)[-1], "You look after the team")
    await talk.press(YUSUF, GARDEN, card, "I'll steward")
    assert says(talk.private(YUSUF, GARDEN)[-1], "Somebody else has just become steward")
    await talk.eventually(lambda: "I'll steward" not in labels_of(talk.at(GARDEN, card["ts"])))

    await talk.press(LENA, GARDEN, card, "Join")
    await talk.card(GARDEN, "*5 members*")
    await talk.press(LENA, GARDEN, card, "Join")
    assert says(talk.private(LENA, GARDEN)[-1], "You're in the team")
    assert says(talk.at(GARDEN, card["ts"]), "*5 members*")


@on_sqlite
async def test_who_comes_later_observes_until_they_join_and_who_leaves_the_channel_leaves_the_team(
    talk: Conversation,
) -> None:
    card = await talk.start_team()
    await talk.sandbox.join(MEI, GARDEN)
    await talk.sandbox.settled()
    menu = await talk.run(MEI, GARDEN, "/cairn")
    assert "Join" in labels_of(menu)
    assert "Join" not in labels_of(await talk.run(LENA, GARDEN, "/cairn"))
    assert says(await talk.run(MEI, GARDEN, "/goal propose"), "Press Join")
    await talk.press(MEI, GARDEN, menu, "Join")
    await talk.card(GARDEN, "*6 members*")

    await talk.sandbox.leave(ANANYA, GARDEN)
    await talk.card(GARDEN, "*5 members*")
    await talk.sandbox.join(ANANYA, GARDEN)
    await talk.sandbox.settled()
    assert says(await talk.run(ANANYA, GARDEN, "/goal propose"), "Press Join")
    assert says(talk.at(GARDEN, card["ts"]), "*5 members*")


@on_sqlite
async def test_removed_from_its_channel_the_team_sleeps_and_goes_on_once_cairn_is_back(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.sandbox.remove(LENA, GARDEN, CAIRN)
    await talk.sandbox.settled()
    assert says(await talk.run(LENA, GARDEN, "/goal propose"), "Invite it with `/invite @Cairn`")
    assert talk.sandbox.views(LENA) == []
    await talk.sandbox.invite(LENA, GARDEN, CAIRN)
    await talk.sandbox.settled()
    await talk.run_job("teams.settle")
    assert says(await talk.run(LENA, GARDEN, "/goal list"), "There is no goal here yet")
    assert len(talk.posted(LENA, GARDEN)) == 1


@on_sqlite
async def test_help_words_and_typos_are_answered_privately(talk: Conversation) -> None:
    menu = await talk.run(LENA, GARDEN, "/cairn")
    assert says(menu, "No team works in this channel yet")
    assert says(await talk.run(LENA, GARDEN, "/cairn words"), "*Observer*")
    for command in ("/goal", "/decision"):
        assert f"What {command} can do" in words_of(await talk.run(LENA, GARDEN, f"{command} help"))
    everything = words_of(await talk.run(LENA, GARDEN, "/cairn help"))
    for name in ("/cairn start", "/goal propose", "/goal claim", "/vote", "/decision log"):
        assert everything.count(f"`{name}`") == 1
    assert ":fire: must" in everything
    assert says(await talk.run(LENA, GARDEN, "/vote help"), "at most 3 :fire:")
    assert says(await talk.run(LENA, GARDEN, "/cairn strat"), "Did you mean `/cairn start`?")
    unknown = await talk.run(LENA, GARDEN, "/goal <!channel>")
    assert says(unknown, "I don't know `/goal &lt;!channel&gt;`")
    assert says(await talk.run(LENA, GARDEN, "/goal " + "z" * 4_000), "help` shows everything")

    await talk.press(LENA, GARDEN, menu, "Start a team here")
    await talk.submit(LENA, purpose="Found by the menu")
    await talk.card(GARDEN, "Found by the menu")
    assert says(await talk.run(LENA, GENERAL, "/cairn"), "Found by the menu")


@on_sqlite
async def test_a_steward_changes_the_teams_settings_and_others_see_the_team(talk: Conversation) -> None:
    await talk.start_team()
    assert says(await talk.run(YUSUF, GARDEN, "/cairn team"), "*Steward*: Lena Visser")
    assert talk.sandbox.views(YUSUF) == []
    await talk.run(LENA, GARDEN, "/cairn team")
    await talk.submit(LENA, purpose="Soil that holds water", stewards=[LENA, YUSUF], guests=["counted"])
    assert says(talk.modal(LENA), "Saved")
    card = await talk.card(GARDEN, "Soil that holds water")
    await talk.eventually(lambda: says(talk.at(GARDEN, card["ts"]), "Yusuf"))
    menu = await talk.run(YUSUF, GARDEN, "/cairn")
    await talk.press(YUSUF, GARDEN, menu, "Team settings")
    assert says(talk.modal(YUSUF), "Soil that holds water")
    assert says(await talk.run(YUSUF, GENERAL, "/cairn team"), "No team works in this channel")
