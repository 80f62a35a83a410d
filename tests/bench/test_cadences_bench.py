"""How fast what is due is put on record, and that a tick costs the same however many wait for another day."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.db.base import new_id
from bot.db.upsert import insert_each_if_new
from bot.features.cadences.models import Subscription
from bot.features.cadences.service.due import take_due
from bot.features.cadences.values import Kind
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.service.ledger import materialise
from bot.features.checkins.values.prompts import PromptState
from tests.bench.subscribers import EVENING, House, due_on_tuesday, next_week, subscription
from tests.postgres import running_postgres

pytestmark = pytest.mark.bench
WORKSPACES, PEOPLE = 1_000, 200
DUE, TICKS = 1_000, 7  # due at each tick; the middle one of the ticks counts
FEW, MANY = 10_000, 1_000_000


def take_and_note(session: Session, now: datetime) -> int:
    """The least that a room above does: a row for each that was taken, in the same transaction."""
    due = take_due(session, now, Kind.CHECKIN)
    rows = [
        {
            "id": new_id(),
            "workspace": one.workspace,
            "user": one.user,
            "day": one.day,
            "send_at": one.due,
            "expires_at": one.due + timedelta(days=1),
            "state": PromptState.WAITING.value,
            "turn": 0,
            "is_unfolded": False,
            "asks_rhythm": False,
            "shown_at": None,
            "responded_at": None,
        }
        for one in due
    ]
    insert_each_if_new(session, Prompt, rows)
    return len(due)


async def until_nothing_is_due(house: House, work: Callable[[Session, datetime], int]) -> float:
    """Seconds until everything that is due now was taken, 500 a transaction, as the job does it."""
    begun = time.perf_counter()
    while await house.database.write_across(work):
        pass
    return time.perf_counter() - begun


def on_record(session: Session, _: datetime) -> int:
    return session.scalars(select(func.count()).select_from(Prompt)).one()


@pytest.mark.parametrize(
    ("work", "does"),
    [(take_and_note, "taken, a row each"), (materialise, "on record as prompt and occasion")],
    ids=["a row each", "prompts and occasions"],
)
async def test_check_ins_a_second(
    durable_url: str, work: Callable[[Session, datetime], int], does: str
) -> None:
    house = House(durable_url, PEOPLE)
    teams = await house.add_teams(WORKSPACES)
    await house.add_people([workspace for workspace, _ in teams])
    rows = (subscription(*team, number, due_on_tuesday(number)) for team in teams for number in range(PEOPLE))
    await house.add(Subscription, rows)
    await house.settle()
    seconds = await until_nothing_is_due(house, work)
    count = await house.database.read_across(on_record)
    await house.database.close()
    print(  # noqa: T201 - the figure is what a benchmark is for
        f"\n{durable_url.partition(':')[0]}: {count / seconds:.0f} check-ins/s {does},"
        f" {WORKSPACES} workspaces of {PEOPLE} people"
    )
    assert count == WORKSPACES * PEOPLE


async def tick_among(url: str, subscriptions: int) -> float:
    """Seconds of a tick with a thousand due, so many being subscribed; the middle one of several."""
    house = House(url, PEOPLE)
    teams = await house.add_teams(subscriptions // PEOPLE)
    everybody = [(team, number) for team in teams for number in range(PEOPLE)]
    first = everybody[:: len(everybody) // (DUE * TICKS)][: DUE * TICKS]  # from all over the table
    asked = dict.fromkeys(first)
    rows = (
        subscription(*team, number, next_week(place))
        for place, (team, number) in enumerate(everybody)
        if (team, number) not in asked
    )
    await house.add(Subscription, rows)
    soon = [EVENING + timedelta(minutes=place // DUE) for place in range(len(first))]
    await house.add(
        Subscription,
        (subscription(*team, number, at) for (team, number), at in zip(first, soon, strict=True)),
    )
    await house.settle()
    taken = []
    for tick in range(TICKS):
        house.clock.now = EVENING + timedelta(minutes=tick)
        taken.append(await until_nothing_is_due(house, materialise))
    await house.database.close()
    return median(taken)


@pytest.fixture
def two_urls(durable_url: str, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Two databases of one kind."""
    if durable_url.startswith("sqlite"):
        yield durable_url, f"sqlite:///{tmp_path / 'other.db'}"
        return
    with running_postgres(durable=True) as server:
        yield durable_url, server.url("postgres")


async def test_a_tick_costs_the_same_however_many_wait(two_urls: tuple[str, str]) -> None:
    few, many = two_urls
    among_few, among_many = await tick_among(few, FEW), await tick_among(many, MANY)
    print(  # noqa: T201 - the figure is what a benchmark is for
        f"\n{few.partition(':')[0]}: a tick with {DUE} due takes {among_many * 1000:.0f} ms among {MANY}"
        f" subscriptions, {among_few * 1000:.0f} ms among {FEW}: {among_many / among_few:.2f} of it"
    )
