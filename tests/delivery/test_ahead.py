"""Direct messages opened before anything is shown there, on both databases."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.delivery import claims, lanes
from bot.delivery.ahead import DIRECT_MESSAGES, Announce, Recipient
from bot.delivery.claims import Room
from bot.delivery.gateway import GatewayError, Held, Rejected, Unclear
from bot.delivery.models import SurfaceRow
from bot.delivery.pacing import SLACK_LIMITS, Pace, unlimited
from bot.delivery.values import Message, Method, State
from tests.delivery.conftest import QUICK, House

s = SurfaceRow.__table__.c
EIGHT = [f"U{number}" for number in range(8)]


def announcing(*users: str, workspace: str = "T1") -> Announce:
    """A room that will write to these soon."""
    batches = [[Recipient(workspace, user) for user in users], []]
    return lambda _, __: batches.pop(0)


async def ahead(house: House, *users: str, workspace: str = "T1") -> None:
    """They are announced, and delivery does all it can."""
    delivery = house.delivery()
    await delivery.open_ahead([announcing(*users, workspace=workspace)])
    await delivery.settle()


async def turns(house: House, workspace: str = "T1") -> list[datetime]:
    """When each is to be opened that is waiting."""

    def waiting(session: Session, _: datetime) -> Sequence[datetime]:
        mine = (s.workspace == workspace, s.kind == DIRECT_MESSAGES, s.method == Method.OPEN.value)
        return session.scalars(select(s.run_at).where(*mine).order_by(s.run_at)).all()

    return list(await house.database.read_across(waiting))


async def test_what_is_shown_later_is_posted_without_opening(house: House) -> None:
    await ahead(house, "U7")
    assert [(call.method, call.place) for call in house.slack.calls] == [(Method.OPEN, "U7")]
    await house.show("prompt", "U7", drawing=Message("How is it going?"))
    await house.delivery().settle()
    assert house.slack.texts("D7") == ["How is it going?"]
    assert house.slack.count(Method.OPEN) == 1
    assert await house.column("direct-messages:U7", "state") == State.EXPIRED


async def test_nobody_is_opened_twice(house: House) -> None:
    await house.show("prompt", "U7")
    await house.delivery().settle()
    for _ in range(2):
        await ahead(house, "U7", "U8", "U8")
    assert [call.place for call in house.slack.calls if call.method is Method.OPEN] == ["U7", "U8"]
    assert await house.column("direct-messages:U7", "id") is None  # so that it takes nobody's turn


async def test_another_workspace_has_messages_of_its_own(house: House) -> None:
    await ahead(house, "U7")
    await ahead(house, "U7", workspace="T2")
    assert [call.workspace for call in house.slack.calls] == ["T1", "T2"]


async def test_two_processes_open_each_once(house: House) -> None:
    replicas = [house.delivery(), house.delivery()]
    await asyncio.gather(*(one.open_ahead([announcing(*EIGHT)]) for one in replicas))
    await asyncio.gather(*(one.settle() for one in replicas))
    assert sorted(call.place for call in house.slack.calls) == EIGHT


async def test_who_is_to_be_written_to_now_goes_first_and_is_not_opened_again(house: House) -> None:
    one_at_a_time = Pace({}, timedelta(0), timedelta(0), 1, 1)
    delivery = house.delivery(pace=one_at_a_time)
    await delivery.open_ahead([announcing("U1", "U2", "U3")])
    await house.show("prompt", "U3")  # is drawn while U1's are opened
    await delivery.settle()
    assert [call.place for call in house.slack.calls] == ["U1", "U3", "D3", "U2"]


async def test_several_messages_to_somebody_new_open_once(house: House) -> None:
    await house.show("one", "U7")
    await house.show("other", "U7")
    await house.delivery().settle()
    assert house.slack.count(Method.OPEN) == 1
    assert len(house.slack.texts("D7")) == 2


async def test_whom_a_killed_process_was_opening_the_next_one_opens(house: House) -> None:
    await house.delivery().open_ahead([announcing(*EIGHT)])
    board = await house.database.read_across(lanes.look)
    room = Room(3, lambda _: 3)
    lost = await house.database.write_across(claims.claim, board.lanes, room, QUICK, unlimited())
    assert len(lost) == 3
    await house.delivery().settle()
    assert sorted(call.place for call in house.slack.calls) == EIGHT


@pytest.mark.parametrize("code", ["user_not_found", "cannot_dm_bot"])
async def test_who_cannot_be_reached_is_tried_once(house: House, code: str) -> None:
    house.slack.fail(Method.OPEN, Rejected(code))
    await ahead(house, "U7", "U8")
    await ahead(house, "U7")
    assert [call.place for call in house.slack.calls] == ["U7", "U8"]
    assert await house.column("direct-messages:U7", "state") == State.FAILED
    await house.show("prompt", "U7", drawing=Message("back again"))
    await house.delivery().settle()
    assert house.slack.texts("D7") == ["back again"]


@pytest.mark.parametrize(
    "error",
    [
        Held("ratelimited", timedelta(seconds=0.05)),
        Unclear("status 500"),
        Unclear("conversations.open answered without a channel"),
    ],
    ids=["429", "500", "no answer"],
)
async def test_what_did_not_come_about_is_tried_again(house: House, error: GatewayError) -> None:
    house.slack.fail(Method.OPEN, error)
    await ahead(house, "U7")
    assert house.slack.count(Method.OPEN) == 2
    assert await house.column("direct-messages:U7", "slack_channel") == "D7"


async def test_turns_are_a_calm_distance_apart_also_in_a_second_round(house: House) -> None:
    rate = SLACK_LIMITS[Method.OPEN]
    delivery = house.delivery(pace=Pace())
    for users in (EIGHT[:3], EIGHT[3:]):
        await delivery.open_ahead([announcing(*users)])
    gaps = {later - earlier for earlier, later in pairwise(await turns(house))}
    assert len(await turns(house)) == 8
    assert gaps == {rate.calm}
    await delivery.open_ahead([announcing("U0", workspace="T2")])
    assert (await turns(house, "T2"))[0] < (await turns(house))[-1]
