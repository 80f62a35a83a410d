"""Setting up check-ins as people do it in Slack."""

import pytest

from bot.delivery.values import Json
from bot.sandbox.refusals import InvalidValues
from bot.slack.payloads import list_at, mapping_at, text_at
from tests.conversation import DIEGO, GARDEN, GENERAL, LENA, MEI, YUSUF, Conversation, on_sqlite
from tests.local_slack import CAIRN
from tests.shown import labels_of, says, words_of
from tests.slices import long

pytestmark = on_sqlite  # what the rooms do is tested on both databases below the doors


@pytest.fixture
async def team(talk: Conversation) -> Json:
    """Lena's team in the garden, with its card."""
    return await talk.start_team()


def block(view: Json, block_id: str) -> Json:
    return next(dict(one) for one in list_at(view, "blocks") if text_at(one, "block_id") == block_id)


def initial(view: Json, field: str, *path: str) -> str:
    return text_at(block(view, f"checkins.setup.{field}"), "element", *path)


async def test_the_usual_check_in_comes_with_the_team_and_its_steward_changes_it(
    talk: Conversation, team: Json
) -> None:
    await talk.card(GARDEN, "every Tuesday at 10:00, in each person's own time zone, for people who drive")
    await talk.run(LENA, GARDEN, "/checkin")
    view = talk.modal(LENA)
    assert initial(view, "at", "initial_time") == "10:00"
    assert initial(view, "who", "initial_option", "value") == "drivers"
    assert says(view, "Asks nobody yet")
    entered = {
        "weekdays": ["0", "3"],
        "every": "2",
        "at": "16:30",
        "zones": "team",
        "who": "members",
        "questions": ["1"],
        "own_questions": "Who helped you?\n<!channel> *what* now?",
    }
    assert await talk.submit(LENA, **entered) == "updated"
    assert says(talk.modal(LENA), "Saved: every second week on Monday and Thursday at 16:30")
    assert says(talk.modal(LENA), "the team's")
    card = await talk.card(GARDEN, "every second week on Monday and Thursday at 16:30")
    assert card["ts"] == team["ts"]
    await talk.run(LENA, GARDEN, "/checkin")
    again = talk.modal(LENA)
    assert initial(again, "own_questions", "initial_value") == "Who helped you?\n<!channel> *what* now?"
    assert [text_at(one, "value") for one in _ticked(again, "questions")] == ["1"]


async def test_preview_says_the_next_three_prompts_per_zone_before_anything_is_saved(
    talk: Conversation, team: Json
) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    await talk.press_in_modal(LENA, "Preview", who="members", weekdays=["4"], at="09:15")
    view = talk.modal(LENA)
    told = next(
        text_at(one, "text", "text") for one in list_at(view, "blocks") if says(dict(one), "next three")
    )
    lines = told.split("\n")[1:]
    assert len(lines) > 1  # the garden's people live in several zones
    assert all(
        line.count("\N{NO-BREAK SPACE}09:15") == line.count("Fri\N{NO-BREAK SPACE}") == 3 for line in lines
    )
    assert says(await talk.card(GARDEN, "A garden all can use"), "every Tuesday at 10:00")
    assert initial(view, "at", "initial_time") == "09:15"
    assert await talk.submit(LENA) == "updated"
    await talk.card(GARDEN, "every Friday at 09:15")


