"""Stories of check-ins: kept with the goal, found by number and words, private ones by two people only."""

import json
import re
from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import update

from bot.db.transaction import Transaction
from bot.delivery.values import Message
from bot.errors import NotFound
from bot.features.checkins.service import answers, stories
from bot.features.checkins.surfaces import stories as surfaces
from bot.features.checkins.values.prompts import AnswerView, Confidence
from bot.features.checkins.values.stories import PAGE, StoryPage
from bot.features.checkins.views.digests import Known
from bot.features.checkins.views.stories import card_part, story_list, story_modal
from bot.features.goals.values import GOAL_CARD
from bot.features.teams.models import Team
from bot.features.teams.values import NoTeamHere
from bot.slack.limits import message_problems, view_problems
from tests.features.cadences.factories import ANA, BEN, CHANNEL, CYD, DEE
from tests.features.checkins.digests_factories import GOAL, RED, answer
from tests.features.checkins.digests_room import Room
from tests.features.goals.factories import EXTREME_WORDS, TEAM, goal
from tests.features.ownership.factories import handed_over
from tests.local_slack import pings_a_channel

TAP, BEANS = "Neighbours find the tap free", "Every bed has beans"
pytestmark = pytest.mark.practice("P14")


@pytest.fixture
async def tap(room: Room) -> UUID:
    """Ana's goal #1, with two stories of hers; Ben has one on his goal #2."""
    tap = await room.goal_of(ANA, TAP)
    beans = await room.goal_of(BEN, BEANS)
    await room.says(ANA, tap.id, confidence=Confidence.GREEN, words="Mia waited four minutes only")
    room.now += timedelta(minutes=1)
    await room.says(BEN, beans.id, words="ÉTÉ came early: planting STRASSE beds")
    room.now += timedelta(days=1)
    await room.says(ANA, tap.id, confidence=Confidence.RED, why="The pump broke 100%")
    return tap.id


async def found(room: Room, words: str = "", *, user: str = CYD, first: int = 0) -> list[str]:
    """The words of what somebody finds, newest first."""
    page = await room.as_(user).read(stories.page, room.team, words, first)
    assert page.total >= len(page.stories)
    return [one.words or one.why for one in page.stories]


async def test_the_newest_comes_first(room: Room, tap: UUID) -> None:
    assert await found(room) == [
        "The pump broke 100%",
        "ÉTÉ came early: planting STRASSE beds",
        "Mia waited four minutes only",
    ]


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("1", 2),
        ("#2", 1),
        ("beans", 1),  # in the goal's title
        ("TAP neighbours", 2),
        ("mia minutes", 1),
        ("été strasse", 1),
        ("100%", 1),
        ("100_", 0),
        ("mia beans", 0),
        ("7", 0),
    ],
)
async def test_a_number_or_words_lead_to_stories(room: Room, tap: UUID, words: str, count: int) -> None:
    assert len(await found(room, words)) == count


async def test_an_edited_story_is_found_by_its_newest_words_only(room: Room, tap: UUID) -> None:
    await room.says(ANA, tap, confidence=Confidence.RED, why="The valve broke")
    assert await found(room, "pump") == []
    assert await found(room, "valve") == ["The valve broke"]
    await room.says(ANA, tap, confidence=Confidence.RED)
    assert await found(room, "valve") == []


async def test_private_words_are_found_by_their_author_and_the_goals_driver_alone(
    room: Room, tap: UUID
) -> None:
    await room.says(CYD, tap, words="I worry about the valve", is_private=True)
    assert [await found(room, "valve", user=user) for user in (ANA, BEN, CYD)] == [
        ["I worry about the valve"],
        [],
        ["I worry about the valve"],
    ]
    await room.says(BEN, words="Between me and myself", is_private=True)
    assert [len(await found(room, "myself", user=user)) for user in (ANA, BEN)] == [0, 1]
    private = (await room.as_(CYD).read(stories.page, room.team, "valve", 0)).stories[0]
    with pytest.raises(NotFound):
        await room.as_(BEN).read(stories.story, private.id)
    assert (await room.as_(ANA).read(stories.story, private.id)).words == "I worry about the valve"


async def test_what_is_private_says_to_each_who_reads_it(room: Room, tap: UUID) -> None:
    async def marks(user: str) -> list[str]:
        listed = await room.as_(user).read(surfaces.listed_in, CHANNEL, "valve")
        return sorted(re.findall(r":lock: ([^\"]+)", json.dumps(listed.blocks)))

    await room.says(ANA, tap, words="I worry about the valve", is_private=True)
    assert await marks(ANA) == ["only you read this"]
    await room.says(CYD, tap, words="The valve leaks", is_private=True)
    assert await marks(ANA) == ["only Cyd and you read this", "only you read this"]
    assert await marks(CYD) == ["only the goal's driver and you read this"]
    await room.says(BEN, words="Which valve?", is_private=True)
    assert await marks(BEN) == ["only you read this"]


