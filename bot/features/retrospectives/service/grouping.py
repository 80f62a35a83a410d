"""Grouping revealed reflections; the facilitator's work, while the phase lasts.

Each of these raises NotFound for whom the retro isn't visible, NotAllowed for who may not move it, and Conflict
outside of the phase.
"""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.features.retrospectives.models import Retro, RetroGroup
from bot.features.retrospectives.repository.groups import Groups
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.rules.words import title_of
from bot.features.retrospectives.service.access import held, require_mover, view
from bot.features.retrospectives.service.grouped import groups_of
from bot.features.retrospectives.service.moving import settle
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.reflections import GroupView
from bot.features.retrospectives.values.retro import Field
from bot.features.retrospectives.values.shown import Workbench

GROUPS_MOST = 20  # each is a reply of its own
NOT_NOW = "Reflections are grouped between collecting and voting, so nothing was changed."
FULL = f"There are {GROUPS_MOST} groups already, and each gets a reply of its own. Put it into one of them."
GONE = "That isn't there any more, so nothing was changed. A fresh look shows what there is."


def workbench(tx: Transaction, retro_id: UUID) -> Workbench:
    """What there is to group."""
    return _bench(tx, _in_hand(tx, retro_id))


def make_group(tx: Transaction, retro_id: UUID, title: str, reflections: Sequence[UUID] = ()) -> GroupView:
    """A new group, with these reflections moved into it.

    Raises:
        Invalid: it has no title, or there are as many groups as fit.
    """
    row = _in_hand(tx, retro_id)
    wanted = title_of(title)
    if len(Groups(tx).of(row.id)) >= GROUPS_MOST:
        raise Invalid(Field.TITLE, FULL)
    (group_id,) = Groups(tx).make(row.id, [wanted])
    for reflection_id in reflections:
        _move(tx, row, reflection_id, group_id)
    return next(group for group in groups_of(tx, row) if group.id == group_id)


def put(tx: Transaction, reflection_id: UUID, group_id: UUID | None) -> Workbench:
    """Move a reflection into a group, or out of all."""
    reflection = Reflections(tx).by_id(reflection_id)
    if reflection is None:
        raise NotFound(GONE)
    row = _in_hand(tx, reflection.retro_id)
    if group_id is not None and _group(tx, group_id).retro_id != row.id:
        raise NotFound(GONE)
    _move(tx, row, reflection_id, group_id)
    return _bench(tx, row)


def rename(tx: Transaction, group_id: UUID, title: str) -> Workbench:
    """Give a group another title."""
    row = _in_hand(tx, _group(tx, group_id).retro_id)
    Groups(tx).rename(group_id, title_of(title))
    return _bench(tx, row)


def dissolve(tx: Transaction, group_id: UUID) -> Workbench:
    """Take a group apart; its reflections are loose again."""
    row = _in_hand(tx, _group(tx, group_id).retro_id)
    Groups(tx).delete(group_id)
    return _bench(tx, row)


def _in_hand(tx: Transaction, retro_id: UUID) -> Retro:
    """The retro, held, if the actor may group now."""
    row = held(tx, retro_id)
    require_mover(tx, row)
    if settle(tx, row.id).phase is not Phase.GROUP:
        raise Conflict(NOT_NOW)
    return row


def _group(tx: Transaction, group_id: UUID) -> RetroGroup:
    group = Groups(tx).by_id(group_id)
    if group is None:
        raise NotFound(GONE)
    return group


def _move(tx: Transaction, row: Retro, reflection_id: UUID, group_id: UUID | None) -> None:
    """Ids are the client's word: only this retro's reflections move."""
    reflection = Reflections(tx).by_id(reflection_id)
    if reflection is None or reflection.retro_id != row.id:
        raise NotFound(GONE)
    Reflections(tx).change(reflection_id, group_id=group_id)


def _bench(tx: Transaction, row: Retro) -> Workbench:
    tx.session.expire_all()
    loose = tuple(one for one in Reflections(tx).revealed(row.id) if one.group_id is None)
    return Workbench(view(tx, row), tuple(groups_of(tx, row)), loose)
