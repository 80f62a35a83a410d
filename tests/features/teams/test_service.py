"""Starting teams, memberships and stewards, on both databases."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.teams import service
from bot.features.teams.membership import stewards_of
from bot.features.teams.models import Team
from bot.features.teams.service import READ_AGAIN
from bot.features.teams.values import TEAM_CARD, ChannelFacts, NoTeamHere, TeamState
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind
from tests.features.teams.factories import (
    CHANNEL,
    DEE,
    PRIVATE,
    PURPOSE,
    draft,
    name_stewards,
    start_team,
    team_at_work,
)
from tests.features.workspaces.factories import (
    ANA,
    BEN,
    CAIRN,
    CAIRN_BOT,
    CYD,
    ELSEWHERE,
    Clock,
    facts,
    many,
)

As = Callable[[str | None], Edge]
OPEN = ChannelFacts("open", is_private=False)
SECOND = timedelta(seconds=1)


async def members(as_: As, team: UUID) -> list[str]:
    return sorted(await as_(None).read(service.members, team))


async def kinds_of_events(as_: As, team: UUID) -> list[str]:
    return [entry.kind for entry in await as_(None).read(workspaces.history, str(team))]


async def cards(as_: As, team: UUID, kind: str = TEAM_CARD) -> list[str]:
    return [surface.audience for surface in await as_(None).read(surfaces_of, kind, str(team))]


class TestStarting:
    async def test_a_started_team_is_on_its_way_with_its_starter_as_steward(self, as_: As) -> None:
        team = await as_(ANA).commit(service.start, draft())
        assert (team.channel, team.purpose, team.state) == (CHANNEL, PURPOSE, TeamState.ARRIVING)
        assert (team.started_by, team.member_count) == (ANA, 1)
        assert await as_(ANA).read(service.is_steward, team.id, ANA)

    async def test_starting_it_again_shows_the_team_there_is(self, as_: As, team: UUID) -> None:
        again = await as_(BEN).commit(service.start, draft())
        assert (again.id, again.started_by, again.state) == (team, ANA, TeamState.ACTIVE)

    async def test_two_people_starting_at_once_start_one_team(self, as_: As) -> None:
        both = await asyncio.gather(*(as_(user).commit(service.start, draft()) for user in (ANA, BEN)))
        assert both[0].id == both[1].id
        assert (await kinds_of_events(as_, both[0].id)).count("teams.started") == 1

    async def test_the_same_channel_id_elsewhere_is_another_team(
        self, as_: As, database: Database, team: UUID
    ) -> None:
        other = database.edge(ELSEWHERE, ANA)
        await other.commit(workspaces.install, name="Elsewhere", bot_user=CAIRN, bot_id=CAIRN_BOT)
        assert (await other.commit(service.start, draft())).id != team
        with pytest.raises(NotFound):
            await other.read(service.team, team)

    @pytest.mark.parametrize("kind", [PersonKind.GUEST, PersonKind.OUTSIDE])
    async def test_guests_start_no_team(self, as_: As, kind: PersonKind) -> None:
        await as_(None).commit(workspaces.remember, [facts(DEE, kind=kind)])
        with pytest.raises(NotAllowed):
            await as_(DEE).commit(service.start, draft())
        assert await as_(ANA).read(service.team_in, CHANNEL) is None


class TestArriving:
    async def test_everybody_in_a_small_channel_is_a_member_and_cairn_is_not(self, as_: As) -> None:
        team = await as_(ANA).commit(team_at_work, CHANNEL, many(12, ANA))
        assert await members(as_, team) == sorted(many(12, ANA))

    async def test_in_a_large_channel_the_chosen_and_the_starter_are(self, as_: As) -> None:
        team = await as_(ANA).commit(team_at_work, CHANNEL, many(13, ANA, BEN, CYD), chosen=(CYD, DEE))
        assert await members(as_, team) == [ANA, CYD]

    async def test_bots_are_no_members(self, as_: As) -> None:
        await as_(None).commit(workspaces.remember, [facts("U0ROBOT", kind=PersonKind.BOT)])
        team = await as_(ANA).commit(team_at_work, CHANNEL, (ANA, "U0ROBOT"))
        assert await members(as_, team) == [ANA]

    async def test_who_turns_out_to_be_a_bot_is_no_member_any_more(self, as_: As) -> None:
        team = await as_(ANA).commit(team_at_work, CHANNEL, (ANA, "U0ROBOT"))
        await as_(None).commit(workspaces.remember, [facts("U0ROBOT", kind=PersonKind.BOT)])
        assert await members(as_, team) == [ANA]

    async def test_the_card_is_shown_once(self, as_: As, team: UUID) -> None:
        await as_(None).commit(service.arrived, team, OPEN, [ANA, BEN, CYD])
        assert await cards(as_, team) == [CHANNEL]

    async def test_the_teams_zone_is_its_starters(self, as_: As) -> None:
        await as_(None).commit(workspaces.remember, [facts(ANA, zone="Pacific/Kiritimati")])
        team = await as_(ANA).commit(service.start, draft())
        assert await as_(ANA).read(service.team_zone, team.id) == ZoneInfo("Pacific/Kiritimati")
        zones = await as_(ANA).read(service.team_zones, [team.id, uuid4()])
        assert zones == {team.id: ZoneInfo("Pacific/Kiritimati")}

    async def test_slacks_word_on_the_channel_replaces_the_guess(self, as_: As) -> None:
        team = await as_(ANA).commit(start_team, is_private=True)
        seen = await as_(None).commit(service.arrived, team, OPEN, [ANA])
        assert (seen.channel_name, seen.is_private) == ("open", False)

    async def test_a_later_look_ends_memberships_of_those_who_left_and_makes_none(
        self, as_: As, team: UUID, clock: Clock
    ) -> None:
        await as_(CYD).commit(service.leave, team)
        clock.passes(READ_AGAIN)
        await as_(None).commit(service.arrived, team, OPEN, [ANA, CYD, DEE])
        assert await members(as_, team) == [ANA]

    async def test_two_replicas_arriving_change_nothing_twice(self, as_: As) -> None:
        team = await as_(ANA).commit(start_team)
        arrivals = (as_(None).commit(service.arrived, team, OPEN, [ANA, BEN]) for _ in range(2))
        await asyncio.gather(*arrivals)
        events = await kinds_of_events(as_, team)
        assert events.count("teams.arrived") == 1
        assert events.count("teams.member_joined") == 2

    async def test_cairn_sent_away_while_it_was_looking_stays_away(self, as_: As) -> None:
        team = await as_(ANA).commit(start_team)
        await as_(None).commit(service.absent, CHANNEL, CAIRN)
        assert (await as_(None).commit(service.arrived, team, OPEN, [ANA])).state is TeamState.ASLEEP


class TestMembers:
    async def test_leaving_and_joining_are_one_tap(self, as_: As, team: UUID, clock: Clock) -> None:
        clock.passes(SECOND)
        assert (await as_(BEN).commit(service.leave, team)).member_count == 2
        assert not await as_(BEN).read(service.is_member, team, BEN)
        clock.passes(SECOND)
        assert (await as_(BEN).commit(service.join, team)).member_count == 3
        assert (await kinds_of_events(as_, team))[-2:] == ["teams.member_left", "teams.member_joined"]

    async def test_doing_it_twice_happens_once(self, as_: As, team: UUID, clock: Clock) -> None:
        before = await kinds_of_events(as_, team)
        await as_(BEN).commit(service.join, team)
        assert await kinds_of_events(as_, team) == before
        for _ in range(2):
            clock.passes(SECOND)
            await as_(BEN).commit(service.leave, team)
        assert await kinds_of_events(as_, team) == [*before, "teams.member_left"]

    async def test_who_is_not_in_the_channel_goes_there_first(self, as_: As, team: UUID) -> None:
        with pytest.raises(NotAllowed, match="#open"):
            await as_(DEE).commit(service.join, team)
        await as_(None).commit(service.present, CHANNEL, DEE)
        await as_(DEE).commit(service.join, team)
        assert await members(as_, team) == [ANA, BEN, CYD, DEE]

    async def test_coming_into_the_channel_makes_nobody_a_member(self, as_: As, team: UUID) -> None:
        await as_(None).commit(service.present, CHANNEL, DEE)
        assert await members(as_, team) == [ANA, BEN, CYD]

    async def test_leaving_the_channel_ends_the_membership(self, as_: As, team: UUID) -> None:
        await as_(None).commit(service.absent, CHANNEL, BEN)
        assert await members(as_, team) == [ANA, CYD]

    async def test_an_observer_is_told_how_to_join(self, as_: As, team: UUID) -> None:
        await as_(ANA).read(service.require_member, team)
        await as_(ANA).read(service.require_member, team, BEN)
        with pytest.raises(NotAllowed, match="Join"):
            await as_(DEE).read(service.require_member, team)

    async def test_the_members_of_a_private_team_are_its_channels_business(self, as_: As) -> None:
        private = await as_(ANA).commit(team_at_work, PRIVATE, (ANA, BEN), is_private=True)
        assert await as_(BEN).read(service.members, private) == (ANA, BEN)
        for verb in (service.members, service.team, service.require_member):
            with pytest.raises(NotFound):
                await as_(CYD).read(verb, private)
        for act in (service.join, service.leave, service.take_stewardship):
            with pytest.raises(NotFound):
                await as_(CYD).commit(act, private)

    async def test_a_team_that_never_was_reads_like_one_not_seen(self, as_: As) -> None:
        with pytest.raises(NotFound):
            await as_(ANA).read(service.team, uuid4())

    async def test_ones_teams_are_those_one_is_in_and_the_asker_may_see(self, as_: As, team: UUID) -> None:
        private = await as_(ANA).commit(team_at_work, PRIVATE, (ANA, BEN), is_private=True)
        assert [found.id for found in await as_(BEN).read(service.teams_of, BEN)] == [private, team]
        assert [found.id for found in await as_(CYD).read(service.teams_of, BEN)] == [team]
        assert await as_(DEE).read(service.teams_of, DEE) == []

    async def test_the_channels_team_or_a_way_to_begin_one(self, as_: As, team: UUID) -> None:
        assert (await as_(ANA).read(service.required_team_in, CHANNEL)).id == team
        with pytest.raises(NoTeamHere, match="/cairn start"):
            await as_(ANA).read(service.required_team_in, "C0NONE")

    async def test_only_people_act(self, as_: As, team: UUID) -> None:
        with pytest.raises(NotAllowed):
            await as_(None).commit(service.join, team)


class TestElectorate:
    async def test_whose_vote_counts(self, as_: As) -> None:
        def count_guests(tx: Transaction, counts: bool) -> None:
            tx.session.execute(update(Team).values(counts_guests=counts))

        async def counts(kind: PersonKind, *, with_guests: bool) -> bool:
            await as_(None).commit(count_guests, with_guests)
            await as_(None).commit(workspaces.remember, [facts(BEN, kind=kind)])
            electorate = await as_(DEE).read(service.electorate, team)
            assert electorate >= {ANA, "U0NEW"}
            return BEN in electorate

        team = await as_(ANA).commit(team_at_work, CHANNEL, (ANA, BEN, "U0NEW"))
        own, guests = (PersonKind.MEMBER, PersonKind.UNKNOWN), (PersonKind.GUEST, PersonKind.OUTSIDE)
        assert [await counts(kind, with_guests=False) for kind in (*own, *guests)] == [
            True,
            True,
            False,
            False,
        ]
        assert [await counts(kind, with_guests=True) for kind in (*own, *guests)] == [True] * 4
        assert not await counts(PersonKind.BOT, with_guests=True)

    async def test_observers_do_not_count(self, as_: As, team: UUID) -> None:
        await as_(None).commit(service.present, CHANNEL, DEE)
        assert await as_(ANA).read(service.electorate, team) == {ANA, BEN, CYD}


class TestStewards:
    async def test_who_becomes_a_guest_stewards_no_more(self, as_: As, team: UUID) -> None:
        await as_(None).commit(workspaces.remember, [facts(ANA, kind=PersonKind.GUEST)])
        assert not await as_(ANA).read(service.is_steward, team, ANA)
        assert await as_(ANA).read(service.is_member, team, ANA)

    async def test_when_the_last_one_left_any_member_may(self, as_: As, team: UUID) -> None:
        await as_(ANA).commit(service.leave, team)
        with pytest.raises(NotAllowed, match="Join"):
            await as_(DEE).commit(service.take_stewardship, team)
        await as_(BEN).commit(service.take_stewardship, team)
        await as_(BEN).commit(service.take_stewardship, team)
        assert await as_(DEE).read(service.stewards, team) == (BEN,)
        with pytest.raises(Conflict):
            await as_(CYD).commit(service.take_stewardship, team)

    async def test_its_stewards_by_id(self, as_: As, team: UUID) -> None:
        await as_(ANA).commit(name_stewards, team, ANA, BEN)
        assert await as_(None).read(stewards_of, team) == (ANA, BEN)

    async def test_two_taking_it_at_once_leave_one_steward(self, as_: As, team: UUID) -> None:
        await as_(ANA).commit(service.leave, team)
        takes = (as_(user).commit(service.take_stewardship, team) for user in (BEN, CYD))
        outcomes = await asyncio.gather(*takes, return_exceptions=True)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Conflict", "TeamView"]


class TestCard:
    async def test_the_portrait_names_members_who_are_known(self, as_: As) -> None:
        team = await as_(ANA).commit(team_at_work, CHANNEL, (ANA, "U0NEW"))

        def portrait(tx: Transaction) -> tuple[int, tuple[str, ...], bool, tuple[str, ...]]:
            found = service.portrait(tx, service.team(tx, team))
            return found.team.member_count, found.names, found.has_steward, found.stewards

        assert await as_(ANA).read(portrait) == (2, ("Ana",), True, ("Ana",))
        await as_(ANA).commit(name_stewards, team, ANA, "U0NEW")
        await as_(ANA).commit(service.leave, team)
        assert await as_(ANA).read(portrait) == (1, (), True, ())
        await as_("U0NEW").commit(service.leave, team)
        assert await as_(ANA).read(portrait) == (0, (), False, ())

    async def test_the_card_is_redrawn_when_it_changes_and_not_for_a_daily_look(
        self, as_: As, team: UUID, clock: Clock
    ) -> None:
        def touches(tx: Transaction, name: str) -> int:
            service.arrived(tx, team, ChannelFacts(name, is_private=False), [ANA, BEN, CYD])
            return len(tx.touched)

        clock.passes(timedelta(days=1))
        assert await as_(None).commit(touches, "open") == 0
        assert await as_(None).commit(touches, "opened") == 1
