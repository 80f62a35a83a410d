"""A clock of business time that a test moves, and every process reads."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path


@dataclass(frozen=True, slots=True)
class HandClock:
    """What time it is stands in a file; `off` is by how much one process misreads it."""

    file: Path
    off: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.fromisoformat(self.file.read_text()) + self.off

    def put(self, moment: datetime) -> None:
        """Nobody reads half a moment: the file is replaced at once."""
        fresh = self.file.with_suffix(".new")
        fresh.write_text(moment.isoformat())
        fresh.replace(self.file)
