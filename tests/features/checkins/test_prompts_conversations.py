"""Check-ins as people live them in Slack: asked, tapped, added to, put off, written in words."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from bot.delivery.values import Json
from tests.conversation import DIEGO, GARDEN, LENA, YUSUF, Conversation, on_sqlite
from tests.local_slack import CAIRN
from tests.shown import labels_of, says, words_of
from tests.slices import long

pytestmark = on_sqlite
TITLE = "Raise the share of neighbours who find the tap free from 40 % to 80 %"
TUESDAY = 1


async def _on_tuesday(talk: Conversation, hour: int = 10, minute: int = 1) -> None:
    """The next Tuesday at that hour, where Lena is."""
    now = talk.clock().astimezone(ZoneInfo("Europe/Amsterdam"))
    days = (TUESDAY - now.weekday()) % 7 or 7
    then = (now + timedelta(days=days)).replace(hour=hour, minute=minute, second=0, microsecond=0)
    talk.clock.ahead += then.astimezone(UTC) - talk.clock()


async def _asked(talk: Conversation) -> None:
    await talk.run_job("checkins.ask")


async def _driven(talk: Conversation, user: str = LENA, title: str = TITLE) -> Json:
    """A goal that somebody drives, in a team that checks in."""
    await talk.start_team()
    card = await talk.propose(title=title)
    await talk.press(user, GARDEN, card, "Claim")
    return await talk.card(GARDEN, f"*Driver* <@{user}>")


async def _prompt(talk: Conversation, user: str = LENA) -> Json:
    """Their first check-in, which came by itself."""
    await _on_tuesday(talk)
    await _asked(talk)
    return await talk.note(user, "how are your goals doing?")


async def _card_says(talk: Conversation, card: Json, words: str) -> None:
    await talk.eventually(lambda: says(talk.at(GARDEN, card["ts"]), words))


async def _dm(talk: Conversation, user: str = LENA) -> str:
    return await talk.sandbox.open_dm(user, CAIRN)


async def test_one_tap_completes_a_goal_and_its_card_says_so_at_once(talk: Conversation) -> None:
    card = await _driven(talk)
    prompt = await _prompt(talk)
    assert says(prompt, "#1")
    await talk.press(LENA, await _dm(talk), prompt, "🟡 Unsure")
    answered = await talk.note(LENA, "Thank you")
    assert answered["ts"] == prompt["ts"]
    await _card_says(talk, card, "🟡 unsure")


async def test_nobody_else_is_asked_and_nobody_twice(talk: Conversation) -> None:
    await _driven(talk)
    await _prompt(talk)
    await _asked(talk)
    await _asked(talk)
    assert len([note for note in await talk.notes(LENA) if says(note, "Check-in")]) == 1
    assert not [note for note in await talk.notes(YUSUF) if says(note, "Check-in")]


@long
async def test_add_more_takes_a_number_and_a_story(talk: Conversation) -> None:
    card = await _driven(talk)
    prompt = await _prompt(talk)
    await talk.press(LENA, await _dm(talk), prompt, "Add more")
    assert says(talk.modal(LENA), "What did you learn?")
    assert await talk.submit(LENA, progress="60 percent") == "errors"
    assert (
        await talk.submit(LENA, confidence="green", progress="60 %", words="Ask <!channel> first") == "closed"
    )
    answered = await talk.note(LENA, "60 %")
    assert "Ask &lt;!channel&gt; first" in words_of(answered)
    await _card_says(talk, card, "🟢 confident · 60 %")


async def test_a_message_in_words_is_read_and_can_be_taken_back(talk: Conversation) -> None:
    card = await _driven(talk)
    await _prompt(talk)
    dm = await _dm(talk)
    await talk.sandbox.say(LENA, dm, f"#1 :large_green_circle: 70% R&amp;D: the tap is in, <@{YUSUF}>")
    await talk.sandbox.settled()
    read = await talk.note(LENA, "I took your message as")
    assert says(read, "R&amp;D: the tap is in, @")  # escaped once, and nobody's id
    assert not says(read, YUSUF)
    await _card_says(talk, card, "🟢 confident · 70 %")
    await talk.press(LENA, dm, read, "That's not it")
    assert await talk.note(LENA, "as words for this check-in")


@long
async def test_a_reply_in_its_thread_answers_it_too(talk: Conversation) -> None:
    card = await _driven(talk)
    prompt = await _prompt(talk)
    await talk.sandbox.say(LENA, await _dm(talk), "🔴 the pump broke", str(prompt["ts"]))
    await talk.sandbox.settled()
    await talk.note(LENA, "the pump broke")
    await _card_says(talk, card, "🔴 worried")


async def test_a_message_that_answers_nothing_gets_a_hint(talk: Conversation) -> None:
    await talk.start_team()
    await talk.sandbox.say(DIEGO, await _dm(talk, DIEGO), "hello?")
    await talk.sandbox.settled()
    assert await talk.note(DIEGO, "Good to hear from you")
    await talk.sandbox.say(DIEGO, await _dm(talk, DIEGO), "The tap is in")
    await talk.sandbox.settled()
    assert await talk.note(DIEGO, "There is no check-in open")


@long
async def test_checked_in_before_being_asked_one_is_not_asked_again(talk: Conversation) -> None:
    await _driven(talk)
    await _on_tuesday(talk, 9, 30)
    told = await talk.run(LENA, GARDEN, "/checkin now")
    assert says(told, "in our messages")
    prompt = await talk.note(LENA, "how are your goals doing?")
    await talk.press(LENA, await _dm(talk), prompt, "🟢 Confident")
    await talk.note(LENA, "Thank you")
    talk.clock.ahead += timedelta(minutes=40)
    await _asked(talk)
    assert len([note for note in await talk.notes(LENA) if says(note, "heck-in")]) == 1
    told = await talk.run(LENA, GARDEN, "/checkin now")
    assert says(told, "|in our messages>")


@long
async def test_snoozed_for_an_hour_it_comes_again_further_down(talk: Conversation) -> None:
    await _driven(talk)
    prompt = await _prompt(talk)
    dm = await _dm(talk)
    await talk.choose(LENA, dm, prompt, "In an hour")
    assert "Answer now" in labels_of(await talk.note(LENA, "I'll ask again"))
    await _asked(talk)
    assert len(await talk.notes(LENA)) == 1
    talk.clock.ahead += timedelta(minutes=61)
    await _asked(talk)
    again = await talk.note(LENA, "how are your goals doing?")
    assert again["ts"] != prompt["ts"]
    assert await talk.note(LENA, "further down")


@long
async def test_skipped_it_can_be_answered_after_all(talk: Conversation) -> None:
    await _driven(talk)
    prompt = await _prompt(talk)
    dm = await _dm(talk)
    await talk.press(LENA, dm, prompt, "Skip this one")
    skipped = await talk.note(LENA, "that's fine")
    await talk.press(LENA, dm, skipped, "Answer after all")
    back = await talk.note(LENA, "how are your goals doing?")
    assert "Skip this one" in labels_of(back)


@long
async def test_who_is_away_is_left_alone_until_they_are_back(talk: Conversation) -> None:
    await _driven(talk)
    prompt = await _prompt(talk)
    await talk.press(LENA, await _dm(talk), prompt, "I'm away until …")
    back = (talk.clock() + timedelta(days=10)).date().isoformat()
    assert await talk.submit(LENA, away_until=talk.clock().date().isoformat()) == "errors"
    assert await talk.submit(LENA, away_until=back) == "closed"
    await talk.note(LENA, "away until")
    talk.clock.ahead += timedelta(days=7)
    await _asked(talk)
    assert (
        len([note for note in await talk.notes(LENA) if says(note, "heck-in") or says(note, "away until")])
        == 1
    )
