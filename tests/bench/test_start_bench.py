"""How soon `cairn serve` can serve, and how much memory it holds then."""

from pathlib import Path

import pytest

from tests.bench.electorate import ANSWER
from tests.served import served
from tests.slack.web_api import running_web_api

pytestmark = pytest.mark.bench


async def test_seconds_to_ready_and_memory(tmp_path: Path) -> None:
    async with running_web_api() as slack:
        slack.answers = [ANSWER]
        for database in ("a new", "its own"):
            async with served(f"sqlite:///{tmp_path / 'cairn.db'}", slack.url) as cairn:
                print(  # noqa: T201 - the figure is what a benchmark is for
                    f"\nserve on {database} SQLite file: ready after {cairn.ready_after:.1f} s,"
                    f" {cairn.resident_megabytes:.0f} MB"
                )
                assert await cairn.stop() == 0
