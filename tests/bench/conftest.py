"""Databases to measure with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.postgres import running_postgres


@pytest.fixture(params=["sqlite", "postgres"])
def durable_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty database of either kind that waits for the disk as in production."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'cairn.db'}"
        return
    with running_postgres(durable=True) as server:
        yield server.url("postgres")
