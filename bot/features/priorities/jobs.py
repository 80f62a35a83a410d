"""What the clock does for votes: close what is over, and look at Slack's own count just before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import structlog

from bot.db.database import Database
from bot.features.priorities import service
from bot.features.priorities.values import CardPlace
from bot.features.voting import service as voting
from bot.slack.directory import Directory, NotThere

BEFORE_CLOSING = timedelta(minutes=2)
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class VoteKeeper:
    """The clock's work on ballots; one that fails is logged and tried again, and holds no other up."""

    database: Database
    directory: Directory

    async def close_due(self) -> None:
        """Record the end of every ballot that is over."""
        for workspace, ballot_id in await self.database.read_across(voting.due):
            try:
                await self.database.edge(workspace).commit(voting.close, ballot_id)
            except Exception:
                log.exception("ballot not closed", ballot=str(ballot_id))

    async def reconcile(self) -> None:
        """Fetch, for ballots about to close, the reactions that Slack may not have told of."""
        soon = await self.database.read_across(voting.closing_soon, BEFORE_CLOSING)
        for workspace, ballot_id, goal_id in soon:
            try:
                await self._reconcile(workspace, ballot_id, goal_id)
            except Exception as error:
                log.warning("votes not reconciled", ballot=str(ballot_id), exc_info=error)

    async def _reconcile(self, workspace: str, ballot_id: UUID, goal_id: UUID) -> None:
        edge = self.database.edge(workspace)
        places = await edge.read(service.card_places, goal_id)
        reactions = await self._reactions(workspace, places)
        await edge.commit(service.reconcile, ballot_id, goal_id, reactions)

    async def _reactions(self, workspace: str, places: Sequence[CardPlace]) -> Mapping[str, set[str]]:
        """Who put which emoji on any of these messages; a deleted one has none left."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for place in places:
            try:
                shown = await self.directory.reactions(workspace, place.channel, place.ts)
            except NotThere as gone:
                log.info("no reactions to read", code=gone.code)
                continue
            for emoji, users in shown.items():
                found[emoji].update(users)
        return found
