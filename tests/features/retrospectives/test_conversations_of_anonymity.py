"""What five people write through Slack's own forms, and what Cairn still holds of it after the reveal."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import text

from bot.db.database import Database
from bot.delivery.values import Json
from bot.features.retrospectives.rules.phases import COUNTING
from bot.slack.payloads import mapping_at
from tests.conversation import ANANYA, DIEGO, GARDEN, LENA, YUSUF, Conversation, on_sqlite
from tests.features.retrospectives.slack_side import add, begin, drawn, fields_of, replies, reply
from tests.shown import says
from tests.slices import long
from tests.whole import dump, holding

WORDS = {user: f"Thought number {number}" for number, user in enumerate((LENA, YUSUF, DIEGO, ANANYA))}


@contextmanager
def contributions_failing(database: Database) -> Iterator[None]:
    """The disk is full, for this table only."""
    full = "CREATE TRIGGER full BEFORE INSERT ON contribution BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    with database.engines.writer.begin() as connection:
        connection.execute(text(full))
    yield
    with database.engines.writer.begin() as connection:
        connection.execute(text("DROP TRIGGER full"))


async def everybody_adds(talk: Conversation) -> Json:
    parent = await begin(talk, plan="live")
    for user, words in WORDS.items():
        await add(talk, user, worked=words)
    return await drawn(talk, parent, f"{len(WORDS)} people have added something")


async def test_after_the_reveal_neither_tables_nor_logs_tie_words_to_people(
    talk: Conversation, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    parent = await everybody_adds(talk)
    await talk.submitted_again()
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    shown = await reply(talk, parent, WORDS[LENA])
    assert all(says(shown, words) for words in WORDS.values())
    await talk.run_job("retrospectives.clear")

    tables = dump(talk.demo.cairn.database)
    for words in WORDS.values():
        ((table, row),) = holding(tables, words)
        assert (table, row["author"], row["source_author"]) == ("reflection", "None", "None")
        kept = [name for name, _ in holding(tables, row["id"]) + holding(tables, str(UUID(row["id"])))]
        assert set(kept) == {"reflection"}
    assert tables["anonymous_reflection"] == tables["contribution"] == []
    for row in tables["received"]:  # when a form came, but neither whose it was nor what it said
        assert not any(user in " ".join(row.values()) for user in WORDS)
    kinds = {row["kind"] for row in tables["activity"] if row["kind"].startswith("retrospectives")}
    assert kinds == {"retrospectives.started", "retrospectives.moved"}

    told = "".join([caplog.text, *capfd.readouterr()])
    assert not any(words in told for words in WORDS.values())


@long
@on_sqlite
async def test_who_could_not_be_counted_reads_that_the_words_are_kept_and_is_counted_once_more(
    talk: Conversation,
) -> None:
    parent = await begin(talk, plan="live")
    with contributions_failing(talk.demo.cairn.database):
        await talk.run(YUSUF, GARDEN, "/retro add")
        for words in ({"didnt": "As first written"}, {}):
            assert await talk.submit(YUSUF, **words) == "updated"
            assert says(talk.modal(YUSUF), "*What you wrote is kept*, as you sent it")
            assert fields_of(talk.modal(YUSUF)) == []
    assert await talk.submit(YUSUF) == "updated"
    assert says(talk.modal(YUSUF), "It is kept as it read when you first sent it")
    await drawn(talk, parent, "1 person has added something")
    (kept,) = dump(talk.demo.cairn.database)["anonymous_reflection"]
    assert kept["text"] == "As first written"


@long
@on_sqlite
async def test_words_changed_in_a_form_that_came_twice_are_not_said_to_be_kept(talk: Conversation) -> None:
    await begin(talk, plan="live")
    await talk.run(YUSUF, GARDEN, "/retro add")
    await talk.submit(YUSUF, didnt="As first written")
    again = dict(mapping_at(await talk.submitted_again(), "view"))
    assert says(again, "It is kept as it read when you first sent it")
    assert says(again, "Add another")


@on_sqlite
async def test_before_the_reveal_slack_shows_nobody_a_word_of_it(talk: Conversation) -> None:
    parent = await everybody_adds(talk)
    for user in WORDS:
        seen = [*talk.sandbox.messages(user, GARDEN), *talk.sandbox.messages(user, GARDEN, str(parent["ts"]))]
        assert not any(says(message, words) for message in seen for words in WORDS.values())
    assert replies(talk, parent) == []


@on_sqlite
async def test_what_only_two_wrote_is_never_shown_and_everybody_is_told(talk: Conversation) -> None:
    parent = await begin(talk, plan="live")
    for user in (LENA, DIEGO):
        await add(talk, user, worked=WORDS[user])
    await talk.press(LENA, GARDEN, parent, "Next: reveal")
    await drawn(talk, parent, "is being revealed")
    talk.clock.ahead += COUNTING
    await talk.run_job("retrospectives.move_on")
    await drawn(talk, parent, "were erased")
    tables = dump(talk.demo.cairn.database)
    assert not any(holding(tables, words) for words in WORDS.values())
