"""Putting readings on record."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.goals import service as goals
from bot.features.goals.rules.lives import OVER
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.indicators.events import Earlier, ReadingRecorded
from bot.features.indicators.repository import IndicatorRepository, ReadingRepository
from bot.features.indicators.rules.days import FURTHEST_BACK, is_long_ago
from bot.features.indicators.rules.numbers import to_keep
from bot.features.indicators.rules.seen import as_seen
from bot.features.indicators.rules.status import status_of_indicator
from bot.features.indicators.service.keeping import about, in_hand
from bot.features.indicators.service.standing import NOT_FOUND, indicator, today_of
from bot.features.indicators.values import (
    NOTE_MOST,
    Field,
    IndicatorView,
    Origin,
    Read,
    ReadingView,
    Recorded,
)
from bot.features.teams import service as teams
from bot.text import clean_line, shorten

LONG_AGO = f"That day is more than {FURTHEST_BACK} years back. Choose a later one."
FUTURE = "That day is still to come. Choose today or a day before."
TOO_LARGE = "That number is too large to be kept. Choose a larger unit, such as thousands."
CHANGED = "What is on record changed meanwhile. Nothing of yours was saved; look again before you do."
NOTHING_READ = "Enter a value for at least one indicator."
STAYS = "Goal #{number} {became}, so its readings stay as they are. Nothing was changed."


class ReadingsChanged(Conflict):
    """What a form would overwrite is another value than when it was opened."""


class Replacing(TypedDict):
    """The fields of an event that tell of a reading whose place is taken."""

    replaced: Decimal | None
    replaced_note: str
    replaced_of: str | None


def record(
    tx: Transaction,
    indicator_id: UUID,
    value: Decimal,
    *,
    on: date | None = None,
    note: str = "",
    origin: Origin = Origin.PERSON,
) -> ReadingView:
    """Put a reading on record; a second one of a day takes the first one's place.

    Args:
        on: the day, in the team's zone; None for today.
        note: at most 300 characters; what is longer is shortened.

    Raises:
        Invalid: the day is still to come, or the number has no room; `field` is the block id of the form's.
        NotFound: the actor may not see the indicator.
        NotAllowed: they are an observer; the clock, which pulls from sources, may.
        Conflict: its goal was withdrawn or has ended.
    """
    found = _to_read(tx, indicator_id)
    today = today_of(tx, found.team_id)
    _write(tx, found, [Read(on or today, value, note)], origin, today)
    return ReadingRepository(tx).on(indicator_id, [on or today])[on or today]


def record_for(
    tx: Transaction,
    goal_id: UUID,
    values: Mapping[UUID, Decimal],
    *,
    on: date | None = None,
    note: str = "",
    origin: Origin = Origin.PERSON,
) -> Recorded:
    """Put readings of several of a goal's indicators on record, all of a day; raises as `record` does.

    Args:
        values: by indicator; none is refused.
    """
    if not values:
        raise Invalid(Field.VALUE, NOTHING_READ)
    kept: list[ReadingView] = []
    replaced: list[ReadingView] = []
    for indicator_id in sorted(values):
        found = _to_read(tx, indicator_id)
        if found.goal_id != goal_id:
            raise NotFound(NOT_FOUND)
        day = on or today_of(tx, found.team_id)
        replaced += ReadingRepository(tx).on(indicator_id, [day]).values()
        kept.append(record(tx, indicator_id, values[indicator_id], on=day, note=note, origin=origin))
    return Recorded(goal_id, tuple(kept), tuple(replaced))


def record_pasted(
    tx: Transaction, indicator_id: UUID, reads: Collection[Read], *, seen: str | None = None
) -> IndicatorView:
    """Put readings of many days on record at once, all or none; those of days that have one take their places.

    Args:
        seen: what the actor saw of those, by `rules.seen`; None when they were shown nothing.

    Raises:
        ReadingsChanged: those are others since then.
        Otherwise as `record` does.
    """
    found = _to_read(tx, indicator_id)
    known = ReadingRepository(tx).on(indicator_id, [read.day for read in reads])
    require_seen(known.values(), seen)
    if reads:
        _write(tx, found, reads, Origin.PASTE, today_of(tx, found.team_id))
    return indicator(tx, indicator_id)


def readings_of(tx: Transaction, indicator_ids: Collection[UUID]) -> dict[UUID, tuple[ReadingView, ...]]:
    """What these indicators showed, by day; one without readings, or not for the actor's eyes, is missing."""
    seen = IndicatorRepository(tx).visible_of(indicator_ids)
    return _by_indicator(ReadingRepository(tx).of(seen))


def newest_readings(
    tx: Transaction, indicator_ids: Collection[UUID], *, most: int
) -> dict[UUID, tuple[ReadingView, ...]]:
    """The same, so many of each one's newest."""
    seen = IndicatorRepository(tx).visible_of(indicator_ids)
    return _by_indicator(ReadingRepository(tx).newest(seen, most))


