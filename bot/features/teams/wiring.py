"""What teams answer to, draw and do by the clock."""

from datetime import timedelta

from bot.features.parts import Parts
from bot.features.teams import handlers, settings_views, surfaces, views
from bot.features.teams.doorway import offering_a_team
from bot.features.teams.events import GuestsRuled, PurposeChanged, StewardNamed, StewardReleased
from bot.features.teams.handlers import TeamDoor
from bot.features.teams.jobs import Arrivals
from bot.features.teams.membership import person_changed
from bot.features.teams.surfaces import TeamBoard
from bot.features.teams.values import INVITE_NOTE, TEAM_CARD
from bot.features.workspaces.events import PersonChanged
from bot.slack.commands import HELP
from bot.slack.sayings import Sayings

COMMAND = "/cairn"
SETTLE_EVERY = timedelta(seconds=1)
REFRESH_EVERY = timedelta(minutes=10)


def register(parts: Parts) -> None:
    """Open the doors of teams."""
    board = TeamBoard(parts.sections)
    _open_doors(parts, TeamDoor(board, parts.doors.commands))
    _hear_of_channels(parts)
    parts.subscriptions.on(PersonChanged, person_changed)
    parts.renderers.register(TEAM_CARD, board.card)
    parts.renderers.register(INVITE_NOTE, surfaces.invite_note)
    _say(parts.sayings)
    arrivals = Arrivals(parts.database, parts.directory)
    parts.jobs.every(SETTLE_EVERY, "teams.settle", arrivals.settle_teams)
    parts.jobs.every(REFRESH_EVERY, "teams.refresh", arrivals.refresh_teams)


def _say(sayings: Sayings) -> None:
    sayings.on(StewardNamed, settings_views.named_in_history)
    sayings.on(StewardReleased, settings_views.released_in_history)
    sayings.on(PurposeChanged, settings_views.purpose_in_history)
    sayings.on(GuestsRuled, settings_views.guests_in_history)


def _open_doors(parts: Parts, door: TeamDoor) -> None:
    doors = parts.doors
    doors.command(COMMAND, "start", door.open_start, does="makes this channel a team", example="/cairn start")
    doors.command(
        COMMAND, "", door.open_menu, does="shows what needs you and what you can do", example="/cairn"
    )
    doors.command(
        COMMAND,
        "team",
        offering_a_team(door.open_team),
        does="shows this channel's team; its stewards change its settings there",
        example="/cairn team",
    )
    doors.command(
        COMMAND, "words", handlers.open_words, does="says what Cairn's words mean", example="/cairn words"
    )
    doors.command(
        COMMAND,
        HELP,
        door.open_help,
        does="lists everything Cairn can do, in any channel",
        example="/cairn help",
    )
    doors.press(views.START, door.open_start_here)
    doors.press(views.WORDS, handlers.open_words)
    doors.press(views.JOIN, handlers.on_join)
    doors.press(views.LEAVE, handlers.on_leave)
    doors.press(views.STEWARD, handlers.on_steward)
    doors.press(views.SETTINGS, door.open_settings)
    doors.form(views.SUBMIT_START, door.submit_start, saved=door.open_saved)
    doors.form(settings_views.SUBMIT, handlers.submit_settings, saved=handlers.show_settings)


def _hear_of_channels(parts: Parts) -> None:
    doors = parts.doors
    doors.event("member_joined_channel", handlers.on_came)
    doors.event("member_left_channel", handlers.on_went)
    for sort in ("channel", "group"):
        doors.event(f"{sort}_archive", handlers.on_closed)
        doors.event(f"{sort}_deleted", handlers.on_closed)
        doors.event(f"{sort}_unarchive", handlers.on_reopened)
        doors.event(f"{sort}_rename", handlers.on_renamed)
