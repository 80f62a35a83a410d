"""Leading a look back: groups, dots, a message that was deleted, the rhythm, and who is kept out."""

import asyncio
from datetime import UTC, datetime, timedelta

from bot.delivery.values import Json
from bot.features.retrospectives.rules.rhythm import TeamRhythm
from bot.features.retrospectives.service import rhythm
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.views import ids
from bot.slack.payloads import list_at
from bot.text import day_in_words
from tests.conversation import ANANYA, DIEGO, GARDEN, LENA, STEERING, YUSUF, Conversation, on_sqlite
from tests.features.retrospectives.slack_side import (
    BEGIN,
    MOVE_ON,
    PARENT,
    add,
    begin,
    choose,
    drawn,
    fields_of,
    pass_the_end_of,
    put,
    replies,
    reply,
)
from tests.local_slack import CAIRN, WORKSPACE
from tests.shown import says, value_of, words_of
from tests.slices import long

pytestmark = [on_sqlite, long]  # what the rooms do is tested on both databases below the doors


async def revealed(talk: Conversation) -> Json:
    """An anonymous retro of three whose words are revealed: its message."""
    parent = await begin(talk)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await talk.press(LENA, GARDEN, await drawn(talk, parent, "3 people have"), "Next: reveal")
    await drawn(talk, parent, "puts together what says the same")
    return parent


async def test_five_dots_count_and_who_puts_a_sixth_is_told_once(talk: Conversation) -> None:
    parent = await revealed(talk)
    await talk.press(LENA, GARDEN, talk.at(GARDEN, parent["ts"]), "Next: vote")
    groups = [await reply(talk, parent, f"*Words of {user}*") for user in (LENA, YUSUF, DIEGO)]
    await talk.eventually(lambda: len(groups_ready(talk, parent)) == 3)
    for number, (group, name) in enumerate(
        (group, f"large_{color}_circle") for group in groups for color in ("blue", "green", "purple")
    ):
        if number < 7:
            await talk.react(ANANYA, GARDEN, group, name)
    note = await talk.note(ANANYA, "That is more than 5 dots")
    assert sum("more than 5 dots" in words_of(one) for one in await talk.notes(ANANYA)) == 1
    assert says(note, "your first 5 count")
    await talk.press(LENA, GARDEN, await drawn(talk, parent, "Each group has its reply"), "Next: discuss")
    await reply(talk, parent, f"*Words of {LENA}* · 3 dots")
    await reply(talk, parent, f"*Words of {YUSUF}* · 2 dots")
    await reply(talk, parent, f"*Words of {DIEGO}* · 0 dots")


def groups_ready(talk: Conversation, parent: Json) -> list[object]:
    """The groups' replies under which all three dots stand."""
    return [one for one in replies(talk, parent) if len(list_at(one, "reactions")) == 3]


async def test_by_hand_too_dots_that_slack_never_told_of_are_counted(talk: Conversation) -> None:
    parent = await revealed(talk)
    await talk.press(LENA, GARDEN, talk.at(GARDEN, parent["ts"]), "Next: vote")
    shown = await drawn(talk, parent, "Each group has its reply")
    await talk.eventually(lambda: len(groups_ready(talk, parent)) == 3)
    group = await reply(talk, parent, f"*Words of {DIEGO}*")
    garden = talk.sandbox._parts.directory.own_place(GARDEN, YUSUF)
    garden.message(str(group["ts"])).reactions["large_blue_circle"].append(YUSUF)
    await talk.press(LENA, GARDEN, shown, "Next: discuss")
    await reply(talk, parent, f"*Words of {DIEGO}* · 1 dot")


async def test_the_facilitator_renames_takes_apart_and_goes_back(talk: Conversation) -> None:
    parent = await revealed(talk)
    await talk.press(LENA, GARDEN, talk.at(GARDEN, parent["ts"]), "Group")
    await put(talk, LENA, f"Words of {YUSUF}", "A new group …")
    await talk.press_in_modal(LENA, "Back")
    assert says(talk.modal(LENA), "*In no group yet*")
    await put(talk, LENA, f"Words of {YUSUF}", "A new group …")
    assert await talk.submit(LENA, title="\u200b") == "errors"
    assert await talk.submit(LENA, title="Said <!here>") == "updated"
    again = await talk.submitted_again()
    assert says(
        again["view"] if isinstance(again["view"], dict) else {}, "*Said &lt;!here&gt;* · 1 reflection"
    )
    await put(talk, LENA, "*Said &lt;!here&gt;*", "Rename …")
    assert await talk.submit(LENA, title="Heard") == "updated"
    assert says(talk.modal(LENA), "*Heard* · 1 reflection")
    await put(talk, LENA, f"Words of {YUSUF}", "Out of this group")
    await put(talk, LENA, f"Words of {DIEGO}", "Heard")
    await put(talk, LENA, "*Heard*", "Take apart")
    assert not says(talk.modal(LENA), "Heard")


