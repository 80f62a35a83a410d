"""What retrospectives register."""

from datetime import timedelta

from bot.db.clearing import Clearing
from bot.features.cadences.events import CadencePaused, CadenceResumed, CadenceStopped
from bot.features.cycles.events import CycleClosed, CycleOpened
from bot.features.cycles.values import CLOSING
from bot.features.parts import Parts
from bot.features.planning.events.actions import (
    ActionAdded,
    ActionDone,
    ActionDropped,
    ActionHandedOver,
    ActionMoved,
    ActionReopened,
)
from bot.features.retrospectives import surfaces
from bot.features.retrospectives.events import RetroClosed, RetroStarted
from bot.features.retrospectives.handlers import acting, adding, commands, grouping, rhythm
from bot.features.retrospectives.handlers.moving import NextDoor
from bot.features.retrospectives.jobs import RetroKeeper
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.across import TABLES
from bot.features.retrospectives.rules.rhythm import RhythmField
from bot.features.retrospectives.service.acting import action_changed
from bot.features.retrospectives.service.moving import people_changed, started_or_closed
from bot.features.retrospectives.service.rhythm import cycle_closed, cycle_opened, team_arrived, turned
from bot.features.retrospectives.values.reflections import NOTES
from bot.features.retrospectives.values.retro import Field
from bot.features.retrospectives.values.surfaces import (
    DISCUSSION,
    GROUP,
    LAST_ACTIONS,
    RETRO,
    RETRO_GONE,
    REVEALED,
    SUMMARY,
    TOO_MANY_DOTS,
)
from bot.features.retrospectives.views import ids
from bot.features.teams.events import MemberJoined, MemberLeft, TeamArrived
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.slack.doors import Doors

MENU_PLACE = 60  # after decisions
CARD_PLACE = 60  # after check-ins
OFTEN, NOW_AND_THEN, SELDOM = timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=1)
OF_ACTIONS = (ActionAdded, ActionDone, ActionReopened, ActionDropped, ActionMoved, ActionHandedOver)


def register(parts: Parts) -> None:
    """Start, collect, group, vote with dots, discuss and close retros."""
    _surfaces(parts)
    parts.sections.add(MENU_SECTIONS, MENU_PLACE, surfaces.add_to_menu)
    parts.sections.add(CARD_SECTIONS, CARD_PLACE, surfaces.add_to_card)
    parts.sections.add(CLOSING, CARD_PLACE, surfaces.at_closing)
    parts.reactions.register(GROUP, adding.on_dot)
    for name in NOTES:
        parts.reactions.register_anywhere(name, adding.on_note)
    _commands(parts.doors)
    _forms(parts.doors)
    _presses(parts.doors)
    _follow(parts)
    keeper = RetroKeeper(parts.database, parts.directory)
    parts.doors.press(ids.NEXT, NextDoor(keeper.fetch_dots).on_next)
    _work(parts, keeper)


def _surfaces(parts: Parts) -> None:
    parts.renderers.register(RETRO, surfaces.draw_retro, gone=surfaces.tell_gone)
    parts.renderers.register(LAST_ACTIONS, surfaces.draw_last_actions)
    parts.renderers.register(REVEALED, surfaces.draw_revealed)
    parts.renderers.register(GROUP, surfaces.draw_group, gone=surfaces.tell_group_gone)
    parts.renderers.register(DISCUSSION, surfaces.draw_discussion)
    parts.renderers.register(SUMMARY, surfaces.draw_summary)
    parts.renderers.register(TOO_MANY_DOTS, surfaces.draw_too_many_dots)
    parts.renderers.register(RETRO_GONE, surfaces.draw_gone)


def _commands(doors: Doors) -> None:
    doors.command(
        "/retro",
        "",
        commands.open_retro,
        does="opens what there is to do now: start a look back, add to it, or see how far it is",
        example="/retro",
    )
    doors.command(
        "/retro",
        "start",
        commands.open_start,
        does="starts a look back in this channel: over three days, or live in 45 minutes",
        example="/retro start",
        also=("new",),
    )
    doors.command(
        "/retro",
        "add",
        commands.open_add,
        does="keeps a reflection for the look back, at any time of the month; "
        ":memo: on any message keeps that one",
        example="/retro add The tap was free",
    )
    doors.command(
        "/retro",
        "rhythm",
        rhythm.open_rhythm,
        does="shows when a look back begins by itself; stewards change it",
        example="/retro rhythm",
    )


def _forms(doors: Doors) -> None:
    doors.form(ids.SUBMIT_START, commands.submit_start, saved=commands.show_started)
    doors.form(ids.SUBMIT_ADD, adding.submit_add, saved=adding.show_kept)
    doors.form(ids.COUNT, adding.submit_count, saved=adding.show_kept)
    doors.form(ids.SUBMIT_TITLE, grouping.submit_title, saved=grouping.show_groups)
    doors.form(ids.SUBMIT_ACTION, acting.submit_action, saved=acting.show_added)
    doors.form(ids.SUBMIT_RHYTHM, rhythm.submit_rhythm, saved=rhythm.show_rhythm)


def _presses(doors: Doors) -> None:
    doors.press(Field.FORMAT, commands.open_format)
    doors.press(ids.START, commands.open_start_of)
    doors.press(ids.POST_AGAIN, commands.on_post_again)
    doors.press(ids.ADD, adding.open_add_for)
    doors.press(ids.GROUP, grouping.open_groups)
    doors.press(ids.PUT, grouping.on_put)
    doors.press(ids.CHANGE_GROUP, grouping.on_change_group)
    doors.press(ids.GROUP_PAGE_AFTER, grouping.open_page_after)
    doors.press(ids.GROUP_PAGE_BEFORE, grouping.open_page_before)
    doors.press(ids.BACK_TO_GROUPS, grouping.open_back)
    doors.press(ids.ADD_ACTION, acting.open_action)
    for field in RhythmField:
        doors.press(field, rhythm.open_chosen)
    rhythm.HANDS.open(doors, ids.HAND_OF_RHYTHM)


def _follow(parts: Parts) -> None:
    parts.subscriptions.on(TeamArrived, team_arrived)
    parts.subscriptions.on(CycleClosed, cycle_closed)
    parts.subscriptions.on(CycleOpened, cycle_opened)
    parts.subscriptions.on(MemberJoined, people_changed)
    parts.subscriptions.on(MemberLeft, people_changed)
    parts.subscriptions.on(RetroStarted, started_or_closed)
    parts.subscriptions.on(RetroClosed, started_or_closed)
    for turn in (CadencePaused, CadenceResumed, CadenceStopped):
        parts.subscriptions.on(turn, turned)
    for event in OF_ACTIONS:
        parts.subscriptions.on(event, action_changed)


def _work(parts: Parts, keeper: RetroKeeper) -> None:
    parts.jobs.every(OFTEN, "retrospectives.begin", keeper.begin)
    parts.jobs.every(OFTEN, "retrospectives.move_on", keeper.move_on)
    parts.jobs.every(OFTEN, "retrospectives.read_noted", keeper.read_noted)
    parts.jobs.every(NOW_AND_THEN, "retrospectives.count_again", keeper.count_again)
    clearing = Clearing(parts.database, Retro, TABLES)
    parts.jobs.every(SELDOM, "retrospectives.clear", clearing.clear)
