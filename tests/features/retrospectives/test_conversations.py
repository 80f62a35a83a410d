"""A look back as people do it in Slack: from start to summary, by the clock and by hand."""

from collections.abc import Callable
from datetime import timedelta

from bot.delivery.values import Json
from bot.sandbox.people.interacting import InView
from bot.slack.payloads import list_at, mapping_at, text_at
from tests.conversation import (
    AMARA,
    ANANYA,
    DIEGO,
    GARDEN,
    LENA,
    MEI,
    STEERING,
    YUSUF,
    Conversation,
    labels_of,
    on_sqlite,
    says,
    words_of,
)

MOVE = "retrospectives.move_on"
PARENT = "A look back together"


async def begin(talk: Conversation, **chosen: object) -> Json:
    """A team with a retro that Lena started, and its message."""
    await talk.start_team()
    return await begin_again(talk, **chosen)


async def begin_again(talk: Conversation, **chosen: object) -> Json:
    await talk.run(LENA, GARDEN, "/retro start")
    assert await talk.submit(LENA, **chosen) == "closed"
    return await talk.card(GARDEN, PARENT)


async def add(talk: Conversation, user: str, **words: str) -> None:
    await talk.run(user, GARDEN, "/retro add")
    assert await talk.submit(user, **words) == "updated"
    assert says(talk.modal(user), "Thank you, it is kept")


async def reply(talk: Conversation, parent: Json, words: str, *, user: str = LENA) -> Json:
    """The newest reply of Cairn's in the thread that says these words, once it is there."""

    def look() -> Json | None:
        thread = talk.sandbox.messages(user, GARDEN, str(parent["ts"]))[1:]
        return next((message for message in reversed(thread) if says(message, words)), None)

    return await talk.eventually(look)


async def drawn(talk: Conversation, parent: Json, words: str) -> Json:
    """The parent once it says these words."""

    def look() -> Json | None:
        now = talk.at(GARDEN, parent["ts"])
        return now if says(now, words) else None

    return await talk.eventually(look)


async def choose_in_modal(talk: Conversation, user: str, block: Json, label: str) -> None:
    """Choose from the menu that stands in a block of the top modal."""
    kind = "element" if "element" in block else "accessory"
    menu = mapping_at(block, kind)
    option = next(one for one in list_at(menu, "options") if text_at(one, "text", "text") == label)
    action: Json = {
        "type": menu["type"],
        "action_id": menu["action_id"],
        "block_id": block.get("block_id", ""),
        "selected_option": dict(option),
    }
    view = talk.modal(user)
    entered: Json = {str(block.get("block_id")): {str(menu["action_id"]): action}}
    await talk.sandbox.act(user, InView(str(view["id"])), action, state=entered)


def block_with(view: Json, is_it: Callable[[Json], bool]) -> Json:
    return next(dict(block) for block in list_at(view, "blocks") if is_it(dict(block)))


async def put(talk: Conversation, user: str, words: str, label: str) -> None:
    """Put the reflection with these words somewhere."""
    entry = block_with(
        talk.modal(user), lambda block: words in text_at(block, "text", "text") and "accessory" in block
    )
    await choose_in_modal(talk, user, entry, label)


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
    water, gloves = await reply(talk, parent, "*Water for all*"), await reply(talk, parent, "*Too few gloves*")
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
    assert says(summary, f"*Mend the hose* · <@{ANANYA}> · by 2 May 2030")
    await drawn(talk, parent, "It is over")
    await talk.eventually(lambda: talk.sandbox.messages(LENA, GARDEN, str(parent["ts"]))[-1]["pinned"])


async def test_pause(talk: Conversation) -> None:
    assert STEERING
    assert AMARA
    assert MEI
    assert timedelta
    assert on_sqlite
    assert labels_of
    assert MOVE
