import pytest

from bot.features.ownership import views
from bot.features.ownership.values import DriverView, HandoverView
from bot.slack.limits import message_problems, view_problems
from tests.features.goals.factories import ANA, BEN, CYD, EXTREME_WORDS, NOON, goal

WORDS = [*EXTREME_WORDS.values(), "x" * 500]


@pytest.mark.parametrize("words", WORDS)
def test_whatever_people_write_slack_can_show_it(words: str) -> None:
    long = goal(title=words[:150])
    messages = [
        views.claimed(long),
        views.claimable([long] * 30),
        views.claimable([]),
        views.handover_reply(HandoverView(long.id, long.id, BEN, BEN, CYD, words)),
        views.handover_reply(HandoverView(long.id, long.id, BEN, CYD, None, "")),
    ]
    for message in messages:
        assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
        assert "<!channel>" not in str(message)
    forms = (views.handover_modal, views.handed_over, views.release_modal, views.released)
    for view in (form(long) for form in forms):
        assert view_problems(view) == []


@pytest.mark.parametrize(
    ("giver", "former", "taker", "said"),
    [
        (BEN, BEN, CYD, f"<@{BEN}> handed this goal over to <@{CYD}>."),
        (ANA, BEN, CYD, f"<@{ANA}> handed this goal over from <@{BEN}> to <@{CYD}>."),
        (ANA, BEN, None, f"<@{ANA}> released this goal, which <@{BEN}> drove until now."),
    ],
)
def test_the_record_says_who_did_it(giver: str, former: str, taker: str | None, said: str) -> None:
    one = goal()
    assert views.handover_reply(HandoverView(one.id, one.id, giver, former, taker, "")).text.startswith(said)


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
