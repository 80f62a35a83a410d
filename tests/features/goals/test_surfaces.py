"""Goals as messages: what a card, a list and a search show, with what the rooms above add."""

from collections.abc import Sequence
from uuid import UUID

import pytest
from sqlalchemy import update

from bot.db.database import Database
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import Message, State
from bot.features.attention.service import notices
from bot.features.goals import service, surfaces
from bot.features.goals.handlers.goals import GoalDoor
from bot.features.goals.surfaces import GoalBoard
from bot.features.goals.values import GOAL_CARD, GOAL_DETAILS, GOAL_GONE, GOAL_LIST, PAGE
from bot.features.goals.views import ids
from bot.features.teams.channels import channel_closed
from bot.slack import kit
from bot.slack.kit import markup
from bot.slack.sayings import Sayings
from bot.slack.sections import Part, Sections
from bot.slack.visits import Replaced
from tests.features.goals.factories import ANA, CHANNEL, DEE, WORKSPACE, vote
from tests.features.goals.slack_side import command, on_record, press, said

OUTCOME = "Half as many members wait more than a day for an answer"


@pytest.fixture
def door() -> GoalDoor:
    return GoalDoor(GoalBoard(Sections(), Sayings()))


def card_drawn(tx: Transaction, board: GoalBoard, goal_id: UUID) -> Message | None:
    (surface,) = surfaces_of(tx, GOAL_CARD, str(goal_id))
    return board.card(tx, surface)


async def test_the_card_holds_what_the_rooms_above_add(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    sections = Sections()
    part = Part(
        (markup("a line"),), (kit.section(markup("a block")),), (kit.button("Claim", "x"),), seeds=("fire",)
    )
    sections.add(GOAL_CARD, 50, lambda tx, subjects: dict.fromkeys(subjects, part))
    card = await lite.edge(WORKSPACE).read(card_drawn, GoalBoard(sections, Sayings()), goal.id)
    assert card is not None
    assert card.seeds == ("fire",)
    assert all(words in said(card) for words in ("a line", "a block", "Claim", OUTCOME))


async def test_details_hold_what_is_too_much_for_the_card(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    sections, reader = Sections(), lite.edge(WORKSPACE, ANA)
    short, long = Part((markup("in short"),)), Part((markup("at length"),))
    sections.add(GOAL_CARD, 50, lambda tx, subjects: dict.fromkeys(subjects, short))
    sections.add(GOAL_DETAILS, 50, lambda tx, subjects: dict.fromkeys(subjects, long))
    board = GoalBoard(sections, Sayings())
    card, details = await reader.read(card_drawn, board, goal.id), await reader.read(board.details, goal.id)
    assert ("in short" in said(card), "at length" in said(card)) == (True, False)
    assert said(details).index("in short") < said(details).index("at length")


async def test_the_card_offers_edit_until_the_first_vote(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    clock, board = lite.edge(WORKSPACE), GoalBoard(Sections(), Sayings())
    assert ids.EDIT in said(await clock.read(card_drawn, board, goal.id))
    await lite.edge(WORKSPACE, ANA).commit(vote, goal.id)
    assert ids.EDIT not in said(await clock.read(card_drawn, board, goal.id))


async def test_a_withdrawn_goal_has_no_card(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    await lite.edge(WORKSPACE, ANA).commit(service.withdraw, goal.id)
    assert await lite.edge(WORKSPACE).read(card_drawn, GoalBoard(Sections(), Sayings()), goal.id) is None


async def test_a_card_deleted_while_the_team_sleeps_is_told_all_the_same(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    clock = lite.edge(WORKSPACE)
    await clock.commit(channel_closed, CHANNEL)
    assert await clock.read(card_drawn, GoalBoard(Sections(), Sayings()), goal.id) is not None
    await clock.commit(_told_gone, goal.id)
    note = await clock.read(_note_drawn, goal.id)
    assert note is not None
    assert f"*#1* {OUTCOME} was deleted in <#{CHANNEL}>" in note.text


async def test_the_note_of_a_deleted_card_says_when_it_is_back(lite: Database) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    clock = lite.edge(WORKSPACE)
    await clock.commit(_told_gone, goal.id)
    assert ids.POST_AGAIN in said(await clock.read(_note_drawn, goal.id))
    await lite.edge(WORKSPACE, ANA).commit(service.post_again, goal.id)
    assert "posted again" in said(await clock.read(_note_drawn, goal.id))


def _told_gone(tx: Transaction, goal_id: UUID) -> None:
    (surface,) = surfaces_of(tx, GOAL_CARD, str(goal_id))
    tx.session.connection().execute(
        update(SurfaceRow).where(SurfaceRow.id == surface.id).values(state=State.GONE)
    )
    surfaces.tell_gone(tx, surface)
    notices.release(tx, [ANA])


def _note_drawn(tx: Transaction, goal_id: UUID) -> Message | None:
    (surface,) = surfaces_of(tx, GOAL_GONE, str(goal_id))
    return GoalBoard(Sections(), Sayings()).gone_note(tx, surface)


async def test_details_are_for_everybody_who_sees_the_goal(lite: Database, door: GoalDoor) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    chosen = await door.open_choice(press(lite, f"{ids.DETAILS}:{goal.id}", user=DEE))
    assert chosen == await door.open_details(press(lite, goal.id, user=DEE))
    assert OUTCOME in said(chosen)


async def test_the_list_has_what_the_rooms_above_add_to_the_goals_of_its_page(lite: Database) -> None:
    await on_record(lite, *(f"goal {number}" for number in range(12)))
    asked: list[int] = []

    def draw(_: Transaction, subjects: Sequence[UUID]) -> dict[UUID, Part]:
        asked.append(len(subjects))
        return {subjects[0]: Part(lines=(markup("first"),))}

    sections = Sections()
    sections.add(GOAL_LIST, 50, draw)
    listed = said(await GoalDoor(GoalBoard(sections, Sayings())).open_list(command(lite)))
    assert listed.index("goal 0") < listed.index("first") < listed.index("goal 1")
    assert asked == [PAGE]


async def test_the_list_is_paged(lite: Database, door: GoalDoor) -> None:
    goals = await on_record(lite, *(f"goal {number}" for number in range(12)))
    first = said(await door.open_list(command(lite)))
    assert ("*#10*" in first, "*#11*" in first) == (True, False)
    second = await door.open_page(press(lite, f"{goals[0].team_id}:10"))
    assert isinstance(second, Replaced)
    assert ("*#10*" in said(second), "*#11*" in said(second)) == (False, True)
    assert said(await door.open_page(press(lite, f"{goals[0].team_id}:²"))) == first


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2", "Answers in Polish"),
        ("#1", "Answers in Dutch"),
        ("polish", "Answers in Polish"),
        ("answers", "Which one"),
        ("french <!channel>", "No goal of this team has “french &lt;!channel&gt;”"),
        ("9", "No goal of this team has “9”"),
        ("", "2 goals in this team"),
    ],
)
async def test_shows_the_goal_that_is_meant(lite: Database, door: GoalDoor, words: str, found: str) -> None:
    await on_record(lite, "Answers in Dutch", "Answers in Polish")
    assert found in said(await door.open_found(command(lite, words)))


async def test_a_withdrawn_goal_is_shown_as_such(lite: Database, door: GoalDoor) -> None:
    (goal,) = await on_record(lite, OUTCOME)
    await lite.edge(WORKSPACE, ANA).commit(service.withdraw, goal.id)
    assert "withdrew this goal" in said(await door.open_found(command(lite, "1")))
    assert "no goal here yet" in said(await door.open_list(command(lite)))
