"""A look back as people do it in Slack: from start to summary, by hand and by the clock."""

import asyncio
from datetime import timedelta

from bot.demo import next_due
from bot.features.retrospectives.values.phases import Phase
from tests.conversation import ANANYA, DIEGO, GARDEN, GENERAL, LENA, MEI, YUSUF, Conversation, on_sqlite
from tests.features.retrospectives.slack_side import (
    MOVE_ON,
    PARENT,
    add,
    begin,
    begin_again,
    choose,
    drawn,
    fields_of,
    pass_the_end_of,
    put,
    replies,
    reply,
)
from tests.local_slack import CAIRN
from tests.shown import labels_of, says, words_of
from tests.slices import long


async def test_a_look_back_from_start_to_summary_by_pressing_next(talk: Conversation) -> None:
    parent = await begin(talk, plan="live", facilitator=DIEGO)
    assert says(parent, "Anonymous: nothing that is kept ties anybody to what they wrote")
    assert says(parent, f"<@{DIEGO}> facilitates")
    for user, words in ((LENA, "The tap was free"), (YUSUF, "The tap works"), (DIEGO, "Too few gloves")):
        await add(talk, user, worked=words)
    shown = await drawn(talk, parent, "3 people have added something")
    assert "The tap was free" not in words_of(shown)

    await talk.press(LENA, GARDEN, shown, "Next: reveal")
    await reply(talk, parent, "The tap was free")
    shown = await drawn(talk, parent, f"<@{DIEGO}> puts together what says the same")
    await talk.press(DIEGO, GARDEN, shown, "Group")
    await put(talk, DIEGO, "The tap was free", "A new group …")
    assert await talk.submit(DIEGO, title="Water for all") == "updated"
    assert says(talk.modal(DIEGO), "*Water for all* · 1 reflection")
    await put(talk, DIEGO, "The tap works", "Water for all")
    assert says(talk.modal(DIEGO), "*Water for all* · 2 reflections")

    await talk.press(DIEGO, GARDEN, shown, "Next: vote")
    water, gloves = (
        await reply(talk, parent, "*Water for all*"),
        await reply(talk, parent, "*Too few gloves*"),
    )
    for user in (LENA, YUSUF):
        await talk.react(user, GARDEN, water, "large_blue_circle")
    await talk.react(LENA, GARDEN, water, "large_green_circle")
    await talk.react(DIEGO, GARDEN, gloves, "large_blue_circle")
    shown = await drawn(talk, parent, "Each group has its reply")
    await talk.press(LENA, GARDEN, shown, "Next: discuss")
    about = await reply(talk, parent, "*Let's talk about:* Water for all")
    assert says(await reply(talk, parent, "*Water for all* · 3 dots"), "The tap works")

    await talk.press(YUSUF, GARDEN, about, "Add action")
    assert await talk.submit(YUSUF, text="Mend the hose", owner=ANANYA, due="2030-05-02") == "closed"
    await reply(talk, parent, "Mend the hose")
    shown = await drawn(talk, parent, "What got most dots has a reply each")
    await talk.press(DIEGO, GARDEN, shown, "Close")
    summary = await reply(talk, parent, "What came of our look back")
    assert says(summary, "1. Water for all · 3 dots")
    assert says(summary, f"*Mend the hose* · <@{ANANYA}> · by Thu 2 May 2030")
    await drawn(talk, parent, "It is over")
    await talk.eventually(lambda: talk.sandbox.messages(LENA, GARDEN, str(parent["ts"]))[-1]["pinned"])


