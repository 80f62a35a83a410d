"""Who may see a team: in which channel, of what kind, in which state."""

import itertools
from collections.abc import Callable
from uuid import UUID

import pytest
from sqlalchemy import select

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.features.teams import channels, service
from bot.features.teams.models import Team
from bot.features.teams.visibility import visible_teams
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from tests.features.teams.factories import CHANNEL, DEE, PRIVATE, start_team, team_at_work
from tests.features.workspaces.factories import ANA, BEN, CAIRN, CAIRN_BOT, CYD, ELSEWHERE, facts

As = Callable[[str | None], Edge]


def seen(tx: Transaction) -> set[UUID]:
    return set(tx.session.scalars(visible_teams(tx)))


@pytest.mark.parametrize("is_private", [False, True])
async def test_public_teams_are_the_workspaces_and_others_their_channels(as_: As, is_private: bool) -> None:
    team_id = await as_(ANA).commit(team_at_work, CHANNEL, (ANA, BEN), is_private=is_private)
    for is_here, kind in itertools.product([False, True], PersonKind):
        await as_(None).commit(workspaces.remember, [facts(DEE, kind=kind)])
        await as_(None).commit(service.present if is_here else service.absent, CHANNEL, DEE)
        may_see = is_here or (kind is PersonKind.MEMBER and not is_private)
        assert await as_(DEE).read(seen) == ({team_id} if may_see else set()), (is_here, kind)


async def test_somebody_never_met_sees_nothing(as_: As, team: UUID) -> None:
    assert await as_("U0NOBODY").read(seen) == set()


async def test_the_clock_sees_all(as_: As, team: UUID) -> None:
    private = await as_(ANA).commit(team_at_work, PRIVATE, (ANA,), is_private=True)
    assert await as_(None).read(seen) == {team, private}


async def test_nothing_is_seen_across_workspaces(as_: As, database: Database, team: UUID) -> None:
    other = database.edge(ELSEWHERE, ANA)
    await other.commit(workspaces.install, name="Elsewhere", bot_user=CAIRN, bot_id=CAIRN_BOT)
    theirs = await other.commit(team_at_work, CHANNEL, (ANA,))
    assert await other.read(seen) == {theirs}
    assert await database.edge(ELSEWHERE).read(seen) == {theirs}
    assert await as_(ANA).read(seen) == {team}


async def test_leaving_the_channel_of_a_private_team_closes_the_eyes(as_: As) -> None:
    private = await as_(ANA).commit(team_at_work, PRIVATE, (ANA, BEN), is_private=True)
    assert await as_(BEN).read(seen) == {private}
    await as_(None).commit(service.absent, PRIVATE, BEN)
    assert await as_(BEN).read(seen) == set()


async def test_only_active_teams_are_seen(as_: As, team: UUID) -> None:
    await as_(ANA).commit(start_team, "C0OTHER")
    await as_(None).commit(channels.channel_closed, CHANNEL)
    assert await as_(ANA).read(seen) == set()
    assert await as_(None).read(seen) == set()


async def test_it_filters_queries_about_teams_too(as_: As, team: UUID) -> None:
    """The inner query must not melt into an outer one over the same table."""
    await as_(ANA).commit(team_at_work, PRIVATE, (ANA,), is_private=True)

    def names(tx: Transaction) -> list[str]:
        query = select(Team.channel_name).where(Team.id.in_(visible_teams(tx)))
        return list(tx.session.scalars(query.order_by(Team.channel_name)))

    assert await as_(ANA).read(names) == ["closed", "open"]
    assert await as_(CYD).read(names) == ["open"]
