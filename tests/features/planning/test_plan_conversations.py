"""The plan as people see and press it in Slack."""

from datetime import timedelta

import pytest

from bot.delivery.values import Json
from bot.slack.payloads import list_at, text_at
from tests.conversation import DIEGO, GARDEN, GENERAL, LENA, YUSUF, Conversation, on_sqlite
from tests.features.attention.slack_side import always_reachable, told
from tests.local_slack import CAIRN
from tests.shown import labels_of, says
from tests.slices import long

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors

GUIDE = "Write a guide for newcomers"


async def planned(talk: Conversation, title: str = GUIDE, **entered: object) -> Json:
    """Lena puts an initiative on record; returns its details, which are open then."""
    await talk.run(LENA, GARDEN, f"/goal initiative {title}")
    assert await talk.submit(LENA, **entered) == "updated"
    return talk.modal(LENA)


async def test_a_day_in_words_is_said_back_before_it_counts(talk: Conversation) -> None:
    await talk.start_team()
    said = await planned(talk, due_in_words="end of next quarter")
    assert says(said, "send it once more")
    assert await talk.submit(LENA) == "updated"
    details = talk.modal(LENA)
    assert text_at(details, "title", "text") == "Initiative i1"
    assert says(details, "nobody yet")
    assert (await talk.submitted_again())["response_action"] == "update"


async def test_words_that_name_no_day_are_explained_beneath_the_field(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, f"/goal initiative {GUIDE}")
    refused = await talk.submit_unchecked(LENA, due_in_words="when it suits")
    assert refused["response_action"] == "errors"
    assert "planning.initiative.due_in_words" in str(refused)


async def test_what_is_planned_is_claimed_begun_and_done_where_it_is_shown(talk: Conversation) -> None:
    await talk.start_team()
    await planned(talk)
    for named in ("/goal show i1", "/goal I1", "/goal initiative i1 New title"):
        await talk.run(LENA, GARDEN, named)
        assert text_at(talk.modal(LENA), "title", "text") == "Initiative i1"
    for label, said in (("Claim", f"<@{LENA}>"), ("Start", "under way"), ("Done", "done")):
        await talk.press_in_modal(LENA, label)
        assert says(talk.modal(LENA), said)
    assert "Open again" in labels_of(talk.modal(LENA))


@long
@pytest.mark.practice("P10")
async def test_people_share_an_initiative_and_who_is_asked_to_drive_it_accepts_in_its_details(
    talk: Conversation,
) -> None:
    await talk.start_team()
    await always_reachable(talk, DIEGO)
    await talk.propose()
    await talk.run(LENA, GARDEN, f"/goal initiative 1 {GUIDE}")
    assert await talk.submit(LENA) == "updated"
    await talk.press_in_modal(LENA, "People …")
    assert await talk.submit(LENA, contributors=[DIEGO], consulted=[DIEGO]) == "errors"
    assert await talk.submit(LENA, contributors=[DIEGO], consulted=[YUSUF]) == "updated"
    assert says(talk.modal(LENA), f"*With* <@{DIEGO}>")
    assert (await talk.submitted_again())["response_action"] == "update"
    await talk.press_in_modal(LENA, "Offer to …")
    assert await talk.submit(LENA, taker=DIEGO) == "updated"
    named, home = await told(talk, DIEGO, "work on it: initiative"), await talk.sandbox.open_dm(DIEGO, CAIRN)
    await talk.press(DIEGO, home, named, "Details")
    await talk.press_in_modal(DIEGO, "Accept")
    assert says(talk.modal(DIEGO), f"*Driver* <@{DIEGO}>")
    goal = await talk.run(LENA, GARDEN, "/goal show 1")
    assert says(goal, f"took on “{GUIDE}”")
    assert says(goal, f"changed who has a part in “{GUIDE}”: <@{DIEGO}> as contributor")


