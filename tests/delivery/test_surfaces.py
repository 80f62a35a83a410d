"""What services collect becomes rows, once, in their own transaction."""

import asyncio
from datetime import timedelta

import pytest

from bot.db.transaction import Transaction
from bot.delivery.gateway import Held
from bot.delivery.surfaces import surface_by_key, surfaces_of, write_surfaces
from bot.delivery.values import Message, Method, State
from bot.errors import Conflict
from tests.delivery.conftest import NOTE, House


async def test_a_key_is_taken_once_in_each_workspace(house: House) -> None:
    await house.show("goal", "C1")
    await house.show("goal", "C2")
    await house.show("goal", "C3", workspace="T2")
    assert (await house.surface("goal")).audience == "C1"
    assert (await house.surface("goal", "T2")).audience == "C3"


async def test_two_at_once_show_one(house: House) -> None:
    await asyncio.gather(*(house.show("goal") for _ in range(8)))
    found = await house.database.edge("T1").read(surfaces_of, NOTE, "goal")
    assert len(found) == 1


async def test_what_is_rolled_back_is_never_shown(house: House) -> None:
    edge = house.database.edge("T1")

    def refuse(_: Transaction) -> None:
        raise Conflict("someone was quicker")

    house.database.before_commit = [write_surfaces, refuse]
    with pytest.raises(Conflict):
        await edge.commit(lambda tx: tx.show(NOTE, "goal", "C1", key="goal"))
    assert await edge.read(surface_by_key, "goal") is None


async def test_a_channel_is_where_its_surfaces_are_and_a_person_is_not(house: House) -> None:
    await house.show("goal", "G1")
    await house.show("prompt", "U1")
    assert (await house.surface("goal")).channel == "G1"
    assert (await house.surface("prompt")).channel is None


async def test_touches_count_on_every_surface_of_the_subject(house: House) -> None:
    edge = house.database.edge("T1")
    house.drawings["goal"] = Message("hello")
    await edge.commit(lambda tx: tx.show(NOTE, "goal", "C1", key="one"))
    await edge.commit(lambda tx: tx.show(NOTE, "goal", "C2", key="two"))
    delivery = house.delivery()
    await delivery.settle()
    await house.touch("goal", Message("changed"))
    await delivery.settle()
    assert house.slack.texts("C1") == house.slack.texts("C2") == ["changed"]


async def test_touches_at_once_all_count(house: House) -> None:
    await house.show("goal")
    await asyncio.gather(*(house.touch("goal", Message(str(vote))) for vote in range(12)))
    assert await house.column("goal", "wanted_version") == 13


async def test_a_touch_elsewhere_changes_nothing_here(house: House) -> None:
    await house.show("goal", workspace="T2")
    await house.touch("goal", Message("changed"))
    assert await house.column("goal", "wanted_version") == 1


async def test_what_ended_is_not_touched_back_to_life(house: House) -> None:
    delivery = house.delivery()
    await house.show("goal", drawing=None)
    await delivery.settle()
    await house.touch("goal", Message("back?"))
    await delivery.settle()
    assert (await house.surface("goal")).state == State.EXPIRED
    assert house.slack.calls == []


async def test_a_touch_does_not_wait_behind_seeds_that_do(house: House) -> None:
    """Reactions are few a minute: a card whose seeds wait must still show its votes."""
    house.slack.fail(Method.REACT, Held("ratelimited", timedelta(hours=1)))
    delivery = house.delivery()
    await house.show("goal", drawing=Message("vote", seeds=("fire",)))
    await delivery.settle()
    await house.touch("goal", Message("voted", seeds=("fire",)))
    await delivery.settle()
    assert house.slack.texts("C1") == ["voted"]
