"""What came of a look back is followed up in check-ins, as people live it in Slack, on both databases."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.conversation import DIEGO, GARDEN, LENA, YUSUF, Conversation
from tests.features.retrospectives.slack_side import add, begin, drawn
from tests.local_slack import CAIRN
from tests.shown import labels_of, says

pytestmark = pytest.mark.practice("P23")
WEEK = timedelta(weeks=1)


async def _on_tuesday(talk: Conversation) -> None:
    """The next Tuesday at one minute past ten, where Diego is, and the clock's job."""
    now = talk.clock().astimezone(ZoneInfo("America/New_York"))
    then = (now + timedelta(days=(1 - now.weekday()) % 7 or 7)).replace(hour=10, minute=1)
    talk.clock.ahead += then.astimezone(UTC) - talk.clock()
    await talk.run_job("checkins.ask")


async def test_who_drives_nothing_is_asked_after_their_action_until_it_is_done(talk: Conversation) -> None:
    parent = await begin(talk, plan="live", facilitator=LENA)
    for user in (LENA, YUSUF, DIEGO):
        await add(talk, user, worked="The tap was free")
    await talk.press(LENA, GARDEN, await drawn(talk, parent, "3 people have added something"), "Next: reveal")
    await talk.press(
        LENA, GARDEN, await drawn(talk, parent, "puts together what says the same"), "Add action"
    )
    assert await talk.submit(LENA, text="Mend the hose", owner=DIEGO, due="2031-05-02") == "closed"
    await _on_tuesday(talk)
    asked = await talk.note(DIEGO, "what became of what you took on?")
    assert says(asked, "Mend the hose")
    assert {"Done", "New date", "Skip this one"} <= labels_of(asked)
    dm = await talk.sandbox.open_dm(DIEGO, CAIRN)
    await talk.press(DIEGO, dm, asked, "Done")
    thanked = await talk.note(DIEGO, "nothing that you took on")
    assert thanked["ts"] == asked["ts"]
    talk.clock.ahead += WEEK
    await talk.run_job("checkins.ask")
    assert len([note for note in await talk.notes(DIEGO) if says(note, "took on")]) == 1
    assert not [note for note in await talk.notes(YUSUF) if says(note, "Check-in")]
