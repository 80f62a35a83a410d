"""What digests and stories register."""

from datetime import timedelta

from bot.features.cadences.events import CadencePaused, CadenceStopped
from bot.features.checkins.events.prompts import CheckinAnswered, CheckinPassedOver, CheckinSkipped
from bot.features.checkins.handlers import stories as handlers
from bot.features.checkins.handlers.digests import on_add_mine
from bot.features.checkins.jobs.digests import DigestPoster
from bot.features.checkins.service import digests as service
from bot.features.checkins.service import stories
from bot.features.checkins.surfaces import digests as surfaces
from bot.features.checkins.surfaces import stories as tellings
from bot.features.checkins.values.digests import DIGEST, FOR_DRIVER, WORDS
from bot.features.checkins.views import stories as ids
from bot.features.checkins.views.digests import ADD_MINE
from bot.features.goals.values import GOAL_CARD
from bot.features.parts import Parts
from bot.features.teams.events import MemberLeft

CHANGE_PLACE = 42  # after the last word on the goal
STORIES_PLACE = 60  # its button stands last
POST_EVERY = timedelta(seconds=5)


def register(parts: Parts) -> None:
    """Digests follow every answer and the clock; stories are kept and searched."""
    parts.renderers.register(DIGEST, surfaces.draw_digest)
    parts.renderers.register(WORDS, surfaces.draw_words)
    parts.renderers.register(FOR_DRIVER, surfaces.draw_for_driver)
    parts.doors.press(ADD_MINE, on_add_mine)
    parts.sections.add(GOAL_CARD, CHANGE_PLACE, surfaces.on_cards)
    parts.subscriptions.on(CheckinAnswered, service.answered)
    parts.subscriptions.on(CheckinAnswered, service.tell_drivers)
    parts.subscriptions.on(CheckinSkipped, service.fewer)
    parts.subscriptions.on(CheckinPassedOver, service.fewer)
    parts.subscriptions.on(MemberLeft, service.member_left)
    parts.subscriptions.on(CadencePaused, service.rhythm_ended)
    parts.subscriptions.on(CadenceStopped, service.rhythm_ended)
    poster = DigestPoster(parts.database)
    parts.jobs.every(POST_EVERY, "checkins.post_digests", poster.post_due)
    _register_stories(parts)


def _register_stories(parts: Parts) -> None:
    parts.subscriptions.on(CheckinAnswered, stories.answered)
    parts.sections.add(GOAL_CARD, STORIES_PLACE, tellings.on_cards)
    parts.doors.command(
        "/goal",
        "stories",
        handlers.open_stories,
        does="finds what people told in check-ins, of a goal or with words in it",
        example="/goal stories tap",
        also=("story",),
    )
    parts.doors.press(ids.OF_GOAL, handlers.open_stories_of)
    parts.doors.press(ids.READ, handlers.open_story)
    for button in (ids.PAGE_AFTER, ids.PAGE_BEFORE):
        parts.doors.press(button, handlers.open_page)
