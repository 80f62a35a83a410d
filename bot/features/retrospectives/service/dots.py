"""The dot vote: five dots a person, at most three on a group, by reactions."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.repository.groups import Groups
from bot.features.retrospectives.repository.retros import Retros, ends_of
from bot.features.retrospectives.rules import dots as rules
from bot.features.retrospectives.values.reflections import Dot
from bot.features.retrospectives.values.surfaces import TOO_MANY_DOTS
from bot.features.teams import service as teams
from bot.features.voting.values import microseconds


def take(tx: Transaction, group_id: UUID, dot: Dot) -> None:
    """A reaction on a group's reply, in whatever order and how often Slack sends it; others than DOTS change nothing.

    Whoever puts a sixth is told once, privately (TOO_MANY_DOTS). An observer's are kept, should they join before
    the end; only members' count.
    """
    group = Groups(tx).by_id(group_id) if rules.is_dot(dot.emoji) else None
    row = Retros(tx).locked(group.retro_id) if group is not None else None
    ends = ends_of(row) if row is not None else None
    if row is None or ends is None or dot.stamp > (until := microseconds(ends.vote)):
        return
    if not Groups(tx).add_dot(group_id, dot) or not dot.added:
        return
    theirs = Groups(tx).dots(row.id, user=dot.user)
    if rules.has_too_many(theirs, dot.user, until) and teams.is_member(tx, row.team_id, dot.user):
        tx.show(TOO_MANY_DOTS, row.id, dot.user, key=f"too-many-dots:{row.id}:{dot.user}")
