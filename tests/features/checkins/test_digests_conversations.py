"""The digest and the stories as a team reads them in Slack."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.values import Json
from tests.conversation import DIEGO, GARDEN, GENERAL, LENA, MEI, YUSUF, Conversation, on_sqlite
from tests.local_slack import CAIRN
from tests.shown import says, words_of
from tests.slices import long

pytestmark = [on_sqlite, pytest.mark.practice("P13"), pytest.mark.practice("P14")]
TAP = "Raise the share of neighbours who find the tap free from 40 % to 80 %"
BEDS = "Raise the share of beds that are planted from 20 % to 90 %"
SHED = "Raise the share of tools that are back in the shed from 50 % to 95 %"
TUESDAY = 1


async def driven(talk: Conversation, user: str, title: str) -> Json:
    """A goal that this person drives."""
    card = await talk.propose(title=title)
    await talk.press(user, GARDEN, card, "Claim")
    return await talk.card(GARDEN, f"*Driver* <@{user}>")


async def on_tuesday(talk: Conversation, days: int = 0) -> None:
    """The next Tuesday at noon where Lena is, by when all were asked; or some days after."""
    now = talk.clock().astimezone(ZoneInfo("Europe/Amsterdam"))
    ahead = timedelta(days=(TUESDAY - now.weekday()) % 7 or 7)
    then = (now + ahead).replace(hour=10, minute=1, second=0, microsecond=0)
    talk.clock.ahead += then.astimezone(UTC) - talk.clock()
    await asked(talk)


async def asked(talk: Conversation) -> None:
    await talk.run_job("checkins.ask")
    await talk.run_job("checkins.post_digests")


async def tap(talk: Conversation, user: str, label: str) -> None:
    """Somebody answers their check-in, whether it came by itself or not."""
    await talk.run(user, GARDEN, "/checkin now")
    dm = await talk.sandbox.open_dm(user, CAIRN)
    prompt = await talk.note(user, "how are your goals doing?")
    await talk.press(user, dm, prompt, label)


async def add(talk: Conversation, user: str, **entered: object) -> None:
    """*Add more* in their newest check-in."""
    await talk.run(user, GARDEN, "/checkin now")
    dm = await talk.sandbox.open_dm(user, CAIRN)
    label = "Say why" if "why" in entered else "Add more"
    prompt = await talk.note(user, label)
    await talk.press(user, dm, prompt, label)
    assert await talk.submit(user, **entered) == "closed"


def thread(talk: Conversation, parent: Json) -> list[Json]:
    return talk.sandbox.messages(LENA, GARDEN, str(parent["ts"]))[1:]


@long
async def test_a_weeks_check_in_comes_into_the_channel_with_words_in_its_thread(talk: Conversation) -> None:
    await talk.start_team()
    for user, title in ((LENA, TAP), (DIEGO, BEDS), (YUSUF, SHED)):
        await driven(talk, user, title)
    await on_tuesday(talk)
    await tap(talk, LENA, "🟢 Confident")
    await add(talk, DIEGO, confidence="yellow", progress="30", words="Ask <!channel> about the hose")
    digest = await talk.card(GARDEN, "Check-in of Tue")
    assert says(digest, "1 more is welcome")
    assert YUSUF not in words_of(digest)
    [words] = await talk.eventually(lambda: thread(talk, digest))
    assert "Ask &lt;!channel&gt; about the hose" in words_of(words)

    talk.clock.ahead += timedelta(days=2)
    await add(talk, YUSUF, confidence="red", words="Three spades are gone")
    late = await talk.card(GARDEN, "3 people answered")
    assert late["ts"] == digest["ts"]
    await talk.eventually(lambda: len(thread(talk, digest)) == 2)
    await add(talk, YUSUF, confidence="green", words="They were at the neighbours'")
    await talk.eventually(lambda: says(thread(talk, digest)[1], "at the neighbours'"))

    await on_tuesday(talk)
    await tap(talk, LENA, "🔴 Worried")
    await add(talk, LENA, why="The pump broke")
    await tap(talk, DIEGO, "🟡 Unsure")
    changed = await talk.card(GARDEN, "🟢 confident → 🔴 worried")
    assert changed["ts"] != digest["ts"]
    await talk.eventually(lambda: says(talk.at(GARDEN, changed["ts"]), "The pump broke"))


@long
async def test_stories_are_found_again_and_private_ones_by_their_people_only(talk: Conversation) -> None:
    await talk.start_team()
    await driven(talk, LENA, TAP)
    await on_tuesday(talk)
    await add(talk, LENA, words="Mia waited four minutes only " + "and smiled " * 40)
    card = await talk.card(GARDEN, "1 story")
    await talk.press(YUSUF, GARDEN, card, "1 story")
    listed = talk.private(YUSUF, GARDEN)[-1]
    assert says(listed, "Mia waited")
    await talk.press(YUSUF, GARDEN, listed, "Read")
    assert "and smiled and smiled" in words_of(talk.modal(YUSUF))
    assert says(await talk.run(YUSUF, GARDEN, "/goal stories minutes"), "1 story for “minutes”")
    assert says(await talk.run(YUSUF, GARDEN, "/goal stories 1"), "Mia waited")
    assert says(await talk.run(YUSUF, GARDEN, "/goal stories pump"), "No story of this team")
    assert says(await talk.run(MEI, GENERAL, "/goal stories"), "/cairn start")

    await add(talk, LENA, words="Between us", readers=["private"])
    assert says(await talk.run(YUSUF, GARDEN, "/goal stories"), "Nobody told a story here yet")
    assert says(await talk.run(LENA, GARDEN, "/goal stories"), "Between us")


@long
async def test_who_presses_add_mine_finds_their_check_in_in_their_messages(talk: Conversation) -> None:
    await talk.start_team()
    for user, title in ((LENA, TAP), (DIEGO, BEDS)):
        await driven(talk, user, title)
    await on_tuesday(talk)
    await tap(talk, LENA, "🟢 Confident")
    digest = await talk.card(GARDEN, "Check-in of Tue")
    await talk.press(DIEGO, GARDEN, digest, "Add mine")
    assert says(talk.private(DIEGO, GARDEN)[-1], "in our messages")
    assert await talk.note(DIEGO, "how are your goals doing?")
