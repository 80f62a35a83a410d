"""Every change is on record with who, what, before, after and why; and people can look back on it, or it says why not."""

import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from slack_sdk.web.async_client import AsyncWebClient

import bot.features
from bot.app import register_features
from bot.db.database import Database
from bot.db.transaction import Event
from bot.errors import NotFound
from bot.features.goals import service
from bot.features.goals.values import GOAL
from bot.features.parts import Parts
from bot.features.workspaces.handlers import HistoryDoor
from bot.slack import histories
from bot.slack.directory import Directory
from bot.slack.limits import view_problems
from bot.slack.visits import Replaced
from tests.features.goals.conftest import clock, lite
from tests.features.goals.factories import ANA, CHANNEL, WORKSPACE
from tests.features.goals.slack_side import on_record, press, said, view_in

__all__ = ["clock", "lite"]
UNTOLD = {
    "who answers a check-in, and who doesn't, is nobody's to look back on": (
        "checkins.asked",
        "checkins.answered",
        "checkins.skipped",
        "checkins.passed_over",
    ),
    "what a member said of what must be true is counted and never told by name": (
        "goals.assumptions_looked_at",
    ),
    "people's own hours, days away, clocks and standing are theirs": (
        "attention.availability_changed",
        "workspaces.person_changed",
        "workspaces.zone_changed",
    ),
    "who is in a channel is Slack's to tell": (
        "teams.started",
        "teams.arrived",
        "teams.slept",
        "teams.member_joined",
        "teams.member_left",
    ),
    "told beside an event that has words": (
        "cycles.closed",
        "ownership.area_settled",
        "commitments.round_decided",
    ),
    "the thing's own message or list says how it stands now, who has it and since when": (
        "cadences.made",
        "cadences.changed",
        "cadences.paused",
        "cadences.resumed",
        "cadences.skipped",
        "cadences.stopped",
        "decisions.logged",
        "decisions.edited",
        "planning.action_added",
        "planning.action_done",
        "planning.action_reopened",
        "planning.action_dropped",
        "planning.action_moved",
        "planning.action_handed_over",
        "retrospectives.started",
        "retrospectives.moved",
        "retrospectives.closed",
    ),
    "the clock's own milestone, which a message of its own tells": ("cycles.halfway",),
    "a day began, and boards were drawn for it": ("dashboard.day_began",),
}
"""Events without words, by the reason."""


def events() -> Iterator[type[Event]]:
    """All that any room tells; those that others share their fields with have no kind of their own."""
    for module in pkgutil.walk_packages(bot.features.__path__, "bot.features."):
        if ".events" in module.name:
            importlib.import_module(module.name)
    waiting = [Event]
    while waiting:
        found = waiting.pop()
        waiting += found.__subclasses__()
        if "kind" in vars(found) and found.__module__.startswith("bot.features."):
            yield found


async def _nobody(_: str) -> AsyncWebClient | None:
    return None


def test_every_change_can_be_looked_back_on_or_says_why_not(lite: Database) -> None:
    says = register_features(Parts(lite, Directory(_nobody))).sayings._says
    untold = [kind for kinds in UNTOLD.values() for kind in kinds]
    known = {event.kind for event in events()}
    without = {*known} - {*says}
    assert (without - {*untold}, {*untold} - without) == (set(), set())
    assert says.keys() <= known


async def _many_events(database: Database) -> tuple[HistoryDoor, str]:
    """A goal of which more happened than a page tells, and what its button carries."""
    (goal,) = await on_record(database, "Members get an answer within a day")
    for number in range(12):
        wanted = replace(goal.draft(), why=f"For reason {number}")
        await database.edge(WORKSPACE, ANA).commit(service.edit, goal.id, wanted)
    parts = register_features(Parts(database, Directory(_nobody)))
    return HistoryDoor(parts.histories, parts.sayings), histories.place(GOAL, goal.id)


async def test_all_of_it_is_turned_in_a_channel_and_in_a_view(lite: Database) -> None:
    door, value = await _many_events(lite)
    assert "proposed it" not in said(await door.open_history(press(lite, value)))
    further = f"{value.removesuffix(':0')}:10"
    in_channel = await door.open_page(replace(press(lite, further), channel=CHANNEL))
    assert isinstance(in_channel, Replaced)
    assert "proposed it" in said(in_channel)
    in_view = view_in(await door.open_page(press(lite, further)))
    assert "proposed it" in str(in_view)
    assert view_problems(in_view) == []


async def test_what_somebody_may_not_see_has_no_history_for_them(lite: Database) -> None:
    door, value = await _many_events(lite)
    for carried in (value.replace(GOAL, "secret"), histories.place(GOAL, UUID(int=1)), "x"):
        with pytest.raises(NotFound):
            await door.open_history(press(lite, carried))
