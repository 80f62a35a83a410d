"""What the clock does for retros: begin, move on, look at Slack's own count of dots, fetch noted messages."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy.orm import Session

from bot.db.database import Database, Edge
from bot.features.cadences.service.due import take_due
from bot.features.cadences.values import Kind
from bot.features.retrospectives.repository import across
from bot.features.retrospectives.service import dots, moving, noting, opening
from bot.features.retrospectives.values.reflections import Quote
from bot.features.workspaces import service as workspaces
from bot.slack.directory import Directory, NotThere
from bot.slack.plain import people_in, plain_words

AT_ONCE = 100
PAUSE = timedelta(minutes=1)
BEFORE_THE_END = timedelta(seconds=45)  # of a vote; the job comes by twice in it at most
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class RetroKeeper:
    """The clock's work on retros; one that fails is logged and tried again, and holds no other up."""

    database: Database
    directory: Directory

    async def begin(self) -> None:
        """Begin the retros that teams' rhythms say are due."""
        await self.database.write_across(note_due)
        for workspace, cadence_id, day in await self.database.read_across(across.to_start, most=AT_ONCE):
            try:
                await self.database.edge(workspace).commit(opening.start_by_clock, cadence_id, day)
            except Exception:
                log.exception("retro not begun", cadence=str(cadence_id))

    async def move_on(self) -> None:
        """Act on each phase that is over."""
        for workspace, retro_id in await self.database.read_across(across.due, most=AT_ONCE):
            try:
                await self.database.edge(workspace).commit(moving.settle, retro_id)
            except Exception:
                log.exception("retro not moved on", retro=str(retro_id))

    async def count_again(self) -> None:
        """Fetch, for votes about to end, the dots that Slack may not have told of."""
        soon = await self.database.read_across(across.voting_until, BEFORE_THE_END, most=AT_ONCE)
        for workspace, retro_id in soon:
            await self.fetch_dots(workspace, retro_id)

    async def fetch_dots(self, workspace: str, retro_id: UUID) -> None:
        """Fetch the dots of a vote that Slack may not have told of; should Slack not answer, there are those it told."""
        try:
            await self._reconcile(workspace, retro_id)
        except Exception as error:
            log.warning("dots not reconciled", retro=str(retro_id), exc_info=error)

    async def read_noted(self) -> None:
        """Fetch the words of messages that somebody noted."""
        for workspace, note_id, channel, ts in await self.database.read_across(across.noted, most=AT_ONCE):
            try:
                await self._read(workspace, note_id, channel, ts)
            except NotThere as gone:
                log.info("noted message not there", code=gone.code)
                await self.database.edge(workspace).commit(noting.noted_gone, note_id)
            except Exception as error:
                log.warning("noted message not read", note=str(note_id), exc_info=error)
                await self.database.write_across(across.try_later, note_id, PAUSE)

    async def _reconcile(self, workspace: str, retro_id: UUID) -> None:
        edge = self.database.edge(workspace)
        places = await edge.read(dots.places, retro_id)
        found = await asyncio.gather(*(self._dots_on(edge, *place) for place in places))
        shown = {group_id: dots_on for (group_id, *_), dots_on in zip(places, found, strict=True)}
        await edge.commit(dots.reconcile, retro_id, shown)

    async def _dots_on(
        self, edge: Edge, group_id: UUID, channel: str, ts: str
    ) -> Mapping[str, tuple[str, ...]]:
        try:
            return await self.directory.reactions(edge.workspace, channel, ts)
        except NotThere as gone:
            log.info("no dots to read", code=gone.code)
            await edge.commit(dots.out_of_sight, group_id)
            return {}

    async def _read(self, workspace: str, note_id: UUID, channel: str, ts: str) -> None:
        found = await self.directory.message(workspace, channel, ts)
        edge = self.database.edge(workspace)
        known = await edge.read(workspaces.people, people_in(found.text))
        words = plain_words(found.text, {user: person.name for user, person in known.items()})
        await edge.commit(noting.noted_read, note_id, words, Quote(found.author, found.permalink))


def note_due(session: Session, now: datetime) -> None:
    """Take what is due of retro cadences, and keep it in the same transaction until a retro began."""
    across.keep_due(session, take_due(session, now, Kind.RETRO, most=AT_ONCE))
