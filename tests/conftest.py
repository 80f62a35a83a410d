"""What every test may ask for: a fresh database of either kind, and a conversation."""

import gc
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from bot.db.migrate import migrate
from tests.conversation import Conversation, conversation
from tests.databases import Emptying, empty_sqlite
from tests.postgres import PostgresServer, running_postgres

gc.disable()  # until all is collected, and stays
settings.register_profile("unhurried", deadline=None, max_examples=50)  # machines are small and noisy
settings.register_profile("thorough", deadline=None, max_examples=300)  # of `make chaos`
settings.load_profile("unhurried")
TESTS = Path(__file__).parent
LONG = {"chaos", "end_to_end", "test_failures_of_processes.py", "test_packaging.py", "test_serving.py"}
_numbers = itertools.count(1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end there are only short tests, which all workers come to the end of together."""
    items.sort(key=lambda item: not LONG.intersection(item.path.relative_to(TESTS).parts))


def pytest_collection_finish() -> None:
    """What was imported and collected stays: looking through it for garbage again and again took a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    gc.enable()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL of this session's own; each xdist worker has one."""
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_migrated(postgres: PostgresServer) -> str:
    """The address of a database of this worker's at the newest revision."""
    postgres.create_database("migrated")
    migrate(postgres.url("migrated"))
    return postgres.url("migrated")


@pytest.fixture(scope="session")
def emptying(postgres_migrated: str) -> Iterator[Emptying]:
    """What empties that database before each test."""
    emptying = Emptying(postgres_migrated)
    yield emptying
    emptying.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file to copy."""
    file = tmp_path_factory.mktemp("template") / "migrated.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", "postgres"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """Both databases in turn: what asks for it is tested on each."""
    kind: str = request.param
    return kind


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a new database without tables; removed after the test."""
    if database_kind == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    with fresh_database(request.getfixturevalue("postgres")) as url:
        yield url


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest) -> str:
    """The address of the worker's own database at the newest revision, without rows."""
    if database_kind == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        file = template.with_name("cairn.db")
        empty_sqlite(file, template)
        return f"sqlite:///{file}"
    request.getfixturevalue("emptying")()
    url: str = request.getfixturevalue("postgres_migrated")
    return url


@pytest.fixture
async def talk(database_url: str) -> AsyncIterator[Conversation]:
    """A local Slack with Cairn in it, to talk to as its people do."""
    async with conversation(database_url) as talk:
        yield talk


@contextmanager
def fresh_database(server: PostgresServer) -> Iterator[str]:
    """Make a PostgreSQL database without tables for the length of the block and give its address."""
    name = f"test_{next(_numbers)}"
    server.create_database(name)
    try:
        yield server.url(name)
    finally:
        server.drop_database(name)
