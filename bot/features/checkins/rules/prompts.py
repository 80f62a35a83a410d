"""When a prompt is sent, put off or left out, and what it asks: pure decisions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.features.checkins.values.prompts import Confidence, LastWord, RhythmChoice, RhythmView, Snooze
from bot.features.goals.values import GoalView

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
UNANSWERED_BEFORE_ASKING = 3
LATE = timedelta(hours=72)  # as long as an answer still changes the digest
AFTERNOON = time(14)
AT_LEAST = timedelta(hours=1)  # a snooze shorter than that is none
QUESTIONS = (
    "What did you learn?",
    "What is in the way?",
    "A story: whom did this help, and how?",
    "What changed in what people need?",
)
"""The four that rotate (P14): learned, in the way, a story of impact, a changing need."""


@dataclass(frozen=True, slots=True)
class PutOff:
    """When to ask again.

    Args:
        day: the local day whose message it becomes.
    """

    at: datetime
    day: date


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The end of a local day, UTC: a prompt that couldn't be sent by then expires.

    Within the day the person's own hours decide (attention), so one that is late by hours still comes in the
    afternoon and never at night.
    """
    return datetime.combine(day + DAY, time(), zone).astimezone(UTC)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The date there at that moment."""
    return moment.astimezone(zone).date()


def put_off(snooze: Snooze, *, now: datetime, zone: ZoneInfo, asked_at: datetime) -> PutOff:
    """When a snoozed prompt comes again.

    Args:
        asked_at: when it was due the first time; tomorrow it comes at that time of day.
    """
    today = local_day(now, zone)
    if snooze is Snooze.TOMORROW:
        return PutOff(_at(today + DAY, asked_at.astimezone(zone).time(), zone), today + DAY)
    soonest = now + AT_LEAST
    at = soonest if snooze is Snooze.HOUR else max(soonest, _at(today, AFTERNOON, zone))
    return PutOff(at, local_day(at, zone))


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at.replace(tzinfo=None, fold=0), zone).astimezone(UTC)


def asks_about_rhythm(responded: Sequence[bool], rhythm: RhythmView | None) -> bool:
    """Whether the next message asks if the rhythm should change: three in a row went unanswered.

    Args:
        responded: of the newest prompts that were sent since the person last said anything about it, newest first.
    """
    newest = responded[:UNANSWERED_BEFORE_ASKING]
    is_open = rhythm is None or rhythm.choice in {RhythmChoice.KEEP, RhythmChoice.EVERY_SECOND}
    return is_open and len(newest) == UNANSWERED_BEFORE_ASKING and not any(newest)


def wants_quiet(rhythm: RhythmView | None, day: date) -> bool:
    """Whether the person wants no prompt on that day."""
    if rhythm is None or rhythm.choice is RhythmChoice.KEEP:
        return False
    if rhythm.choice is RhythmChoice.EVERY_SECOND:
        return bool((monday_of(day) - rhythm.anchor) // WEEK % 2)
    return True


def monday_of(day: date) -> date:
    """The Monday of that day's ISO week."""
    return day - day.weekday() * DAY


def stalest_first(goals: Sequence[GoalView], said: Mapping[UUID, LastWord]) -> list[GoalView]:
    """Goals of which nothing was said for longest; those never spoken of come first, older ones before newer."""

    def staleness(goal: GoalView) -> tuple[bool, datetime, int, UUID]:
        word = said.get(goal.id)
        return (word is not None, word.at if word else goal.proposed_at, goal.number, goal.id)

    return sorted(goals, key=staleness)


def question_for(questions: Sequence[str], occurrence: int) -> str:
    """The open question of a cadence's n-th occurrence, counted from 0: they take turns."""
    asked = questions or QUESTIONS
    return asked[occurrence % len(asked)]


def fell(before: Confidence | None, now: Confidence | None) -> bool:
    """Whether confidence is lower than it was, so that a word on why is welcome."""
    return before is not None and now is not None and now.rank < before.rank
