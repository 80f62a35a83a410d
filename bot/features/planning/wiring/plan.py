"""What initiatives, the backlog and the timeline register."""

from bot.features.cycles.values import CLOSING
from bot.features.goals.values import GOAL_CARD, GOAL_DETAILS, GOAL_ENDING, GOAL_MAP, GOAL_WITHDRAWAL
from bot.features.ownership.events import DriverChanged, PeopleChanged
from bot.features.ownership.values import THINGS
from bot.features.parts import Parts
from bot.features.planning.events.initiatives import (
    DueSlipped,
    InitiativeAdded,
    InitiativeDone,
    InitiativeDriverChanged,
    InitiativeEdited,
    InitiativeLetGo,
    InitiativePeopleChanged,
    InitiativeRanked,
    InitiativeReopened,
    InitiativeStarted,
)
from bot.features.planning.events.milestones import (
    MilestoneAdded,
    MilestoneChanged,
    MilestoneReached,
    MilestoneRemoved,
    MilestoneReopened,
)
from bot.features.planning.handlers import backlog, initiatives, owning, timeline
from bot.features.planning.handlers.backlog import BacklogDoor
from bot.features.planning.handlers.initiatives import InitiativeDoor
from bot.features.planning.handlers.owning import OwningDoor
from bot.features.planning.service import owning as following
from bot.features.planning.surfaces import plan
from bot.features.planning.values.initiatives import SORT
from bot.features.planning.views import history, ids
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.slack.doors import Doors
from bot.slack.sayings import Sayings

PLACE = 40  # on goals' cards after who drives them; elsewhere after goals


def register(parts: Parts) -> None:
    """Add, change, rank and finish initiatives; milestones; both on cards."""
    parts.sections.add(GOAL_CARD, PLACE, plan.on_cards)
    parts.sections.add(GOAL_DETAILS, PLACE, plan.on_details)
    parts.sections.add(GOAL_MAP, PLACE, plan.on_map)
    for leaving in (GOAL_ENDING, GOAL_WITHDRAWAL):
        parts.sections.add(leaving, PLACE, plan.at_its_end)
    parts.sections.add(CLOSING, PLACE, plan.at_closing)
    parts.sections.add(CARD_SECTIONS, PLACE, plan.on_team_cards)
    parts.sections.add(MENU_SECTIONS, PLACE, plan.in_menu)
    parts.sections.add(THINGS, PLACE, plan.as_things)
    parts.subscriptions.on(DriverChanged, following.driver_changed)
    parts.subscriptions.on(PeopleChanged, following.people_changed)
    door = InitiativeDoor(parts.sayings)
    parts.shows.append(door.open_called)
    _commands(parts.doors, door)
    _initiatives(parts.doors, door)
    _owning(parts.doors, OwningDoor(door))
    _backlog(parts.doors, BacklogDoor(door))
    _timeline(parts.doors)
    _say(parts.sayings)
    parts.histories.on(SORT, plan.told_of_initiative)


def _commands(doors: Doors, door: InitiativeDoor) -> None:
    doors.command(
        "/goal",
        "initiative",
        door.open_by_command,
        does="puts on record what will be done, for a goal or without one; shows one by its name, such as i3",
        example="/goal initiative 3 Write a guide for newcomers",
        also=("plan",),
    )
    doors.command(
        "/goal",
        "backlog",
        backlog.open_backlog,
        does="shows the team's initiatives in order, just to you; say which: mine, overdue, no date, done, #3, @name",
        example="/goal backlog mine overdue",
        also=("initiatives",),
    )
    doors.command(
        "/goal",
        "timeline",
        timeline.open_timeline,
        does="shows milestones and due dates week by week",
        example="/goal timeline",
        also=("milestones", "milestone"),
    )


def _initiatives(doors: Doors, door: InitiativeDoor) -> None:
    doors.press(ids.ADD, initiatives.open_new_for)
    doors.press(ids.SHOW, door.open_details)
    doors.press(ids.EDIT, initiatives.open_edit)
    doors.press(ids.START, door.on_start)
    doors.press(ids.DONE, door.on_done)
    doors.press(ids.REOPEN, door.on_reopen)
    doors.press(ids.LET_GO, initiatives.open_let_go)
    doors.form(ids.ADD_FORM, door.submit_new, saved=door.show_saved)
    doors.form(ids.EDIT_FORM, door.submit_edit, saved=door.show_saved)
    doors.form(ids.LET_GO_FORM, door.submit_let_go, saved=door.show_saved)


def _owning(doors: Doors, door: OwningDoor) -> None:
    doors.press(ids.CLAIM, door.on_claim)
    doors.form(ids.CLAIM_FORM, door.submit_claim, saved=door.show_driven)
    doors.press(ids.RELEASE, door.on_release)
    doors.press(ids.OFFER, owning.open_offer)
    doors.form(ids.OFFER_FORM, door.submit_offer, saved=door.show_driven)
    doors.press(ids.ACCEPT_OFFER, door.on_accept)
    doors.press(ids.TAKE_BACK, door.on_take_back)
    doors.press(ids.PEOPLE, owning.open_people)
    doors.form(ids.PEOPLE_FORM, door.submit_people, saved=door.show_people)
    doors.press(ids.JOIN_IN, door.on_join_in)
    doors.press(ids.STEP_BACK, door.on_step_back)


def _backlog(doors: Doors, door: BacklogDoor) -> None:
    doors.press(ids.BACKLOG, backlog.open_backlog_of)
    doors.press(ids.BACKLOG_CHOOSE, door.on_choice)
    for turning in (
        ids.BACKLOG_AFTER,
        ids.BACKLOG_BEFORE,
        ids.BACKLOG_STATE,
        ids.BACKLOG_OWNER,
        ids.BACKLOG_DUE,
        ids.BACKLOG_GOAL,
    ):
        doors.press(turning, backlog.turn)


def _timeline(doors: Doors) -> None:
    doors.press(ids.ADD_MILESTONE, timeline.open_add)
    doors.press(ids.CHOOSE_MILESTONE, timeline.open_chosen)
    doors.press(ids.REACHED, timeline.on_reached)
    doors.press(ids.AHEAD, timeline.on_ahead)
    doors.press(ids.REMOVE, timeline.on_remove)
    doors.form(ids.ADD_MILESTONE_FORM, timeline.submit_add, saved=timeline.show_saved)
    doors.form(ids.EDIT_MILESTONE_FORM, timeline.submit_edit, saved=timeline.show_saved)


def _say(sayings: Sayings) -> None:
    sayings.on(InitiativeAdded, history.about_it("added the initiative"))
    sayings.on(InitiativeEdited, history.edited)
    sayings.on(InitiativeStarted, history.about_it("began"))
    sayings.on(InitiativeDone, history.about_it("finished"))
    sayings.on(InitiativeReopened, history.about_it("opened again"))
    sayings.on(InitiativeLetGo, history.let_go)
    sayings.on(InitiativeRanked, history.about_it("re-ranked"))
    sayings.on(DueSlipped, history.slipped)
    sayings.on(DriverChanged, history.driver_changed)
    sayings.on(InitiativeDriverChanged, history.driver_changed)
    sayings.on(InitiativePeopleChanged, history.people_changed)
    sayings.on(MilestoneAdded, history.about_it("added the milestone"))
    sayings.on(MilestoneChanged, history.about_it("changed the milestone"))
    sayings.on(MilestoneReached, history.about_it("said that this is reached:"))
    sayings.on(MilestoneReopened, history.about_it("said that this is ahead still:"))
    sayings.on(MilestoneRemoved, history.about_it("removed the milestone"))
