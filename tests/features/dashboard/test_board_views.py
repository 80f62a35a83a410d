"""The board on a team's card: within Slack's limits whatever is on it, and true in plain text, too."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from bot.features.checkins.values.prompts import Confidence
from bot.features.dashboard.values import Board, BoardGoal
from bot.features.dashboard.views.board import board_part
from bot.features.goals.events import GoalProposed, GoalRescoped
from bot.features.goals.values import GoalState
from bot.features.goals.views import ending
from bot.features.indicators.values import GoalStatus, Status
from bot.features.teams.values import TeamPortrait, TeamState, TeamView
from bot.features.teams.views import team_card
from bot.features.workspaces.values import ActivityView
from bot.slack.limits import message_problems
from bot.slack.sayings import Sayings, by_actor
from bot.slack.sections import Part
from tests.features.goals.factories import ANA, ENDLESS, NOON, TEAM, goal

pytestmark = pytest.mark.practice("P15")
SAYINGS = Sayings()
SAYINGS.on(GoalProposed, by_actor("proposed it"))
SAYINGS.on(GoalRescoped, ending.rescoped)


def on_board(number: int = 3, *, words: str = "Members get an answer", driver: str = "Ana") -> BoardGoal:
    status = GoalStatus(Status.AMBER, 62, "Reply time")
    return BoardGoal(goal(number, words[:150]), status, Confidence.GREEN, driver)


def changed(kind: str, *, number: int = 3, actor: str = ANA) -> ActivityView:
    at = NOON - timedelta(hours=number)
    return ActivityView(UUID(int=number), at, actor, kind, str(UUID(int=number)), {})


def card(part: Part) -> dict[str, object]:
    team = TeamView(TEAM, "C0TEAM", "garden", False, "Good answers", TeamState.ACTIVE, ANA, 3)
    message = team_card(TeamPortrait(team, ("Ana",), True), [part])
    return {"text": message.text, "blocks": list(message.blocks)}


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_slack_takes_every_board(words: str) -> None:
    goals = tuple(on_board(number, words=words, driver=words[:80]) for number in range(1, 11))
    why: dict[str, object] = {"after": {"why": "x"}, "why": words[:1000]}
    changes = tuple(replace(changed(GoalRescoped.kind, number=number), detail=why) for number in range(1, 31))
    numbers = {str(UUID(int=number)): number for number in range(1, 31)}
    shown = card(board_part(Board(goals, 90, numbers, changes), SAYINGS))
    assert message_problems(shown) == []
    assert "<!channel>" not in str(shown["text"])


def test_the_table_and_the_text_tell_the_same() -> None:
    part = board_part(Board((on_board(),)), SAYINGS)
    (said,) = part.said
    for fact in ("#3", "Members get an answer", "🟡 amber", "62 %", "🟢", "Ana"):
        assert fact in str(part.blocks)
        assert fact in str(said)
    assert "data_visualization" not in str(part.blocks)


def test_what_is_not_known_yet_is_said_so() -> None:
    told = str(board_part(Board((BoardGoal(goal()),)), SAYINGS).blocks)
    assert "nobody yet" in told
    assert "What is proposed" in told
    assert str(board_part(Board(), SAYINGS)) == str(Part())


def test_what_is_proposed_beside_the_commitment_is_counted() -> None:
    told = str(board_part(Board((on_board(),), proposed=3), SAYINGS).blocks)
    assert "3 goals are proposed besides: `/goal list`." in told
    assert "1 goal is" in str(board_part(Board((on_board(),), proposed=1), SAYINGS).blocks)


def test_two_measured_goals_are_drawn_as_bars() -> None:
    assert "data_visualization" in str(board_part(Board((on_board(1), on_board(2))), SAYINGS).blocks)


def test_five_changes_are_told_with_their_goals_and_no_reading_among_them() -> None:
    kinds = ["indicators.reading_recorded", "nobody.knows", *["goals.proposed"] * 7]
    changes = tuple(changed(kind, number=number) for number, kind in enumerate(kinds, 1))
    numbers = {str(UUID(int=number)): number for number in range(1, 30)}
    told = str(board_part(Board((on_board(),), 0, numbers, changes), SAYINGS).blocks)
    assert told.count("proposed it") == 5
    assert "*#3*" in told
    assert "*#1*" not in told


def test_that_the_last_goal_went_is_told_though_no_goal_is_left() -> None:
    told = str(
        board_part(Board(numbers={str(UUID(int=3)): 3}, changes=(changed("goals.proposed"),)), SAYINGS).blocks
    )
    assert "*#3*" in told
    assert "table" not in told


def test_committed_goals_are_called_so() -> None:
    committed = BoardGoal(replace(goal(), state=GoalState.COMMITTED))
    assert "What we committed to" in str(board_part(Board((committed,)), SAYINGS).blocks)
