"""What sources register."""

from datetime import timedelta

from bot.features.goals.values import GOAL_DETAILS
from bot.features.parts import Parts
from bot.features.sources import surfaces
from bot.features.sources.events import SourceChanged, SourceConnected, SourceDisconnected
from bot.features.sources.handlers import SourceDoor
from bot.features.sources.jobs import Puller
from bot.features.sources.values import SOURCE_TROUBLE
from bot.features.sources.views import history, ids

PLACE = 40  # after the readings
FETCH_EVERY = timedelta(seconds=5)
SEAL_EVERY = timedelta(minutes=30)


def register(parts: Parts) -> None:
    """Readings pulled from addresses: connected in a goal's details, fetched by the clock."""
    parts.sections.add(GOAL_DETAILS, PLACE, surfaces.add_to_details)
    parts.renderers.register(SOURCE_TROUBLE, surfaces.draw_trouble)
    door = SourceDoor(parts.fetcher, parts.vault)
    parts.doors.press(ids.OPEN_GOAL, door.open_goal)
    parts.doors.press(ids.OPEN, door.open_one)
    parts.doors.press(ids.LOOK, door.look_again)
    parts.doors.press(ids.CHANGE, door.open_change)
    parts.doors.press(ids.FETCH, door.on_fetch)
    parts.doors.press(ids.DISCONNECT, door.on_disconnect)
    parts.doors.form(ids.SUBMIT, door.submit, saved=door.show_saved)
    parts.sayings.on(SourceConnected, history.connected)
    parts.sayings.on(SourceChanged, history.changed)
    parts.sayings.on(SourceDisconnected, history.disconnected)
    puller = Puller(parts.database, parts.fetcher, parts.vault)
    parts.jobs.every(FETCH_EVERY, "sources.fetch", puller.fetch_due)
    parts.jobs.every(SEAL_EVERY, "sources.seal", puller.seal_anew)
