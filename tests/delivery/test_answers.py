"""Whatever Slack answers: nothing is lost, nothing doubled, nothing tried for ever."""

from datetime import timedelta

import pytest

from bot.delivery.gateway import Held, MessageGone, NotSent, Rejected, Unclear
from bot.delivery.pacing import Pace, unlimited
from bot.delivery.surfaces import retry_failed
from bot.delivery.values import Home, Message, Method, State
from tests.delivery.conftest import DASHBOARD, House


@pytest.mark.parametrize("posted", [True, False])
async def test_an_unclear_post_is_read_back_and_never_doubled(house: House, posted: bool) -> None:
    house.slack.fail(Method.POST, Unclear("reset"), after=posted)
    await house.show("goal", drawing=Message("once", seeds=("fire",)))
    await house.delivery().settle()
    assert house.slack.texts("C1") == ["once"]
    surface = await house.surface("goal")
    assert surface.state == State.SHOWN
    assert house.slack.reactions[surface.ts or ""] == ["fire"]
    assert house.slack.count(Method.POST) == (1 if posted else 2)


async def test_a_definite_failure_to_send_is_tried_again_without_reading_back(house: House) -> None:
    house.slack.fail(Method.POST, NotSent("refused"), times=2)
    await house.show("goal")
    await house.delivery().settle()
    assert house.slack.texts("C1") == ["hello"]
    assert house.slack.count(Method.READ_BACK) == 0


@pytest.mark.parametrize("method", [Method.UPDATE, Method.REACT, Method.PIN, Method.PUBLISH, Method.OPEN])
async def test_what_may_be_done_twice_is_retried_freely(house: House, method: Method) -> None:
    house.slack.fail(method, Unclear("timeout"), after=True, times=2)
    delivery = house.delivery()
    await house.show("goal", "U7", drawing=Message("vote", seeds=("fire",), pin=True))
    await house.show("home", "U7", kind=DASHBOARD, drawing=Home({}))
    await delivery.settle()
    await house.touch("goal", Message("voted"))
    await delivery.settle()
    assert house.slack.texts("D7") == ["voted"]
    assert house.slack.homes == {"U7": Home({})}
    assert house.slack.count(method) >= 3
    assert (await house.surface("goal")).state == State.SHOWN


async def test_a_refused_post_fails_once_and_says_why(house: House) -> None:
    house.slack.fail(Method.POST, Rejected("invalid_blocks", "blocks/0"))
    await house.show("goal")
    await house.delivery().settle()
    assert (await house.surface("goal")).state == State.FAILED
    assert await house.column("goal", "last_error") == "invalid_blocks (blocks/0)"
    assert house.slack.count(Method.POST) == 1


async def test_a_refused_update_is_given_up_until_the_next_change(house: House) -> None:
    delivery = house.delivery()
    await house.show("goal")
    await delivery.settle()
    house.slack.fail(Method.UPDATE, Rejected("msg_too_long"))
    await house.touch("goal", Message("far too long"))
    await delivery.settle()
    assert house.slack.count(Method.UPDATE) == 1
    await house.touch("goal", Message("short"))
    await delivery.settle()
    assert house.slack.texts("C1") == ["short"]


@pytest.mark.parametrize("code", ["not_in_channel", "channel_not_found", "is_archived"])
async def test_what_was_refused_for_absence_is_posted_once_the_channel_is_open_again(
    house: House, code: str
) -> None:
    delivery = house.delivery()
    house.slack.fail(Method.POST, Rejected(code))
    await house.show("goal")
    await delivery.settle()
    assert await house.database.edge("T1").commit(retry_failed, "C2") == 0
    assert await house.database.edge("T1").commit(retry_failed, "C1") == 1
    await delivery.settle()
    assert house.slack.texts("C1") == ["hello"]


async def test_what_could_not_be_redrawn_in_an_archived_channel_is_once_it_is_back(house: House) -> None:
    delivery = house.delivery()
    await house.show("goal")
    await delivery.settle()
    house.slack.fail(Method.UPDATE, Rejected("is_inactive"))
    await house.touch("goal", Message("changed"))
    await delivery.settle()
    assert await house.database.edge("T1").commit(retry_failed, "C1") == 1
    await delivery.settle()
    assert house.slack.texts("C1") == ["changed"]


async def test_a_deleted_message_stays_deleted_and_its_feature_hears_of_it(house: House) -> None:
    delivery = house.delivery()
    await house.show("goal")
    await delivery.settle()
    house.slack.posted["T1", "C1"].clear()
    await house.touch("goal", Message("changed"))
    await delivery.settle()
    assert house.slack.texts("C1") == []
    assert (await house.surface("goal")).state == State.GONE
    assert house.deleted == ["goal"]


async def test_a_reply_whose_thread_was_deleted_fails(house: House) -> None:
    house.slack.fail(Method.POST, MessageGone("thread_not_found"))
    await house.show("goal")
    await house.delivery().settle()
    assert (await house.surface("goal")).state == State.FAILED
    assert house.deleted == []


async def test_an_unregistered_kind_fails_and_the_others_are_shown(house: House) -> None:
    await house.show("odd", kind="unheard of")
    await house.show("goal")
    await house.delivery().settle()
    assert (await house.surface("odd")).state == State.FAILED
    assert "unheard of" in str(await house.column("odd", "last_error"))
    assert house.slack.texts("C1") == ["hello"]


async def test_after_a_429_nobody_calls_until_it_is_over(house: House) -> None:
    house.slack.fail(Method.POST, Held("ratelimited", timedelta(hours=1)))
    await house.show("goal")
    first, replica = house.delivery(), house.delivery()
    await first.settle()
    await house.show("other", "C2")
    await replica.settle()
    await first.settle()
    assert house.slack.count(Method.POST) == 1
    await house.show("elsewhere", "C1", workspace="T2")
    await replica.settle()
    assert house.slack.texts("C1", "T2") == ["hello"]


async def test_a_429_stops_what_is_claimed_already(house: House) -> None:
    """Each post looks at the record right before its call, so of a batch claimed together only a few go."""
    for number in range(30):
        await house.show(str(number), f"C{number}")
    house.slack.fail(Method.POST, Held("ratelimited", timedelta(hours=1)), times=30)
    one_at_a_time = Pace(
        unlimited().limits, timedelta(0), timedelta(0), in_flight=2, in_flight_per_workspace=2
    )
    await house.delivery(pace=one_at_a_time).settle()
    assert house.slack.count(Method.POST) <= 2


async def test_short_waits_end(house: House) -> None:
    house.slack.fail(Method.POST, Held("ratelimited", timedelta(seconds=0.2)))
    await house.show("goal")
    await house.delivery().settle()
    assert house.slack.texts("C1") == ["hello"]
