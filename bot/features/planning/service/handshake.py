"""What the two sides of a handshake share: who may speak, what follows from an agreement, who hears of it."""

from datetime import date
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.features.attention.service import notices
from bot.features.goals.values import GOAL_CARD
from bot.features.ownership import service as ownership
from bot.features.planning.events.dependencies import (
    DependencyAccepted,
    DependencyDeclined,
    DependencyEvent,
    DependencyWithdrawn,
)
from bot.features.planning.events.initiatives import PromiseOver
from bot.features.planning.models.dependencies import Dependency
from bot.features.planning.repository.dependencies import WAITING, Dependencies, dependency_view
from bot.features.planning.repository.initiatives import Initiatives
from bot.features.planning.rules import dependencies as rules
from bot.features.planning.service import access, slips
from bot.features.planning.service.initiatives import due_by, put_on_record
from bot.features.planning.values.dependencies import (
    DEPENDENCY_ANSWER,
    DEPENDENCY_CARD,
    DependencyField,
    DependencyState,
    DependencyView,
)
from bot.features.planning.values.initiatives import InitiativeDraft, InitiativeState, InitiativeView
from bot.features.teams import service as teams

NOT_FOUND = "I can't find that any more, or it isn't open to you. Nothing was changed."
NOT_THEIRS = "Choose one of the team's open initiatives, or a new one."
OVER = "“{title}” is not open any more, so nothing was changed. Open it again first."
CIRCLE = (
    "Then they would wait for each other for ever: {way}. Nothing was changed; choose another initiative."
)
OF_OTHERS = "something of another team"
LET_GO = "“{title}” was let go"
LET_GO_UNSEEN = f"{OF_OTHERS.capitalize()} was let go"


class About(TypedDict):
    """What every event of a dependency says."""

    subject: str
    team_id: UUID
    giver_id: UUID
    dependency_id: UUID
    initiative_id: UUID
    what: str
    needed_by: date


def held(tx: Transaction, dependency_id: UUID) -> Dependency:
    """The dependency, which with the whole graph nobody else changes until this transaction ends.

    Raises:
        NotFound: there is none, or the actor may see neither team.
    """
    slips.hold(tx)
    row = Dependencies(tx).locked(dependency_id)
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def agree_on(tx: Transaction, row: Dependency, delivers_id: UUID | None, day: date) -> None:
    """From now on one initiative waits for the other; one that has no due date gets the day agreed on.

    Args:
        delivers_id: the giver's initiative that brings it; None for a new one.

    Raises:
        Invalid: it is not an open one of theirs.
        Conflict: the initiative that needs it is over, or the two would wait for each other.
    """
    needer = needer_of(tx, row)
    if not needer.is_open:
        raise Conflict(OVER.format(title=needer.title))
    deliverer = _deliverer(tx, row, delivers_id, day)
    require_no_circle(tx, needer.id, deliverer.id)
    row.delivers_id, row.needed_by, row.offered = deliverer.id, day, None
    row.state, row.changed_at = DependencyState.ACCEPTED, tx.now
    due_by(tx, deliverer, day)
    tell(tx, needer, DependencyAccepted(**about(needer, dependency_view(row))))
    slips.work_out(tx, [deliverer.id])


def is_kept(tx: Transaction, found: DependencyView) -> bool:
    """Whether what was agreed on was brought, whoever may see what brought it."""
    if found.state is not DependencyState.ACCEPTED or found.delivers_id is None:
        return False
    return not any(one.is_open for one in Initiatives(tx).whoever_sees_them([found.delivers_id]))


def decline_for(tx: Transaction, row: Dependency, reason: str) -> None:
    """The other team can't; what was agreed on holds nobody up any more, and who asked hears why."""
    _release(tx, dependency_view(row))
    row.reason, row.state, row.changed_at = reason, DependencyState.DECLINED, tx.now
    row.answered_by = tx.actor
    needer = needer_of(tx, row)
    tell(tx, needer, DependencyDeclined(**about(needer, dependency_view(row)), why=reason))
    slips.work_out(tx, [needer.id])
    tell_asker(tx, dependency_view(row))


def withdraw_for(tx: Transaction, row: Dependency) -> None:
    """It is needed no more."""
    _release(tx, dependency_view(row))
    row.state, row.changed_at = DependencyState.WITHDRAWN, tx.now
    needer = needer_of(tx, row)
    tell(tx, needer, DependencyWithdrawn(**about(needer, dependency_view(row))))
    slips.work_out(tx, [needer.id])


