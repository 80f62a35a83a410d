"""A request in the other team's channel, its answer to who asked, and the note to whom a slip affects."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.errors import NotFound
from bot.features.planning.rules.slips import day_not_over
from bot.features.planning.service import lateness, showing
from bot.features.planning.service.dependencies import dependency
from bot.features.planning.service.initiatives import initiatives_by_id
from bot.features.planning.service.showing import goal_of
from bot.features.planning.service.slips import subject_of
from bot.features.planning.values.dependencies import DependencyState, DependencyView
from bot.features.planning.values.shown import Asker, ShownInitiative
from bot.features.planning.views import dependencies as views
from bot.features.teams import service as teams


def draw_card(tx: Transaction, surface: Surface) -> Message | None:
    """The surface DEPENDENCY_CARD; it tells who asks, and nothing of theirs that a reader may not see.

    In the channel it stays; as a note to a steward it isn't sent any more once somebody answered.
    """
    found = dependency(tx, UUID(surface.subject))
    is_note = surface.audience != teams.team_by_id(tx, found.giver_id).channel
    if is_note and surface.ts is None and found.state is not DependencyState.ASKED:
        return None
    delivering = initiatives_by_id(tx, [found.delivers_id]) if found.delivers_id else {}
    deliverer = delivering.get(found.delivers_id) if found.delivers_id else None
    return views.dependency_card(found, _asker(tx, found), deliverer, day_not_over(tx.now))


def _asker(tx: Transaction, found: DependencyView) -> Asker:
    """Who asks and what for; a private team's words stay with it."""
    team = teams.team_by_id(tx, found.team_id)
    if found.team_id != found.giver_id and team.is_private:
        return Asker()
    needer = initiatives_by_id(tx, [found.initiative_id]).get(found.initiative_id)
    return Asker(team.channel, needer, goal_of(tx, needer) if needer else None)


def draw_answer(tx: Transaction, surface: Surface) -> Message | None:
    """The surface DEPENDENCY_ANSWER, with its reader's eyes; None once the initiative is closed to them."""
    reader = replace(tx, actor=surface.audience)
    dependency_id = UUID(surface.subject)
    shown = _shown(reader, dependency(tx, dependency_id).initiative_id)
    if shown is None:
        return None
    mine = [one for one in shown.dependencies if one.dependency.id == dependency_id]
    return views.dependency_answer(mine[0], shown.initiative, shown.today) if mine else None


def draw_slip(tx: Transaction, surface: Surface) -> Message | None:
    """The surface SLIP, with its reader's eyes; not sent any more once another day is expected."""
    subject, _, _ = surface.subject.partition(":")
    shown = _shown(replace(tx, actor=surface.audience), UUID(subject))
    if shown is None:
        return None
    now = shown.initiative
    is_stale = now.expected is None or subject_of(now.id, now.expected) != surface.subject
    if surface.ts is None and (is_stale or not now.is_open):
        return None
    return views.slip_note(now, shown.dependencies, shown.today)


def draw_late(tx: Transaction, surface: Surface) -> Message | None:
    """The surface LATE, with its reader's eyes; not sent any more once the promise is kept, put off or taken back."""
    dependency_id, side = map(UUID, surface.subject.split(":"))
    shown = _shown(replace(tx, actor=surface.audience), side)
    if shown is None:
        return None
    mine = [one for one in shown.dependencies if one.dependency.id == dependency_id]
    if not mine or (surface.ts is None and not lateness.is_late(tx, mine[0].dependency)):
        return None
    return views.late_note(shown.initiative, mine[0], shown.today)


def _shown(reader: Transaction, initiative_id: UUID) -> ShownInitiative | None:
    try:
        return showing.shown(reader, initiative_id)
    except NotFound:
        return None
