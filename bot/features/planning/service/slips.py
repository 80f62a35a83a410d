"""Days that slip: what waits for a change is worked out anew, and who drives it hears what is news (P7)."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.features.attention.service import notices
from bot.features.ownership import service as ownership
from bot.features.planning.events.initiatives import DueSlipped
from bot.features.planning.repository import graph
from bot.features.planning.repository.graph import Graph
from bot.features.planning.repository.initiatives import Initiatives
from bot.features.planning.rules.slips import day_not_over, expectations, is_news, way
from bot.features.planning.service.access import about, tell
from bot.features.planning.values.dependencies import DEPENDENCY_CARD, SLIP
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.values.slips import Slip
from bot.features.teams import service as teams


def hold(tx: Transaction) -> None:
    """Let nobody else change what waits for what until this transaction ends; held before any initiative."""
    Graph(tx).hold()


def work_out(tx: Transaction, changed: Collection[UUID]) -> list[Slip]:
    """Work out anew when these initiatives, and all that wait for them, are expected.

    Who drives one that waits hears of it when it is news, within what Cairn may say to them a day; who drives the
    changed ones knows.

    Returns:
        Those expected on another day than before.
    """
    within = Graph(tx)
    anew = within.waiting_for(changed)
    needs = within.needs_of(anew)
    steps = within.steps({*anew, *(need.deliverer for need in needs)})
    days = expectations(steps, needs, anew, day_not_over(tx.now))
    slips = [
        Slip(moved, steps[moved].expected, day) for moved, day in days.items() if day != steps[moved].expected
    ]
    within.expect({slip.id: slip.after for slip in slips})
    _tell(tx, days, changed)
    for dependency_id in within.brought_by({*changed, *(slip.id for slip in slips)}):
        tx.touch(DEPENDENCY_CARD, dependency_id)
    return slips


def late(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """What others wait for and should have been done by now, across workspaces: (workspace, initiative)."""
    return graph.late(session, day_not_over(now), most=most)


def slip_on(tx: Transaction, initiative_ids: Collection[UUID]) -> None:
    """What is late today moves what waits for it by another day."""
    hold(tx)
    work_out(tx, initiative_ids)


def waits_already(tx: Transaction, needer: UUID, deliverer: UUID) -> list[UUID] | None:
    """The chain in which the deliverer waits for the needer, so that both would wait for ever; None without one."""
    within = Graph(tx)
    return way(within.needs_of(within.waited_for_by(deliverer)), deliverer, needer)


def subject_of(initiative_id: UUID, day: date) -> str:
    """What the surface SLIP is about."""
    return f"{initiative_id}:{day.isoformat()}"


def _tell(tx: Transaction, days: Mapping[UUID, date | None], changed: Collection[UUID]) -> None:
    told = Graph(tx).told(days)
    found = Initiatives(tx).whoever_sees_them(days)
    news = [one for one in found if one.is_open and is_news(one.due, told[one.id], one.expected)]
    Graph(tx).tell({one.id: one.expected if one.slips else None for one in news})
    slipping = [one for one in news if one.id not in changed]
    drivers = ownership.drivers_of(tx, [one.id for one in slipping])
    for one in slipping:
        days_told = {"due": one.due, "before": told[one.id] or one.due, "after": one.expected}
        tell(tx, DueSlipped(**about(one), **days_told, because_of=next(iter(changed))), one.goal_id)
        if one.id in drivers:
            _mention(tx, drivers[one.id].user, one)


def _mention(tx: Transaction, user: str, slipping: InitiativeView) -> None:
    if slipping.expected and user != tx.actor and teams.is_member(tx, slipping.team_id, user):
        subject = subject_of(slipping.id, slipping.expected)
        notices.mention(tx, user, SLIP, subject, key=f"slip:{subject}:{user}")
