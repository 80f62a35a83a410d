"""The phases of a retro, how long they are planned to be, and when they end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Phase(StrEnum):
    """waiting → collect → group → vote → discuss → closed."""

    WAITING = "waiting"  # reflections are gathered for a retro that hasn't begun
    COLLECT = "collect"
    GROUP = "group"
    VOTE = "vote"
    DISCUSS = "discuss"
    CLOSED = "closed"


class Plan(StrEnum):
    """How long the phases are."""

    DAYS = "days"  # over three working days, without anybody present
    LIVE = "live"  # 45 minutes together


@dataclass(frozen=True, slots=True)
class Ends:
    """When each phase ends, UTC."""

    collect: datetime
    group: datetime
    vote: datetime
    discuss: datetime

    def of(self, phase: Phase) -> datetime | None:
        """When this phase ends; None for those that no clock ends."""
        return {
            Phase.COLLECT: self.collect,
            Phase.GROUP: self.group,
            Phase.VOTE: self.vote,
            Phase.DISCUSS: self.discuss,
        }.get(phase)
