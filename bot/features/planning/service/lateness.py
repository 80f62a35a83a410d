"""What is late between teams: promises past their date and requests without an answer; each side hears of it once (P7)."""

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.features.attention.service import notices
from bot.features.ownership import service as ownership
from bot.features.planning.repository import dependencies
from bot.features.planning.repository.dependencies import Dependencies, dependency_view
from bot.features.planning.repository.initiatives import Initiatives
from bot.features.planning.rules.slips import day_not_over
from bot.features.planning.service import slips
from bot.features.planning.values.dependencies import (
    DEPENDENCY_ANSWER,
    DEPENDENCY_CARD,
    LATE,
    DependencyState,
    DependencyView,
)
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.teams import service as teams

TURN = time(12, tzinfo=UTC)  # at noon the last zone on earth comes to the next day


def slip_on(tx: Transaction, initiative_ids: Collection[UUID]) -> None:
    """What is late today moves what waits for it by another day; who drives either side hears once that it is late."""
    slips.hold(tx)
    slips.work_out(tx, initiative_ids, by_clock=True)
    _tell_of(tx, initiative_ids)


def unanswered(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """Requests without an answer on the day asked for, not looked at today, across workspaces: (workspace, dependency)."""
    today = day_not_over(now)
    return dependencies.unanswered(session, today, datetime.combine(today, TURN), most=most)


def tell_askers(tx: Transaction, dependency_ids: Collection[UUID]) -> None:
    """Who asked, and who drives what needs it, hear once that the day went by; the card says so too."""
    slips.hold(tx)
    for dependency_id in sorted(dependency_ids):
        row = Dependencies(tx).locked(dependency_id)
        if row is None or row.state != DependencyState.ASKED:
            continue
        row.changed_at = tx.now
        found = dependency_view(row)
        driver = ownership.driver_of(tx, found.initiative_id)
        for user in sorted({found.asked_by, *([driver.user] if driver else [])}):
            if teams.is_member(tx, found.team_id, user):
                key = f"dependency-unanswered:{found.id}:{user}"
                notices.mention(tx, user, DEPENDENCY_ANSWER, found.id, key=key)
        notices.redraw(tx, DEPENDENCY_CARD, found.id)


def is_late(tx: Transaction, found: DependencyView) -> bool:
    """Whether what was agreed on is past its date and still waited for, whoever may see both sides."""
    return found.id in {one.id for one, _, _, _ in _late(tx, [found])}


def _tell_of(tx: Transaction, deliverer_ids: Collection[UUID]) -> None:
    standing = Dependencies(tx).standing_of(deliverer_ids)
    late = _late(tx, [one for one in standing if one.delivers_id in deliverer_ids])
    sides = {side.id for _, needer, deliverer, _ in late for side in (needer, deliverer)}
    drivers = {of: driver.user for of, driver in ownership.drivers_of(tx, sides).items()}
    for one, needer, deliverer, since in late:
        _mention(tx, one, needer, drivers.get(needer.id, one.asked_by), since)
        _mention(tx, one, deliverer, drivers.get(deliverer.id, one.answered_by or ""), since)


def _late(
    tx: Transaction, standing: Sequence[DependencyView]
) -> list[tuple[DependencyView, InitiativeView, InitiativeView, date]]:
    """Those of them that are late, with who needs it, who brings it, and since when."""
    agreed = [
        (one, one.delivers_id)
        for one in standing
        if one.state is DependencyState.ACCEPTED and one.delivers_id is not None
    ]
    both = {side for one, delivers_id in agreed for side in (one.initiative_id, delivers_id)}
    found = {one.id: one for one in Initiatives(tx).whoever_sees_them(both)}
    today = day_not_over(tx.now)
    return [
        (one, found[one.initiative_id], found[delivers_id], since)
        for one, delivers_id in agreed
        if found[one.initiative_id].is_open and (since := found[delivers_id].overdue_since(today))
    ]


def _mention(tx: Transaction, one: DependencyView, side: InitiativeView, user: str, since: date) -> None:
    """A day that was put off and goes by again is told again."""
    if teams.is_member(tx, side.team_id, user):
        key = f"late:{one.id}:{since.isoformat()}:{user}"
        notices.mention(tx, user, LATE, slips.late_subject(one.id, side.id), key=key)
