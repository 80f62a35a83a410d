"""The last look before a call: drawn from what is current, and stopped by a 429 that came since the claim."""

from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.delivery import briefs, claims, lanes
from bot.delivery.briefs import Brief
from bot.delivery.calls import perform
from bot.delivery.claims import Claimed, Room
from bot.delivery.outcomes import Later
from bot.delivery.pacing import unlimited
from bot.delivery.timing import database_now
from bot.delivery.values import Message, Method, Surface
from tests.delivery.conftest import QUICK, House


def hold_posts(session: Session, _: datetime) -> None:
    lanes.block(session, "T1", Method.POST, database_now(session) + timedelta(hours=1))


async def claim_all(house: House) -> list[Claimed]:
    board = await house.database.read_across(lanes.look)
    room = Room(100, lambda _: 100)
    return await house.database.write_across(claims.claim, list(board.lanes), room, QUICK, unlimited())


async def brief(house: House, claimed: list[Claimed]) -> list[Brief]:
    return await house.database.read_across(briefs.brief, claimed, house.renderers)


async def test_a_429_between_the_claim_and_the_call_stops_the_call(house: House) -> None:
    await house.show("goal")
    [claimed] = await claim_all(house)
    await house.database.write_across(hold_posts)
    [told] = await brief(house, [claimed])
    outcome = await perform(house.slack, claimed, told, QUICK)
    assert isinstance(outcome, Later)
    assert outcome.after is not None
    assert outcome.after > timedelta(minutes=59)
    assert house.slack.calls == []


async def test_it_is_drawn_as_it_is_now_not_as_it_was_when_claimed(house: House) -> None:
    await house.show("goal", drawing=Message("at the claim"))
    [claimed] = await claim_all(house)
    await house.touch("goal", Message("since"))
    [told] = await brief(house, [claimed])
    assert told.drawn == Message("since")
    assert told.version == 2


async def test_a_renderer_that_breaks_spoils_only_its_own_surface(house: House) -> None:
    """Its failing SQL would otherwise end the PostgreSQL transaction that the others are drawn in."""

    def broken(tx: Transaction, _: Surface) -> Message:
        tx.session.execute(text("SELECT no_such_column FROM surface"))
        return Message("never")

    house.renderers.register("broken", broken)
    await house.show("bad", kind="broken")
    await house.show("good")
    claimed = await claim_all(house)
    told = dict(zip((one.surface.subject for one in claimed), await brief(house, claimed), strict=True))
    assert "no_such_column" in str(told["bad"].failure)
    assert told["good"].drawn == Message("hello")


async def test_a_claim_takes_each_surface_once(house: House) -> None:
    await house.show("goal")
    assert len(await claim_all(house)) == 1
    assert await claim_all(house) == []
