"""The loop, end to end against a Slack in memory, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.delivery.gateway import NotSent, Rejected, Unclear
from bot.delivery.pacing import Pace
from bot.delivery.surfaces import recast, surface_at
from bot.delivery.values import Home, Message, Method, State
from tests.delivery.conftest import DASHBOARD, NOTE, QUICK, House

SLOW = replace(
    QUICK, lease=timedelta(minutes=1), poll=timedelta(minutes=1), slowest_retry=timedelta(minutes=1)
)


async def test_what_is_shown_is_posted_once(house: House) -> None:
    await house.show("goal", drawing=Message("Ship it"))
    await house.show("goal")
    await house.delivery().settle()
    assert house.slack.texts("C1") == ["Ship it"]
    assert (await house.surface("goal")).state == State.SHOWN


async def test_a_posted_surface_is_found_by_its_message(house: House) -> None:
    await house.show("goal")
    await house.delivery().settle()
    surface = await house.surface("goal")
    assert surface.channel == "C1"
    assert surface.ts is not None
    assert await house.database.edge("T1").read(surface_at, "C1", surface.ts) == surface
    assert await house.database.edge("T2").read(surface_at, "C1", surface.ts) is None


async def test_a_touch_redraws_from_what_is_current_when_it_is_sent(house: House) -> None:
    delivery = house.delivery()
    await house.show("goal")
    await delivery.settle()
    await house.touch("goal", Message("older"))
    await house.touch("goal", Message("newest"))
    await delivery.settle()
    assert house.slack.texts("C1") == ["newest"]
    assert house.slack.count(Method.UPDATE) == 1


async def test_a_touch_before_the_post_costs_no_update(house: House) -> None:
    await house.show("goal")
    await house.touch("goal", Message("voted on"))
    await house.delivery().settle()
    assert house.slack.texts("C1") == ["voted on"]
    assert house.slack.count(Method.UPDATE) == 0


async def test_a_touch_while_the_post_is_on_its_way_is_not_lost(house: House) -> None:
    await house.show("goal", drawing=Message("drawn"))
    delivery = house.delivery()
    votes: list[asyncio.Task[None]] = []

    def vote() -> None:
        votes.append(asyncio.ensure_future(house.touch("goal", Message("voted"))))

    house.slack.on_post = vote
    await delivery.settle()
    await asyncio.gather(*votes)
    await delivery.settle()
    assert house.slack.texts("C1") == ["voted"]


async def test_a_thousand_touches_are_few_calls(house: House) -> None:
    delivery = house.delivery(pace=Pace())
    await house.show("goal")
    running = asyncio.create_task(delivery.run())
    for number in range(50):
        await asyncio.gather(
            *(house.touch("goal", Message(f"{number * 20 + vote} heard")) for vote in range(20))
        )
        delivery.wake()
    await house.touch("goal", Message("all heard"))
    await delivery.settle()
    await delivery.stop()
    await running
    assert house.slack.texts("C1") == ["all heard"]
    assert len(house.slack.calls) <= 20


async def test_seeds_follow_in_order_and_then_the_pin(house: House) -> None:
    await house.show("goal", drawing=Message("vote", seeds=("fire", "thumbsup", "seedling"), pin=True))
    await house.delivery().settle()
    ts = (await house.surface("goal")).ts
    assert ts is not None
    assert house.slack.reactions[ts] == ["fire", "thumbsup", "seedling"]
    assert house.slack.pins == [ts]
    assert [call.method for call in house.slack.calls][-1] is Method.PIN


async def test_a_refused_seed_is_left_out_and_the_others_come(house: House) -> None:
    house.slack.fail(Method.REACT, Rejected("invalid_name"))
    await house.show("goal", drawing=Message("vote", seeds=("nosuch", "thumbsup")))
    await house.delivery().settle()
    ts = (await house.surface("goal")).ts
    assert ts is not None
    assert house.slack.reactions[ts] == ["thumbsup"]


async def test_a_person_gets_direct_messages_in_a_channel_opened_once(house: House) -> None:
    delivery = house.delivery()
    await house.show("first", "U7", drawing=Message("one"))
    await delivery.settle()
    await house.show("second", "U7", drawing=Message("two"))
    await delivery.settle()
    assert house.slack.texts("D7") == ["one", "two"]
    assert house.slack.count(Method.OPEN) == 1
    assert (await house.surface("second")).channel == "D7"


async def test_the_channel_is_on_record_before_the_first_post(house: House) -> None:
    house.slack.fail(Method.POST, Unclear("timeout"), after=True)
    await house.show("prompt", "U7")
    await house.delivery().settle()
    assert house.slack.texts("D7") == ["hello"]
    assert house.slack.count(Method.READ_BACK) == 1


async def test_a_home_tab_is_published_and_opens_no_direct_message(house: House) -> None:
    delivery = house.delivery()
    await house.show("home", "W7", kind=DASHBOARD, drawing=Home({"type": "home", "blocks": []}))
    await delivery.settle()
    await house.touch("home", Home({"type": "home", "blocks": [{"type": "divider"}]}), kind=DASHBOARD)
    await delivery.settle()
    assert house.slack.homes["W7"].view["blocks"] == [{"type": "divider"}]
    assert {call.method for call in house.slack.calls} == {Method.PUBLISH}


async def test_a_reply_waits_for_its_parent_and_hangs_under_it(house: House) -> None:
    house.slack.fail(Method.POST, NotSent("no route"))
    await house.show("retro")
    await house.show("reply", thread_of="retro", drawing=Message("first round"))
    await house.delivery().settle()
    parent, reply = await house.surface("retro"), await house.surface("reply")
    assert reply.ts is not None
    assert house.slack.posted["T1", "C1"][reply.ts].thread_ts == parent.ts


async def test_a_reply_goes_where_its_parent_went(house: House) -> None:
    await house.show("prompt", "U7")
    await house.show("thanks", "U7", thread_of="prompt")
    await house.delivery().settle()
    assert (await house.surface("thanks")).channel == "D7"


@pytest.mark.parametrize(("parent", "outcome"), [(None, State.EXPIRED), (Message(""), State.PENDING)])
async def test_a_reply_to_what_is_not_shown_is_not_posted(
    house: House, parent: Message | None, outcome: State
) -> None:
    house.slack.fail(Method.POST, Rejected("invalid_blocks"))
    await house.show("retro", drawing=parent)
    await house.show("reply", thread_of="retro")
    await house.delivery(timing=SLOW).settle(within=timedelta(0))
    assert (await house.surface("reply")).state == outcome
    assert house.slack.texts("C1") == []


async def test_a_reply_to_nothing_at_all_fails(house: House) -> None:
    await house.show("reply", thread_of="nowhere")
    await house.delivery().settle()
    assert (await house.surface("reply")).state == State.FAILED


async def test_nothing_left_to_show_expires_without_a_call(house: House) -> None:
    await house.show("stale", drawing=None)
    await house.delivery().settle()
    assert (await house.surface("stale")).state == State.EXPIRED
    assert house.slack.calls == []


async def test_withdrawn_before_posting_is_never_posted(house: House) -> None:
    await house.show("goal")
    await house.withdraw("goal")
    await house.delivery().settle()
    assert house.slack.calls == []
    assert (await house.surface("goal")).state == State.GONE


async def test_withdrawn_after_posting_is_deleted_and_nobody_is_told_off(house: House) -> None:
    delivery = house.delivery()
    await house.show("goal")
    await delivery.settle()
    await house.withdraw("goal")
    await delivery.settle()
    assert house.slack.texts("C1") == []
    assert (await house.surface("goal")).state == State.GONE
    assert house.deleted == []


async def test_what_is_recast_is_drawn_as_the_other_kind_and_what_was_never_posted_is_dropped(
    house: House,
) -> None:
    delivery = house.delivery()
    house.renderers.register("later", lambda _tx, _surface: Message("bye"))
    await house.show("goal")
    await delivery.settle()
    await house.show("unposted")
    for subject in ("goal", "unposted"):
        await house.database.edge("T1").commit(recast, NOTE, subject, "later")
    await delivery.settle()
    assert house.slack.texts("C1") == ["bye"]
    assert (await house.surface("goal")).kind == "later"
    assert (await house.surface("unposted")).state == State.GONE


async def test_wake_delivers_without_waiting_for_the_poll(house: House) -> None:
    delivery = house.delivery(timing=SLOW)
    running = asyncio.create_task(delivery.run())
    await asyncio.sleep(0.05)
    posted = asyncio.Event()
    house.slack.on_post = posted.set
    await house.show("goal")
    delivery.wake()
    async with asyncio.timeout(5):
        await posted.wait()
    await delivery.stop()
    await running


async def test_cancelling_finishes_what_is_in_flight(house: House) -> None:
    delivery = house.delivery(timing=SLOW)
    posted = asyncio.Event()
    house.slack.on_post = posted.set
    await house.show("goal")
    running = asyncio.create_task(delivery.run())
    await posted.wait()
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert (await house.surface("goal")).state == State.SHOWN


async def test_what_is_claimed_and_not_begun_is_handed_back_on_stopping(house: House) -> None:
    await house.show("goal")
    delivery = house.delivery(timing=SLOW)
    running = asyncio.create_task(delivery.run())
    while not delivery._in_flight:  # noqa: ASYNC110 - the claim is made on another thread
        await asyncio.sleep(0)
    await delivery.stop()
    await running
    assert (await house.surface("goal")).state == State.PENDING
    assert house.slack.calls == []
