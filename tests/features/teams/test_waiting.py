"""A team whose channel Cairn is not in, on both databases."""

from uuid import UUID

import pytest

from bot.errors import Conflict, NotFound
from bot.features.teams import channels, service
from bot.features.teams.values import INVITE_NOTE, TeamState
from tests.features.teams.factories import (
    CHANNEL,
    PRIVATE,
    draft,
    start_team,
)
from tests.features.teams.test_service import OPEN, SECOND, As, cards, kinds_of_events, members
from tests.features.workspaces.factories import (
    ANA,
    BEN,
    CAIRN,
    CYD,
    Clock,
)


class TestWaiting:
    async def test_a_private_team_waits_and_its_starter_is_told_once(self, as_: As) -> None:
        team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
        await as_(None).commit(channels.must_wait, team)
        assert await cards(as_, team, INVITE_NOTE) == [ANA]
        await as_(ANA).commit(channels.channel_reopened, PRIVATE)
        await as_(None).commit(channels.must_wait, team)
        assert await cards(as_, team, INVITE_NOTE) == [ANA]

    async def test_inviting_cairn_brings_it_back(self, as_: As) -> None:
        team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
        await as_(None).commit(channels.must_wait, team)
        await as_(None).commit(service.present, PRIVATE, CAIRN)
        assert (await as_(None).read(service.team_by_id, team)).state is TeamState.ARRIVING

    async def test_starting_a_waiting_team_again_tries_again(self, as_: As) -> None:
        team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
        await as_(None).commit(channels.must_wait, team)
        again = await as_(BEN).commit(service.start, draft(PRIVATE, is_private=True))
        assert (again.id, again.state) == (team, TeamState.ARRIVING)

    async def test_members_are_told_why_nothing_goes_yet_and_others_nothing(self, as_: As) -> None:
        team = await as_(ANA).commit(start_team, PRIVATE, is_private=True)
        with pytest.raises(Conflict, match="/invite @Cairn"):
            await as_(ANA).read(service.require_member, team)
        await as_(None).commit(channels.must_wait, team)
        with pytest.raises(Conflict, match="/invite @Cairn"):
            await as_(ANA).read(service.require_member, team)
        with pytest.raises(NotFound):
            await as_(BEN).read(service.require_member, team)

    @pytest.mark.parametrize(("is_private", "says"), [(False, "just coming into"), (True, "/invite @Cairn")])
    async def test_a_command_in_the_channel_is_told_so_whoever_types_it(
        self, as_: As, is_private: bool, says: str
    ) -> None:
        await as_(ANA).commit(start_team, PRIVATE, is_private=is_private)
        with pytest.raises(Conflict, match=says):
            await as_(BEN).read(service.required_team_in, PRIVATE)

    async def test_an_active_team_that_cairn_is_out_of_sleeps_and_wakes(
        self, as_: As, team: UUID, clock: Clock
    ) -> None:
        clock.passes(SECOND)
        await as_(None).commit(channels.must_wait, team)
        assert (await as_(None).read(service.team_by_id, team)).state is TeamState.ASLEEP
        assert await cards(as_, team, INVITE_NOTE) == []
        clock.passes(SECOND)
        await as_(None).commit(service.present, CHANNEL, CAIRN)
        await as_(None).commit(service.arrived, team, OPEN, [ANA, BEN, CYD])
        assert await members(as_, team) == [ANA, BEN, CYD]
        assert (await kinds_of_events(as_, team))[-2:] == ["teams.slept", "teams.arrived"]
