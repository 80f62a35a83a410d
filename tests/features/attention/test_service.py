"""Hours kept, the day's one message, and notices that wait for their moment; on both databases."""

import asyncio
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import update

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.models import SurfaceRow
from bot.delivery.values import State
from bot.features.attention.rules import APART, ASKED_A_DAY, INTRODUCTION
from bot.features.attention.service import hours, notices
from bot.features.attention.values import (
    BUNDLE,
    AvailabilityDraft,
    Cause,
    Quiet,
)
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from tests.features.attention.factories import HINT, berlin, shown_to
from tests.features.workspaces.factories import ANA, BEN, CYD, WORKSPACE, Clock, facts

As = Callable[[str], Edge]
TUESDAY = date(2026, 3, 3)
ALL_DAY = AvailabilityDraft(days=frozenset(range(7)), starts=time(0), ends=time(0))


async def asked(edge: Edge, *words: str, user: str = ANA) -> None:
    """Colleagues ask these things of somebody."""
    for word in words:
        await edge.commit(notices.ask, user, HINT, word, key=f"hint:{word}")


async def mentioned(edge: Edge, *words: str, user: str = ANA) -> None:
    """Cairn wants to say these things to somebody."""
    for word in words:
        await edge.commit(notices.mention, user, HINT, word, key=f"hint:{word}")


# own days and hours


# the one message a day that Cairn starts by itself


@pytest.mark.each_database
async def test_of_many_at_once_one_takes_the_day(database: Database) -> None:
    edges = [database.edge(WORKSPACE) for _ in range(8)]
    taken = await asyncio.gather(
        *(edge.commit(notices.take_day, ANA, TUESDAY, f"room {n}") for n, edge in enumerate(edges))
    )
    assert sorted(taken) == [False] * 7 + [True]


# what a colleague asks


async def test_one_request_is_shown_as_itself(by_clock: Edge) -> None:
    await asked(by_clock, "offer")
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]


async def test_what_is_asked_together_comes_together(by_clock: Edge) -> None:
    await asked(by_clock, "offer", "approval")
    await by_clock.commit(notices.release, [ANA, BEN])
    assert await by_clock.read(shown_to, ANA) == [(BUNDLE, "2")]


async def test_the_same_request_is_said_once(by_clock: Edge) -> None:
    await asked(by_clock, "offer")
    await by_clock.commit(notices.release, [ANA])
    await asked(by_clock, "offer")
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]


async def test_two_messages_keep_their_distance_and_a_fourth_waits_for_tomorrow(
    by_clock: Edge, clock: Clock
) -> None:
    for number in range(6):
        await asked(by_clock, f"{number}")
        await by_clock.commit(notices.release, [ANA])
        clock.passes(APART / 2)
    assert await by_clock.read(shown_to, ANA) == [(HINT, "0"), (BUNDLE, "2"), (BUNDLE, "2")]
    clock.passes(APART)
    await by_clock.commit(notices.release, [ANA])
    assert len(await by_clock.read(shown_to, ANA)) == ASKED_A_DAY
    clock.now = berlin(4, 9)
    await by_clock.commit(notices.release, [ANA])
    assert (await by_clock.read(shown_to, ANA))[ASKED_A_DAY:] == [(HINT, "5")]


async def test_at_night_it_waits_for_the_morning(by_clock: Edge, database: Database, clock: Clock) -> None:
    clock.now = berlin(6, 20)  # a Friday
    await asked(by_clock, "offer")
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == []
    clock.now = berlin(9, 9) - timedelta(seconds=1)
    assert await database.read_across(notices.due, most=9) == []
    clock.now = berlin(9, 9)
    assert await database.read_across(notices.due, most=9) == [(WORKSPACE, ANA)]
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]
    assert await database.read_across(notices.due, most=9) == []


