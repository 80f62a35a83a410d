"""When a prompt is sent, put off or left out, and what it asks: pure decisions.

A prompt is one person's message of one local day of theirs, and its life is this:

| It is | and then | so it becomes |
|---|---|---|
| waiting | its moment came, within their hours, and the day's one message is free | shown |
| waiting | their hours begin later, or they are not to be disturbed until later | waiting until then |
| waiting | where they live now its day hasn't begun | waiting until it begins |
| waiting | nobody asks any more, or they want quiet | quiet |
| put off | nobody asks any more, and part of it was answered | shown, where it was |
| waiting, not put off | no day of theirs, or their hours are over | quiet |
| waiting, not put off | its day ended meanwhile | expired |
| waiting, put off | no day of theirs, or their hours are over | waiting until `next_day` |
| waiting, put off to another day | that day's own is still to come within their hours, or not on record yet | waiting for that |
| waiting | the day's one message is taken | put off until `next_day` |
| waiting | another message of the person comes that day | part of that: its open occasions move there |
| shown | the person snoozes it | put off until `put_off`, and then shown again at the end of their messages |
| put off | they answer or skip all of it | shown, where it was |
| any | they call for it | shown, whatever the hour |
| quiet or expired | another cadence asks on that day, or its team is back | waiting |
| quiet or expired | they, or the team whose clock it goes by, live by another now, where its day isn't over | waiting for its hour there |

What is put off (`is_put_off`) comes on the next of the person's days (`next_moment`), however late that is; all the
rest comes on its own day or never.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.features.attention.rules import arrival, next_opening
from bot.features.attention.values import Availability, Later, NotToday, Now, Quiet
from bot.features.checkins.values.prompts import (
    Confidence,
    LastWord,
    PromptView,
    RhythmChoice,
    RhythmView,
    Snooze,
)
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


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """The end of a local day, UTC: a prompt that couldn't be sent by then expires.

    Within the day the person's own hours decide (attention), so one that is late by hours still comes in the
    afternoon and never at night.
    """
    return start_of(day + DAY, zone)


def local_day(moment: datetime, zone: ZoneInfo) -> date:
    """The date there at that moment."""
    return moment.astimezone(zone).date()


def put_off(snooze: Snooze, availability: Availability, *, now: datetime, asked_at: datetime) -> datetime:
    """When a snoozed prompt comes again, which is within the person's own hours.

    Args:
        asked_at: when it came; tomorrow it comes at that time of day.
    """
    today, soonest = local_day(now, availability.zone), now + AT_LEAST
    match snooze:
        case Snooze.HOUR:
            return next_moment(availability, soonest)
        case Snooze.AFTERNOON:
            return next_moment(availability, max(soonest, _at(today, AFTERNOON, availability.zone)))
        case Snooze.TOMORROW:
            return next_day(availability, now=now, asked_at=asked_at)


def next_day(availability: Availability, *, now: datetime, asked_at: datetime) -> datetime:
    """When what can't come today comes: on the next of the person's days, at that time of day."""
    zone = availability.zone
    return next_moment(availability, _at(local_day(now, zone) + DAY, asked_at.astimezone(zone).time(), zone))


def next_moment(availability: Availability, wished: datetime) -> datetime:
    """The first moment from then on at which the person's days and hours let something arrive.

    On another day than the one that was wished for it is the same time of day, or when their hours begin.
    """
    match arrival(availability, Quiet(), wished):
        case Now():
            return wished
        case Later(at):
            return at
        case NotToday():
            zone, opening = availability.zone, next_opening(availability, wished)
            same_time = _at(local_day(opening, zone), wished.astimezone(zone).time(), zone)
            return same_time if arrival(availability, Quiet(), same_time) == Now() else opening


def snoozes(availability: Availability, now: datetime) -> list[Snooze]:
    """The ways of putting off that mean what they say at that moment, soonest first."""
    moments = {how: put_off(how, availability, now=now, asked_at=now) for how in Snooze}
    today = local_day(now, availability.zone)
    is_today = {how: local_day(at, availability.zone) == today for how, at in moments.items()}
    is_offered = {
        Snooze.HOUR: is_today[Snooze.HOUR],
        Snooze.AFTERNOON: is_today[Snooze.AFTERNOON] and moments[Snooze.AFTERNOON] > moments[Snooze.HOUR],
        Snooze.TOMORROW: True,
    }
    return [how for how in Snooze if is_offered[how]]


def is_put_off(prompt: PromptView, zone: ZoneInfo) -> bool:
    """Whether it is to come after its own day, or to come again: then it isn't lost when its moment passes."""
    return prompt.turn > 0 or local_day(prompt.send_at, zone) > prompt.day


def start_of(day: date, zone: ZoneInfo) -> datetime:
    """When a local day begins, UTC."""
    return _at(day, time(), zone)


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
    """Whether the person wants no prompt on that day; every second week: not in the week after they were asked."""
    if rhythm is None or rhythm.choice is RhythmChoice.KEEP:
        return False
    if rhythm.choice is RhythmChoice.EVERY_SECOND:
        return monday_of(day) - rhythm.anchor == WEEK
    return True


def monday_of(day: date) -> date:
    """The Monday of that day's ISO week."""
    return day - day.weekday() * DAY


def stalest_first(goals: Sequence[GoalView], said: Mapping[UUID, LastWord], zone: ZoneInfo) -> list[GoalView]:
    """Goals of which nothing was said for most days; those never spoken of come first.

    Those of one day keep their order, oldest goal first, however they were answered.

    Args:
        zone: whose days count.
    """

    def staleness(goal: GoalView) -> tuple[date, datetime, int, UUID]:
        word = said.get(goal.id)
        return (local_day(word.at, zone) if word else date.min, goal.proposed_at, goal.number, goal.id)

    return sorted(goals, key=staleness)


def question_for(questions: Sequence[str], occurrence: int) -> str:
    """The open question of a cadence's n-th occurrence, counted from 0: they take turns."""
    asked = questions or QUESTIONS
    return asked[occurrence % len(asked)]


def fell(before: Confidence | None, now: Confidence | None) -> bool:
    """Whether confidence is lower than it was, so that a word on why is welcome."""
    return before is not None and now is not None and now.rank < before.rank
