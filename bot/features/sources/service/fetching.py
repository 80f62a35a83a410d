"""The clock's side of sources: what is due, and what came of it."""

from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.errors import BotError, UserFacing
from bot.features.attention.service import notices
from bot.features.goals import service as goals
from bot.features.indicators import service as indicators
from bot.features.indicators.values import Origin
from bot.features.ownership import service as ownership
from bot.features.sources.models import Source
from bot.features.sources.repository import across
from bot.features.sources.repository.sources import SourceRepository, view_of
from bot.features.sources.rules import times
from bot.features.sources.values import SOURCE_TROUBLE, Due, Outcome
from bot.features.teams import service as teams

LEASE = timedelta(minutes=5)  # longer than any fetch; who took a source and died has it for so long
REST = timedelta(days=1)  # until what nobody waits for is looked at again
AT_A_TIME = 500


class Overtaken(BotError):
    """The source was changed, disconnected or taken anew while it was fetched: what was fetched is let go."""


def is_anything_due(session: Session, now: datetime) -> bool:
    """Whether there is something to take, anywhere."""
    return across.is_anything_due(session, now)


def put_off(session: Session, now: datetime) -> None:
    """What is due where Cairn was removed, the team sleeps or the goal has ended, is looked at again tomorrow."""
    across.put_off(session, now, now + REST, most=AT_A_TIME)


def take(session: Session, now: datetime) -> Due | None:
    """Take what is due longest, so that one replica alone fetches it; None when nothing is."""
    return across.take(session, now, now + LEASE)


def finish(tx: Transaction, due: Due, outcome: Outcome) -> None:
    """Write what came of a fetch.

    A number becomes the indicator's reading of the day, unless it is the one that was fetched before on that day:
    what people corrected since stays. Once its goal has ended, what comes is neither reading nor trouble, and the
    source is looked at again tomorrow.

    Raises:
        Overtaken: nothing is to be written any more.
    """
    row = SourceRepository(tx).claimed(due.id, due.claim)
    if row is None:
        raise Overtaken
    values = _come_of(tx, row, outcome) if _is_pursued(tx, row) else {"next_at": tx.now + REST}
    if not SourceRepository(tx).finish(row.id, due.claim, tried_at=tx.now, **values):
        raise Overtaken


def _come_of(tx: Transaction, row: Source, outcome: Outcome) -> dict[str, object]:
    """The columns that tell it, with the number on record."""
    if isinstance(outcome, Decimal):
        outcome = _record(tx, row, outcome)
    return _succeeded(tx, row, outcome) if isinstance(outcome, Decimal) else _failed(tx, row, outcome)


def _record(tx: Transaction, row: Source, value: Decimal) -> Outcome:
    """The reading on record, or why it can't be."""
    try:
        if not _is_known(tx, row, value):
            indicators.record(tx, row.indicator_id, value, origin=Origin.SOURCE)
    except UserFacing as refusal:
        return refusal.sentence
    return value


def _is_pursued(tx: Transaction, row: Source) -> bool:
    """Whether its goal stands, which is held so that it stays so."""
    goal_id = indicators.indicator(tx, row.indicator_id).goal_id
    return goals.held_on_record(tx, goal_id).is_open


def _is_known(tx: Transaction, row: Source, value: Decimal) -> bool:
    """Whether the same was fetched on this day before."""
    zone = teams.team_zone(tx, row.team_id)
    last = row.read_at.astimezone(zone).date() if row.read_at is not None else None
    return row.value == value and last == tx.now.astimezone(zone).date()


def _succeeded(tx: Transaction, row: Source, value: Decimal) -> dict[str, object]:
    if row.failing_since is not None:
        notices.redraw(tx, SOURCE_TROUBLE, row.id)
    return {
        "value": value,
        "read_at": tx.now,
        "failures": 0,
        "failing_since": None,
        "trouble": "",
        "next_at": times.next_time(view_of(row, tx.now).times, teams.team_zone(tx, row.team_id), tx.now),
    }


def _failed(tx: Transaction, row: Source, trouble: str) -> dict[str, object]:
    """Told once: until it could be read again, the same key names the same notice."""
    failing_since, failures = row.failing_since or tx.now, row.failures + 1
    keeper = _keeper(tx, row)
    if keeper is not None:
        key = f"source-trouble:{row.id}:{failing_since.isoformat()}"
        notices.mention(tx, keeper, SOURCE_TROUBLE, row.id, key=key)
    return {
        "failures": failures,
        "failing_since": failing_since,
        "trouble": trouble,
        "next_at": times.next_try(failures, tx.now),
    }


def _keeper(tx: Transaction, row: Source) -> str | None:
    """Who looks after it: who entered it; when they left the team, the goal's driver."""
    if teams.is_member(tx, row.team_id, row.owner):
        return row.owner
    goal_id = indicators.indicator(tx, row.indicator_id).goal_id
    driver = ownership.driver_of(tx, goal_id)
    return driver.user if driver is not None else None
