"""What surfaces and doors show; each raises NotFound where the actor may not see the retro."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.planning.service import actions as planning
from bot.features.retrospectives.repository.groups import Groups
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.repository.retros import Retros, format_of
from bot.features.retrospectives.rules.groups import on_page, pages
from bot.features.retrospectives.service.access import NOT_FOUND, actions_before, can_move, seen, view
from bot.features.retrospectives.service.grouped import groups_of
from bot.features.retrospectives.values.reflections import GroupView
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.shown import LastActions, Page, Summary
from bot.features.retrospectives.values.surfaces import SOURCE
from bot.features.teams import service as teams


def retro(tx: Transaction, retro_id: UUID) -> RetroView:
    """One retro."""
    return view(tx, seen(tx, retro_id))


def running_in(tx: Transaction, channel: str) -> RetroView | None:
    """The retro that is running in the team of a channel that the actor is in, if one is.

    Raises:
        NoTeamHere: no team works there.
    """
    return running(tx, teams.required_team_in(tx, channel).id)


def running(tx: Transaction, team_id: UUID) -> RetroView | None:
    """The retro that is running in a team, if one is."""
    row = Retros(tx).running(team_id)
    shown = retro(tx, row.id) if row is not None else None
    return shown if shown is not None and shown.is_running else None


def may_move(tx: Transaction, retro_id: UUID) -> bool:
    """Whether the actor may move it on and group."""
    return can_move(tx, seen(tx, retro_id))


def last_actions(tx: Transaction, retro_id: UUID) -> LastActions:
    """What became of the actions of the retro before, and what is still open from those before that."""
    row = seen(tx, retro_id)
    return LastActions(view(tx, row), tuple(actions_before(tx, row)))


def page(tx: Transaction, subject: str) -> Page:
    """The reflections of one REVEALED surface, by its subject."""
    retro_id, _, number = subject.partition("/")
    row = seen(tx, UUID(retro_id))
    revealed = Reflections(tx).revealed(row.id)
    return Page(view(tx, row), int(number), pages(len(revealed)), on_page(revealed, int(number)))


def group(tx: Transaction, group_id: UUID) -> GroupView:
    """One group."""
    known = Groups(tx).by_id(group_id)
    if known is None:
        raise NotFound(NOT_FOUND)
    row = seen(tx, known.retro_id)
    return next(one for one in groups_of(tx, row) if one.id == group_id)


def summary(tx: Transaction, retro_id: UUID) -> Summary:
    """What it came to so far."""
    row = seen(tx, retro_id)
    kind = format_of(row)
    next_keys = {column.key for column in kind.columns if column.is_next}
    changes = tuple(one for one in Reflections(tx).revealed(row.id) if one.column in next_keys)
    actions = tuple(planning.actions_from(tx, SOURCE, row.id))
    themes = tuple(group for group in groups_of(tx, row) if group.reflections)
    return Summary(view(tx, row), themes, changes, actions)
