"""Correcting readings, and taking them off the record."""

from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotAllowed, NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD
from bot.features.indicators.events import ReadingCorrected
from bot.features.indicators.repository import ReadingRepository
from bot.features.indicators.rules.status import status_of_indicator
from bot.features.indicators.service.keeping import about, in_hand
from bot.features.indicators.service.reading import (
    correctable,
    kept_value,
    named,
    pursued,
    require_seen,
    with_ends,
)
from bot.features.indicators.service.standing import indicator, today_of
from bot.features.indicators.values import NOTE_MOST, IndicatorView, ReadingView
from bot.features.teams import service as teams
from bot.text import clean_line, shorten

NO_READING = "I can't find that reading any more. Nothing was changed."
NOT_YOURS = (
    "Whoever entered a reading, and the team's stewards, can correct it. Nothing was changed. "
    "A new reading of the same day takes its place."
)


def correct(
    tx: Transaction, reading_id: UUID, value: Decimal, *, note: str = "", seen: str | None = None
) -> IndicatorView:
    """Put another value in a reading's place; who entered it and the stewards may.

    Args:
        seen: what the actor saw of the reading, by `rules.seen`; None when they were shown nothing.

    Raises:
        ReadingsChanged: it is another one since then.
        Invalid: the number has no room.
        NotFound: there is no such reading for this person.
        NotAllowed: somebody else entered it.
        Conflict: its goal was withdrawn or has ended.
    """
    reading, before = _to_correct(tx, reading_id)
    require_seen([reading], seen)
    said = replace(reading, value=kept_value(value), note=shorten(clean_line(note), NOTE_MOST))
    if said != reading:
        ReadingRepository(tx).change(reading_id, value=said.value, note=said.note)
        _tell_corrected(tx, before, reading, said.value)
    return indicator(tx, before.id)


def remove_reading(tx: Transaction, reading_id: UUID, *, seen: str | None = None) -> IndicatorView:
    """Take a reading off the record; `seen` and what it raises are as for `correct`."""
    reading, before = _to_correct(tx, reading_id)
    require_seen([reading], seen)
    ReadingRepository(tx).remove(reading_id)
    _tell_corrected(tx, before, reading, None)
    return indicator(tx, before.id)


def to_correct(tx: Transaction, reading_id: UUID) -> tuple[ReadingView, IndicatorView]:
    """The reading and its indicator, if the actor may correct it; raises as `correct` does."""
    reading = ReadingRepository(tx).by_id(reading_id)
    if reading is None:
        raise NotFound(NO_READING)
    found = indicator(tx, reading.indicator_id)
    teams.require_member(tx, found.team_id)
    if not correctable(tx, found.team_id, [reading]):
        raise NotAllowed(NOT_YOURS)
    pursued(goals.goal(tx, found.goal_id))
    return reading, found


def _to_correct(tx: Transaction, reading_id: UUID) -> tuple[ReadingView, IndicatorView]:
    """The same as to_correct, with its goal and the indicator held, so that both are as they were last."""
    _, seen = to_correct(tx, reading_id)
    goals.held(tx, seen.goal_id)
    found = in_hand(tx, seen.id)
    return to_correct(tx, reading_id)[0], found


def _tell_corrected(
    tx: Transaction, before: IndicatorView, reading: ReadingView, value: Decimal | None
) -> None:
    after, today = with_ends(tx, before), today_of(tx, before.team_id)
    tx.happened(
        ReadingCorrected(
            **about(before),
            day=reading.day,
            value_before=reading.value,
            value_after=value,
            note_before=reading.note,
            of=named(tx, reading),
            before=status_of_indicator(before, today),
            after=status_of_indicator(after, today),
        )
    )
    tx.touch(GOAL_CARD, before.goal_id)
