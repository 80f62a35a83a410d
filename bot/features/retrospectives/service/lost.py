"""When somebody deletes the message that a retro's thread hangs under, or a group's reply in it."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery import threads
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE
from bot.errors import Conflict
from bot.features.attention.service import notices
from bot.features.planning.service import actions as planning
from bot.features.planning.values.actions import ACTION_CARD
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.groups import Groups
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.repository.retros import Retros
from bot.features.retrospectives.rules.groups import pages
from bot.features.retrospectives.service.access import (
    held,
    parent_key,
    require_mover,
    seen,
    thread_key,
    view,
)
from bot.features.retrospectives.values.retro import RetroView
from bot.features.retrospectives.values.surfaces import (
    DISCUSSION,
    GROUP,
    LAST_ACTIONS,
    RETRO,
    RETRO_GONE,
    REVEALED,
    SOURCE,
    SUMMARY,
)
from bot.features.teams import service as teams

STANDS = "Its message stands in the channel again already. Nothing more is needed."


def parent_gone(tx: Transaction, retro_id: UUID) -> None:
    """Whoever leads the retro is told once for that message, and may post it again."""
    row = seen(tx, retro_id)
    key = f"retro-gone:{row.id}:{threads.times_posted(tx, RETRO, str(row.id))}"
    notices.mention(tx, _leader(tx, row), RETRO_GONE, row.id, key=key)


def post_again(tx: Transaction, retro_id: UUID) -> RetroView:
    """Show the retro anew, with those replies that found no thread meanwhile; all that was added is on record.

    Raises:
        NotFound, NotAllowed: as for moving it on.
        Conflict: its message stands in the channel.
    """
    row = held(tx, retro_id)
    require_mover(tx, row)
    channel, replies = teams.team(tx, row.team_id).channel, _replies(tx, row)
    if not threads.post_again(tx, RETRO, str(row.id), channel, first=parent_key(row.id), replies=replies):
        raise Conflict(STANDS)
    notices.redraw(tx, RETRO_GONE, row.id)
    return view(tx, row)


def group_gone(tx: Transaction, group_id: UUID) -> None:
    """A group's reply is posted again while the retro runs; the dots that were put on it still count."""
    group = Groups(tx).by_id(group_id)
    row = Retros(tx).locked(group.retro_id) if group is not None else None
    if row is None or not Retros(tx).view(row).is_running:
        return
    posted = surfaces_of(tx, GROUP, str(group_id))
    if any(one.state in LIVE for one in posted):
        return
    channel = teams.team_by_id(tx, row.team_id).channel
    key = f"{posted[0].key}:again:{len(posted)}"
    tx.show(GROUP, group_id, channel, key=key, thread_of=thread_key(tx, row.id))


def has_parent(tx: Transaction, retro_id: UUID) -> bool:
    """Whether its message is in the channel, or on its way there."""
    return threads.stands(tx, RETRO, str(retro_id))


def _leader(tx: Transaction, row: Retro) -> str:
    """Its facilitator, its starter, or, where neither is in the team, the team's starter."""
    return view(tx, row).leader or teams.team(tx, row.team_id).started_by


def _replies(tx: Transaction, row: Retro) -> list[tuple[str, str]]:
    """What may hang in its thread, in order: kind and subject."""
    retro, groups = str(row.id), [str(group.id) for group in Groups(tx).of(row.id)]
    revealed = range(1, pages(len(Reflections(tx).revealed(row.id))) + 1)
    actions = planning.actions_from(tx, SOURCE, row.id)
    return [
        (LAST_ACTIONS, retro),
        *((REVEALED, f"{retro}/{number}") for number in revealed),
        *((GROUP, group) for group in groups),
        *((DISCUSSION, group) for group in groups),
        *((ACTION_CARD, str(action.id)) for action in actions),
        (SUMMARY, retro),
    ]