async def test_what_cannot_be_is_said_at_its_field(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    assert await talk.submit(LENA, weekdays=["1"], who="chosen") == "errors"
    assert await talk.submit(LENA, weekdays=["1"], who="chosen", people=["U0NOBODY01"]) == "errors"
    assert await talk.submit(LENA, own_questions="why?\n" * 6) == "errors"
    assert await talk.submit(LENA, own_questions="", people=[YUSUF, DIEGO]) == "updated"
    assert says(talk.modal(LENA), "people chosen by name")
    await talk.run(LENA, GARDEN, "/checkin")
    assert says(talk.modal(LENA), "Asks 2 people")


async def test_without_a_day_the_preview_says_so_and_keeps_the_form(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    await talk.press_in_modal(LENA, "Preview", weekdays=[])
    assert says(talk.modal(LENA), "Choose at least one day")
    assert "Preview" in labels_of(talk.modal(LENA))


async def test_without_a_day_slack_itself_keeps_the_form(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    with pytest.raises(InvalidValues):
        await talk.submit(LENA, weekdays=[])
    assert await talk.submit(LENA, weekdays=["2"]) == "updated"


async def test_a_warning_goes_once_something_else_is_wrong(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    await talk.press_in_modal(LENA, "Preview", weekdays=[])
    assert await talk.submit(LENA, weekdays=["2"], own_questions="why?\n" * 6) == "updated"
    assert says(talk.modal(LENA), "keep it to 5 questions")
    assert not says(talk.modal(LENA), "Choose at least one day")
    assert await talk.submit(LENA, own_questions="Why?") == "updated"
    assert says(talk.modal(LENA), "Saved: every Wednesday")


async def test_what_cannot_be_previewed_is_said_beside_the_button_and_what_was_typed_stays(
    talk: Conversation, team: Json
) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    await talk.press_in_modal(LENA, "Preview", own_questions="why?\n" * 6)
    blocks = list_at(talk.modal(LENA), "blocks")
    said = next(place for place, one in enumerate(blocks) if says(dict(one), "keep it to 5 questions"))
    assert "Preview" in labels_of({"blocks": [blocks[said + 1]]})
    assert await talk.submit(LENA, at="12:00", own_questions="Why?") == "updated"


@long
async def test_the_preview_refuses_whom_saving_refuses(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    await talk.press_in_modal(LENA, "Preview", who="chosen", people=[YUSUF, CAIRN])
    assert says(talk.modal(LENA), "Take me out, and choose people of the team")
    assert await talk.submit(LENA, people=[MEI]) == "updated"
    assert says(talk.modal(LENA), "Only members of the team take part")
    assert not says(talk.modal(LENA), "Take me out")
    assert await talk.submit(LENA, people=[YUSUF]) == "updated"
    assert says(talk.modal(LENA), "Saved: ")


async def test_cairn_itself_is_not_asked(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    assert await talk.submit(LENA, who="chosen", people=[YUSUF, CAIRN]) == "errors"


async def test_members_see_it_and_only_stewards_change_it(talk: Conversation, team: Json) -> None:
    await talk.run(YUSUF, GARDEN, "/checkin")
    view = talk.modal(YUSUF)
    assert says(view, "Every Tuesday at 10:00")
    assert says(view, "The next three times")
    assert says(view, f"<@{LENA}>")
    assert labels_of(view) == set()
    assert text_at(view, "submit", "text") == ""


async def test_where_no_team_works_it_offers_to_start_one(talk: Conversation) -> None:
    assert says(await talk.run(LENA, GENERAL, "/checkin"), "/cairn start")
    assert says(await talk.run(LENA, GARDEN, "/checkin help"), "shows when your team checks in")


async def test_pause_resume_skip_and_stop(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    assert await talk.submit(LENA, who="members") == "updated"
    await talk.run(LENA, GARDEN, "/checkin")
    skip = next(label for label in labels_of(talk.modal(LENA)) if label.startswith("Skip Tue"))
    await talk.press_in_modal(LENA, skip, at="11:00")
    assert says(talk.modal(LENA), "Skipped")
    assert initial(talk.modal(LENA), "at", "initial_time") == "11:00"  # typed, not saved yet
    back = next(label for label in labels_of(talk.modal(LENA)) if label.startswith("Don't skip"))
    await talk.press_in_modal(LENA, back)
    assert skip in labels_of(talk.modal(LENA))
    await talk.press_in_modal(LENA, "Pause")
    assert says(talk.modal(LENA), "Paused")
    await talk.card(GARDEN, "(paused)")
    await talk.press_in_modal(LENA, "Resume")
    assert not says(talk.modal(LENA), "Paused")
    await talk.press_in_modal(LENA, "Stop")
    assert says(talk.modal(LENA), "has ended")
    await talk.card(GARDEN, "none at the moment")
    await talk.press_in_modal(LENA, "All check-ins")
    await talk.press_in_modal(LENA, "New check-in")
    assert await talk.submit(LENA, at="08:00") == "updated"
    await talk.card(GARDEN, "every Tuesday at 08:00")


async def test_a_team_may_have_several(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    await talk.press_in_modal(LENA, "All check-ins")
    await talk.press_in_modal(LENA, "New check-in")
    assert await talk.submit(LENA, weekdays=["4"], who="members") == "updated"
    await talk.run(LENA, GARDEN, "/checkin")
    view = talk.modal(LENA)
    assert says(view, "Every Tuesday at 10:00")
    assert says(view, "Every Friday at 10:00")
    card = await talk.card(GARDEN, "every Friday at 10:00")
    assert says(card, "every Tuesday at 10:00")


async def test_the_card_opens_it_too(talk: Conversation, team: Json) -> None:
    card = await talk.card(GARDEN, "every Tuesday at 10:00")
    await talk.press(LENA, GARDEN, card, "Check-ins")
    assert says(talk.modal(LENA), "Asks nobody yet")


@long
async def test_who_claims_a_goal_takes_part(talk: Conversation, team: Json) -> None:
    goal = await talk.propose()
    await talk.press(YUSUF, GARDEN, goal, "Claim")
    await talk.run(LENA, GARDEN, "/checkin")
    assert says(talk.modal(LENA), "Asks 1 person")
    assert "Next" in words_of(talk.modal(LENA))


async def test_a_form_sent_twice_saves_once(talk: Conversation, team: Json) -> None:
    await talk.run(LENA, GARDEN, "/checkin")
    assert await talk.submit(LENA, at="12:00") == "updated"
    shown = mapping_at(await talk.submitted_again(), "view")
    assert says(dict(shown), "Saved: every Tuesday at 12:00")


def _ticked(view: Json, field: str) -> list[Json]:
    element = mapping_at(block(view, f"checkins.setup.{field}"), "element")
    return [dict(one) for one in list_at(element, "initial_options")]
