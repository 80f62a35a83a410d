"""Prompts, what people answered, and what is counted: check-ins as other rooms and topics see them (P13, P14)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

PROMPT = (
    "checkins.prompt"  # kind of the surface in a person's direct messages; its subject is the prompt's id
)
DM_HINT = "checkins.hint"  # kind of the surface that answers a direct message which answers nothing
COURTESY = "courtesy"  # its subject where that was a greeting, thanks or a call for help
REQUEST = "request"  # where that asked not to be asked now; else its subject is the person
WORDS_MOST = 2_000  # characters of a story; several fit a thread's reply
WHY_MOST = 300  # characters of the one line on why confidence fell
GOALS_AT_FIRST = 3  # P13: one tap each for at most three; the rest stands under More


class Confidence(StrEnum):
    """How a goal looks to whoever drives it."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"

    @property
    def rank(self) -> int:
        """Greater is more confident."""
        return (Confidence.RED, Confidence.YELLOW, Confidence.GREEN).index(self)


class PromptState(StrEnum):
    """What became of a prompt so far; the docstring of rules/prompts.py has its whole life."""

    WAITING = "waiting"
    SHOWN = "shown"
    QUIET = "quiet"  # nobody asks, it isn't the person's day, or they want quiet: nothing was sent
    EXPIRED = "expired"  # the day was over before it could be sent


class RhythmChoice(StrEnum):
    """What a person wants instead of being asked whenever their teams ask."""

    ASKED = "asked"  # the question stands, and until they say it is quiet
    KEEP = "keep"
    EVERY_SECOND = "second"
    PAUSED = "paused"


class Snooze(StrEnum):
    """How much later to ask again."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    TOMORROW = "tomorrow"


class OccasionState(StrEnum):
    """What became of one person's check-in in one cadence; late answers still change open and skipped ones."""

    OPEN = "open"
    ANSWERED = "answered"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What somebody says of a goal, or of their work as a whole, in one go.

    Args:
        goal_id: None for words that belong to no goal.
        progress: percent, 0 to 100; None where nothing was said.
        why: one line on why confidence fell.
        question: the open question that `words` answer, as it was asked.
        is_private: for the goal's driver only (without a goal: for nobody but its author); counted, never shown.
        wants_change: the goal itself needs changing.
        team_id: who reads words that belong to no goal; None where the goal says it, or a prompt of only one team.
    """

    goal_id: UUID | None
    confidence: Confidence | None = None
    progress: int | None = None
    why: str = ""
    question: str = ""
    words: str = ""
    is_private: bool = False
    wants_change: bool = False
    team_id: UUID | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing is said: a reading that was taken back leaves this."""
        said = (self.words, self.why, self.wants_change, self.confidence)
        return self.progress is None and not any(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """The newest version of what one person said of one goal (or of no goal) on one occasion.

    Args:
        before: the goal's confidence before this occasion, None for its first.
        at: when this version was given.
        version: counts from 1; earlier ones are kept.
    """

    id: UUID
    occasion_id: UUID
    cadence_id: UUID
    team_id: UUID
    day: date
    user: str
    goal_id: UUID | None
    confidence: Confidence | None
    before: Confidence | None
    progress: int | None
    why: str
    question: str
    words: str
    is_private: bool
    wants_change: bool
    at: datetime
    version: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How one occurrence of a cadence stands.

    Args:
        asked: who was asked (or will be today), without those who skipped it, are away or want quiet, unless they
            answered; 0 on a day that is no occurrence, when somebody checked in of their own accord.
        answered: who of them, or of their own accord, said anything, privately or not.
    """

    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class LastWord:
    """The newest confidence and progress of a goal, each perhaps from another check-in.

    Args:
        at: when either was last said.
    """

    goal_id: UUID
    user: str
    confidence: Confidence | None
    progress: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class OccasionView:
    """One person's check-in in one cadence on one local date of the cadence.

    Args:
        actions_only: it asks what became of what they took on, and nothing else; nobody waits for their word.
    """

    id: UUID
    prompt_id: UUID
    cadence_id: UUID
    team_id: UUID
    user: str
    day: date
    state: OccasionState
    actions_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PromptView:
    """One person's message of one local day.

    Args:
        day: in the person's own zone.
        send_at: when it is to be sent; once it is shown, when it was sent last.
        expires_at: when a message that was shown, and not posted by then, is not posted any more.
        turn: how often it was sent before; each snooze sends it once more.
        is_unfolded: *More* was pressed.
        asks_rhythm: it asks, once, whether the rhythm should change.
        has_response: the person did anything with it.
        occasions: those that belong to it, oldest first.
    """

    id: UUID
    user: str
    day: date
    send_at: datetime
    expires_at: datetime
    state: PromptState
    turn: int
    is_unfolded: bool
    asks_rhythm: bool
    has_response: bool
    occasions: tuple[OccasionView, ...] = field(default=())

    @property
    def key(self) -> str:
        """The surface's key at this turn."""
        turned = f":{self.turn}" if self.turn else ""
        return f"checkin-prompt:{self.day}:{self.user}{turned}"

    @property
    def team_ids(self) -> tuple[UUID, ...]:
        """The teams that ask how it is going, each once; where none does, those that ask after actions."""
        asking = [one for one in self.occasions if not one.actions_only] or self.occasions
        return tuple(dict.fromkeys(one.team_id for one in asking))

    @property
    def is_about_actions(self) -> bool:
        """Whether it asks what became of actions, and nothing else."""
        return bool(self.occasions) and all(one.actions_only for one in self.occasions)


@dataclass(frozen=True, slots=True)
class RhythmView:
    """A person's own say on how often they are asked.

    Args:
        anchor: Monday of the week in which they chose; every second week counts from there.
    """

    choice: RhythmChoice
    since: datetime
    anchor: date


@dataclass(frozen=True, slots=True)
class Reading:
    """How what a message in words says of one goal, or of none, was taken.

    Args:
        answer_id: the version that it gave rise to; None where it said nothing new.
        team_id: who reads words that belong to no goal.
        confidence, progress: as the message had them, whatever was said since.
    """

    answer_id: UUID | None
    goal_id: UUID | None
    team_id: UUID | None = None
    confidence: Confidence | None = None
    progress: int | None = None


@dataclass(frozen=True, slots=True)
class ReplyView:
    """A message in words, kept as it was, and how it was read.

    Args:
        awaits_team: nobody reads it until its author says for which of their teams it is; readings it has
            nevertheless were taken back, and it stays words.
    """

    id: UUID
    words: str
    readings: tuple[Reading, ...] = ()
    is_taken_back: bool = False
    awaits_team: bool = False
