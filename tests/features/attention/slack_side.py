"""What tests of all rooms do about somebody's attention in a conversation."""

from bot.delivery.values import Json
from tests.conversation import GARDEN, Conversation
from tests.shown import says

WHOLE_WEEK = [str(day) for day in range(7)]


async def always_reachable(talk: Conversation, user: str, channel: str = GARDEN) -> None:
    """Somebody lets Cairn write to them at any hour of any day, so that the time of the test doesn't matter."""
    await talk.run(user, channel, "/cairn settings")
    outcome = await talk.submit(user, days=WHOLE_WEEK, starts="00:00", ends="00:00")
    assert outcome == "updated"


async def told(talk: Conversation, user: str, words: str) -> Json:
    """Cairn's direct message with these words, as soon as it is known that it is to be said."""
    for _ in range(100):
        await talk.run_job("attention.release")
        for note in reversed(await talk.notes(user)):
            if says(note, words):
                return note
    return await talk.note(user, words)