def ended(tx: Transaction, initiative: InitiativeView, why: str = "") -> None:
    """An initiative is over: what it waited for in vain is needed no more, and what it won't bring is declined."""
    for row in Dependencies(tx).rows_of(initiative.id):
        is_gone = initiative.state is InitiativeState.LET_GO
        if row.initiative_id == initiative.id and (is_gone or row.state in WAITING):
            withdraw_for(tx, row)
        elif row.delivers_id == initiative.id and is_gone:
            decline_for(tx, row, _let_go(tx, row, initiative, why))


def require_theirs(tx: Transaction, giver_id: UUID, delivers_id: UUID) -> InitiativeView:
    """The open initiative of the team that is asked.

    Raises:
        Invalid: it is none.
    """
    found = Initiatives(tx).by_ids([delivers_id]).get(delivers_id)
    if found is None or found.team_id != giver_id or not found.is_open:
        raise Invalid(DependencyField.DELIVERS, NOT_THEIRS)
    return found


def require_no_circle(tx: Transaction, needer: UUID, deliverer: UUID) -> None:
    """Let pass two initiatives of which the deliverer does not wait for the needer.

    Raises:
        Conflict: it does; the way is told, as far as the actor may see it.
    """
    circle = slips.waits_already(tx, needer, deliverer)
    if circle is None:
        return
    seen = Initiatives(tx).by_ids(circle)
    names = [f"“{seen[one].title}”" if one in seen else OF_OTHERS for one in [needer, *circle]]
    raise Conflict(CIRCLE.format(way=" waits for ".join(names)))


def needer_of(tx: Transaction, row: Dependency) -> InitiativeView:
    """The initiative that needs it, whoever may see it."""
    [needer] = Initiatives(tx).whoever_sees_them([row.initiative_id])
    return needer


def tell(tx: Transaction, needer: InitiativeView, event: DependencyEvent) -> None:
    """Put on record what happened; the card and the notes of it say so."""
    tx.session.flush()
    tx.happened(event)
    notices.redraw(tx, DEPENDENCY_CARD, event.dependency_id)
    notices.redraw(tx, DEPENDENCY_ANSWER, event.dependency_id)
    if needer.goal_id is not None:
        tx.touch(GOAL_CARD, needer.goal_id)


def tell_asker(tx: Transaction, found: DependencyView) -> None:
    """Who asked, and who drives what needs it, hear the answer within their own hours."""
    driver = ownership.driver_of(tx, found.initiative_id)
    for user in {found.asked_by, *([driver.user] if driver else [])} - {tx.actor}:
        if teams.is_member(tx, found.team_id, user):
            key = f"dependency:{found.id}:{found.state}:{tx.now.timestamp():.0f}:{user}"
            notices.ask(tx, user, DEPENDENCY_ANSWER, found.id, key=key)


def about(needer: InitiativeView, found: DependencyView) -> About:
    """What every event of this dependency says."""
    return {
        "subject": str(needer.goal_id or needer.id),
        "team_id": found.team_id,
        "giver_id": found.giver_id,
        "dependency_id": found.id,
        "initiative_id": found.initiative_id,
        "what": found.what,
        "needed_by": found.needed_by,
    }


def _release(tx: Transaction, before: DependencyView) -> None:
    """What was to bring it stays in its team's backlog with its date, as its history says."""
    if before.state is not DependencyState.ACCEPTED or before.delivers_id is None:
        return
    for one in Initiatives(tx).whoever_sees_them([before.delivers_id]):
        if one.is_open:
            access.tell(tx, PromiseOver(**access.about(one), what=before.what), one.goal_id)


def _let_go(tx: Transaction, row: Dependency, initiative: InitiativeView, why: str) -> str:
    """Why it won't be brought; what a private team calls it, and why it let go, stays with that team."""
    if row.giver_id != row.team_id and teams.team_by_id(tx, row.giver_id).is_private:
        return LET_GO_UNSEEN
    reason = LET_GO.format(title=initiative.title)
    return rules.note_of(f"{reason}: {why}" if why else reason)


def _deliverer(tx: Transaction, row: Dependency, delivers_id: UUID | None, day: date) -> InitiativeView:
    if delivers_id is not None:
        return require_theirs(tx, row.giver_id, delivers_id)
    return put_on_record(tx, InitiativeDraft(team_id=row.giver_id, title=row.what, due=day))
