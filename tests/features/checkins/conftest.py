"""A team that checks in, every room wired as in the app; and people who talk to it in a local Slack."""

from collections.abc import AsyncIterator

import pytest

from tests.features.checkins.digests_room import Room, checking_in


@pytest.fixture
async def room(database_url: str) -> AsyncIterator[Room]:
    """Ana, Ben and Cyd, on Monday noon; they check in on Tuesdays at ten."""
    async with checking_in(database_url) as room:
        yield room
