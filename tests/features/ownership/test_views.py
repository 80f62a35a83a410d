import pytest

from bot.features.ownership import views
from bot.features.ownership.values import DriverView, HandoverView
from bot.slack.limits import message_problems, view_problems
from tests.features.goals.factories import BEN, CYD, EXTREME_WORDS, NOON, goal

WORDS = [*EXTREME_WORDS.values(), "x" * 500]


@pytest.mark.parametrize("words", WORDS)
def test_whatever_people_write_slack_can_show_it(words: str) -> None:
    long = goal(title=words[:150])
    messages = [
        views.claimed(long),
        views.claimable([long] * 30),
        views.claimable([]),
        views.handover_reply(HandoverView(long.id, long.id, BEN, CYD, words)),
        views.handover_reply(HandoverView(long.id, long.id, BEN, CYD, "")),
    ]
    for message in messages:
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert "<!channel>" not in str(message)
    for view in (views.handover_modal(long), views.handed_over(long)):
        assert view_problems(view) == []


def test_a_goal_without_driver_offers_to_be_claimed_and_one_with_a_driver_does_not() -> None:
    one = goal()
    free = views.card_part(one.id, None)
    driven = views.card_part(one.id, DriverView(one.id, BEN, NOON))
    assert [button.action_id for button in free.buttons] == [views.CLAIM]  # type: ignore[attr-defined]  # Element is the base class
    assert [button.action_id for button in driven.buttons] == [views.HAND_OVER, views.RELEASE]  # type: ignore[attr-defined]
    assert f"<@{BEN}>" in driven.lines[0]


def test_only_so_many_goals_are_offered_at_once_and_the_rest_is_counted() -> None:
    offered = views.claimable([goal(number) for number in range(1, 14)])
    assert "3 more" in str(offered.blocks[-1])
