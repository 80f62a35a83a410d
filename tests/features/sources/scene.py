"""A source that is read, with all that stands around it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from bot.db.database import Database, Edge
from bot.db.transaction import Transaction
from bot.delivery.values import Message, State, Surface
from bot.features.goals.values import GoalView
from bot.features.indicators import service as indicators
from bot.features.indicators.values import Origin
from bot.features.sources import surfaces
from bot.features.sources.jobs import Puller
from bot.features.sources.service import connecting, seeing
from bot.features.sources.values import SOURCE_TROUBLE, SourceDraft, SourceView
from bot.outside.vault import Vault
from tests.features.goals.conftest import Clock
from tests.features.goals.factories import ANA, BEN, WORKSPACE
from tests.features.indicators.factories import draft as indicator_draft
from tests.features.sources.factories import draft
from tests.outside.elsewhere import Elsewhere, answer


@dataclass
class Scene:
    """Ben connected an indicator of Ana's goal to a host."""

    database: Database
    clock: Clock
    host: Elsewhere
    puller: Puller
    goal: GoalView
    source: SourceView

    @property
    def clock_side(self) -> Edge:
        return self.database.edge(WORKSPACE)

    def as_(self, user: str) -> Edge:
        return self.database.edge(WORKSPACE, user)

    def puller_with(self, *keys: str) -> Puller:
        """Another replica, with these keys."""
        return Puller(self.database, self.puller.fetcher, Vault(keys))

    async def fetch(self) -> None:
        await self.puller.fetch_due()

    async def fetch_again(self, later: timedelta) -> None:
        """Ben presses *Fetch now* after a while."""
        self.clock.now += later
        await self.as_(BEN).commit(connecting.fetch_now, self.source.indicator_id)
        await self.fetch()

    async def change(self, **words: Any) -> SourceView:
        """Ben enters it anew."""
        known, vault = await self.now(), self.puller.vault
        change = self.as_(BEN).commit
        return await change(
            connecting.change, known.indicator_id, at(self.host, **words), vault, seen=known.changed_at
        )

    async def another(self, name: str, host: Elsewhere) -> SourceView:
        """Ana connects another indicator of the goal."""
        ana = self.as_(ANA).commit
        one = await ana(indicators.add, indicator_draft(self.goal.id, name))
        return await ana(connecting.connect, one.id, at(host), self.puller.vault)

    async def now(self) -> SourceView:
        """The source as it is now."""
        return await self.as_(ANA).read(seeing.source_of, self.source.indicator_id)

    async def readings(self, of: SourceView | None = None) -> list[tuple[Decimal, Origin]]:
        """What is on record."""
        indicator_id = (of or self.source).indicator_id
        found = await self.as_(ANA).read(indicators.readings_of, [indicator_id])
        return [(one.value, one.origin) for one in found.get(indicator_id, ())]

    async def notice(self, *, ts: str | None) -> Message | None:
        """The notice of its trouble, as it is drawn."""
        surface = Surface(
            id=self.source.id, workspace=WORKSPACE, kind=SOURCE_TROUBLE, subject=str(self.source.id), audience=BEN,
            key="key", channel="D0BEN", ts=ts, state=State.PENDING,
        )  # fmt: skip
        draw: Callable[[Transaction, Surface], Message | None] = surfaces.draw_trouble
        return await self.clock_side.read(draw, surface)


def at(host: Elsewhere, **words: Any) -> SourceDraft:
    """To be read from that host."""
    site = f"http://metrics:{host.port}"
    return draft(address=f"{site}/answers", site=site, **words)


def says(hours: object) -> Sequence[bytes]:
    """The host's answer with a number, or with something else."""
    return answer(json.dumps({"data": {"hours": hours}}).encode())
