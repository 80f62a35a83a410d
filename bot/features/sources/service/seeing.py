"""Sources as people see them, and who may change one."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotAllowed, NotFound
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.sources.repository.sources import SourceRepository
from bot.features.sources.values import Measured, SourceView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of

NOT_CONNECTED = "Nothing is connected to that indicator any more. Nothing was changed."
NOT_YOURS = (
    "Whoever connected this source, and the team's stewards, can change it. Nothing was changed. "
    "You can still enter readings with `/goal reading`."
)


def source_of(tx: Transaction, indicator_id: UUID) -> SourceView:
    """An indicator's source.

    Raises:
        NotFound: the actor may not see it, or nothing is connected.
    """
    found = sources_of(tx, [indicator_id]).get(indicator_id)
    if found is None:
        raise NotFound(NOT_CONNECTED)
    return found


def sources_of(tx: Transaction, indicator_ids: Collection[UUID]) -> dict[UUID, SourceView]:
    """By indicator; one that nothing is connected to is missing."""
    return {source.indicator_id: source for source in SourceRepository(tx).of_indicators(indicator_ids)}


def by_id(tx: Transaction, source_id: UUID) -> SourceView | None:
    """A source, unless it was disconnected."""
    return SourceRepository(tx).by_id(source_id)


def measured(tx: Transaction, indicator_id: UUID) -> Measured:
    """An indicator with its source, as the actor sees it.

    Raises:
        NotFound: they may not see it.
    """
    indicator = indicators.indicator(tx, indicator_id)
    source = sources_of(tx, [indicator_id]).get(indicator_id)
    return Measured(
        indicator=indicator,
        source=source,
        zone=teams.team_zone(tx, indicator.team_id).key,
        is_member=teams.is_member(tx, indicator.team_id, actor_of(tx)),
        is_own=source is not None and _is_own(tx, source),
    )


def of_goal(tx: Transaction, goal_id: UUID) -> list[tuple[IndicatorView, SourceView | None]]:
    """A goal's indicators, each with its source; none when the actor may not see them."""
    found = indicators.of_goals(tx, [goal_id]).get(goal_id, ())
    sources = sources_of(tx, [one.id for one in found])
    return [(one, sources.get(one.id)) for one in found]


def to_change(tx: Transaction, indicator_id: UUID) -> SourceView:
    """A source that the actor may change.

    Raises:
        NotFound: the actor may not see it, or nothing is connected.
        NotAllowed: somebody else connected it, and they are no steward.
    """
    source = source_of(tx, indicator_id)
    teams.require_member(tx, source.team_id)
    require_own(tx, source)
    return source


def require_own(tx: Transaction, source: SourceView) -> None:
    """Let pass who looks after it, and stewards.

    Raises:
        NotAllowed: it is somebody else's.
    """
    if not _is_own(tx, source):
        raise NotAllowed(NOT_YOURS)


def _is_own(tx: Transaction, source: SourceView) -> bool:
    actor = actor_of(tx)
    return actor == source.owner or teams.is_steward(tx, source.team_id, actor)