async def test_when_the_facilitator_leaves_the_message_names_who_leads_now(talk: Conversation) -> None:
    parent = await begin(talk, facilitator=DIEGO)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    await drawn(talk, parent, f"<@{DIEGO}> puts together what says the same")
    await talk.sandbox.leave(DIEGO, GARDEN)
    await talk.sandbox.settled()
    shown = await drawn(talk, parent, f"<@{LENA}> puts together what says the same")
    assert DIEGO not in str(shown)


async def test_a_deleted_message_is_told_to_who_leads_and_posted_again_with_what_it_missed(
    talk: Conversation,
) -> None:
    parent = await begin(talk)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await drawn(talk, parent, "3 people have")
    await talk.sandbox.delete(DIEGO, GARDEN, str(parent["ts"]))
    await pass_the_end_of(talk, parent, Phase.COLLECT)
    await talk.run_job(MOVE_ON)
    talk.clock.ahead += timedelta(hours=30)
    note = await told_of_the_deletion(talk)
    direct = await talk.sandbox.open_dm(LENA, CAIRN)
    await talk.press(LENA, direct, note, "Post it again")
    again = await talk.card(GARDEN, "A look back together")
    assert again["ts"] != parent["ts"]
    await reply(talk, again, f"Words of {DIEGO}")
    await talk.note(LENA, "It was posted again")


async def test_a_groups_reply_that_somebody_deleted_stands_in_the_thread_again_with_its_dots(
    talk: Conversation,
) -> None:
    parent = await revealed(talk)
    await talk.press(LENA, GARDEN, talk.at(GARDEN, parent["ts"]), "Next: vote")
    group = await reply(talk, parent, f"*Words of {DIEGO}*")
    await talk.react(YUSUF, GARDEN, group, "large_blue_circle")
    await talk.sandbox.delete(LENA, GARDEN, str(group["ts"]))
    await pass_the_end_of(talk, parent, Phase.VOTE)
    talk.clock.ahead -= timedelta(seconds=90)
    await talk.run_job("retrospectives.count_again")
    again = await reply(talk, parent, f"*Words of {DIEGO}*")
    assert again["ts"] != group["ts"]
    await talk.react(LENA, GARDEN, again, "large_blue_circle")
    await pass_the_end_of(talk, parent, Phase.VOTE)
    await talk.run_job(MOVE_ON)
    await reply(talk, parent, f"*Words of {DIEGO}* · 2 dots")


async def told_of_the_deletion(talk: Conversation) -> Json:
    """The note, which waits for Lena's own hours."""
    for _ in range(8):
        await talk.run_job("attention.release")
        found = [note for note in await talk.notes(LENA) if says(note, "was deleted in")]
        if found:
            return found[-1]
        talk.clock.ahead += timedelta(hours=6)
        await asyncio.sleep(0.2)
    raise AssertionError("never told")


async def test_stewards_choose_the_rhythm_everybody_reads_it_and_the_clock_begins_by_it(
    talk: Conversation,
) -> None:
    card = await talk.start_team()
    assert says(card, "*Look back*: on ")
    told = await talk.run(YUSUF, GARDEN, "/retro rhythm")
    assert says(told, "A look back begins by itself on ")
    assert says(told, "A steward of the team changes this")

    await talk.run(LENA, GARDEN, "/retro rhythm")
    await choose(talk, LENA, "how", "Every few weeks")
    assert set(fields_of(talk.modal(LENA))) == {"how", "every", "weekday", "at"}
    await choose(talk, LENA, "every", "Every week")
    assert says(talk.modal(LENA), "Next: Fri ")
    assert await talk.submit(LENA, every="1", weekday="2") == "updated"
    assert says(talk.modal(LENA), "A look back begins by itself every Wednesday at 10:00")
    await talk.eventually(lambda: says(talk.at(GARDEN, card["ts"]), "every Wednesday"))
    await pass_the_next_begin(talk)
    await talk.run_job(BEGIN)
    parent = await talk.card(GARDEN, "Started by the team's rhythm")
    await talk.press(YUSUF, GARDEN, parent, "Next: reveal")
    assert says(talk.private(YUSUF, GARDEN)[-1], "Nothing was changed")
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    await drawn(talk, parent, "Nothing was added this time")

    await talk.run(LENA, GARDEN, "/retro rhythm")
    await choose(talk, LENA, "how", "Only when somebody starts one")
    assert await talk.submit(LENA) == "updated"
    assert says(talk.modal(LENA), "only when somebody starts one")


