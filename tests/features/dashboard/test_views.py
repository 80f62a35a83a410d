"""A Home tab is within Slack's limits whatever is on it, and says how to begin where nothing is."""

import json
import re
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from bot.delivery.values import Home, Json
from bot.features.attention.values import Availability
from bot.features.dashboard.values import Place
from bot.features.dashboard.views.home import BLOCKS_MOST, ShownPlace, home, took_on
from bot.features.goals.views.lists import propose_button
from bot.features.teams.values import TeamState, TeamView
from bot.slack import kit
from bot.slack.kit import markup
from bot.slack.limits import view_problems
from bot.slack.sections import Part
from tests.features.goals.factories import EXTREME_WORDS, goal
from tests.features.planning.factories import action

CHECKIN = Part(
    lines=(markup("Your next check-in is tomorrow"),),
    blocks=(kit.section(markup("*How do they stand?*")),) * 6,
    buttons=(kit.button("Check in now", "checkins.now"),),
)
RANK = Part(lines=(markup("priority 2 of 5"),))


HERE = Availability(user="U0ANA", zone=ZoneInfo("Europe/Berlin"))


def place(number: int = 1, *, words: str = "A garden all can use", goals: int = 2) -> ShownPlace:
    team = TeamView(
        id=UUID(int=number),
        channel=f"C0TEAM{number}",
        channel_name="garden",
        is_private=False,
        purpose=words[:300],
        state=TeamState.ACTIVE,
        started_by="U0ANA",
        member_count=3,
    )
    driven = tuple(goal(number, words[:150] or "A title") for number in range(1, goals + 1))
    menu = Part(buttons=(propose_button(team.id, primary=False),))
    return ShownPlace(
        Place(team, driven, has_goals=True), [CHECKIN], [menu], {driving.id: [RANK] for driving in driven}
    )


def blocks_of(shown: Home) -> list[Json]:
    blocks = shown.view["blocks"]
    assert isinstance(blocks, list)
    return blocks


def words_in(shown: Home) -> str:
    return json.dumps(shown.view, ensure_ascii=False)


@pytest.mark.parametrize("words", [*EXTREME_WORDS.values(), "x" * 5000], ids=[*EXTREME_WORDS, "long"])
@pytest.mark.parametrize("teams", [0, 1, 30])
def test_slack_takes_every_home(words: str, teams: int) -> None:
    shown = home([place(number, words=words, goals=30) for number in range(1, teams + 1)], HERE)
    assert view_problems(shown.view) == []
    assert "<!channel" not in words_in(shown)


def test_teams_that_find_no_room_are_named_at_the_end() -> None:
    shown = blocks_of(home([place(number, goals=9) for number in range(1, 31)], HERE))
    assert BLOCKS_MOST - 25 < len(shown) <= BLOCKS_MOST
    last = json.dumps(shown[-2])
    assert "You are also in <#C0TEAM" in last
    assert "<#C0TEAM30>" in last


def test_ones_days_and_hours_are_a_press_away() -> None:
    for teams in (1, 30):
        shown = home([place(number, goals=9) for number in range(1, teams + 1)], HERE)
        assert "My days and hours" in json.dumps(blocks_of(shown)[-1])


def test_what_one_took_on_is_shown_as_far_as_there_is_room() -> None:
    few = took_on([action()])
    assert "*You took on*" in str(few.blocks)
    assert "Done" in str(few.blocks)
    assert "more" not in str(few.blocks)
    assert "And 3 more" in str(took_on([action()] * 7).blocks)


def test_every_team_is_there_when_there_is_room() -> None:
    shown = words_in(home([place(1), place(2)], HERE))
    assert "You are also in" not in shown
    assert shown.count('"type": "divider"') == 1


def test_without_a_team_home_says_how_to_begin() -> None:
    shown = words_in(home([], HERE))
    assert "/cairn start" in shown
    assert "*Join*" in shown


@pytest.mark.parametrize(
    ("has_goals", "said"), [(False, "There is no goal here yet"), (True, "You drive no goal here")]
)
def test_without_a_goal_of_ones_own_a_team_says_what_to_do(*, has_goals: bool, said: str) -> None:
    here = place(goals=0)
    bare = ShownPlace(Place(here.place.team, (), has_goals=has_goals), [], [], {})
    assert said in words_in(home([bare], HERE))


def test_the_first_goals_are_shown_with_what_is_added_and_the_rest_counted() -> None:
    shown = words_in(home([place(goals=7)], HERE))
    assert "And 2 more" in shown
    assert shown.count("priority 2 of 5") == 5


def test_five_buttons_are_shown_what_waits_first_and_the_rest_are_a_command_away() -> None:
    buttons = [kit.button(f"Do {number}", f"do.{number}", primary=number == 8) for number in range(1, 9)]
    here = place(goals=0)
    shown = home([ShownPlace(here.place, [], [Part(buttons=tuple(buttons))], {})], HERE)
    row = next(block for block in blocks_of(shown) if block["type"] == "actions")
    assert re.findall(r"Do \d", json.dumps(row)) == ["Do 8", "Do 1", "Do 2", "Do 3", "Do 4"]
    assert "`/cairn` in <#C0TEAM1>" in words_in(shown)
    assert "`/cairn` in" not in words_in(home([place()], HERE))


def test_what_waits_stands_before_the_goals() -> None:
    shown = words_in(home([place()], HERE))
    assert shown.index("How do they stand") < shown.index("Your next check-in") < shown.index("*You drive*")
    assert shown.index("Check in now") < shown.index("Propose a goal")
