"""A retro's groups with their reflections and dots."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.retrospectives.models import Retro, RetroGroup
from bot.features.retrospectives.repository.groups import Groups
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.repository.retros import ends_of
from bot.features.retrospectives.rules import dots as rules
from bot.features.retrospectives.rules.phases import phase_at
from bot.features.retrospectives.values.phases import Ends, Phase
from bot.features.retrospectives.values.reflections import GroupView, ReflectionView
from bot.features.teams import service as teams
from bot.features.voting.values import microseconds

VOTED = frozenset({Phase.VOTE, Phase.DISCUSS, Phase.CLOSED})


def groups_of(tx: Transaction, row: Retro) -> list[GroupView]:
    """The retro's groups: as they were made, with their dots once the vote began, by rank once it is over."""
    ends = ends_of(row)
    phase = phase_at(ends, Phase(row.phase), tx.now) if ends else Phase.WAITING
    made = Groups(tx).of(row.id)
    reflections = Reflections(tx).revealed(row.id)
    views = [_view(group, reflections, can_vote=phase is Phase.VOTE) for group in made]
    if ends is None or phase not in VOTED:
        return views
    return rules.ranked(views, _counted(tx, row, made, ends), is_over=phase is not Phase.VOTE)


def _counted(tx: Transaction, row: Retro, made: Sequence[RetroGroup], ends: Ends) -> Mapping[UUID, int]:
    """What was written down when the vote ended; until then, what members have put."""
    if any(group.dots is not None for group in made):
        return {group.id: group.dots or 0 for group in made}
    members = teams.electorate(tx, row.team_id)
    return rules.counted(Groups(tx).dots(row.id), microseconds(ends.vote), members)


def _view(group: RetroGroup, reflections: Sequence[ReflectionView], *, can_vote: bool) -> GroupView:
    return GroupView(
        id=group.id,
        retro_id=group.retro_id,
        title=group.title,
        reflections=tuple(one for one in reflections if one.group_id == group.id),
        dots=None,
        rank=None,
        is_top=False,
        can_vote=can_vote,
    )
