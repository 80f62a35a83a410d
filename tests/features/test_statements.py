"""What people look at in a large team takes no more statements than in a small one."""

from collections.abc import AsyncIterator

import pytest

from bot.app import register_features
from bot.db.database import Database
from bot.features.parts import Parts
from bot.slack.directory import Directory
from tests.databases import open_database
from tests.looks import Look, looks
from tests.plenty import ASKER, NOW, WORKSPACE, Crew, fill
from tests.statements import statements_of

FEW, MANY = Crew(1, goals=20), Crew(2, goals=200)


@pytest.fixture
async def parts(database_url: str) -> AsyncIterator[Parts]:
    """A team of 20 goals and one of 200 in one workspace, every room wired as in the app."""

    async def no_slack(_: str) -> None:
        return None

    database = open_database(database_url, clock=lambda: NOW)
    parts = register_features(Parts(database, Directory(no_slack)))
    await fill(database, (FEW, MANY))
    yield parts
    await database.close()


async def counted(database: Database, look: Look, crew: Crew) -> int:
    with statements_of(database) as asked:
        answer = await database.edge(WORKSPACE, ASKER).read(look, crew.channel)
    assert answer.blocks
    return len(asked)


async def test_ten_times_as_many_goals_take_no_more_statements(parts: Parts) -> None:
    taken = {
        name: [await counted(parts.database, look, crew) for crew in (FEW, MANY)]
        for name, look in looks(parts).items()
    }
    assert {name: (few, many) for name, (few, many) in taken.items() if many > few} == {}
