"""What input rounds register."""

from datetime import timedelta

from bot.db.clearing import Clearing
from bot.features.cycles.values import CLOSING
from bot.features.goals.values import GOAL_DETAILS
from bot.features.inputs import surfaces
from bot.features.inputs.events import InputRoundClosed, InputRoundEnded, InputRoundOpened, InputSettled
from bot.features.inputs.handlers import adding, opening, sorting
from bot.features.inputs.jobs import RoundKeeper
from bot.features.inputs.models import InputRound
from bot.features.inputs.repository.given import TABLES
from bot.features.inputs.values.surfaces import PAGE, ROUND, ROUND_GONE, SORTED
from bot.features.inputs.views import ids, notices
from bot.features.parts import Parts
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.slack.doors import Doors
from bot.slack.sayings import by_actor

PLACE = 25  # after goals, before voting
OFTEN, SELDOM = timedelta(seconds=5), timedelta(minutes=1)


def register(parts: Parts) -> None:
    """Ask for input, collect it, show it by goal, and say what becomes of it."""
    parts.renderers.register(ROUND, surfaces.draw_round, gone=surfaces.tell_gone)
    parts.renderers.register(PAGE, surfaces.draw_page)
    parts.renderers.register(SORTED, surfaces.draw_sorted)
    parts.renderers.register(ROUND_GONE, surfaces.draw_gone)
    parts.sections.add(CARD_SECTIONS, PLACE, surfaces.add_to_card)
    parts.sections.add(MENU_SECTIONS, PLACE, surfaces.add_to_menu)
    parts.sections.add(CLOSING, PLACE, surfaces.at_closing)
    parts.sections.add(GOAL_DETAILS, PLACE, surfaces.add_to_goals)
    _doors(parts.doors)
    parts.sayings.on(InputRoundOpened, by_actor("asked for input"))
    parts.sayings.on(InputRoundEnded, by_actor("ended the asking for input"))
    parts.sayings.on(InputRoundClosed, notices.closed)
    parts.sayings.on(InputSettled, notices.settled)
    parts.jobs.every(OFTEN, "inputs.close_due", RoundKeeper(parts.database).close_due)
    parts.jobs.every(SELDOM, "inputs.clear", Clearing(parts.database, InputRound, TABLES).clear)


def _doors(doors: Doors) -> None:
    doors.command(
        "/goal",
        "inputs",
        opening.open_inputs,
        does="asks the team for perspectives, constraints and hopes before it votes; while it is asked, gives yours",
        example="/goal inputs",
        also=("input",),
    )
    doors.form(ids.SUBMIT_START, opening.submit_start, saved=opening.show_started)
    doors.form(ids.SUBMIT_ADD, adding.submit_add, saved=adding.show_kept)
    doors.form(ids.COUNT, adding.submit_count, saved=adding.show_kept)
    doors.form(ids.SUBMIT_CHANGE, adding.submit_change, saved=adding.show_changed)
    doors.form(ids.SUBMIT_SORT, sorting.submit_sort, saved=sorting.show_sorted)
    for button, handle in (
        (ids.START, opening.open_start),
        (ids.CLOSE, opening.on_close),
        (ids.POST_AGAIN, opening.on_post_again),
        (ids.ADD, adding.open_add),
        (ids.CHANGE, adding.open_change),
        (ids.TAKE_BACK, adding.on_take_back),
        (ids.SORT, sorting.open_sort),
        (ids.SORT_ONE, sorting.open_one),
        (ids.SORT_LIST, sorting.open_list),
    ):
        doors.press(button, handle)
