"""What the clock does for sources: fetch what is due, and move headers to the newest key."""

import asyncio
import json
from dataclasses import dataclass

import structlog

from bot.db.database import Database
from bot.errors import UserFacing
from bot.features.sources.rules.paths import number_at
from bot.features.sources.service import fetching, sealing
from bot.features.sources.values import Due, Outcome
from bot.outside.fetch import Fetcher
from bot.outside.vault import Locked, Unreadable, Vault

AT_ONCE = 8
SEALED_AWAY = "The headers kept for it can't be opened any more: Cairn's keys changed. Press Change and enter them once more."
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Puller:
    """Pulls readings; a slow host holds up one of eight at most, and a failing one none."""

    database: Database
    fetcher: Fetcher
    vault: Vault

    async def fetch_due(self) -> None:
        """Fetch whatever is due, anywhere, until nothing is."""
        if await self.database.read_across(fetching.is_anything_due):
            await self.database.write_across(fetching.put_off)
            await asyncio.gather(*(self._work() for _ in range(AT_ONCE)))

    async def seal_anew(self) -> None:
        """Move headers that older keys sealed to the newest one."""
        if self.vault.is_locked:
            return
        after, total = None, 0
        while True:
            done, after = await self.database.write_across(sealing.seal_anew, self.vault, after)
            total += done
            if after is None:
                break
        if total:
            log.info("secrets sealed with the newest key", count=total)

    async def _work(self) -> None:
        while due := await self.database.write_across(fetching.take):
            try:
                outcome = await self._outcome(due)
                await self.database.edge(due.workspace).commit(fetching.finish, due, outcome)
            except fetching.Overtaken:
                log.debug("source changed while it was read", source=str(due.id))
            except Exception as error:  # noqa: BLE001 - what it says may quote a header
                log.warning("source not read", source=str(due.id), error=type(error).__name__)

    async def _outcome(self, due: Due) -> Outcome:
        try:
            headers = json.loads(self.vault.open(due.headers)) if due.headers is not None else {}
            return number_at(await self.fetcher.json(due.address, headers), due.path)
        except (Unreadable, Locked):
            return SEALED_AWAY
        except UserFacing as refusal:
            return refusal.sentence
