"""Whether an indicator's numbers and days make sense together, and what an edit changes."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise

from bot.dates.spans import TOO_FAR, is_far
from bot.features.indicators.rules.progress import meets
from bot.features.indicators.values import (
    NAME_MOST,
    PATH_MOST,
    UNIT_MOST,
    Direction,
    Field,
    IndicatorDraft,
    IndicatorView,
)
from bot.text import has_visible

NO_NAME = "Say what will be read, so that everybody reads the same: “median time until an answer”."
TOO_LONG = "There is room for {most} characters; this has {length}. Shorten it a little."
DAY_IS_OVER = "That day is over. Choose today or a day to come."
NO_BASELINE = "Give the baseline above, or the day by which it will be known."
TOO_LATE = "The first reading comes before the day by which the target is to be reached."
OTHER_WAY = {
    Direction.INCREASE: "To increase, the target lies above the baseline. Turn the numbers or the direction round.",
    Direction.DECREASE: "To decrease, the target lies below the baseline. Turn the numbers or the direction round.",
}
STANDS_THERE = "This is the target already. Give a target beyond it, or choose that it is to stay {where} it."
NOT_BEYOND = "What you are sure of can't lie beyond the target."
NOT_SHORT = "A stretch lies beyond the target; this falls short of it."
THRESHOLD = "Amber and red are for what is worse than the target: {side} it."
RED_FIRST = "Red is for what is worse than amber: {side} it."
NO_PATH = "What is to stay where it is has no path. Leave this empty."
PATH_LONG = f"Up to {PATH_MOST} milestones have room here."
PATH_DAYS = "The days of a path follow one another, between today and the day of the target."


def problems_of(
    draft: IndicatorDraft, today: date, *, before: IndicatorView | None = None
) -> dict[Field, str]:
    """What has to change before the draft can be saved: a sentence by field, the first one of each.

    Args:
        before: what it edits; days that it had already may be over.
    """
    problems: dict[Field, str] = {}
    for check in (_words, _days, _numbers, _thresholds, _path):
        for field, sentence in check(draft, today, before):
            problems.setdefault(field, sentence)
    return problems


def changes(before: IndicatorView, after: IndicatorDraft) -> dict[str, tuple[object, object]]:
    """What an edit changes: both values by the draft's field."""
    names = (name for name in IndicatorDraft.__dataclass_fields__ if name != "goal_id")
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: (was, now) for name, (was, now) in pairs.items() if was != now}


Problems = Iterator[tuple[Field, str]]


def _words(draft: IndicatorDraft, _: date, __: IndicatorView | None) -> Problems:
    if not has_visible(draft.name):
        yield Field.NAME, NO_NAME
    for field, words, most in ((Field.NAME, draft.name, NAME_MOST), (Field.UNIT, draft.unit, UNIT_MOST)):
        if len(words) > most:
            yield field, TOO_LONG.format(most=most, length=len(words))


def _days(draft: IndicatorDraft, today: date, before: IndicatorView | None) -> Problems:
    if draft.due_on < today and not (before and before.due_on == draft.due_on):
        yield Field.DUE, DAY_IS_OVER
    if is_far(draft.due_on, today):
        yield Field.DUE, TOO_FAR
    if draft.baseline is not None:
        return
    first_by = draft.first_reading_by
    if first_by is None:
        yield Field.FIRST_BY, NO_BASELINE
    elif first_by < today and not (before and before.first_reading_by == first_by):
        yield Field.FIRST_BY, DAY_IS_OVER
    elif first_by > draft.due_on:
        yield Field.FIRST_BY, TOO_LATE


def _numbers(draft: IndicatorDraft, _: date, before: IndicatorView | None) -> Problems:
    if draft.baseline is not None and not draft.direction.stays and _is_beyond(draft, draft.baseline):
        yield Field.BASELINE, OTHER_WAY[draft.direction]
    if draft.baseline == draft.target and not draft.direction.stays and not _was_there(before):
        yield Field.BASELINE, STANDS_THERE.format(where="above" if draft.direction.is_upward else "below")
    if draft.commit is not None and _is_beyond(draft, draft.commit):
        yield Field.COMMIT, NOT_BEYOND
    if draft.stretch is not None and not meets(draft.direction, draft.stretch, draft.target):
        yield Field.STRETCH, NOT_SHORT


def _thresholds(draft: IndicatorDraft, _: date, __: IndicatorView | None) -> Problems:
    side = "below" if draft.direction.is_upward else "above"
    for field, value in ((Field.AMBER, draft.amber), (Field.RED, draft.red)):
        if value is not None and _is_beyond(draft, value):
            yield field, THRESHOLD.format(side=side)
    if draft.amber is not None and draft.red is not None and _is_better(draft, draft.red, draft.amber):
        yield Field.RED, RED_FIRST.format(side=side)


def _path(draft: IndicatorDraft, today: date, before: IndicatorView | None) -> Problems:
    if not draft.path:
        return
    if draft.direction.stays:
        yield Field.PATH, NO_PATH
    if len(draft.path) > PATH_MOST:
        yield Field.PATH, PATH_LONG
    begins = before.starts_on if before else today
    days = [begins, *(point.day for point in draft.path), draft.due_on]
    if any(earlier >= later for earlier, later in pairwise(days)):
        yield Field.PATH, PATH_DAYS


def _was_there(before: IndicatorView | None) -> bool:
    return before is not None and before.baseline == before.target


def _is_beyond(draft: IndicatorDraft, value: Decimal) -> bool:
    return _is_better(draft, value, draft.target)


def _is_better(draft: IndicatorDraft, value: Decimal, than: Decimal) -> bool:
    return value != than and meets(draft.direction, value, than)
