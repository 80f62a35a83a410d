"""What a talk about a number is, as its room and those above see it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from bot.features.indicators.values import Status

TALK = "thresholds.talk"  # kind of the surface in the team's channel; its subject is the talk's id
PROMPTS = "thresholds.prompts"  # kind of the first reply in its thread
NOTE = "thresholds.note"  # kind of a later reply; its subject is the note's id
FACILITATE = "thresholds.facilitate"  # notice to whom the talk asks to facilitate it
TALKED_ABOUT = "thresholds.talked_about"  # notice to the driver of the goal
HELP_ASKED = "thresholds.help_asked"  # notice to whom help is asked of; its subject is the note's id
SOURCE = "threshold"  # where its actions come from, as planning knows it
WORDS_MOST = 500  # characters


class Field(StrEnum):
    """What the forms ask for, by block id."""

    HELP = "thresholds.help.words"
    WHO = "thresholds.help.who"
    WHY = "thresholds.close.why"


class End(StrEnum):
    """How a talk ended."""

    ACTION = "action"
    DECISION = "decision"
    WORDS = "words"
    CORRECTED = "corrected"
    REMOVED = "removed"
    REACHED = "goal_reached"
    PARTLY = "goal_partly"
    GOAL_ENDED = "goal_ended"
    UNCOMMITTED = "uncommitted"
    CARRIED = "carried"


class Said(StrEnum):
    """What a note in the thread is about."""

    WORSE = "worse"
    BETTER = "better"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Watch:
    """How an indicator stood when people were last told, and what happened since.

    Args:
        level: the status that people know of; what is worse is told.
        calm: readings in a row that were better than that.
    """

    level: Status = Status.GREEN
    calm: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reading says to a watch.

    Args:
        status: how the indicator stands with it.
        is_clear: whether it is better than the level by more than noise.
    """

    status: Status
    is_clear: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member who may facilitate.

    Args:
        turns: how many of the team's talks they have facilitated.
        last: when the latest of them opened; None for none.
    """

    user: str
    turns: int = 0
    last: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkView:
    """One crossing that the team talks about.

    Args:
        name: the indicator's, as it was called then.
        before: how it stood, and `level` how it stood with the crossing; how it stands now is the indicator's to say.
        value: the reading with which it crossed, of `day`, in `unit`.
        facilitator: Slack user id; None while nobody does it.
        end: how it was closed; None while it is open.
        why: what was said in closing it.
    """

    id: UUID
    team_id: UUID
    goal_id: UUID
    indicator_id: UUID | None
    name: str
    unit: str
    before: Status
    level: Status
    value: Decimal
    day: date
    opened_at: datetime
    facilitator: str | None
    end: End | None
    closed_by: str | None
    why: str

    @property
    def is_open(self) -> bool:
        """Whether the team still talks about it."""
        return self.end is None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteView:
    """A reply in a talk's thread.

    Args:
        author: who asked for help; nobody stands beside a number.
        asked: of whom.
        status, value, day: what the number showed; None in a call for help.
    """

    id: UUID
    talk_id: UUID
    said: Said
    words: str
    author: str | None
    asked: str | None
    status: Status | None
    value: Decimal | None
    day: date | None
