"""Joining and leaving at the same moment, on both databases."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from bot.db.database import Edge
from bot.errors import NotAllowed
from bot.features.teams import service
from tests.features.overlap import overlap
from tests.features.teams.factories import CHANNEL
from tests.features.workspaces.factories import BEN, NOON

pytestmark = pytest.mark.each_database

As = Callable[[str | None], Edge]
LATER = NOON + timedelta(minutes=1)


async def test_nobody_joins_the_team_of_a_channel_they_are_leaving(as_: As, team: UUID) -> None:
    await as_(BEN).commit(service.leave, team)
    join = as_(BEN).commit(service.join, team)
    outcome = await overlap(as_(None), lambda tx: service.absent(tx, CHANNEL, BEN, LATER), join)
    assert isinstance(outcome, NotAllowed)
    assert not await as_(None).read(service.is_member, team, BEN)


async def test_who_leaves_the_channel_while_joining_its_team_is_no_member(as_: As, team: UUID) -> None:
    await as_(BEN).commit(service.leave, team)
    absence = as_(None).commit(service.absent, CHANNEL, BEN, LATER)
    await overlap(as_(BEN), lambda tx: service.join(tx, team), absence)
    assert not await as_(None).read(service.is_member, team, BEN)
