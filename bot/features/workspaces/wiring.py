"""What workspaces answer to."""

from datetime import timedelta

from bot.features.parts import Parts
from bot.features.workspaces import handlers
from bot.features.workspaces.handlers import HistoryDoor
from bot.features.workspaces.jobs import Acquaintance
from bot.slack import histories

LOOK_UP_EVERY = timedelta(seconds=5)


def register(parts: Parts) -> None:
    """Hear of people and of Cairn's removal; look up people by the clock; show what happened to things."""
    for kind in ("user_change", "team_join"):
        parts.doors.event(kind, handlers.on_person)
    parts.doors.event("app_uninstalled", handlers.on_uninstalled)
    parts.doors.event("tokens_revoked", handlers.on_tokens_revoked)
    door = HistoryDoor(parts.histories, parts.sayings)
    parts.doors.press(histories.SHOW, door.open_history)
    for button in (histories.AFTER, histories.BEFORE):
        parts.doors.press(button, door.open_page)
    acquaintance = Acquaintance(parts.database, parts.directory)
    parts.jobs.every(LOOK_UP_EVERY, "workspaces.look_up_people", acquaintance.look_up_people)