@long
async def test_over_three_days_the_clock_moves_it_on_with_nobody_present(talk: Conversation) -> None:
    parent = await begin(talk)
    assert says(parent, "nobody has to be present")
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}", next="Lock the shed")
    for phase, words, answer in (
        (Phase.COLLECT, "puts together what says the same", f"Words of {DIEGO}"),
        (Phase.GROUP, "Each group has its reply", f"*Words of {DIEGO}*"),
        (Phase.VOTE, "Nobody put dots this time", "*Let's talk about:*"),
        (Phase.DISCUSS, "It is over", "What came of our look back"),
    ):
        await pass_the_end_of(talk, parent, phase)
        await talk.run_job(MOVE_ON)
        await drawn(talk, parent, words)
        await reply(talk, parent, answer)
    said = [words_of(one) for one in replies(talk, parent)]
    await talk.run_job(MOVE_ON)
    assert [words_of(one) for one in replies(talk, parent)] == said


@long
async def test_a_clock_that_is_late_gives_each_step_its_time_and_next_on_an_old_message_does_nothing(
    talk: Conversation,
) -> None:
    parent = await begin(talk)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    for answer in ("What we noticed", f"*Words of {LENA}*", "*Let's talk about:* Words of", "What came of"):
        await pass_the_end_of(talk, parent, Phase.DISCUSS)
        await asyncio.gather(
            talk.run_job(MOVE_ON),
            talk.run_job(MOVE_ON),
            talk.press(LENA, GARDEN, parent, "Next: reveal"),
            talk.press(LENA, GARDEN, parent, "Next: reveal"),
        )
        await reply(talk, parent, answer)
    await drawn(talk, parent, "It is over")
    for words in ("What we noticed", "Let's talk about:* Words of U0LENA", "What came of our look back"):
        assert sum(words in str(one["text"]) for one in replies(talk, parent)) == 1


@long
async def test_two_who_press_next_at_once_move_one_phase(talk: Conversation) -> None:
    parent = await begin(talk, facilitator=DIEGO)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await asyncio.gather(
        *(talk.press(user, GARDEN, parent, "Next: reveal") for user in (LENA, DIEGO, LENA, DIEGO))
    )
    shown = await drawn(talk, parent, "puts together what says the same")
    assert "Next: vote" in labels_of(shown)


@long
@on_sqlite
async def test_only_who_started_it_or_facilitates_moves_it_on_and_groups(talk: Conversation) -> None:
    parent = await begin(talk, facilitator=DIEGO)
    await talk.press(YUSUF, GARDEN, parent, "Next: reveal")
    assert says(
        talk.private(YUSUF, GARDEN)[-1], "Whoever started this retro, or was named as its facilitator"
    )
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await talk.press(DIEGO, GARDEN, parent, "Next: reveal")
    shown = await drawn(talk, parent, "puts together")
    await talk.press(YUSUF, GARDEN, shown, "Group")
    assert says(talk.private(YUSUF, GARDEN)[-1], "Nothing was changed")
    await talk.press(DIEGO, GARDEN, shown, "Group")
    await talk.press(LENA, GARDEN, shown, "Next: vote")
    await drawn(talk, parent, "Each group has its reply")
    await put(talk, DIEGO, f"Words of {YUSUF}", "A new group …")
    assert says(talk.modal(DIEGO), "Reflections are grouped between collecting and voting")


@on_sqlite
async def test_with_a_format_of_ones_own_its_headings_are_asked(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, "/retro start")
    assert says(talk.modal(LENA), "*Worked* What went well, and helped?")
    await choose(talk, LENA, "format", "Our own headings")
    assert "columns" in fields_of(talk.modal(LENA))
    assert await talk.submit(LENA, columns="Sun") == "errors"
    assert await talk.submit(LENA, columns="Sun\n\nRain <!here>\nSun") == "closed"
    parent = await talk.card(GARDEN, PARENT)
    assert says(parent, "• *Rain &lt;!here&gt;*")
    await talk.run(YUSUF, GARDEN, "/retro")
    assert fields_of(talk.modal(YUSUF)) == ["own-1", "own-2"]


@long
@on_sqlite
async def test_a_format_chosen_at_the_last_moment_still_asks_for_its_headings(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, "/retro start")
    assert await talk.submit(LENA, format="own") == "updated"
    assert await talk.submit(LENA, columns="Sun\nRain") == "closed"
    assert says(await talk.card(GARDEN, PARENT), "• *Rain*")


