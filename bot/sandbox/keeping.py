"""Keeps a workspace in a file beside what the app itself keeps, so that both can be gone on with."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from bot.sandbox.controlling import Controlling

EVERY_SECONDS = 60.0
_log = logging.getLogger(__name__)


class Keeper:
    """Writes the workspace into a file whenever it has changed; a crash while writing leaves the file as it was."""

    def __init__(self, controlling: Controlling, file: Path) -> None:
        self._controlling = controlling
        self._file = file
        self._written = b""

    def go_on(self) -> bool:
        """Put back what the file holds, and return whether there was one.

        Raises Refused not_a_snapshot or snapshot_of_another_workspace, OSError when it can't be read.
        """
        if not self._file.exists():
            return False
        self._controlling.restore(self._file.read_bytes())
        return True

    def write(self) -> bool:
        """Write the workspace, and return whether it had changed since.

        Raises OSError when the file can't be written, ValueError when what stands in the workspace can't.
        """
        snapshot = self._controlling.snapshot()
        if snapshot == self._written:
            return False
        beside = self._file.with_name(self._file.name + ".new")
        beside.write_bytes(snapshot)
        beside.replace(self._file)
        self._written = snapshot
        return True

    @asynccontextmanager
    async def keeping(self, every: float = EVERY_SECONDS) -> AsyncIterator[None]:
        """Write every so many seconds; what can't be written then is told of in the log, and tried again."""
        writing = asyncio.create_task(self._write_on(every))
        try:
            yield
        finally:
            writing.cancel()
            with suppress(asyncio.CancelledError):
                await writing

    async def _write_on(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            try:
                self.write()
            except Exception as problem:  # noqa: BLE001 - nobody awaits this, and the next time may go well
                _log.warning("The workspace could not be written, and will be soon: %s", problem)
