"""Stories with the names and goals that they are told with, and their button on goals' cards."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.values import Json, Message
from bot.features.checkins.service import stories as service
from bot.features.checkins.surfaces.digests import known_of
from bot.features.checkins.values.prompts import AnswerView
from bot.features.checkins.values.stories import StoryPage
from bot.features.checkins.views import stories as views
from bot.features.checkins.views.digests import Known
from bot.features.ownership import service as ownership
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
    return views.story_modal(found, _known(tx, [found]))


def on_cards(tx: Transaction, goal_ids: Sequence[UUID]) -> Mapping[UUID, Part]:
    """The button on each card of a goal that has stories."""
    return {
        goal_id: views.card_part(goal_id, count) for goal_id, count in service.counts_of(tx, goal_ids).items()
    }


def _listed(tx: Transaction, page: StoryPage) -> Message:
    return views.story_list(page, _known(tx, page.stories))


def _known(tx: Transaction, stories: Sequence[AnswerView]) -> Known:
    private = [story.goal_id for story in stories if story.goal_id and story.is_private]
    drivers = ownership.drivers_of(tx, private).items()
    driven = frozenset(goal_id for goal_id, driver in drivers if driver.user == tx.actor)
    return replace(known_of(tx, stories), reader=tx.actor or "", driven=driven)
