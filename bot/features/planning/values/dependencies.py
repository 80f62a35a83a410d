"""What one initiative needs of another team, as the rest of the house sees it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

DEPENDENCY_CARD = "planning.dependency"  # kind of the surface in the channel of the team that is asked
DEPENDENCY_ANSWER = "planning.answer"  # surface to who asked; subject: the dependency's id
SLIP = "planning.slip"  # surface to who drives what slips; subject: the initiative's id and the day, "id:2026-03-06"
LATE = (
    "planning.late"  # surface to who drives what is late, or waits for it; subject: "dependency:initiative"
)
WHAT_MOST = 150  # characters
REASON_MOST = 500  # characters


class DependencyState(StrEnum):
    """Where the handshake stands.

    asked → accepted | declined | countered; countered → accepted; accepted → declined when the other team finds that
    it can't; all but declined → withdrawn. What was to bring it is let go: countered | accepted → declined.
    """

    ASKED = "asked"
    COUNTERED = "countered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Deed(StrEnum):
    """What the two sides say: the one that is asked, and the one that needs it."""

    ACCEPT = "accept"
    COUNTER = "counter"
    DECLINE = "decline"
    AGREE = "agree"
    WITHDRAW = "withdraw"


class DependencyField(StrEnum):
    """What the forms ask for, by block id: what can't be used is explained beneath it."""

    CHANNEL = "planning.dependency.channel"
    WHAT = "planning.dependency.what"
    DELIVERS = "planning.dependency.delivers"
    WAITS = "planning.dependency.waits"
    REASON = "planning.dependency.reason"
    DAY_IN_WORDS = "planning.dependency.day_in_words"
    DAY = "planning.dependency.day"


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyDraft:
    """What an initiative needs (P7).

    Args:
        initiative_id: the initiative that needs it.
        giver_id: the team that it is needed of; may be the same team.
        what: in a few words, up to 150 characters.
        needed_by: the day by which.
    """

    initiative_id: UUID
    giver_id: UUID
    what: str
    needed_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DependencyView:
    """A dependency on record.

    Args:
        team_id: the team that needs it.
        initiative_id: its initiative.
        giver_id: the team that it is needed of.
        needed_by: the day agreed on, or asked for while nothing is agreed on.
        delivers_id: the giver's initiative that brings it; None until one is named.
        offered: the day that the giver offers instead, while countered.
        reason: why it was declined or another day is offered.
        asked_by: Slack user id.
        answered_by: Slack user id of who last spoke for the giver; None before.
    """

    id: UUID
    team_id: UUID
    initiative_id: UUID
    giver_id: UUID
    what: str
    needed_by: date
    delivers_id: UUID | None
    offered: date | None
    reason: str
    state: DependencyState
    asked_by: str
    asked_at: datetime
    answered_by: str | None


@dataclass(frozen=True, slots=True)
class Awaited:
    """What an initiative waits for and is late.

    Args:
        what: as who needs it calls it.
        since: when it was due.
    """

    what: str
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """What was asked for and waits for a word or is overdue, as the side that asked reads it.

    Args:
        initiative_id: what needs it.
        number: of that initiative.
        needed_by: the day agreed on, or asked for while nothing is agreed on.
        channel: Slack channel id of the team that is asked; None when it is closed to the reader.
        offered: the day that is offered instead and waits for the side that asked; None unless there is one.
        late_since: when it was to be brought, once that was agreed on and is over; None before.
    """

    initiative_id: UUID
    number: int
    what: str
    needed_by: date
    channel: str | None
    offered: date | None = None
    late_since: date | None = None

    @property
    def day(self) -> date:
        """Where it stands among other days."""
        return self.late_since or self.needed_by

    @property
    def called(self) -> str:
        """How the team calls the initiative that needs it."""
        return f"i{self.number}"
