"""How a timeline is divided: what is late, week by week, and what comes after the cycle."""

from datetime import date, timedelta
from itertools import groupby

from bot.features.planning.values.backlog import Row
from bot.features.planning.values.milestones import MilestoneView
from bot.features.planning.values.timeline import Entry, Stretch, Timeline
from bot.text import day_in_words

WEEK = timedelta(weeks=1)


def stretches(timeline: Timeline) -> list[Stretch]:
    """Its parts in order; a week without anything is left out. Milestones come before what is due that day."""
    entries: list[Entry] = [*timeline.milestones, *timeline.rows, *timeline.requests]
    return [
        Stretch(name, tuple(within))
        for name, within in groupby(sorted(entries, key=_order), key=lambda entry: _name(entry, timeline))
    ]


def day_of(entry: Entry) -> date:
    """The day at which it stands."""
    if isinstance(entry, MilestoneView):
        return entry.day
    if isinstance(entry, Row):
        return entry.initiative.due or date.max
    return entry.day


def _order(entry: Entry) -> tuple[date, bool, str]:
    if isinstance(entry, MilestoneView):
        return entry.day, False, entry.title
    return day_of(entry), True, entry.initiative.title if isinstance(entry, Row) else entry.what


def _name(entry: Entry, timeline: Timeline) -> str:
    """The part that an entry belongs to."""
    day, today = day_of(entry), timeline.today
    if day < today:
        return "Before today"
    if day > timeline.ends_on >= today:
        return "After this cycle"
    week = _monday(day)
    if week == _monday(today):
        return "This week"
    if week == _monday(today) + WEEK:
        return "Next week"
    return f"Week of {day_in_words(week, year_of=today)}"


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