async def test_bare_cairn_says_what_one_drives_and_is_overdue(talk: Conversation) -> None:
    await talk.start_team()
    for title in ("First thing", "Second thing"):
        await planned(talk, title, due_in_words="tomorrow", taker=LENA)
        assert await talk.submit(LENA) == "updated"
        await talk.sandbox.close_view(LENA, str(talk.modal(LENA)["id"]))
    assert not says(await talk.run(LENA, GARDEN, "/cairn"), "overdue")
    talk.clock.ahead += timedelta(days=3)
    assert says(await talk.run(LENA, GARDEN, "/cairn"), "2 initiatives that you drive are overdue")
    assert not says(await talk.run(DIEGO, GARDEN, "/cairn"), "overdue")
    await talk.run(LENA, GARDEN, "/goal show i1")
    await talk.press_in_modal(LENA, "Done")
    menu = await talk.run(LENA, GARDEN, "/cairn")
    assert says(menu, "You drive *i2* Second thing, which is overdue since")
    assert not says(menu, "Nothing needs you")


@pytest.mark.practice("P12")
async def test_a_backlog_is_narrowed_down_and_re_ranked_in_place(talk: Conversation) -> None:
    await talk.start_team()
    for title in ("First thing", "Second thing"):
        await planned(talk, title)
        await talk.sandbox.close_view(LENA, str(talk.modal(LENA)["id"]))
    shown = await talk.run(DIEGO, GARDEN, "/goal backlog")
    assert order_in(shown) == ["First thing", "Second thing"]
    await talk.choose(DIEGO, GARDEN, shown, "↓ Down")
    [moved] = [one for one in talk.private(DIEGO, GARDEN) if one["ts"] == shown["ts"]]
    assert order_in(moved) == ["Second thing", "First thing"]
    assert says(await talk.run(DIEGO, GARDEN, "/goal backlog mine"), "Choose something else")


def order_in(message: Json) -> list[str]:
    texts = [text_at(block, "text", "text") for block in list_at(message, "blocks")]
    return [title for text in texts for title in ("First thing", "Second thing") if title in text]


async def test_a_milestone_stands_on_the_timeline_that_it_was_added_to(talk: Conversation) -> None:
    await talk.start_team()
    await talk.run(LENA, GARDEN, "/goal timeline")
    assert says(talk.modal(LENA), "Nothing has a date yet")
    await talk.press_in_modal(LENA, "Add a milestone")
    assert await talk.submit(LENA, title="Launch", day_in_words="in 3 weeks") == "updated"
    assert await talk.submit(LENA) == "updated"
    shown = talk.modal(LENA)
    assert says(shown, ":checkered_flag:")
    assert not says(shown, "Nothing has a date yet")
    assert ":checkered_flag:" in str(await talk.submitted_again())
    assert "Change a milestone" in str(shown)


@pytest.mark.practice("P7")
async def test_two_teams_shake_hands(talk: Conversation) -> None:
    await talk.start_team()
    await always_reachable(talk, LENA)
    await talk.start_team(YUSUF, GENERAL, "What everybody needs")
    await planned(talk)
    await talk.press_in_modal(LENA, "Needs something")
    assert await talk.submit(LENA, what="A room", channel=GENERAL, day_in_words="in 3 weeks") == "updated"
    assert await talk.submit(LENA) == "updated"
    assert says(talk.modal(LENA), "waits for an answer")
    card = await talk.card(GENERAL, "needs *A room*", user=YUSUF)
    await talk.press(YUSUF, GENERAL, card, "Another date")
    assert await talk.submit(YUSUF, day_in_words="in 4 weeks") == "updated"
    assert await talk.submit(YUSUF) == "closed"
    answer = await talk.note(LENA, "is offered instead")
    await talk.press(LENA, await talk.sandbox.open_dm(LENA, CAIRN), answer, "Agree")
    assert says(await talk.card(GENERAL, "brings it", user=YUSUF), "*i1* A room")


@long
async def test_a_goal_asks_another_team_from_its_details(talk: Conversation) -> None:
    await talk.start_team()
    await talk.start_team(YUSUF, GENERAL, "What everybody needs")
    await talk.propose(LENA)
    await talk.choose(LENA, GARDEN, await talk.run(LENA, GARDEN, "/goal show 1"), "Needs something …")
    assert await talk.submit(LENA, what="A room", channel=GENERAL, day_in_words="in 3 weeks") == "updated"
    assert await talk.submit(LENA) == "updated"
    shown = talk.modal(LENA)
    assert says(shown, "waits for an answer")
    assert says(shown, "*For* goal #1")
    assert "waits for an answer" in str(await talk.submitted_again())
    await talk.card(GENERAL, "needs *A room*", user=YUSUF)