async def pass_the_next_begin(talk: Conversation) -> None:
    """Move the clock a minute past the moment at which the rhythm says a retro begins."""
    talk.clock.ahead = (await rhythm_now(talk)).coming[0].due - datetime.now(UTC) + timedelta(minutes=1)


async def rhythm_now(talk: Conversation) -> TeamRhythm:
    return await talk.demo.cairn.database.edge(WORKSPACE, LENA).read(rhythm.rhythm_in, GARDEN)


async def test_a_rhythm_that_misses_its_day_is_asked_for_it(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, "/retro rhythm")
    await choose(talk, LENA, "how", "On the last working day of each month")
    assert await talk.submit(LENA, how="date", at="15:00") == "updated"
    assert await talk.submit(LENA, day="2020-01-01") == "errors"
    next_year = talk.clock().year + 1
    assert await talk.submit(LENA, day=f"{next_year}-05-04") == "updated"
    assert says(talk.modal(LENA), f"4 May {next_year} at 15:00")


async def test_the_rhythm_is_skipped_once_paused_resumed_and_stopped(talk: Conversation) -> None:
    card = await talk.start_team()
    await talk.run(LENA, GARDEN, "/retro rhythm")
    await choose(talk, LENA, "how", "Every few weeks")
    assert await talk.submit(LENA, every="1", weekday="2") == "updated"
    await talk.run(LENA, GARDEN, "/retro rhythm")
    first, second, _ = (await rhythm_now(talk)).coming

    await talk.press_in_modal(LENA, f"Skip {day_in_words(first.day)}")
    assert says(talk.modal(LENA), f"Skipped: {day_in_words(first.day)}. Next: {day_in_words(second.day)}")
    await talk.press_in_modal(LENA, f"Don't skip {day_in_words(first.day)}")
    assert says(talk.modal(LENA), f"Next: {day_in_words(first.day)}")
    await talk.press_in_modal(LENA, "Pause")
    assert says(talk.modal(LENA), "nothing begins by itself until a steward resumes it")
    await talk.eventually(lambda: says(talk.at(GARDEN, card["ts"]), "(paused)"))
    await talk.press_in_modal(LENA, "Resume")
    assert says(talk.modal(LENA), f"Next: {day_in_words(first.day)}")
    await talk.press_in_modal(LENA, "Stop")
    assert says(talk.modal(LENA), "only when somebody starts one")
    await talk.eventually(lambda: says(talk.at(GARDEN, card["ts"]), "*Look back*: when somebody types"))


async def test_a_private_teams_retro_is_out_of_reach_whatever_is_sent(talk: Conversation) -> None:
    parent = await begin(talk)
    await talk.run(LENA, STEERING, "/cairn start")
    await talk.submit(LENA, purpose="A budget that holds")
    await talk.sandbox.invite(LENA, STEERING, CAIRN)
    await talk.card(STEERING, "A budget that holds")
    await talk.run(LENA, STEERING, "/retro start")
    await talk.submit(LENA)
    secret = await talk.card(STEERING, PARENT)
    secret_id = value_of(secret, "Next: reveal").partition(":")[2]
    secret_team = value_of(secret, "Add a reflection")
    await forge(talk, parent, (ids.NEXT, f"collect:{secret_id}"), (ids.NEXT, "words"), (ids.ADD, secret_team))
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    await drawn(talk, parent, "Nothing was added this time")
    await forge(talk, parent, (ids.ADD_ACTION, secret_id), (ids.NEXT, f"collect:{secret_id}"))
    assert talk.sandbox.views(DIEGO) == []
    assert says(talk.at(STEERING, secret["ts"]), ":arrow_right: *Collect*")


async def forge(talk: Conversation, message: Json, *forged: tuple[str, str]) -> None:
    """Diego presses a message's buttons with values of his own making, and is told that nothing is there."""
    for action_id, value in forged:
        before = len(talk.private(DIEGO, GARDEN))
        press: Json = {"type": "button", "action_id": action_id, "value": value}
        await talk.press_unchecked(DIEGO, GARDEN, message, press)
        told = talk.private(DIEGO, GARDEN)
        assert len(told) == before + 1, action_id
        assert "isn't" in words_of(told[-1]), action_id
