"""The clock's door of teams: going into channels, and seeing who is there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from aiohttp import ClientError
from slack_sdk.errors import SlackApiError

from bot.db.database import Database, Edge
from bot.features.teams import channels, service
from bot.features.teams.values import ChannelFacts, ChannelToRead, TeamState
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.forms import facts_of
from bot.slack.directory import Directory, NotThere

AT_ONCE = 20
LOOKED_UP = 20  # people; in a channel with more strangers than that not everybody becomes a member anyway
PAUSE = timedelta(seconds=30)
CLOCKS_DIFFER = timedelta(minutes=1)
CLOSED = frozenset(
    {"channel_not_found", "not_in_channel", "is_archived", "method_not_supported_for_channel_type"}
)
UNAVAILABLE = (SlackApiError, ClientError, OSError, TimeoutError)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Arrivals:
    """Reads teams' channels, a page a transaction, so that large channels don't keep others waiting."""

    database: Database
    directory: Directory

    async def settle_teams(self) -> None:
        """Go into the channels of teams that were just started, or that Cairn was invited to."""
        for channel in await self.database.read_across(channels.to_read, TeamState.ARRIVING, most=AT_ONCE):
            await self._visit(channel, may_join=True)

    async def refresh_teams(self) -> None:
        """See again, about hourly, what became of active teams' channels and who is in them: events can be lost."""
        for channel in await self.database.read_across(channels.to_read, TeamState.ACTIVE, most=AT_ONCE):
            await self._visit(channel, may_join=False)

    async def _visit(self, channel: ChannelToRead, *, may_join: bool) -> None:
        edge = self.database.edge(channel.workspace)
        began = self.database.clock() - CLOCKS_DIFFER  # what events say of the last minute holds
        try:
            facts = await self._enter(channel, may_join=may_join)
            await self._see_people(edge, channel, began)
        except NotThere as refusal:
            log.info("channel not open", team=str(channel.team_id), code=refusal.code)
            if refusal.code in CLOSED:
                await edge.commit(channels.must_wait, channel.team_id)
            else:
                await edge.commit(channels.try_later, channel.team_id, PAUSE)
        except UNAVAILABLE as error:
            log.warning("channel not read", team=str(channel.team_id), error=type(error).__name__)
            await edge.commit(channels.try_later, channel.team_id, PAUSE)
        else:
            await edge.commit(service.arrived, channel.team_id, facts, since=began)

    async def _enter(self, channel: ChannelToRead, *, may_join: bool) -> ChannelFacts:
        found = await self.directory.channel(channel.workspace, channel.channel)
        if found.is_archived:
            raise NotThere("is_archived")
        if not found.has_cairn and (found.is_private or not may_join):
            raise NotThere("not_in_channel")
        if not found.has_cairn:
            await self.directory.join(channel.workspace, channel.channel)
        return ChannelFacts(found.name, found.is_private)

    async def _see_people(self, edge: Edge, channel: ChannelToRead, began: datetime) -> None:
        async for users in self.directory.members(channel.workspace, channel.channel):
            await edge.commit(channels.note_present, channel.channel, users, began)
        for user in await edge.read(channels.strangers_in, channel.channel, most=LOOKED_UP):
            await self._look_up(edge, user)

    async def _look_up(self, edge: Edge, user: str) -> None:
        try:
            person = await self.directory.person(edge.workspace, user)
        except NotThere:
            await edge.commit(workspaces.asked_in_vain, [user])
        else:
            await edge.commit(workspaces.remember, [facts_of(edge.workspace, person)])
