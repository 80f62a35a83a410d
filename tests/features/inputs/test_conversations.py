"""A team is asked before it votes: what people write through Slack's own forms, and what they see then."""

from datetime import timedelta

import pytest

from bot.delivery.values import Json
from bot.features.inputs.rules import COUNTING
from bot.slack.payloads import list_at, mapping_at, text_at
from tests.conversation import ANANYA, DIEGO, GARDEN, LENA, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.local_slack import CAIRN
from tests.shown import labels_of, says
from tests.slices import long
from tests.whole import dump, holding

TITLE = "Before we choose"
WORDS = {LENA: "The pump is old", YUSUF: "Only on weekends", DIEGO: "Children drink there"}


async def asked(talk: Conversation, **chosen: object) -> Json:
    """A team with a goal, which Lena asks for input."""
    await talk.start_team_with_goal()
    await talk.run(LENA, GARDEN, "/goal inputs")
    assert await talk.submit(LENA, **chosen) == "closed"
    return await talk.card(GARDEN, TITLE)


async def give(talk: Conversation, user: str, parent: Json, *, about: str = "none", **words: str) -> None:
    await talk.press(user, GARDEN, parent, "Add yours")
    assert (
        await talk.submit(user, goal=goal_in(talk.modal(user)) if about != "none" else about, **words)
        == "updated"
    )
    assert says(talk.modal(user), "Thank you, it is kept")


def goal_in(view: Json) -> str:
    """The value of the first goal in the form's menu."""
    menu = next(block for block in list_at(view, "blocks") if ".goal" in text_at(block, "block_id"))
    return text_at(list_at(menu, "element", "options")[1], "value")


async def reply(talk: Conversation, parent: Json, words: str) -> Json:
    """The reply in the round's thread that says these words, once it is there."""

    def look() -> Json | None:
        replies = talk.sandbox.messages(LENA, GARDEN, str(parent["ts"]))[1:]
        return next((one for one in reversed(replies) if says(one, words)), None)

    return await talk.eventually(look)


async def now_says(talk: Conversation, parent: Json, words: str) -> Json:
    """The round's message once it says these words."""

    def look() -> Json | None:
        shown = talk.at(GARDEN, parent["ts"])
        return shown if says(shown, words) else None

    return await talk.eventually(look)


async def close_unsigned(talk: Conversation, parent: Json) -> None:
    """Lena closes it, and the clock shows what was given once all are counted."""
    await talk.press(LENA, GARDEN, parent, "Close now")
    await now_says(talk, parent, "comes into this thread in a moment")
    talk.clock.ahead += COUNTING
    await talk.run_job("inputs.close_due")


