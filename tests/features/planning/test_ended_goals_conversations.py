"""What becomes of initiatives whose goal isn't worked on any more: they stay, and everybody reads that the goal is over."""

from collections.abc import Awaitable, Callable

import pytest

from tests.conversation import GARDEN, GENERAL, LENA, YUSUF, Conversation, on_sqlite
from tests.shown import says

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors
End = Callable[[Conversation], Awaitable[None]]


async def withdraw(talk: Conversation) -> None:
    """Lena takes her goal back."""
    await talk.choose(LENA, GARDEN, await talk.card(GARDEN, "Goal #1"), "Withdraw …")
    assert await talk.submit(LENA) == "closed"


async def end(talk: Conversation) -> None:
    """Lena ends her goal, on which somebody voted."""
    await talk.react(YUSUF, GARDEN, await talk.card(GARDEN, "Goal #1"), "fire")
    await talk.choose(LENA, GARDEN, await talk.card(GARDEN, "1 of 5 heard"), "End this goal …")
    assert await talk.submit(LENA, outcome="reached") == "closed"


async def plan(talk: Conversation) -> None:
    """An initiative for the goal, due in three weeks, that needs a room of another team."""
    await talk.start_team_with_goal()
    await talk.start_team(YUSUF, GENERAL, "What everybody needs")
    await talk.run(LENA, GARDEN, "/goal initiative 1 Write a guide")
    for _ in range(2):
        assert await talk.submit(LENA, due_in_words="in 3 weeks", taker=LENA) == "updated"
    await talk.press_in_modal(LENA, "Needs something")
    for _ in range(2):
        assert await talk.submit(LENA, what="A room", channel=GENERAL, day_in_words="in 2 weeks") == "updated"
    await talk.sandbox.close_view(LENA, str(talk.modal(LENA)["id"]))


@pytest.mark.parametrize(("leave", "over"), [(withdraw, "was withdrawn"), (end, "has ended")])
async def test_wherever_they_stand_it_says_that_their_goal_is_over(
    talk: Conversation, leave: End, over: str
) -> None:
    await plan(talk)
    shown = await talk.run(LENA, GARDEN, "/goal backlog")
    assert says(shown, "· goal #1")
    assert not says(shown, over)
    await leave(talk)
    assert says(await talk.run(LENA, GARDEN, "/goal backlog"), f"Goal #1 {over}.")
    await talk.run(LENA, GARDEN, "/goal timeline")
    assert says(talk.modal(LENA), f"Goal #1 {over}.")
    await talk.run(YUSUF, GARDEN, "/goal show i1")
    assert says(talk.modal(YUSUF), f"free from 40 % to 80 %, which {over}")
    await talk.card(GENERAL, f"80 %, which {over})", user=YUSUF)
    await talk.press_in_modal(YUSUF, "Done")
    assert not says(await talk.run(LENA, GARDEN, "/goal backlog done"), over)


async def test_opened_again_its_initiatives_are_for_it_as_before(talk: Conversation) -> None:
    await plan(talk)
    await end(talk)
    card = await talk.card(GENERAL, "80 %, which has ended)", user=YUSUF)
    await talk.choose(LENA, GARDEN, await talk.card(GARDEN, "*Reached*"), "Open again")
    assert not says(await talk.run(LENA, GARDEN, "/goal backlog"), "has ended")
    await talk.redrawn(GENERAL, card, "80 %)")
