"""Stray copies: looked for when a post was repeated, deleted, and nothing else is."""

from uuid import UUID

from bot.delivery.gateway import Rejected, Unclear
from bot.delivery.values import Message, Method
from tests.delivery.conftest import House
from tests.delivery.fake_slack import Posted


def stray(house: House, surface: UUID, ts: str = "9999999999.000001") -> None:
    """What a frozen worker posts when it wakes up."""
    house.slack.posted["T1", "C1"][ts] = Posted(surface, Message("late"), None)


async def until_verified(house: House, key: str) -> None:
    while await house.column(key, "verify_at") is not None:
        await house.delivery().verify()


async def test_a_post_that_arrived_after_all_is_deleted(house: House) -> None:
    house.slack.fail(Method.POST, Unclear("reset"))
    await house.show("goal")
    await house.delivery().settle()
    stray(house, (await house.surface("goal")).id)
    await until_verified(house, "goal")
    assert house.slack.texts("C1") == ["hello"]
    assert house.slack.count(Method.DELETE) == 1


async def test_the_looks_come_to_an_end_without_a_stray(house: House) -> None:
    house.slack.fail(Method.POST, Unclear("reset"))
    await house.show("goal")
    await house.delivery().settle()
    before = house.slack.count(Method.READ_BACK)
    await until_verified(house, "goal")
    assert house.slack.count(Method.READ_BACK) == before + 2
    assert house.slack.count(Method.DELETE) == 0


async def test_what_went_well_the_first_time_is_never_read_back(house: House) -> None:
    await house.show("goal")
    await house.delivery().settle()
    await house.delivery().verify()
    assert house.slack.count(Method.READ_BACK) == 0


async def test_history_that_hid_a_message_for_too_long_is_made_good(house: House) -> None:
    house.slack.fail(Method.POST, Unclear("reset"), after=True)
    house.slack.hides = True
    await house.show("goal")
    await house.delivery().settle()
    assert len(house.slack.texts("C1")) == 2
    house.slack.hides = False
    await until_verified(house, "goal")
    kept = await house.surface("goal")
    assert list(house.slack.posted["T1", "C1"]) == [kept.ts]


async def test_two_copies_found_at_once_become_one(house: House) -> None:
    house.slack.fail(Method.POST, Unclear("reset"), after=True)
    await house.show("goal")
    house.slack.on_post = lambda: stray(house, next(iter(house.slack.posted["T1", "C1"].values())).surface)
    await house.delivery().settle()
    await until_verified(house, "goal")
    kept = await house.surface("goal")
    assert list(house.slack.posted["T1", "C1"]) == [kept.ts]


async def test_a_look_that_fails_is_taken_again(house: House) -> None:
    house.slack.fail(Method.POST, Unclear("reset"))
    await house.show("goal")
    await house.delivery().settle()
    stray(house, (await house.surface("goal")).id)
    house.slack.fail(Method.READ_BACK, Rejected("not_in_channel"))
    await until_verified(house, "goal")
    assert house.slack.texts("C1") == ["hello"]
