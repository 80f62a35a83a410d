"""Attention's place in the house."""

from datetime import timedelta

from bot.features.attention import handlers, views
from bot.features.attention.jobs import Herald
from bot.features.attention.surfaces import NoticeBoard
from bot.features.attention.values import BUNDLE
from bot.features.parts import Parts

HELP_PLACE = 90  # after all that a team does
RELEASE_EVERY = timedelta(seconds=5)


def register(parts: Parts) -> None:
    """A person's own settings; what waits for them is said by the clock."""
    parts.doors.command(
        "/cairn",
        "settings",
        handlers.open_settings,
        does="sets on which days and hours Cairn may write to you, and until when you are away",
        example="/cairn settings",
        also=("hours", "away"),
        place=HELP_PLACE,
    )
    parts.doors.form(views.SUBMIT, handlers.submit_settings, saved=handlers.show_settings)
    parts.doors.press(views.OPEN, handlers.open_settings)
    parts.doors.press(views.BACK, handlers.on_back)
    parts.doors.press(views.REST, handlers.on_rest)
    parts.renderers.register(BUNDLE, NoticeBoard(parts.renderers).bundle)
    herald = Herald(parts.database, parts.directory, parts.expects)
    parts.jobs.every(RELEASE_EVERY, "attention.release", herald.release)
