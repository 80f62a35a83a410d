"""What actions register."""

from bot.features.parts import Parts
from bot.features.planning.handlers import actions as handlers
from bot.features.planning.surfaces import actions as surfaces
from bot.features.planning.values.actions import ACTION_CARD, ACTION_GIVEN
from bot.features.planning.views import actions as views


def register(parts: Parts) -> None:
    """Actions' cards, with *Take it on*, *Done*, *New date*, *Hand over*, *Let go* and *Open again*."""
    parts.renderers.register(ACTION_CARD, surfaces.draw_action)
    parts.renderers.register(ACTION_GIVEN, surfaces.draw_given)
    parts.doors.press(views.TAKE_ON, handlers.on_take_on)
    parts.doors.press(views.DONE, handlers.on_done)
    parts.doors.press(views.REOPEN, handlers.on_reopen)
    parts.doors.press(views.DROP, handlers.on_drop)
    parts.doors.press(views.OPEN_MOVE, handlers.open_move)
    parts.doors.press(views.OPEN_HAND_OVER, handlers.open_hand_over)
    parts.doors.form(views.MOVE_FORM, handlers.submit_move, saved=handlers.show_moved)
    parts.doors.form(views.HAND_OVER_FORM, handlers.submit_hand_over, saved=handlers.show_handed_over)
