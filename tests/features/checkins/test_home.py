"""Check-ins on somebody's Home: what is asked, when the next one comes, and only one's own."""

import json
from collections.abc import Mapping
from datetime import date, time, timedelta
from uuid import UUID

import pytest

from bot.features.attention.service import hours
from bot.features.attention.values import AvailabilityDraft
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.checkins.service import early, prompts
from bot.features.checkins.surfaces import home
from bot.features.checkins.values.prompts import Confidence, RhythmChoice
from bot.slack.limits import view_problems
from bot.slack.sections import Part
from tests.features.cadences.factories import ANA, BEN, CYD, utc
from tests.features.checkins.digests_room import Room

AMSTERDAM, NEW_YORK = utc(3, 9), utc(3, 15)  # Tuesday, ten o'clock
pytestmark = pytest.mark.practice("P13")


async def team_part(room: Room, user: str) -> str:
    """What stands on somebody's Home of their team's check-in."""
    parts = await room.as_(user).read(home.on_teams, [room.team])
    return words_in(parts)


async def goal_parts(room: Room, user: str, *goal_ids: UUID) -> Mapping[UUID, Part]:
    parts = await room.as_(user).read(home.on_goals, list(goal_ids))
    words_in(parts)
    return parts


def words_in(parts: Mapping[UUID, Part]) -> str:
    blocks = [block for part in parts.values() for block in part.blocks]
    if blocks:
        assert view_problems({"type": "home", "blocks": blocks}) == []
    return json.dumps(blocks, ensure_ascii=False)


def labels(part: Part) -> list[str]:
    return [button._resolve()["text"]["text"] for button in part.buttons]


async def test_before_it_is_asked_home_says_when(room: Room) -> None:
    said = await team_part(room, ANA)
    assert "Your next check-in" in said
    assert f"<!date^{int(AMSTERDAM.timestamp())}^" in said
    assert "Check in now" in said


async def test_a_goal_can_be_answered_while_it_is_asked_about(room: Room) -> None:
    goal = await room.goal_of(ANA)
    assert await goal_parts(room, ANA, goal.id) == {}
    await room.until(AMSTERDAM)
    assert "How are your goals doing" in await team_part(room, ANA)
    asked = (await goal_parts(room, ANA, goal.id))[goal.id]
    assert labels(asked) == ["🟢 Confident", "🟡 Unsure", "🔴 Worried", "Add more"]
    assert "Nothing was said of it yet" in asked.lines[0]


async def test_what_was_said_stands_there_and_a_fall_asks_why(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(AMSTERDAM)
    await room.says(ANA, goal.id, confidence=Confidence.GREEN, progress=40)
    assert "Thank you" in await team_part(room, ANA)
    assert "🟢 confident · 40 %" in (await goal_parts(room, ANA, goal.id))[goal.id].lines[0]
    await room.until(AMSTERDAM + timedelta(days=5))
    over = (await goal_parts(room, ANA, goal.id))[goal.id]
    assert labels(over) == []
    assert "Last: 🟢 confident · 40 %" in over.lines[0]
    await room.until(AMSTERDAM + timedelta(days=7))
    await room.says(ANA, goal.id, confidence=Confidence.RED)
    assert labels((await goal_parts(room, ANA, goal.id))[goal.id])[-1] == "Say why"


async def test_who_drives_nothing_is_asked_the_open_question(room: Room) -> None:
    await room.until(NEW_YORK)
    said = await team_part(room, BEN)
    assert "How is it going" in said
    assert "Add words" in said
    await room.says(BEN, words="A good week")
    assert "Thank you" in await team_part(room, BEN)


async def test_an_open_one_of_yesterday_is_still_asked_and_a_skipped_one_is_not(room: Room) -> None:
    await room.until(AMSTERDAM)
    room.now += timedelta(days=1)
    assert "How is it going" in await team_part(room, ANA)
    prompt = await room.as_(ANA).commit(early.check_in_now)
    await room.as_(ANA).commit(prompts.skip, prompt.id)
    assert "Your next check-in" in await team_part(room, ANA)


async def test_nobody_sees_what_others_are_asked(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(AMSTERDAM)
    assert "Your next check-in" in await team_part(room, BEN)
    assert await goal_parts(room, BEN, goal.id) == {}


async def test_a_team_without_check_ins_says_nothing_and_one_that_does_not_ask_invites(room: Room) -> None:
    await room.as_(None).commit(enroll, room.cadence, [ANA])
    assert "No check-in waits for you here; one of your own is always welcome" in await team_part(room, CYD)
    await room.as_(ANA).commit(cadences.stop, room.cadence)
    assert await room.as_(ANA).read(home.on_teams, [room.team]) == {}


@pytest.mark.parametrize(
    ("how", "said"),
    [("paused", "Your check-ins rest"), ("days", "outside your days"), ("hours", "outside your days")],
)
async def test_home_promises_no_check_in_that_does_not_come(room: Room, how: str, said: str) -> None:
    await room.until(AMSTERDAM)
    await room.skips(ANA)
    ana = room.as_(ANA)
    if how == "paused":
        prompt = await ana.commit(early.check_in_now)
        await ana.commit(prompts.skip, prompt.id)
        await ana.commit(prompts.choose_rhythm, prompt.id, RhythmChoice.PAUSED)
    elif how == "days":
        await ana.commit(hours.set_availability, AvailabilityDraft(days=frozenset({0})))
    else:
        await ana.commit(hours.set_availability, AvailabilityDraft(starts=time(8), ends=time(9, 30)))
    room.now += timedelta(days=1)
    assert said in await team_part(room, ANA)


async def test_home_promises_the_first_check_in_that_comes(room: Room) -> None:
    await room.as_(ANA).commit(hours.be_away, date(2026, 3, 12))
    assert f"<!date^{int(utc(17, 9).timestamp())}^" in await team_part(room, ANA)
    await room.as_(ANA).commit(hours.set_availability, AvailabilityDraft(starts=time(12)))
    assert f"<!date^{int(utc(3, 11).timestamp())}^" in await team_part(room, ANA)


async def test_a_check_in_that_has_ended_is_not_answered_any_more(room: Room) -> None:
    goal = await room.goal_of(ANA)
    await room.until(AMSTERDAM)
    await room.as_(ANA).commit(cadences.stop, room.cadence)
    assert await room.as_(ANA).read(home.on_teams, [room.team]) == {}
    assert await goal_parts(room, ANA, goal.id) == {}
