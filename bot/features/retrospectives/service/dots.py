"""The dot vote: five dots a person, at most three on a group, by reactions."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import State
from bot.features.retrospectives.repository.groups import Groups
from bot.features.retrospectives.repository.retros import Retros, ends_of
from bot.features.retrospectives.rules import dots as rules
from bot.features.retrospectives.values.reflections import Dot
from bot.features.retrospectives.values.surfaces import GROUP, TOO_MANY_DOTS
from bot.features.teams import service as teams
from bot.features.voting.values import microseconds
from bot.features.workspaces import service as workspaces


def take(tx: Transaction, group_id: UUID, dot: Dot) -> None:
    """A reaction on a group's reply, in whatever order and how often Slack sends it; others than DOTS change nothing.

    Whoever puts a sixth is told once, privately (TOO_MANY_DOTS), while they can still take one back. An observer's
    are kept, should they join before the end; only members' count.
    """
    group = Groups(tx).by_id(group_id) if rules.is_dot(dot.emoji) else None
    row = Retros(tx).locked(group.retro_id) if group is not None else None
    ends = ends_of(row) if row is not None else None
    if row is None or ends is None or dot.stamp > (until := microseconds(ends.vote)):
        return
    if not Groups(tx).add_dot(group_id, dot) or not dot.added or tx.now >= ends.vote:
        return
    theirs = Groups(tx).dots(row.id, user=dot.user)
    if rules.has_too_many(theirs, dot.user, until) and teams.is_member(tx, row.team_id, dot.user):
        tx.show(TOO_MANY_DOTS, row.id, dot.user, key=f"too-many-dots:{row.id}:{dot.user}")


def places(tx: Transaction, retro_id: UUID) -> list[tuple[UUID, str, str]]:
    """Where people see the groups and can put dots: (group id, channel, ts)."""
    return [
        (group.id, reply.channel, reply.ts)
        for group in Groups(tx).of(retro_id)
        for reply in surfaces_of(tx, GROUP, str(group.id))
        if reply.state == State.SHOWN and reply.channel is not None and reply.ts is not None
    ]


def out_of_sight(tx: Transaction, group_id: UUID) -> None:
    """Slack doesn't find a group's reply: drawing it anew tells whether somebody deleted it (service.lost)."""
    tx.touch(GROUP, group_id)


def reconcile(tx: Transaction, retro_id: UUID, shown: rules.Shown) -> int:
    """Add the dots that Slack shows but never told of; returns how many.

    They are added as the oldest, so that whatever else is known of a person wins over them; nothing is added once
    the vote is over, because what Slack shows then may have come too late.
    """
    row = Retros(tx).locked(retro_id)
    ends = ends_of(row) if row is not None else None
    if ends is None or not ends.group <= tx.now < ends.vote:
        return 0
    cairn = workspaces.installation(tx)
    known = Groups(tx).dots(retro_id)
    missing = rules.unheard(
        known, shown, cairn=cairn.bot_user if cairn else "", oldest=microseconds(ends.group)
    )
    return sum(Groups(tx).add_dot(group, dot) for group, dot in missing)
