"""A retro: what it is started with, and how it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from bot.features.retrospectives.values.formats import FORMATS, Format
from bot.features.retrospectives.values.phases import Ends, Phase, Plan

COLUMNS_LEAST, COLUMNS_MOST = 2, 5


class Field(StrEnum):
    """Fields whose answer may need another look, by block id."""

    FORMAT = "retrospectives.start.format"
    COLUMNS = "retrospectives.start.columns"
    FACILITATOR = "retrospectives.start.facilitator"
    TEXT = "retrospectives.add.text"
    TITLE = "retrospectives.group.title"


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroDraft:
    """What somebody chooses to start a retro with.

    Args:
        format: key of one of FORMATS, or OWN.
        columns: titles of the own columns, 2 to 5; ignored for the others.
        facilitator: Slack user id of a member who may move the phases beside the starter, or None.
        is_anonymous: what was chosen; None for what is usual: anonymous from five members on, unless the team's
            last retro was named by choice. With fewer members it is always named.
    """

    team_id: UUID
    format: str = FORMATS[0].key
    columns: tuple[str, ...] = ()
    plan: Plan = Plan.DAYS
    facilitator: str | None = None
    is_anonymous: bool | None = None


@dataclass(frozen=True, slots=True)
class StartChoices:
    """What can be chosen in the form that starts a retro.

    Args:
        may_be_anonymous: the team has five members or more; otherwise names are shown.
        is_usually_anonymous: what the form offers first.
        waiting: how many people's reflections wait for this retro already.
        unsigned: how many of them gave some without their name.
    """

    team_id: UUID
    may_be_anonymous: bool
    is_usually_anonymous: bool
    waiting: int
    unsigned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RetroView:
    """A retro as it is at this moment; its phase is read off the clock, whether or not the clock's job ran.

    Args:
        is_anonymous: whether reflections typed now are kept without their author.
        starter: Slack user id; None when the clock began it, or nobody has yet.
        facilitator: Slack user id of who was named to move it on, or None.
        leader: who of these two leads it: the facilitator, else the starter; None when neither is a member.
        started_at, ends: None while it waits.
        contributors: how many people added something; never who.
        was_erased: fewer than three people wrote anonymously, so their words were erased unread.
        is_revealed: whether the reflections can be shown.
        has_no_dots: the vote was counted, and nobody had put a dot.
    """

    id: UUID
    team_id: UUID
    format: Format
    plan: Plan
    is_anonymous: bool
    starter: str | None
    facilitator: str | None
    leader: str | None
    started_at: datetime | None
    ends: Ends | None
    phase: Phase
    contributors: int
    was_erased: bool
    is_revealed: bool
    has_no_dots: bool

    @property
    def phase_ends(self) -> datetime | None:
        """When the phase ends that it is in."""
        return self.ends.of(self.phase) if self.ends else None

    @property
    def is_cut_short(self) -> bool:
        """All that was added was erased, so it ended when collecting did."""
        return self.was_passed_over(Phase.DISCUSS)

    def was_passed_over(self, phase: Phase) -> bool:
        """Whether there was nothing to do in it."""
        end = self.ends.of(phase) if self.ends and self.is_revealed else None
        return (
            end is not None
            and self.ends is not None
            and phase is not Phase.COLLECT
            and end <= self.ends.collect
        )

    @property
    def is_running(self) -> bool:
        return self.phase not in {Phase.WAITING, Phase.CLOSED}