@pytest.mark.practice("P1")
async def test_what_people_give_without_names_is_shown_by_goal_and_gets_an_answer(
    talk: Conversation, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(0)
    parent = await asked(talk)
    await give(talk, LENA, parent, about="goal", constraint=WORDS[LENA])
    await give(talk, YUSUF, parent, about="goal", constraint=WORDS[YUSUF])
    await give(talk, DIEGO, parent, perspective=WORDS[DIEGO])
    await talk.submitted_again()
    open_now = await now_says(talk, parent, "3 people have contributed")
    assert not any(says(open_now, words) for words in WORDS.values())
    await close_unsigned(talk, open_now)
    await now_says(talk, parent, "3 inputs: 3 to be sorted")

    about_goal = await reply(talk, parent, "About #1")
    assert says(about_goal, WORDS[LENA])
    assert says(about_goal, WORDS[YUSUF])
    assert says(await reply(talk, parent, "About no single goal"), WORDS[DIEGO])

    await talk.press(LENA, GARDEN, about_goal, "Sort these")
    assert await talk.submit(LENA, outcome="adopted", why="We replace it in May") == "updated"
    assert says(talk.modal(LENA), "1 of 2 sorted")
    assert await talk.submit(LENA, outcome="parked", why="After the summer") == "updated"
    assert says(talk.modal(LENA), "all sorted, thank you")
    assert says(await reply(talk, parent, "After the summer"), "We replace it in May")
    await now_says(talk, parent, "3 inputs: 1 adopted, 1 parked and 1 to be sorted")
    details = await talk.run(YUSUF, GARDEN, "/goal show 1")
    assert says(details, "2 inputs: 1 adopted and 1 parked")
    assert says(details, "adopted an input: We replace it in May")

    await talk.run_job("inputs.clear")
    tables = dump(talk.demo.cairn.database)
    for words in WORDS.values():
        ((table, row),) = holding(tables, words)
        assert (table, row["author"]) == ("input", "None")
    assert tables["unsigned_input"] == tables["input_giver"] == []
    told = "".join([caplog.text, *capfd.readouterr()])
    assert not any(words in told for words in WORDS.values())


@on_sqlite
async def test_with_names_one_changes_ones_words_until_it_closes_and_hears_what_became_of_them(
    talk: Conversation,
) -> None:
    parent = await asked(talk, names="named")
    await give(talk, YUSUF, parent, constraint="Only on weekends", hope="Shade")
    await talk.press_in_modal(YUSUF, "Add another")
    assert says(talk.modal(YUSUF), "Only on weekends")
    await talk.press_in_modal(YUSUF, "Change")
    changed = "constraint" if says(talk.modal(YUSUF), "Only on weekends") else "hope"
    assert await talk.submit(YUSUF, **{changed: "Only on Sundays"}) == "closed"
    parent = await now_says(talk, parent, "1 person has contributed")

    await talk.press(LENA, GARDEN, parent, "Close now")
    shown = await reply(talk, parent, "Only on Sundays")
    assert says(shown, f"<@{YUSUF}>")
    await talk.press(YUSUF, GARDEN, shown, "Sort these")
    assert says(await talk_private(talk, YUSUF), "The team's stewards sort what was given")
    await talk.press(LENA, GARDEN, shown, "Sort these")
    assert await talk.submit(LENA, outcome="declined", why="The tap is for weekdays too") == "updated"
    assert says(await reply(talk, parent, "The tap is for weekdays too"), "Declined")


async def talk_private(talk: Conversation, user: str) -> Json:
    return await talk.eventually(lambda: next(iter(reversed(talk.private(user, GARDEN))), None))


@long
@on_sqlite
async def test_what_one_takes_back_is_gone(talk: Conversation) -> None:
    parent = await asked(talk, names="named")
    await give(talk, YUSUF, parent, hope="Shade")
    await now_says(talk, parent, "1 person has contributed")
    await talk.press_in_modal(YUSUF, "Add another")
    await talk.press_in_modal(YUSUF, "Change")
    await talk.press_in_modal(YUSUF, "Take it back")
    assert not says(talk.modal(YUSUF), "Shade")
    await now_says(talk, parent, "Nobody has contributed yet")


@on_sqlite
async def test_what_two_wrote_without_names_is_never_shown(talk: Conversation) -> None:
    parent = await asked(talk)
    await give(talk, YUSUF, parent, hope=WORDS[YUSUF])
    await give(talk, DIEGO, parent, hope=WORDS[DIEGO])
    await close_unsigned(talk, await now_says(talk, parent, "2 people have contributed"))
    shown = await now_says(talk, parent, "erased unread, as promised")
    assert labels_of(shown) == set()
    assert not any(holding(dump(talk.demo.cairn.database), words) for words in WORDS.values())


@long
@on_sqlite
async def test_words_that_come_too_late_stay_in_the_form(talk: Conversation) -> None:
    parent = await asked(talk)
    await talk.press(YUSUF, GARDEN, parent, "Add yours")
    await close_unsigned(talk, parent)
    await now_says(talk, parent, "Nothing was given this time")
    assert await talk.submit(YUSUF, hope="Too late") == "updated"
    assert says(talk.modal(YUSUF), "Your words are still here")


@on_sqlite
async def test_while_a_team_is_asked_the_command_card_and_menu_lead_to_the_form(talk: Conversation) -> None:
    await asked(talk)
    await talk.run(ANANYA, GARDEN, "/goal inputs")
    assert says(talk.modal(ANANYA), "Your name isn't kept with this")
    assert "Add yours" in labels_of(await talk.run(ANANYA, GARDEN, "/cairn"))
    await talk.eventually(lambda: "Add yours" in labels_of(next(iter(talk.posted(LENA, GARDEN)))))
    assert mapping_at(talk.modal(ANANYA), "submit")


@long
@on_sqlite
async def test_the_clock_closes_it_and_who_asked_may_post_it_again_when_somebody_deleted_it(
    talk: Conversation,
) -> None:
    parent = await asked(talk, names="named")
    await always_reachable(talk, LENA)
    await give(talk, YUSUF, parent, hope="Shade")
    await now_says(talk, parent, "1 person has contributed")
    await talk.sandbox.delete(LENA, GARDEN, str(parent["ts"]))
    talk.clock.ahead += timedelta(days=6)
    await talk.run_job("inputs.close_due")
    await talk.eventually(lambda: holding(dump(talk.demo.cairn.database), "inputs.round_gone"))
    note = await told(talk, LENA, "The message in which you asked for input was deleted")
    await talk.press(LENA, await talk.sandbox.open_dm(LENA, CAIRN), note, "Post it again")
    again = await talk.card(GARDEN, TITLE)
    assert again["ts"] != parent["ts"]
    assert says(await reply(talk, again, "Shade"), f"<@{YUSUF}>")
