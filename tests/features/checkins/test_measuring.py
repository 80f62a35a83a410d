"""Numbers that come with a check-in: they are readings, and say how far the goal is along."""

from decimal import Decimal
from uuid import uuid4

import pytest

from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.checkins.service import early, measuring
from bot.features.checkins.surfaces import prompts as surfaces
from bot.features.checkins.values.prompts import Confidence, Telling
from bot.features.checkins.views.prompts_forms import answer_modal
from bot.features.goals import service as goals
from bot.features.goals.values import GoalView, Outcome
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView, Origin
from bot.slack.limits import view_problems
from tests.conversation import GARDEN, LENA, Conversation, on_sqlite
from tests.features.cadences.factories import ANA, BEN
from tests.features.checkins.digests_room import Room
from tests.features.indicators.factories import draft
from tests.features.indicators.slack_side import value_field
from tests.local_slack import CAIRN
from tests.shown import says

GREEN, RED = Confidence.GREEN, Confidence.RED
pytestmark = pytest.mark.practice("P14")


async def measured_goal(room: Room) -> tuple[GoalView, IndicatorView]:
    """A goal of Ana's with one indicator, from 30 hours to 4."""
    goal = await room.goal_of(ANA)
    due = (await room.as_(ANA).read(indicators.today_of, room.team)).replace(year=2030)
    return goal, await room.as_(ANA).commit(indicators.add, draft(goal.id, due_on=due))


async def test_a_number_is_a_reading_of_today_and_the_progress_of_the_goal(room: Room) -> None:
    goal, one = await measured_goal(room)
    prompt = await room.as_(ANA).commit(early.check_in_now)
    telling = Telling(goal_id=goal.id, confidence=GREEN)
    (answer,) = await room.as_(ANA).commit(measuring.tell, prompt.id, telling, {one.id: Decimal(17)})
    assert (answer.confidence, answer.progress) == (GREEN, 50)
    (reading,) = (await room.as_(BEN).read(indicators.readings_of, [one.id]))[one.id]
    assert (reading.value, reading.origin) == (Decimal(17), Origin.CHECK_IN)
    (later,) = await room.as_(ANA).commit(
        measuring.tell, prompt.id, Telling(goal_id=goal.id, words="Rota"), {}
    )
    assert (later.progress, later.words) == (50, "Rota")


async def test_only_the_driver_reads_with_a_check_in_and_only_that_goals_indicators(room: Room) -> None:
    goal, one = await measured_goal(room)
    prompt = await room.as_(BEN).commit(early.check_in_now)
    for user, values, refusal in (
        (BEN, {one.id: Decimal(9)}, NotAllowed),
        (BEN, {uuid4(): Decimal(9)}, NotFound),
    ):
        with pytest.raises(refusal):
            await room.as_(user).commit(measuring.tell, prompt.id, Telling(goal_id=goal.id), values)
    assert await room.as_(ANA).read(indicators.readings_of, [one.id]) == {}


async def test_the_form_asks_for_numbers_where_there_are_indicators(room: Room) -> None:
    goal, one = await measured_goal(room)
    prompt = await room.as_(ANA).commit(early.check_in_now)
    form = answer_modal(await room.as_(ANA).read(surfaces.answer_form, prompt.id, goal.id))
    assert f"indicators.reading.value.{one.id}" in str(form)
    assert "in percent" not in str(form)
    assert view_problems(form) == []


async def test_what_is_said_of_an_ended_goal_is_kept_and_its_numbers_stay_as_they_are(room: Room) -> None:
    goal, one = await measured_goal(room)
    prompt = await room.as_(ANA).commit(early.check_in_now)
    await room.as_(ANA).commit(goals.end, goal.id, Outcome.REACHED, "")
    telling = Telling(goal_id=goal.id, words="Rota")
    with pytest.raises(Conflict, match="send this once more without them"):
        await room.as_(ANA).commit(measuring.tell, prompt.id, telling, {one.id: Decimal(17)})
    (answer,) = await room.as_(ANA).commit(measuring.tell, prompt.id, telling, {})
    assert answer.words == "Rota"
    assert await room.as_(ANA).read(indicators.readings_of, [one.id]) == {}


async def test_a_card_shows_how_numbers_and_people_differ(room: Room) -> None:
    goal, one = await measured_goal(room)
    await room.as_(ANA).commit(indicators.change, one.id, draft(red=Decimal(25), due_on=one.due_on))
    await room.as_(ANA).commit(indicators.record, one.id, Decimal(28))
    for confidence, is_different in ((RED, False), (GREEN, True)):
        await room.says(ANA, goal.id, confidence=confidence)
        lines = (await room.as_(None).read(surfaces.on_cards, [goal.id]))[goal.id].lines
        assert any("The numbers say red, the people say green" in line for line in lines) == is_different


@on_sqlite
async def test_a_check_in_takes_what_an_indicator_shows(talk: Conversation) -> None:
    card = await talk.start_team_with_goal()
    await talk.press(LENA, GARDEN, card, "Claim")
    await talk.press(LENA, GARDEN, card, "Add indicator")
    fields = {
        "name": "Reply time",
        "target": "4 h",
        "baseline": "30",
        "direction": "decrease",
        "due": "2030-03-01",
    }
    assert await talk.submit(LENA, **fields) == "updated"
    await talk.run(LENA, GARDEN, "/checkin now")
    prompt = await talk.note(LENA, "#1")
    await talk.press(LENA, await talk.sandbox.open_dm(LENA, CAIRN), prompt, "Add more")
    number = value_field(talk.modal(LENA))
    assert await talk.submit(LENA, **{number: "many"}) == "errors"
    assert await talk.submit(LENA, **{number: "17", "confidence": "green"}) == "closed"
    assert says(await talk.card(GARDEN, "*Reply time* 17 h"), "50 %")