async def test_in_do_not_disturb_it_waits_until_that_ends(
    by_clock: Edge, database: Database, clock: Clock
) -> None:
    await asked(by_clock, "offer")
    await by_clock.commit(notices.release, [ANA], {ANA: Quiet(berlin(3, 14))})
    assert await by_clock.read(shown_to, ANA) == []
    clock.now = berlin(3, 14)
    assert await database.read_across(notices.due, most=9) == [(WORKSPACE, ANA)]


async def test_who_changes_their_hours_gets_at_once_what_they_allow(
    as_: As, by_clock: Edge, database: Database, clock: Clock
) -> None:
    clock.now = berlin(3, 20)
    await asked(by_clock, "offer")
    await by_clock.commit(notices.release, [ANA])
    await as_(ANA).commit(hours.set_availability, ALL_DAY)
    assert await database.read_across(notices.due, most=9) == [(WORKSPACE, ANA)]
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]


@pytest.mark.each_database
async def test_two_replicas_never_say_the_same_twice_nor_more_than_the_budget(
    database: Database, by_clock: Edge
) -> None:
    await asked(by_clock, *(f"{n}" for n in range(6)))
    await asyncio.gather(*(database.edge(WORKSPACE).commit(notices.release, [ANA]) for _ in range(6)))
    assert await by_clock.read(shown_to, ANA) == [(BUNDLE, "6")]


async def test_more_than_fits_goes_with_the_next_message(by_clock: Edge, clock: Clock) -> None:
    await asked(by_clock, *(f"{n:02}" for n in range(notices.TOGETHER + 2)))
    await by_clock.commit(notices.release, [ANA])
    clock.passes(APART)
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(BUNDLE, "10"), (BUNDLE, "2")]


async def test_what_slack_could_not_say_is_tried_later(
    by_clock: Edge, database: Database, clock: Clock
) -> None:
    await asked(by_clock, "offer")
    await by_clock.commit(notices.try_later, [ANA], timedelta(minutes=1))
    assert await database.read_across(notices.due, most=9) == []
    clock.passes(timedelta(minutes=1))
    assert await database.read_across(notices.due, most=9) == [(WORKSPACE, ANA)]


async def test_where_cairn_was_removed_nothing_is_due(by_clock: Edge, database: Database) -> None:
    await asked(by_clock, "offer")
    await by_clock.commit(workspaces.uninstalled)
    assert await database.read_across(notices.due, most=9) == []


# what Cairn wants to say by itself


async def test_without_a_check_in_a_mention_takes_the_day(by_clock: Edge, clock: Clock) -> None:
    await mentioned(by_clock, "card gone")
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "card gone")]
    assert not await by_clock.commit(notices.take_day, ANA, TUESDAY, "check-in")

    await mentioned(by_clock, "another")
    await by_clock.commit(notices.release, [ANA])
    assert len(await by_clock.read(shown_to, ANA)) == 1
    clock.now = berlin(4, 9)
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "card gone"), (HINT, "another")]


async def test_what_cairn_says_by_itself_leaves_room_for_what_colleagues_ask(by_clock: Edge) -> None:
    await mentioned(by_clock, "card gone")
    await by_clock.commit(notices.release, [ANA])
    await asked(by_clock, "offer")
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "card gone"), (HINT, "offer")]


@pytest.mark.parametrize("expecting", [[ANA], []])
async def test_on_the_day_of_a_check_in_it_rides_along(by_clock: Edge, expecting: list[str]) -> None:
    await mentioned(by_clock, "card gone", "round-up")
    await asked(by_clock, "offer")
    if not expecting:
        assert await by_clock.commit(notices.take_day, ANA, TUESDAY, "check-in")
    await by_clock.commit(notices.release, [ANA], {}, expecting)
    assert await by_clock.read(shown_to, ANA) == [(HINT, "offer")]

    taken = await by_clock.commit(notices.ride, ANA, TUESDAY, on="prompt", subject="p1")
    assert sorted(notice.subject for notice in taken) == ["card gone", "round-up"]
    assert await by_clock.read(notices.riding, "prompt", "p1") == taken
    assert {notice.cause for notice in taken} == {Cause.OWN}
    assert await by_clock.commit(notices.ride, ANA, TUESDAY, on="prompt", subject="p2") == []


