"""What sources add to a goal's details, and the notice to whoever looks after one that fails."""

from collections.abc import Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Message, Surface
from bot.features.indicators import service as indicators
from bot.features.sources.service import seeing
from bot.features.sources.views import source as views
from bot.slack.sections import Part


def add_to_details(tx: Transaction, goal_ids: Sequence[UUID]) -> dict[UUID, Part]:
    """Where a goal's indicators are read from, and the way to change that; nothing for a goal without indicators."""
    measured = indicators.of_goals(tx, goal_ids)
    sources = seeing.sources_of(tx, [one.id for some in measured.values() for one in some])
    return {
        goal_id: Part(
            lines=tuple(views.line(one, sources[one.id]) for one in some if one.id in sources),
            buttons=(views.goal_button(goal_id),),
        )
        for goal_id, some in measured.items()
    }


def draw_trouble(tx: Transaction, surface: Surface) -> Message | None:
    """The surface SOURCE_TROUBLE; not sent any more once it can be read again, or was disconnected."""
    source = seeing.by_id(tx, UUID(surface.subject))
    if source is None or (surface.ts is None and not source.is_failing):
        return None
    indicator = indicators.indicator(tx, source.indicator_id)
    return views.trouble(indicator, source) if source.is_failing else views.works_again(indicator, source)
