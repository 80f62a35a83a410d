"""What cycles follow, answer to, draw and do by the clock."""

from datetime import timedelta

from bot.features.cycles import handlers, service, surfaces
from bot.features.cycles.events import CycleOpened, CyclePlanned, PhaseChanged
from bot.features.cycles.handlers import CycleDoor
from bot.features.cycles.jobs import CycleKeeper
from bot.features.cycles.values import CLOSED, Field
from bot.features.cycles.views import history, ids
from bot.features.parts import Parts
from bot.features.teams.doorway import offering_a_team
from bot.features.teams.events import TeamArrived
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.features.workspaces.events import ZoneChanged
from bot.slack.doors import Doors
from bot.slack.sayings import by_actor

CARD_PLACE = 10
MENU_PLACE = 70  # after what is done more often
SETTLE_EVERY = timedelta(seconds=5)


def register(parts: Parts) -> None:
    """A team's cycles begin when it does, and go on by their dates or by hand; `/cairn cycle`."""
    parts.subscriptions.on(TeamArrived, service.team_arrived)
    parts.subscriptions.on(ZoneChanged, service.zone_changed)
    parts.renderers.register(CLOSED, surfaces.ClosedCycle(parts.sections).draw)
    parts.sections.add(CARD_SECTIONS, CARD_PLACE, surfaces.on_cards)
    parts.sections.add(MENU_SECTIONS, MENU_PLACE, surfaces.in_menu)
    parts.sayings.on(PhaseChanged, history.moved)  # says of its closing too, which is told beside it
    parts.sayings.on(CycleOpened, history.opened)
    parts.sayings.on(CyclePlanned, by_actor("planned the cycle anew"))
    _open_doors(parts.doors, CycleDoor(parts.sections))
    parts.jobs.every(SETTLE_EVERY, "cycles.settle", CycleKeeper(parts.database).settle)


def _open_doors(doors: Doors, door: CycleDoor) -> None:
    doors.command(
        "/cairn",
        "cycle",
        offering_a_team(door.open_cycle),
        does="shows the team's cycle and its phases; its stewards move and plan it there",
        example="/cairn cycle",
    )
    doors.press(ids.SHOW, door.open_page)
    for button in (ids.NEXT, ids.BACK, ids.CLOSE):
        doors.press(button, door.on_move)
    doors.press(ids.OPEN_CHANGE, handlers.open_change)
    doors.press(ids.OPEN_NEXT, handlers.open_next)
    for field in (Field.WEEKS, Field.STARTS):
        doors.press(field, handlers.on_length)
    doors.form(ids.SUBMIT, handlers.submit_plan, saved=handlers.show_saved)
