"""Channels that close and accounts that are closed while a team looks back: it rests or goes on, and keeps all words."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.delivery.models import SurfaceRow
from bot.delivery.values import Json, State
from tests.conversation import AMARA, ANANYA, DIEGO, GARDEN, LENA, YUSUF, Conversation, on_sqlite
from tests.features.retrospectives.slack_side import MOVE_ON, READ_NOTED, add, begin, drawn, replies
from tests.local_slack import CAIRN
from tests.shown import says
from tests.slices import long, sliced

pytestmark = [on_sqlite, long]  # what the rooms do is tested on both databases below the doors

WRITERS = (LENA, YUSUF, ANANYA)
STEPS = (
    ("Next: reveal", "puts together what says the same"),
    ("Next: vote", "Each group has its reply"),
    ("Next: discuss", "Nobody put dots this time"),
)
A_WEEK = timedelta(weeks=1)
every_phase = pytest.mark.parametrize("steps", sliced((0, 2), long=(1, len(STEPS))))


async def looking_back(talk: Conversation, steps: int, **chosen: object) -> Json:
    """A retro's message after so many steps by hand; three people wrote."""
    parent = await begin(talk, **chosen)
    for user in WRITERS:
        await add(talk, user, worked=f"Words of {user}")
    await drawn(talk, parent, "3 people have")
    for label, words in STEPS[:steps]:
        await talk.press(LENA, GARDEN, talk.at(GARDEN, parent["ts"]), label)
        await drawn(talk, parent, words)
    await all_done(talk)
    return parent


async def all_done(talk: Conversation) -> None:
    """Nothing is left that Cairn would tell Slack."""
    await talk.sandbox.settled()

    def left(session: Session, _: object) -> bool:
        return (
            session.scalars(select(SurfaceRow.id).where(SurfaceRow.run_at.is_not(None))).first() is not None
        )

    for _ in range(500):
        if not await talk.demo.cairn.database.read_across(left):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("never done")


async def time_passes(talk: Conversation) -> None:
    """The clock brings every phase that is left to its end, one a week."""
    for _ in range(len(STEPS) + 1):
        talk.clock.ahead += A_WEEK
        await talk.run_job(MOVE_ON)
        await all_done(talk)


async def assert_whole(talk: Conversation, parent: Json) -> None:
    """It is over, and the thread has everything."""
    assert says(talk.at(GARDEN, parent["ts"], user=ANANYA), "It is over")
    said = str(talk.sandbox.messages(ANANYA, GARDEN, str(parent["ts"])))
    for words in (*(f"Words of {user}" for user in WRITERS), "What came of our look back"):
        assert words in said

    def states(session: Session, _: object) -> set[str]:
        mine = SurfaceRow.kind.startswith("retrospectives.")
        return set(session.scalars(select(SurfaceRow.state).where(mine)))

    assert await talk.demo.cairn.database.read_across(states) == {State.SHOWN}


async def archive(talk: Conversation) -> None:
    await talk.sandbox.archive(LENA, GARDEN)


async def archive_unheard(talk: Conversation) -> None:
    """Slack's event about it is lost."""
    talk.sandbox._parts.directory.own_place(GARDEN, LENA).is_archived = True


async def unarchive(talk: Conversation) -> None:
    await talk.sandbox.unarchive(LENA, GARDEN)


async def remove(talk: Conversation) -> None:
    await talk.sandbox.remove(LENA, GARDEN, CAIRN)


async def invite(talk: Conversation) -> None:
    await talk.sandbox.invite(LENA, GARDEN, CAIRN)


Turn = Callable[[Conversation], Awaitable[None]]


@every_phase
@pytest.mark.parametrize(("away", "back"), [(archive, unarchive), (remove, invite)])
async def test_while_cairn_is_out_of_the_channel_the_retro_rests_and_then_goes_on(
    talk: Conversation, steps: int, away: Turn, back: Turn
) -> None:
    parent = await looking_back(talk, steps)
    await away(talk)
    await talk.sandbox.settled()
    calls = len(talk.sandbox.calls)
    await time_passes(talk)
    assert [one.method for one in talk.sandbox.calls[calls:]] == []
    await back(talk)
    await talk.sandbox.settled()
    await talk.run_job("teams.settle")
    await time_passes(talk)
    await assert_whole(talk, parent)


@pytest.mark.parametrize("steps", [0, 2])
async def test_what_was_refused_in_an_archived_channel_comes_once_it_is_back(
    talk: Conversation, steps: int
) -> None:
    parent = await looking_back(talk, steps)
    await archive_unheard(talk)
    talk.clock.ahead += A_WEEK
    await talk.run_job(MOVE_ON)
    await all_done(talk)
    before = len(replies(talk, parent))
    await unarchive(talk)
    await talk.sandbox.settled()
    await time_passes(talk)
    assert len(replies(talk, parent)) > before
    await assert_whole(talk, parent)


@every_phase
async def test_when_who_leads_and_who_wrote_are_gone_it_goes_on_by_the_clock_with_all_words(
    talk: Conversation, steps: int
) -> None:
    parent = await looking_back(talk, steps, facilitator=DIEGO)
    for gone in (DIEGO, YUSUF, LENA):
        await talk.sandbox.deactivate(AMARA, gone)
    await talk.sandbox.settled()
    await time_passes(talk)
    await assert_whole(talk, parent)


async def test_what_somebody_noted_before_their_account_was_closed_stays(talk: Conversation) -> None:
    parent = await looking_back(talk, 0)
    said = await talk.sandbox.say(DIEGO, GARDEN, "The new hose is a joy")
    await talk.sandbox.react(YUSUF, GARDEN, said, "memo")
    await talk.sandbox.settled()
    await talk.run_job(READ_NOTED)
    await talk.sandbox.deactivate(AMARA, YUSUF)
    await talk.sandbox.settled()
    await time_passes(talk)
    await assert_whole(talk, parent)
    assert "The new hose is a joy" in str(replies(talk, parent))