async def test_a_check_in_that_does_not_come_after_all_holds_nothing_up(by_clock: Edge, clock: Clock) -> None:
    await mentioned(by_clock, "card gone")
    await by_clock.commit(notices.release, [ANA], {}, [ANA])
    clock.passes(APART)
    await by_clock.commit(notices.release, [ANA], {}, [ANA])
    assert await by_clock.read(shown_to, ANA) == []
    clock.passes(APART)
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == [(HINT, "card gone")]


@pytest.mark.parametrize("is_posted", [True, False])
async def test_what_rode_on_a_message_that_was_never_posted_is_said_the_next_day(
    by_clock: Edge, database: Database, clock: Clock, is_posted: bool
) -> None:
    def sends(tx: Transaction) -> None:
        tx.show("prompt", "p1", ANA, key="prompt:p1")
        notices.ride(tx, ANA, TUESDAY, on="prompt", subject="p1")

    def posts(tx: Transaction) -> None:
        values = {"state": State.SHOWN, "slack_channel": "D0ANA", "slack_ts": "1.1"}
        tx.session.execute(update(SurfaceRow).values(values))

    await mentioned(by_clock, "card gone")
    await by_clock.commit(sends)
    if is_posted:
        await by_clock.commit(posts)
    clock.now = berlin(4, 9)
    assert await database.read_across(notices.due, most=9) == [(WORKSPACE, ANA)]
    await by_clock.commit(notices.release, [ANA])
    said = await by_clock.read(shown_to, ANA)
    assert ((HINT, "card gone") in said) is not is_posted
    assert len(await by_clock.read(notices.riding, "prompt", "p1")) == is_posted
    assert await database.read_across(notices.due, most=9) == []


async def test_a_ride_is_not_looked_at_before_its_message_had_its_day(as_: As, by_clock: Edge) -> None:
    await mentioned(by_clock, "card gone")
    await by_clock.commit(notices.ride, ANA, TUESDAY, on="prompt", subject="p1")
    await as_(ANA).commit(hours.set_availability, ALL_DAY)
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.commit(notices.ride, ANA, TUESDAY, on="prompt", subject="p2") == []
    assert await by_clock.read(shown_to, ANA) == []


async def test_what_changed_is_drawn_anew_wherever_it_is_shown(by_clock: Edge) -> None:
    await mentioned(by_clock, "card gone")
    await by_clock.commit(notices.ride, ANA, TUESDAY, on="prompt", subject="p1")

    def redrawn(tx: Transaction) -> list[tuple[str, str]]:
        notices.redraw(tx, HINT, "card gone")
        return sorted((touch.kind, touch.subject) for touch in tx.touched)

    assert await by_clock.commit(redrawn) == [("prompt", "p1"), (HINT, "card gone")]


@pytest.mark.parametrize("kind", [PersonKind.GONE, PersonKind.BOT])
async def test_who_has_no_account_any_more_is_told_nothing(
    by_clock: Edge, database: Database, kind: PersonKind
) -> None:
    await asked(by_clock, "offer")
    await by_clock.commit(workspaces.remember, [facts(ANA, kind=kind)])
    await by_clock.commit(notices.release, [ANA])
    assert await by_clock.read(shown_to, ANA) == []
    assert await database.read_across(notices.due, most=9) == []


async def test_somebody_never_met_before_is_written_to_once_their_zone_could_be_known(
    by_clock: Edge, clock: Clock
) -> None:
    clock.now = datetime(2026, 3, 3, 10, tzinfo=UTC)
    await asked(by_clock, "offer", user=CYD)
    await by_clock.commit(notices.release, [CYD])
    assert await by_clock.read(shown_to, CYD) == []
    clock.passes(INTRODUCTION)
    await by_clock.commit(notices.release, [CYD])
    assert await by_clock.read(shown_to, CYD) == [(HINT, "offer")]