@pytest.mark.parametrize("author", [ANA, CYD])
async def test_who_takes_a_goal_over_does_not_read_what_was_said_privately_before(
    room: Room, tap: UUID, author: str
) -> None:
    await room.says(author, tap, words="I worry about the valve", is_private=True)
    room.now += timedelta(minutes=1)
    await room.as_(ANA).commit(handed_over, tap, BEN, "")
    assert await found(room, "valve", user=BEN) == []
    assert await found(room, "valve", user=author) == ["I worry about the valve"]
    room.now += timedelta(minutes=1)
    await room.says(CYD, tap, words="The gate leaks", is_private=True)
    assert await found(room, "gate", user=BEN) == ["The gate leaks"]


async def test_who_may_not_see_the_team_finds_nothing(room: Room, tap: UUID) -> None:
    await room.as_(None).commit(make_private, room.team)
    with pytest.raises(NotFound):
        await room.as_(DEE).read(stories.page, room.team, "", 0)
    with pytest.raises(NotFound):
        await room.as_(DEE).read(stories.of_goal, tap)


async def test_pages_hold_a_few_and_one_past_the_end_is_the_last(room: Room) -> None:
    goal = await room.goal_of(ANA)
    for day in range(PAGE + 2):
        room.now += timedelta(days=1)
        await room.says(ANA, goal.id, words=f"Day {day}")
    assert await found(room, first=PAGE) == await found(room, first=99) == ["Day 1", "Day 0"]


async def test_a_card_offers_the_stories_that_anybody_may_read(room: Room, tap: UUID) -> None:
    await room.says(CYD, tap, words="I worry", is_private=True)

    def labels(tx: Transaction) -> list[str]:
        parts = room.parts.sections.parts(GOAL_CARD, tx, [tap])[tap]
        return [button._resolve()["text"]["text"] for part in parts for button in part.buttons]

    assert "2 stories" in await room.as_(None).read(labels)
    listed = await room.as_(BEN).read(surfaces.listed_of, tap)
    assert "2 stories for “#1”" in listed.text


async def test_a_story_without_a_goal_is_about_the_work_as_a_whole(room: Room) -> None:
    await room.says(BEN, words="A good week")
    listed = await room.as_(CYD).read(surfaces.listed_in, CHANNEL, "")
    assert "About the work as a whole" in json.dumps(listed.blocks)
    assert "Ben" in json.dumps(listed.blocks)


async def test_where_no_team_works_there_are_none(room: Room) -> None:
    with pytest.raises(NoTeamHere):
        await room.as_(ANA).read(stories.page_in, "C0OTHER", "")


async def test_what_is_told_twice_at_the_same_check_in_is_one_story(room: Room) -> None:
    prompt = (await room.says(BEN, words="A good week"))[0]
    await room.says(BEN, words="A very good week")
    told = await room.as_(BEN).read(answers.versions, prompt.occasion_id, None)
    assert len(told) == 2
    assert await found(room) == ["A very good week"]


@pytest.mark.parametrize("words", [*EXTREME_WORDS.values(), "x" * 5000], ids=[*EXTREME_WORDS, "long"])
def test_slack_takes_every_list_and_story(words: str) -> None:
    known = Known({ANA: words[:255]}, {GOAL: goal(3, words[:150])})
    told = [
        answer(ANA, words=words[:2000], why=words[:300], question=words, confidence=RED, progress=5)
    ] * PAGE
    for message in (
        story_list(page(told, words=words[:200], total=12, first=5), known),
        story_list(page([], words=words[:200]), known),
        story_list(page([]), known),
    ):
        assert problems(message) == []
        assert not pings_a_channel(list(message.blocks))
    assert view_problems(story_modal(told[0], known)) == []


def test_a_long_story_is_opened_and_a_short_one_is_all_there() -> None:
    long, short = answer(ANA, words="x" * 500), answer(ANA, words="short")
    assert "Read" in json.dumps(story_list(page([long]), Known()).blocks)
    assert "Read" not in json.dumps(story_list(page([short]), Known()).blocks)


def test_the_list_pages_both_ways() -> None:
    middle = json.dumps(story_list(page([answer(words="a")] * PAGE, total=15, first=5), Known()).blocks)
    assert "6 to 10" in middle
    assert f"{TEAM}:0:" in middle
    assert f"{TEAM}:10:" in middle


def test_the_cards_button_counts() -> None:
    assert card_part(GOAL, 1).buttons[0]._resolve()["text"]["text"] == "1 story"


def page(told: Sequence[AnswerView], *, words: str = "", total: int = 1, first: int = 0) -> StoryPage:
    return StoryPage(TEAM, words, first, total, tuple(told))


def problems(message: Message) -> list[object]:
    return [*message_problems({"text": message.text, "blocks": list(message.blocks)})]


def make_private(tx: Transaction, team_id: UUID) -> None:
    tx.session.execute(update(Team).where(Team.id == team_id).values(is_private=True))