@long
@on_sqlite
async def test_it_opens_with_what_became_of_last_times_actions(talk: Conversation) -> None:
    parent = await begin(talk, plan="live")
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    shown = await drawn(talk, parent, "Nothing was added this time")
    for text in ("Mend the hose", "Buy gloves"):
        await talk.press(YUSUF, GARDEN, shown, "Add action")
        assert await talk.submit(YUSUF, text=text, owner=YUSUF) == "closed"
    hose, gloves = await reply(talk, parent, "Mend the hose"), await reply(talk, parent, "Buy gloves")
    await talk.press(YUSUF, GARDEN, hose, "Done")
    await talk.press(LENA, GARDEN, shown, "Close")
    summary = await reply(talk, parent, "What came of our look back")
    assert says(summary, ":white_check_mark: *Mend the hose*")

    again = await begin_again(talk)
    opened = await reply(talk, again, "1 of 2 done")
    assert says(opened, ":arrow_right: *Buy gloves*")
    await talk.press(YUSUF, GARDEN, gloves, "Done")
    await reply(talk, again, "2 of 2 done")
    await reply(talk, parent, ":white_check_mark: *Buy gloves*")


@long
@on_sqlite
async def test_bare_retro_offers_what_there_is_to_do(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(YUSUF, GARDEN, "/retro")
    assert says(talk.modal(YUSUF), "What do we ask ourselves?")
    parent = await begin_again(talk)
    menu = await talk.run(YUSUF, GARDEN, "/cairn")
    assert "Add a reflection" in labels_of(menu)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    await drawn(talk, parent, "puts together")
    status = await talk.run(YUSUF, GARDEN, "/retro")
    assert says(status, "A look back is running in this team")
    assert f"p{str(parent['ts']).replace('.', '')}|Its thread" in words_of(status)
    assert says(await talk.run(YUSUF, GARDEN, "/retro start"), "A retro is running in this team")
    assert says(await talk.run(YUSUF, GARDEN, "/retro help"), "/retro rhythm")


@on_sqlite
async def test_where_no_team_works_it_says_how_to_start_one(talk: Conversation) -> None:
    for typed in ("/retro", "/retro start", "/retro add", "/retro rhythm"):
        assert says(await talk.run(LENA, GENERAL, typed), "No team works in this channel yet")
    direct = await talk.sandbox.open_dm(LENA, CAIRN)
    assert says(await talk.run(LENA, direct, "/retro"), "In a direct message there is no team")


@on_sqlite
async def test_observers_read_along_and_are_told_how_to_join(talk: Conversation) -> None:
    parent = await begin(talk)
    await talk.sandbox.join(MEI, GARDEN)
    await talk.sandbox.settled()
    for typed in ("/retro", "/retro add"):
        assert says(await talk.run(MEI, GARDEN, typed), "Press Join")
    for label in ("Add a reflection", "Next: reveal"):
        await talk.press(MEI, GARDEN, parent, label)
        assert says(talk.private(MEI, GARDEN)[-1], "Nothing was changed")
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    shown = await drawn(talk, parent, "Nothing was added this time")
    await talk.press(MEI, GARDEN, shown, "Add action")
    assert says(talk.private(MEI, GARDEN)[-1], "Press Join")
    assert talk.sandbox.views(MEI) == []
    assert says(await talk.run(MEI, GARDEN, "/retro"), "A look back is running")


@on_sqlite
async def test_the_demos_clock_stops_at_the_end_of_a_phase(talk: Conversation) -> None:
    parent = await begin(talk, plan="live")
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked="The tap works")
    due = await talk.demo.cairn.database.read_across(next_due)
    assert due is not None
    assert due.what == "a look back goes on"
    assert due.at - talk.clock() <= timedelta(minutes=15)
    talk.clock.ahead += due.at - talk.clock()
    await talk.run_job(MOVE_ON)
    await drawn(talk, parent, "puts together what says the same")