def to_read(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may put readings on record now; raises as `record` does."""
    goal = goals.goal(tx, goal_id)
    _require_reader(tx, goal.team_id)
    return pursued(goal)


def pursued(goal: GoalView) -> GoalView:
    """The goal, whose readings may change as long as its team means to work on it.

    Raises:
        Conflict: it was withdrawn or has ended.
    """
    if not goals.is_open(goal):
        raise Conflict(STAYS.format(number=goal.number, became=OVER[goal.state]))
    return goal


def with_ends(tx: Transaction, seen: IndicatorView) -> IndicatorView:
    """The indicator with the readings of its first and newest day as they are now, on its row, too."""
    first, latest = ReadingRepository(tx).ends_of(seen.id)
    ends = {
        "first": first.value if first else None,
        "first_on": first.day if first else None,
        "latest": latest.value if latest else None,
        "latest_on": latest.day if latest else None,
    }
    IndicatorRepository(tx).change(seen.id, **ends)
    return indicator(tx, seen.id)


def _write(
    tx: Transaction, before: IndicatorView, reads: Collection[Read], origin: Origin, today: date
) -> None:
    """Put readings on record, and tell of them by the newest."""
    if any(read.day > today for read in reads):
        raise Invalid(Field.DAY, FUTURE)
    if any(is_long_ago(read.day, today) for read in reads):
        raise Invalid(Field.DAY, LONG_AGO)
    kept = sorted((_cleaned(read) for read in reads), key=lambda read: read.day)
    known = ReadingRepository(tx).on(before.id, [read.day for read in kept])
    ReadingRepository(tx).write(before.id, kept, known, origin)
    after = with_ends(tx, before)
    *earlier, newest = kept
    replaced = known.get(newest.day)
    tx.happened(
        ReadingRecorded(
            **about(before),
            value=newest.value,
            day=newest.day,
            origin=origin,
            **_replacing(tx, replaced),
            corrects=replaced is not None and replaced.id in correctable(tx, before.team_id, [replaced]),
            before=status_of_indicator(before, today),
            after=status_of_indicator(after, today),
            earlier=tuple(
                Earlier(read.day, read.value, **_replacing(tx, known.get(read.day))) for read in earlier
            ),
        )
    )
    tx.touch(GOAL_CARD, before.goal_id)


def correctable(tx: Transaction, team_id: UUID, readings: Collection[ReadingView]) -> frozenset[UUID]:
    """Which of a team's readings the actor may correct; a source its own."""
    all_of_them = teams.is_steward(tx, team_id, tx.actor or "")
    return frozenset(
        reading.id for reading in readings if all_of_them or reading.entered_by == (tx.actor or "")
    )


def named(tx: Transaction, reading: ReadingView) -> str | None:
    """Who entered it, to be named beside the actor; None for themself, and for a check-in, which promises no name."""
    is_own = reading.entered_by == (tx.actor or "")
    return None if is_own or reading.origin is Origin.CHECK_IN else reading.entered_by


def require_seen(known: Iterable[ReadingView], seen: str | None) -> None:
    """Refuse to overwrite what the actor didn't see.

    Raises:
        ReadingsChanged: these readings are others than those they saw.
    """
    if seen is not None and as_seen(known) != seen:
        raise ReadingsChanged(CHANGED)


def kept_value(value: Decimal) -> Decimal:
    """The value as it is kept.

    Raises:
        Invalid: it has no room.
    """
    kept = to_keep(value)
    if kept is None:
        raise Invalid(Field.VALUE, TOO_LARGE)
    return kept


def _replacing(tx: Transaction, known: ReadingView | None) -> Replacing:
    """What an event tells of the reading whose place is taken."""
    if known is None:
        return {"replaced": None, "replaced_note": "", "replaced_of": None}
    return {
        "replaced": known.value,
        "replaced_note": known.note,
        "replaced_of": named(tx, known),
    }


def _by_indicator(readings: Iterable[ReadingView]) -> dict[UUID, tuple[ReadingView, ...]]:
    found: defaultdict[UUID, list[ReadingView]] = defaultdict(list)
    for reading in readings:
        found[reading.indicator_id].append(reading)
    return {indicator_id: tuple(some) for indicator_id, some in found.items()}


def _to_read(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """The indicator, held after its goal, for somebody who may put readings on record, or for the clock."""
    seen = indicator(tx, indicator_id)
    if tx.actor is not None:
        _require_reader(tx, seen.team_id)
    pursued(goals.held_on_record(tx, seen.goal_id))
    return in_hand(tx, indicator_id)


def _require_reader(tx: Transaction, team_id: UUID) -> None:
    teams.require_member(tx, team_id)
    cycles.require(tx, team_id, Doing.MEASURE)


def _cleaned(read: Read) -> Read:
    return Read(read.day, kept_value(read.value), shorten(clean_line(read.note), NOTE_MOST))
