"""What ownership registers."""

from bot.features.goals.values import GOAL_CARD, GOAL_LIST
from bot.features.ownership import handlers, surfaces, views
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.ownership.values import HANDOVER
from bot.features.parts import Parts
from bot.slack.sayings import by_actor

PLACE = 30  # between the goal's own words and the votes


def register(parts: Parts) -> None:
    """Claim, release, hand over; the driver on cards and lists."""
    parts.doors.command(
        "/goal",
        "claim",
        handlers.claim_by_command,
        does="makes you the driver of a goal",
        example="/goal claim 3",
    )
    parts.doors.press(views.CLAIM, handlers.on_claim)
    parts.doors.press(views.RELEASE, handlers.open_release)
    parts.doors.form(views.RELEASE_FORM, handlers.submit_release, saved=handlers.show_released)
    parts.doors.press(views.HAND_OVER, handlers.open_handover)
    parts.doors.form(views.HANDOVER_FORM, handlers.submit_handover, saved=handlers.show_handed_over)
    parts.renderers.register(HANDOVER, surfaces.draw_handover)
    parts.sections.add(GOAL_CARD, PLACE, surfaces.on_cards)
    parts.sections.add(GOAL_LIST, PLACE, surfaces.on_lists)
    parts.sayings.on(GoalClaimed, by_actor("claimed it"))
    parts.sayings.on(GoalReleased, views.released_in_history)
    parts.sayings.on(GoalHandedOver, views.handed_over_in_history)
