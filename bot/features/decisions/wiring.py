"""What decisions register."""

from bot.features.commitments.events import RoundDecided
from bot.features.decisions import following, handlers, surfaces
from bot.features.decisions.values import DECISION_CARD, DECISION_GONE
from bot.features.decisions.views import ids
from bot.features.parts import Parts
from bot.features.teams.views import MENU_SECTIONS
from bot.slack.doors import Doors

MENU_PLACE = 40  # after voting


def register(parts: Parts) -> None:
    """Log, list, search and edit decisions; their card and the note when it was deleted."""
    parts.renderers.register(DECISION_CARD, surfaces.draw_card, gone=surfaces.tell_gone)
    parts.renderers.register(DECISION_GONE, surfaces.draw_gone)
    parts.sections.add(MENU_SECTIONS, MENU_PLACE, surfaces.add_to_menu)
    parts.subscriptions.on(RoundDecided, following.round_decided)
    _commands(parts.doors)
    _presses(parts.doors)
    parts.doors.shortcut(ids.FROM_MESSAGE, handlers.open_from_message)
    parts.doors.form(ids.SUBMIT, handlers.submit_log, saved=handlers.show_saved)
    parts.doors.form(ids.SUBMIT_EDIT, handlers.submit_edit, saved=handlers.show_saved)


def _commands(doors: Doors) -> None:
    doors.command("/decision", "", handlers.open_log, does="opens the form to log one", example="/decision")
    doors.command(
        "/decision",
        "log",
        handlers.open_log,
        does="keeps what this channel's team decided, and why",
        example="/decision log We answer in English first",
        also=("new", "add"),
    )
    doors.command(
        "/decision",
        "list",
        handlers.open_list,
        does="shows the team's decisions, just to you; with words, those that hold all of them "
        "(`find` and `search` do the same)",
        example="/decision list english",
        also=("find", "search"),
    )
    doors.command(
        "/decision",
        "show",
        handlers.open_found,
        does="shows one decision with everything on record, by its number or by words in it",
        example="/decision show 3",
    )


def _presses(doors: Doors) -> None:
    doors.press(ids.DECIDE, handlers.open_log_for)
    doors.press(ids.MORE, handlers.open_more)
    doors.press(ids.EDIT, handlers.open_edit)
    doors.press(ids.DETAILS, handlers.open_details)
    doors.press(ids.POST_AGAIN, handlers.on_post_again)
    for button in (ids.PAGE_AFTER, ids.PAGE_BEFORE):
        doors.press(button, handlers.open_page)
