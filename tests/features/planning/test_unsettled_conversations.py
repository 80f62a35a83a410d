"""What a team asked of another and isn't settled: in the plan of those who wait for it, until it is."""

from datetime import timedelta

import pytest

from tests.conversation import GARDEN, GENERAL, LENA, YUSUF, Conversation, on_sqlite
from tests.shown import says

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors


async def plan_of(talk: Conversation, user: str = LENA) -> str:
    """The backlog and the timeline as one person of the garden's team reads them."""
    backlog = await talk.run(user, GARDEN, "/goal backlog")
    await talk.run(user, GARDEN, "/goal timeline")
    timeline = talk.modal(user)
    await talk.sandbox.close_view(user, str(timeline["id"]))
    return f"Backlog: {backlog['blocks']}\nTimeline: {timeline['blocks']}"


@pytest.mark.practice("P7")
async def test_an_offered_day_and_an_overdue_promise_stand_in_the_plan_of_who_waits(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await talk.start_team(YUSUF, GENERAL, "What everybody needs")
    await talk.run(LENA, GARDEN, "/goal initiative Write a guide for newcomers")
    assert await talk.submit(LENA) == "updated"
    await talk.press_in_modal(LENA, "Needs something")
    for _ in range(2):
        assert await talk.submit(LENA, what="A room", channel=GENERAL, day_in_words="in 3 weeks") == "updated"
    card = await talk.card(GENERAL, "needs *A room*", user=YUSUF)
    await talk.press(YUSUF, GENERAL, card, "Another date")
    assert await talk.submit(YUSUF, day_in_words="in 4 weeks") == "updated"
    assert await talk.submit(YUSUF) == "closed"
    backlog, timeline = (await plan_of(talk)).split("\nTimeline: ")
    assert f"<#{GENERAL}> offers “A room” by" in backlog
    assert f"A room for i1 · <#{GENERAL}> offers it by" in timeline
    await talk.run(LENA, GARDEN, "/goal show i1")
    await talk.press_in_modal(LENA, "Agree")
    await talk.sandbox.close_view(LENA, str(talk.modal(LENA)["id"]))
    assert "A room" not in await plan_of(talk)
    talk.clock.ahead += timedelta(weeks=5)
    backlog, timeline = (await plan_of(talk)).split("\nTimeline: ")
    assert f"waits for “A room” of <#{GENERAL}>, overdue since" in backlog
    assert f"· A room for i1 · promised by <#{GENERAL}>, overdue" in timeline
    await talk.run(YUSUF, GENERAL, "/goal show i1")
    await talk.press_in_modal(YUSUF, "Done")
    assert "A room" not in await plan_of(talk)
    assert says(await talk.run(LENA, GARDEN, "/goal backlog"), "Write a guide")
