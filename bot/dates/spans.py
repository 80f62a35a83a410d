"""Where weeks, months and quarters end, and how far ahead a day may lie."""

import calendar
from datetime import date, timedelta

QUARTER, YEAR = 3, 12  # months
FURTHEST = 10  # years; a day beyond is a slip of the finger
TOO_FAR = "That day is more than ten years ahead. Choose one that is nearer."
FRIDAY, SUNDAY = 4, 6


def is_far(day: date, today: date) -> bool:
    """Whether a day is more than ten years ahead, which nobody plans; whoever gives one is told TOO_FAR."""
    return day > months_later(today, YEAR * FURTHEST)


def month_end(day: date, months: int = 0) -> date:
    """Return the last day of the month that begins so many months after the day's own."""
    year, month = divmod(day.year * YEAR + day.month - 1 + months, YEAR)
    return date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def quarter_end(day: date, quarters: int = 0) -> date:
    """Return the last day of the quarter that begins so many quarters after the day's own."""
    to_come = QUARTER - 1 - (day.month - 1) % QUARTER
    return month_end(day, to_come + QUARTER * quarters)


def months_later(day: date, months: int) -> date:
    """Return the same day of another month, or its last one where it has no such day."""
    end = month_end(day, months)
    return end.replace(day=min(day.day, end.day))


def week_end(day: date, weeks: int = 0) -> date:
    """Return the Friday of the week that begins so many weeks after the day's own; its Sunday at a weekend."""
    is_weekend = day.weekday() > FRIDAY and not weeks
    return day + timedelta(days=(SUNDAY if is_weekend else FRIDAY) - day.weekday(), weeks=weeks)
