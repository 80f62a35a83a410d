"""The goals' team at work, with something to read from a host."""

from collections.abc import AsyncIterator

import pytest
from cryptography.fernet import Fernet

from bot.db.database import Database
from bot.features.goals.values import GoalView
from bot.features.indicators.values import IndicatorView
from bot.features.sources.jobs import Puller
from bot.features.sources.service import connecting
from bot.outside.fetch import Fetcher
from bot.outside.vault import Vault
from tests.features.goals.conftest import Clock, as_, clock, database, proposed, team
from tests.features.goals.factories import BEN, WORKSPACE
from tests.features.indicators.conftest import added
from tests.features.sources.factories import HEADERS
from tests.features.sources.scene import Scene, at, says
from tests.outside.elsewhere import LOCAL, Elsewhere, Names, elsewhere

__all__ = ["added", "as_", "clock", "database", "proposed", "team"]


@pytest.fixture
def vault() -> Vault:
    return Vault([Fernet.generate_key().decode()])


@pytest.fixture
async def host() -> AsyncIterator[Elsewhere]:
    async with elsewhere() as host:
        yield host


@pytest.fixture
def fetcher(host: Elsewhere) -> Fetcher:
    """The operator listed the host."""
    return Fetcher(frozenset({f"metrics:{host.port}"}), resolve=Names({"metrics": [LOCAL]}), seconds=5.0)


@pytest.fixture
def puller(database: Database, fetcher: Fetcher, vault: Vault) -> Puller:
    return Puller(database, fetcher, vault)


@pytest.fixture
async def scene(
    added: IndicatorView, proposed: GoalView, puller: Puller, host: Elsewhere, clock: Clock
) -> Scene:
    """With a key in its headers; the host says 14."""
    host.answers = [says(14)]
    ben = puller.database.edge(WORKSPACE, BEN)
    source = await ben.commit(connecting.connect, added.id, at(host, headers=HEADERS), puller.vault)
    return Scene(puller.database, clock, host, puller, proposed, source)
