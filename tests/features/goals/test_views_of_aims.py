"""What people see of aims, the map, adoptions and looks: within Slack's limits whatever is written in it."""

import json
from uuid import UUID

import pytest

from bot.delivery.values import Message
from bot.features.goals.forms import AimStage
from bot.features.goals.values import (
    AdoptionState,
    AdoptionView,
    AimView,
    GoalState,
    LookView,
    MapGoal,
    MapNode,
    Says,
)
from bot.features.goals.views import adopting, ids, looking
from bot.features.goals.views.aims import MAP_PAGE, aim_list, aim_modal, aim_saved, goal_map
from bot.slack.kit import markup
from bot.slack.limits import message_problems, view_problems
from bot.slack.sections import Part
from tests.features.goals.factories import ENDLESS, TEAM, goal


def aim(number: int, title: str, *, team: UUID | None = TEAM, goal: int = 0) -> AimView:
    adopted = UUID(int=goal) if goal else None
    return AimView(id=UUID(int=number), title=title[:150] or "-", team_id=team, goal_id=adopted)


def problems(message: Message) -> list[object]:
    return [*message_problems({"text": message.text, "blocks": list(message.blocks)})]


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_slack_takes_aims_and_the_map_whatever_the_words(words: str) -> None:
    aims = [aim(1, words, team=None), aim(2, words), aim(3, words, goal=9)]
    mapped_goal = MapGoal(UUID(int=4), TEAM, 4, words[:150], GoalState.COMMITTED, None)
    nodes = [MapNode(9, aim=one, channel="C0TEAM") for one in aims] + [
        MapNode(9, goal=mapped_goal, channel="C0TEAM")
    ] * 27
    part = Part(lines=(markup("3 initiatives"),))
    for is_wide in (False, True):
        mapped = goal_map(TEAM, nodes[:MAP_PAGE], 200, {mapped_goal.id: [part]}, first=30, is_wide=is_wide)
        assert problems(mapped) == []
        assert ("<#C0TEAM>" in json.dumps(mapped.blocks)) or not is_wide
    assert problems(aim_list(TEAM, [(one, 2) for one in aims * 9], first=10, keeps_workspaces=True)) == []
    for one in (None, *aims):
        form = aim_modal(AimStage(TEAM), one, [aims[0]] * 200, keeps_workspaces=True)
        assert [*view_problems(form)] == []
    assert [*view_problems(aim_saved(aims[0]))] == []


def test_the_map_in_lines() -> None:
    served = MapGoal(UUID(int=4), TEAM, 4, "Answers within a day", GoalState.COMMITTED, UUID(int=1))
    nodes = [
        MapNode(0, aim=aim(1, "People stay", team=None)),
        MapNode(1, goal=served, channel="C0TEAM"),
        MapNode(2, aim=aim(2, "Answers within a day", goal=4, team=UUID(int=77)), channel="C0OTHER"),
    ]
    shown = goal_map(
        TEAM, nodes, 3, {served.id: [Part(lines=(markup("3 initiatives"),))]}, first=0, is_wide=False
    )
    assert (
        "\n".join(json.dumps(block, ensure_ascii=False) for block in shown.blocks).count(
            "adopted by <#C0OTHER>"
        )
        == 1
    )
    said = str(shown.blocks[1])
    assert ":dart: *People stay*\\n\\u2003#4 Answers within a day · committed · 3 initiatives\\n" in said


def test_what_serves_nothing_stands_under_a_line_of_its_own() -> None:
    loose = [MapGoal(UUID(int=n), TEAM, n, f"Goal {n}", GoalState.PROPOSED, None) for n in (5, 6)]
    nodes = [MapNode(0, aim=aim(1, "People stay", team=None)), *(MapNode(0, goal=one) for one in loose)]
    shown = goal_map(TEAM, nodes, 3, {}, first=0, is_wide=False)
    assert ":dart: *People stay*\\n*Without an aim*\\n#5 Goal 5 · proposed\\n#6 Goal 6" in str(
        shown.blocks[1]
    )


def test_empty_states_invite_and_only_keepers_change_the_workspaces() -> None:
    assert "/goal propose" in str(goal_map(TEAM, [], 0, {}, first=0, is_wide=False).blocks)
    assert "No aim is named yet" in str(aim_list(TEAM, [], first=0, keeps_workspaces=False).blocks)
    for keeps in (False, True):
        listed = str(
            aim_list(TEAM, [(aim(1, "People stay", team=None), 1)], first=0, keeps_workspaces=keeps).blocks
        )
        assert (ids.CHOOSE_FOR_AIM in listed) == keeps
        assert "1 goal serves it" in listed


@pytest.mark.parametrize("words", ENDLESS.values(), ids=ENDLESS)
def test_slack_takes_offers_and_looks_whatever_the_words(words: str) -> None:
    full = goal(words=words[:1000], title=words[:150])
    for state in AdoptionState:
        offer = AdoptionView(
            id=TEAM,
            goal_id=full.id,
            team_id=TEAM,
            offered_by="U0ANA",
            note=words[:1000],
            state=state,
            answered_by="U0BEN",
            why=words[:1000],
        )
        for channel in ("", "C0TEAM"):
            assert problems(adopting.offered(full, offer, channel)) == []
            assert problems(adopting.answered(full, offer, channel)) == []
        assert [*view_problems(adopting.decline_modal(offer, full.title))] == []
    assert [*view_problems(adopting.offer_modal(full))] == []
    counts = {full.id: dict.fromkeys(Says, 1000)}
    assert problems(looking.look_message(TEAM, [full] * 30, counts)) == []
    assert problems(looking.look_at_more(TEAM, [full] * 30, counts, 8)) == []
    answer = LookView(TEAM, full.id, "U0ANA", Says.NOT_ANY_MORE, words[:1000])
    assert problems(looking.changed_words(full, answer)) == []
    assert [*view_problems(looking.changed_modal(full))] == []


@pytest.mark.parametrize(
    ("channels", "said"),
    [
        ([], []),
        (["C0A"], [":link: Adopted as an aim by <#C0A>"]),
        (["C0A", ""], [":link: Adopted as an aim by <#C0A>, another team"]),
        (["", ""], [":link: Adopted as an aim by other teams"]),
    ],
)
def test_private_teams_that_adopted_a_goal_are_not_named(channels: list[str], said: list[str]) -> None:
    assert adopting.adopted_by(channels) == said
