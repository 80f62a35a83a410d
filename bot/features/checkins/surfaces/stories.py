"""Stories with the names and goals that they are told with, and their button on goals' cards."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Json, Message
from bot.features.checkins.service import stories as service
from bot.features.checkins.surfaces.digests import known_of
from bot.features.checkins.values.stories import StoryPage
from bot.features.checkins.views import stories as views
from bot.slack.sections import Part


def listed_in(tx: Transaction, channel: str, words: str) -> Message:
    """`/goal stories`, with a goal's number or words. Raises as `page_in` does."""
    return _listed(tx, service.page_in(tx, channel, words))


def listed(tx: Transaction, team_id: UUID, words: str, first: int) -> Message:
    """A page of a team's stories. Raises as `page` does."""
    return _listed(tx, service.page(tx, team_id, words, first))


def listed_of(tx: Transaction, goal_id: UUID) -> Message:
    """A goal's stories. Raises as `of_goal` does."""
    return _listed(tx, service.of_goal(tx, goal_id))


def in_full(tx: Transaction, answer_id: UUID) -> Json:
    """One story. Raises as `story` does."""
    found = service.story(tx, answer_id)
    return views.story_modal(found, known_of(tx, [found]))


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The button on each card of a goal that has stories."""
    return {
        goal_id: views.card_part(goal_id, count) for goal_id, count in service.counts_of(tx, goal_ids).items()
    }


def _listed(tx: Transaction, page: StoryPage) -> Message:
    return views.story_list(page, known_of(tx, page.stories))
