"""Days that slip: what waits for a change is worked out anew, and who drives it hears what is news (P7)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
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
from bot.features.planning.rules.slips import day_not_over, expectations, held_up_by, is_news, way
from bot.features.planning.service.access import about, tell
from bot.features.planning.values.dependencies import DEPENDENCY_ANSWER, DEPENDENCY_CARD, LATE, SLIP
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.values.slips import Need, Slip
from bot.features.teams import service as teams


def hold(tx: Transaction) -> None:
    """Let nobody else change what waits for what until this transaction ends; held before any initiative."""
    Graph(tx).hold()


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why days moved.

    Args:
        changed: the initiatives that moved them.
        held_up: what each that is late by now waits for longest.
        sliding: those of them that only move on with today.
        told: whoever drives them hears of it otherwise.
    """

    changed: Collection[UUID]
    held_up: Mapping[UUID, Need]
    sliding: Collection[UUID] = field(default=())
    told: Collection[UUID] = field(default=())


def work_out(tx: Transaction, changed: Collection[UUID], *, by_clock: bool = False) -> list[Slip]:
    """Work out anew when these initiatives, and all that wait for them, are expected.

    Who drives one that waits hears of it when it is news, within what Cairn may say to them a day; who drives the
    changed ones knows.

    Args:
        by_clock: nobody changed them; another day is over. Who waits for them directly is told by `lateness`.

    Returns:
        Those expected on another day than before.
    """
    within = Graph(tx)
    anew = within.waiting_for(changed)
    needs = within.needs_of(anew)
    steps = within.steps({*anew, *(need.deliverer for need in needs)})
    before = {step.id: step.expected for step in steps.values()}
    days = expectations(steps, needs, anew, day_not_over(tx.now))
    slips = [
        Slip(moved, steps[moved].expected, day) for moved, day in days.items() if day != steps[moved].expected
    ]
    within.expect({slip.id: slip.after for slip in slips})
    held_up = held_up_by(steps, needs, {**before, **days})
    waiting = Waiting(changed, held_up)
    if by_clock:
        held_up_before = held_up_by(steps, needs, before)
        sliding = [needer for needer, need in held_up.items() if held_up_before.get(needer) == need]
        told = [needer for needer, need in held_up.items() if need.deliverer in changed]
        waiting = Waiting(changed, held_up, sliding, told)
    _tell(tx, days, waiting)
    for dependency_id, *sides in within.brought_by({*changed, *(slip.id for slip in slips)}):
        notices.redraw(tx, DEPENDENCY_CARD, dependency_id)
        notices.redraw(tx, DEPENDENCY_ANSWER, dependency_id)
        for side in sides:
            notices.redraw(tx, LATE, late_subject(dependency_id, side))
    return slips


def late(session: Session, now: datetime, *, most: int) -> list[tuple[str, UUID]]:
    """What others wait for and should have been done by now, across workspaces: (workspace, initiative)."""
    return graph.late(session, day_not_over(now), most=most)


def waits_already(tx: Transaction, needer: UUID, deliverer: UUID) -> list[UUID] | None:
    """The chain in which the deliverer waits for the needer, so that both would wait for ever; None without one."""
    within = Graph(tx)
    return way(within.needs_of(within.waited_for_by(deliverer)), deliverer, needer)


def subject_of(initiative_id: UUID, day: date) -> str:
    """What the surface SLIP is about."""
    return f"{initiative_id}:{day.isoformat()}"


def late_subject(dependency_id: UUID, initiative_id: UUID) -> str:
    """What the surface LATE is about: the dependency, as seen from one of its two initiatives."""
    return f"{dependency_id}:{initiative_id}"


def _tell(tx: Transaction, days: Mapping[UUID, date | None], waiting: Waiting) -> None:
    told = Graph(tx).told(days)
    found = Initiatives(tx).whoever_sees_them(days)
    news = [
        one
        for one in found
        if one.is_open and is_news(one.due, told[one.id], one.expected, slides=one.id in waiting.sliding)
    ]
    Graph(tx).tell({one.id: one.expected if one.slips else None for one in news})
    slipping = [one for one in news if one.id not in waiting.changed]
    drivers = ownership.drivers_of(tx, [one.id for one in slipping])
    for one in slipping:
        tell(tx, _slipped(one, told[one.id], waiting), one.goal_id)
        if one.id in drivers and one.id not in waiting.told:
            _mention(tx, drivers[one.id].user, one)


def _slipped(one: InitiativeView, told: date | None, waiting: Waiting) -> DueSlipped:
    need = waiting.held_up.get(one.id)
    return DueSlipped(
        **about(one),
        due=one.due,
        before=told or one.due,
        after=one.expected,
        because_of=need.deliverer if need else next(iter(waiting.changed)),
        waits_for=need.what if need else "",
    )


def _mention(tx: Transaction, user: str, slipping: InitiativeView) -> None:
    if slipping.expected and user != tx.actor and teams.is_member(tx, slipping.team_id, user):
        subject = subject_of(slipping.id, slipping.expected)
        notices.mention(tx, user, SLIP, subject, key=f"slip:{subject}:{user}")
