"""What people may rely on while they look back: promises kept, words not lost, nobody overruled."""

import asyncio

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from bot.features.retrospectives.models import AnonymousReflection, Contribution, Reflection
from bot.features.retrospectives.values.phases import Phase
from bot.sandbox.refusals import InvalidValues
from bot.slack.payloads import list_at, text_at
from tests.conversation import AMARA, ANANYA, DIEGO, GARDEN, LENA, STEERING, YUSUF, Conversation, on_sqlite
from tests.features.retrospectives.slack_side import (
    MOVE_ON,
    READ_NOTED,
    add,
    begin,
    drawn,
    fields_of,
    pass_the_end_of,
    replies,
    reply,
)
from tests.local_slack import CAIRN
from tests.shown import labels_of, says, words_of
from tests.slices import long

pytestmark = [on_sqlite, long]  # what the rooms do is tested on both databases below the doors

SECRET = "The meetings wear me out"


async def counts(talk: Conversation) -> tuple[int, ...]:
    """How many anonymous reflections, contributions and revealed or signed reflections there are."""

    def look(session: Session, _: object) -> tuple[int, ...]:
        tables = (AnonymousReflection, Contribution, Reflection)
        return tuple(session.scalars(select(func.count()).select_from(table)).one() for table in tables)

    return await talk.demo.cairn.database.read_across(look)


async def test_an_anonymous_word_stands_beside_nobodys_name_anywhere(talk: Conversation) -> None:
    parent = await begin(talk)
    await talk.run(ANANYA, GARDEN, "/retro add")
    assert says(talk.modal(ANANYA), "Your name isn't kept with this")
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
    assert says(shown, "this look back is over")
    assert "Close" not in labels_of(shown)
    assert not any(says(one, "What came of our look back") for one in replies(talk, parent))
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
        shown = list_at(talk.modal(YUSUF), "blocks")
        first = next(text_at(block, "block_id") for block in shown if block["type"] == "input")
        assert sentence in text_at(answer, "errors", first)
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


async def test_words_after_the_command_wait_in_the_form_for_their_heading(talk: Conversation) -> None:
    parent = await begin(talk, names="named")
    await talk.run(YUSUF, GARDEN, "/retro add The seedlings  were late")
    with pytest.raises(InvalidValues):  # Slack asks for a heading
        await talk.submit(YUSUF)
    assert await talk.submit(YUSUF, text="\u200b", heading="didnt") == "errors"
    assert await talk.submit(YUSUF, text="The seedlings were late", heading="didnt") == "updated"
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    assert says(await reply(talk, parent, "*Didn't*"), "The seedlings were late")


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


async def test_a_form_from_another_time_is_out_of_date_and_says_so(talk: Conversation) -> None:
    await begin(talk)
    await talk.run(YUSUF, GARDEN, "/retro add")
    view = talk.modal(YUSUF)
    talk.sandbox._parts.modals.top(YUSUF, str(view["id"])).content["private_metadata"] = "{}"
    assert await talk.submit(YUSUF, worked="The tap works") == "updated"
    assert says(talk.modal(YUSUF), "This form is out of date")
    assert await counts(talk) == (0, 0, 0)
