"""What people may rely on while they look back: promises kept, words not lost, nobody overruled."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from bot.delivery.values import Json
from bot.features.retrospectives.models import AnonymousReflection, Contribution, Reflection
from bot.features.retrospectives.service import rhythm
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.views import ids
from bot.sandbox.people.interacting import InMessage
from bot.slack.payloads import list_at, text_at
from tests.conversation import (
    AMARA,
    ANANYA,
    DIEGO,
    GARDEN,
    LENA,
    STEERING,
    YUSUF,
    Conversation,
    labels_of,
    on_sqlite,
    says,
    value_of,
    words_of,
)
from tests.features.retrospectives.slack_side import (
    BEGIN,
    MOVE_ON,
    PARENT,
    READ_NOTED,
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
from tests.local_slack import CAIRN, WORKSPACE

SECRET = "The meetings wear me out"


async def counts(talk: Conversation) -> tuple[int, ...]:
    """How many anonymous reflections, contributions and revealed or signed reflections there are."""

    def look(session: Session, _: object) -> tuple[int, ...]:
        tables = (AnonymousReflection, Contribution, Reflection)
        return tuple(session.scalars(select(func.count()).select_from(table)).one() for table in tables)

    return await talk.demo.cairn.database.read_across(look)


async def revealed(talk: Conversation) -> Json:
    """An anonymous retro of three whose words are revealed: its message."""
    parent = await begin(talk)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await talk.press(LENA, GARDEN, await drawn(talk, parent, "3 people have"), "Next: reveal")
    await drawn(talk, parent, "puts together what says the same")
    return parent


async def test_an_anonymous_word_stands_beside_nobodys_name_anywhere(talk: Conversation) -> None:
    parent = await begin(talk)
    await talk.run(ANANYA, GARDEN, "/retro add")
    assert says(talk.modal(ANANYA), "Nobody can tell who wrote this.")
    await talk.submit(ANANYA, didnt=SECRET)
    for user in (LENA, DIEGO):
        await add(talk, user, worked="The tap was free")
    await pass_the_end_of(talk, parent, Phase.COLLECT)
    await talk.run_job(MOVE_ON)
    shown = await reply(talk, parent, SECRET)
    assert ANANYA not in words_of(shown)
    assert await counts(talk) == (0, 0, 3)

    def rows_with(session: Session, _: object, words: str) -> list[str]:
        tables = [table.name for table in Reflection.metadata.sorted_tables]
        found = (session.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables)
        return [str(row) for rows in found for row in rows if words in str(row)]

    kept = await talk.demo.cairn.database.read_across(rows_with, SECRET)
    assert len(kept) == 1
    assert ANANYA not in kept[0]
    theirs = await talk.demo.cairn.database.read_across(rows_with, ANANYA)
    assert not [row for row in theirs if "retrospectives" in row and "rhythm" not in row]


async def test_below_three_contributors_nothing_is_shown_and_the_words_are_gone(talk: Conversation) -> None:
    parent = await begin(talk)
    for user in (LENA, YUSUF):
        await add(talk, user, didnt=SECRET)
    shown = await drawn(talk, parent, "2 people have added something")
    assert says(shown, "their words are erased unread")
    await talk.press(LENA, GARDEN, shown, "Next: reveal")
    shown = await drawn(talk, parent, "erased unread, as promised")
    assert says(shown, "If something needs saying, say it in this thread")
    assert await counts(talk) == (0, 0, 0)
    await talk.press(LENA, GARDEN, shown, "Close")
    assert says(await reply(talk, parent, "What came of our look back"), "erased unread, as promised")
    assert SECRET not in str(replies(talk, parent))


async def test_sent_twice_it_is_kept_and_counted_once(talk: Conversation) -> None:
    parent = await begin(talk)
    await talk.run(YUSUF, GARDEN, "/retro add")
    answers = await asyncio.gather(*(talk.submit_unchecked(YUSUF, worked="The tap works") for _ in range(2)))
    assert [text_at(answer, "response_action") for answer in answers] == ["update", "update"]
    assert await talk.submit(YUSUF, worked="The tap works") == "updated"
    assert await counts(talk) == (1, 1, 0)
    await drawn(talk, parent, "1 person has added something")


async def test_kept_and_not_counted_it_is_counted_when_it_is_sent_again(talk: Conversation) -> None:
    await begin(talk)
    await add(talk, YUSUF, worked="The tap works")

    def crash_between_the_two(session: Session, _: object) -> None:
        session.execute(delete(Contribution))

    await talk.demo.cairn.database.write_across(crash_between_the_two)
    assert (await talk.submitted_again())["response_action"] == "update"
    assert await counts(talk) == (1, 1, 0)


async def test_another_one_in_the_same_window_is_kept_too(talk: Conversation) -> None:
    await begin(talk)
    await add(talk, YUSUF, worked="The tap works")
    window = talk.modal(YUSUF)["id"]
    await talk.press_in_modal(YUSUF, "Add another")
    assert talk.modal(YUSUF)["id"] == window
    assert await talk.submit(YUSUF, didnt="The hose doesn't", next="Mend it") == "updated"
    assert (await talk.submitted_again())["response_action"] == "update"
    await talk.press_in_modal(YUSUF, "Add another")
    assert await talk.submit(YUSUF, worked="So does the shed") == "updated"
    assert await counts(talk) == (4, 1, 0)


async def test_an_empty_form_and_an_endless_word_are_explained_and_nothing_is_kept(
    talk: Conversation,
) -> None:
    await begin(talk)
    await talk.run(YUSUF, GARDEN, "/retro add")
    for words, sentence in (("\u200b \n", "Write a line or two"), ("w" * 5_000, "your words stay here")):
        answer = await talk.submit_unchecked(YUSUF, worked=words)
        assert answer["response_action"] == "errors"
        assert sentence in str(answer["errors"])
    assert await counts(talk) == (0, 0, 0)


async def test_who_writes_while_collecting_ends_keeps_their_words_and_hears_what_to_do(
    talk: Conversation,
) -> None:
    parent = await begin(talk)
    await talk.run(YUSUF, GARDEN, "/retro add")
    await pass_the_end_of(talk, parent, Phase.COLLECT)
    assert await talk.submit(YUSUF, worked="Too late") == "updated"
    assert says(talk.modal(YUSUF), "Collecting ended while you were writing")
    assert "worked" in fields_of(talk.modal(YUSUF))
    await talk.run(YUSUF, GARDEN, "/retro add")
    assert says(talk.modal(YUSUF), "It waits for the team's next look back")


async def test_what_is_gathered_between_retros_waits_for_the_next_one(talk: Conversation) -> None:
    await talk.start_team()
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked=f"Words of {user}")
    await talk.run(LENA, GARDEN, "/retro start")
    assert says(talk.modal(LENA), "3 people have gathered something for it already")
    await talk.submit(LENA)
    parent = await talk.card(GARDEN, "3 people have added something")
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    await reply(talk, parent, f"Words of {YUSUF}")


async def test_a_team_that_prefers_names_has_them_and_a_small_one_is_told_that_it_has(
    talk: Conversation,
) -> None:
    parent = await begin(talk, names="named")
    assert says(parent, "With names")
    await talk.run(YUSUF, GARDEN, "/retro add")
    assert says(talk.modal(YUSUF), "Your name will stand beside this")
    await talk.submit(YUSUF, worked="The tap works")
    await talk.press(LENA, GARDEN, await drawn(talk, parent, "1 person has"), "Next: reveal")
    assert says(await reply(talk, parent, "The tap works"), f"*Worked* · <@{YUSUF}>")

    await talk.run(LENA, STEERING, "/cairn start")
    await talk.submit(LENA, purpose="A budget that holds")
    await talk.sandbox.invite(LENA, STEERING, CAIRN)
    await talk.card(STEERING, "A budget that holds")
    await talk.run(AMARA, STEERING, "/retro start")
    assert "names" not in fields_of(talk.modal(AMARA))
    assert says(talk.modal(AMARA), "among fewer than 5 members, unsigned words are easily placed")


async def test_a_memo_on_any_message_keeps_it_with_its_link_and_taken_away_it_is_gone(
    talk: Conversation,
) -> None:
    parent = await begin(talk)
    said = await talk.sandbox.say(DIEGO, GARDEN, "The new hose is a joy")
    other = await talk.sandbox.say(DIEGO, GARDEN, "Never mind")
    for ts in (said, other):
        await talk.sandbox.react(YUSUF, GARDEN, ts, "memo")
    await talk.sandbox.settled()
    await talk.run_job(READ_NOTED)
    await drawn(talk, parent, "1 person has added something")
    await talk.sandbox.unreact(YUSUF, GARDEN, other, "memo")
    await talk.sandbox.settled()
    await talk.press(LENA, GARDEN, talk.at(GARDEN, parent["ts"]), "Next: reveal")
    shown = await reply(talk, parent, "The new hose is a joy")
    assert f"|a message> by <@{DIEGO}>, noted by <@{YUSUF}>" in words_of(shown)
    assert "Never mind" not in str(replies(talk, parent))


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
    known = await talk.demo.cairn.database.edge(WORKSPACE, LENA).read(rhythm.rhythm_in, GARDEN)
    talk.clock.ahead = known.coming[0].due - datetime.now(UTC) + timedelta(minutes=1)


async def test_a_rhythm_that_misses_its_day_is_asked_for_it(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, "/retro rhythm")
    await choose(talk, LENA, "how", "On the last working day of each month")
    assert await talk.submit(LENA, how="date", at="15:00") == "updated"
    assert await talk.submit(LENA, day="2020-01-01") == "errors"
    assert await talk.submit(LENA, day="2040-05-04") == "updated"
    assert says(talk.modal(LENA), "on 4 May at 15:00")


async def test_a_form_from_another_time_is_out_of_date_and_made_up_ids_find_nothing(
    talk: Conversation,
) -> None:
    parent = await begin_again_after_start(talk)
    await talk.run(YUSUF, GARDEN, "/retro add")
    view = talk.modal(YUSUF)
    talk.sandbox._parts.modals.top(YUSUF, str(view["id"])).content["private_metadata"] = "{}"
    assert await talk.submit(YUSUF, worked="The tap works") == "updated"
    assert says(talk.modal(YUSUF), "This form is out of date")
    assert labels_of(parent)


@on_sqlite
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
        await talk.sandbox.act(DIEGO, InMessage(GARDEN, str(message["ts"])), press)
        told = talk.private(DIEGO, GARDEN)
        assert len(told) == before + 1, action_id
        assert "isn't" in words_of(told[-1]), action_id


async def begin_again_after_start(talk: Conversation) -> Json:
    await talk.start_team()
    return await begin_again(talk)
