"""How long people wait for what they look at, in a workspace with 10,000 goals and 30,000 initiatives."""

from statistics import median, quantiles
from time import perf_counter

import pytest

from bot.app import register_features
from bot.db.database import Database
from bot.db.migrate import migrate
from bot.features.parts import Parts
from bot.slack.directory import Directory
from tests.looks import Look, looks
from tests.plenty import ASKER, NOW, WORKSPACE, Crew, fill
from tests.statements import statements_of

pytestmark = pytest.mark.bench
LARGE = 2_000
CREWS = [Crew(0, goals=LARGE), *(Crew(place, goals=8_000 // 40) for place in range(1, 41))]
TIMES, WARMING = 30, 3


async def test_what_people_look_at_among_ten_thousand_goals(durable_url: str) -> None:
    migrate(durable_url)

    async def no_slack(_: str) -> None:
        return None

    database = Database(durable_url, clock=lambda: NOW)
    parts = register_features(Parts(database, Directory(no_slack)))
    await fill(database, CREWS)
    print()  # noqa: T201 - the figures are what a benchmark is for
    for name, look in looks(parts).items():
        for crew in CREWS[:2]:
            waits, statements = await measured(database, look, crew)
            print(  # noqa: T201
                f"{durable_url.partition(':')[0]}, {name} of {crew.goals} goals: median {median(waits):.0f} ms,"
                f" p95 {quantiles(waits, n=20)[-1]:.0f} ms, {statements} statements"
            )
    await database.close()


async def measured(database: Database, look: Look, crew: Crew) -> tuple[list[float], int]:
    """How long each look took, in milliseconds, and how many statements the last one."""
    edge = database.edge(WORKSPACE, ASKER)
    waits = []
    for _ in range(WARMING + TIMES):
        began = perf_counter()
        await edge.read(look, crew.channel)
        waits.append((perf_counter() - began) * 1000)
    with statements_of(database) as asked:
        await edge.read(look, crew.channel)
    return waits[WARMING:], len(asked)
