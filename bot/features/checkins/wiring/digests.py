"""What digests and stories register."""

from datetime import timedelta

from bot.features.checkins.events.prompts import CheckinAnswered, CheckinSkipped
from bot.features.checkins.jobs.digests import DigestPoster
from bot.features.checkins.service import digests as service
from bot.features.checkins.surfaces import digests as surfaces
from bot.features.checkins.values.digests import DIGEST, FOR_DRIVER, WORDS
from bot.features.goals.values import GOAL_CARD
from bot.features.parts import Parts

CHANGE_PLACE = 42  # after the last word on the goal
POST_EVERY = timedelta(seconds=5)


def register(parts: Parts) -> None:
    """Digests follow every answer and the clock; stories are searched."""
    parts.renderers.register(DIGEST, surfaces.draw_digest)
    parts.renderers.register(WORDS, surfaces.draw_words)
    parts.renderers.register(FOR_DRIVER, surfaces.draw_for_driver)
    parts.sections.add(GOAL_CARD, CHANGE_PLACE, surfaces.on_cards)
    parts.subscriptions.on(CheckinAnswered, service.answered)
    parts.subscriptions.on(CheckinAnswered, service.tell_drivers)
    parts.subscriptions.on(CheckinSkipped, service.skipped)
    poster = DigestPoster(parts.database)
    parts.jobs.every(POST_EVERY, "checkins.post_digests", poster.post_due)
