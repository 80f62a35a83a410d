"""What goals register."""

from typing import get_args

from bot.features.cycles.events import CycleClosed, CycleHalfway, PhaseChanged
from bot.features.cycles.values import CLOSED, CLOSING
from bot.features.goals import service
from bot.features.goals.events import (
    AdoptionDeclined,
    AimAdded,
    AimAdopted,
    AimBroughtBack,
    AimChanged,
    AimRetired,
    GoalAdopted,
    GoalCarried,
    GoalCommitted,
    GoalEdited,
    GoalEnded,
    GoalOffered,
    GoalProposed,
    GoalReopened,
    GoalRescoped,
    GoalUncommitted,
    GoalWithdrawn,
)
from bot.features.goals.handlers import adopting as adoption_doors
from bot.features.goals.handlers import aims as aim_doors
from bot.features.goals.handlers import goals as handlers
from bot.features.goals.handlers import looking as look_doors
from bot.features.goals.handlers.aims import MapDoor
from bot.features.goals.handlers.goals import GoalDoor
from bot.features.goals.service import following
from bot.features.goals.surfaces import (
    GoalBoard,
    add_to_menu,
    at_closing,
    at_end,
    draw_adoption,
    draw_adoption_answer,
    draw_earlier_card,
    draw_look,
    draw_look_words,
    draw_scope_change,
    on_board,
    tell_gone,
    told_of_aim,
    told_of_goal,
)
from bot.features.goals.values import (
    ADOPTION,
    ADOPTION_ANSWER,
    AIM,
    EARLIER_CARD,
    GOAL,
    GOAL_CARD,
    GOAL_GONE,
    LOOK,
    LOOK_WORDS,
    SCOPE_CHANGE,
)
from bot.features.goals.views import ending, history, ids
from bot.features.parts import Parts
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.slack.doors import Doors
from bot.slack.kit import markup
from bot.slack.sayings import Sayings, by_actor

MENU_PLACE = 20
BOARD_PLACE = 15  # after the cycle


def register(parts: Parts) -> None:
    """Propose, edit, withdraw, list and show goals; their card and the note when it was deleted."""
    board = GoalBoard(parts.sections, parts.sayings)
    parts.renderers.register(GOAL_CARD, board.card, gone=tell_gone)
    parts.renderers.register(GOAL_GONE, board.gone_note)
    parts.renderers.register(EARLIER_CARD, draw_earlier_card)
    parts.renderers.register(SCOPE_CHANGE, draw_scope_change)
    parts.subscriptions.on(PhaseChanged, service.take_back)
    parts.subscriptions.on(PhaseChanged, service.phase_changed)
    parts.subscriptions.on(CycleClosed, service.carry_over)
    parts.sections.add(MENU_SECTIONS, MENU_PLACE, add_to_menu)
    parts.sections.add(CARD_SECTIONS, BOARD_PLACE, on_board)
    parts.sections.add(CLOSING, BOARD_PLACE, at_closing)
    parts.sections.add(CLOSED, BOARD_PLACE, at_end)
    door = GoalDoor(board, parts.keepers, parts.shows)
    _adoption(parts)
    _looks(parts)
    _commands(parts.doors, door)
    _aims(parts.doors, MapDoor(parts.sections))
    _forms(parts.doors, door)
    _presses(parts.doors, door)
    _words(parts.sayings)
    parts.histories.on(GOAL, told_of_goal)
    parts.histories.on(AIM, told_of_aim)


def _words(sayings: Sayings) -> None:
    sayings.on(GoalProposed, by_actor("proposed it"))
    sayings.on(GoalEdited, history.edited)
    sayings.on(GoalWithdrawn, by_actor("withdrew it"))
    sayings.on(GoalCommitted, history.committed)
    sayings.on(GoalRescoped, ending.rescoped)
    sayings.on(GoalEnded, ending.ended)
    sayings.on(GoalOffered, by_actor("offered it to another team as an aim"))
    sayings.on(GoalAdopted, lambda _: markup("another team adopted it as an aim"))
    sayings.on(AdoptionDeclined, lambda _: markup("another team doesn't adopt it now"))
    sayings.on(GoalUncommitted, lambda _: markup("the team's word doesn't hold, so it is proposed again"))
    sayings.on(GoalReopened, by_actor("opened it again"))
    sayings.on(GoalCarried, lambda _: markup("its cycle closed, and it was carried over"))
    sayings.on(AimAdded, by_actor("named it"))
    sayings.on(AimAdopted, by_actor("adopted it from another team, whose goal it is"))
    sayings.on(AimChanged, history.aim_changed)
    sayings.on(AimRetired, by_actor("retired it"))
    sayings.on(AimBroughtBack, by_actor("brought it back"))


def _commands(doors: Doors, door: GoalDoor) -> None:
    doors.command(
        "/goal",
        "",
        handlers.open_proposal,
        does="opens a proposal",
        example="/goal",
    )
    doors.command(
        "/goal",
        "propose",
        handlers.open_proposal,
        does="proposes a goal to this channel's team; anyone in the team may",
        example="/goal propose Members get an answer within a day",
        also=("new", "add"),
    )
    doors.command(
        "/goal",
        "list",
        door.open_list,
        does="shows the team's goals, just to you",
        example="/goal list",
    )
    doors.command(
        "/goal",
        "show",
        door.open_found,
        does="shows one goal with everything on record, by its number or by words of its title",
        example="/goal show 3",
        also=("find",),
    )


def _adoption(parts: Parts) -> None:
    parts.renderers.register(ADOPTION, draw_adoption)
    parts.renderers.register(ADOPTION_ANSWER, draw_adoption_answer)
    doors = parts.doors
    doors.press(ids.OFFER, adoption_doors.open_offer)
    doors.form(ids.SUBMIT_OFFER, adoption_doors.submit_offer, saved=adoption_doors.show_done)
    doors.press(ids.ADOPT, adoption_doors.on_adopt)
    doors.press(ids.DECLINE, adoption_doors.open_decline)
    doors.form(ids.SUBMIT_DECLINE, adoption_doors.submit_decline, saved=adoption_doors.show_done)
    for changed in get_args(following.GoalChange):
        parts.subscriptions.on(changed, following.goal_changed)


def _looks(parts: Parts) -> None:
    parts.subscriptions.on(CycleHalfway, service.halfway)
    parts.renderers.register(LOOK, draw_look)
    parts.renderers.register(LOOK_WORDS, draw_look_words)
    doors = parts.doors
    doors.press(ids.STILL_TRUE, look_doors.on_still)
    doors.press(ids.UNSURE, look_doors.on_unsure)
    doors.press(ids.NOT_ANY_MORE, look_doors.open_changed)
    doors.press(ids.LOOK_AT_MORE, look_doors.open_more)
    doors.form(ids.SUBMIT_CHANGED, look_doors.submit_changed, saved=look_doors.show_said)


def _aims(doors: Doors, door: MapDoor) -> None:
    doors.command(
        "/goal",
        "aims",
        aim_doors.open_aims,
        does="shows the aims of the team and of the workspace; add, change and retire them there",
        example="/goal aims",
        also=("aim",),
    )
    doors.command(
        "/goal",
        "map",
        door.open_map,
        does="shows which goals serve which aims, of this team or of all teams you can see",
        example="/goal map",
        also=("tree",),
    )
    doors.form(ids.SUBMIT_AIM, aim_doors.submit_aim, saved=aim_doors.show_saved)
    doors.form(ids.SUBMIT_AIM_CHANGE, aim_doors.submit_aim_change, saved=aim_doors.show_saved)
    doors.press(ids.ADD_AIM, aim_doors.open_new_aim)
    doors.press(ids.CHOOSE_FOR_AIM, aim_doors.on_choice)
    for button in (ids.AIMS_AFTER, ids.AIMS_BEFORE):
        doors.press(button, aim_doors.open_aims_page)
    for button in (ids.MAP_AFTER, ids.MAP_BEFORE, ids.MAP_WIDER, ids.MAP_NARROWER):
        doors.press(button, door.open_page)


def _forms(doors: Doors, door: GoalDoor) -> None:
    doors.form(ids.SUBMIT, handlers.submit_proposal, saved=door.open_saved)
    doors.form(ids.SUBMIT_EDIT, handlers.submit_edit, saved=door.open_saved)
    doors.form(ids.SUBMIT_END, door.submit_end, saved=door.open_saved)
    doors.form(ids.SUBMIT_RESCOPE, door.submit_rescope, saved=door.open_saved)
    doors.form(ids.SUBMIT_WITHDRAWAL, handlers.submit_withdrawal, saved=door.open_saved)


def _presses(doors: Doors, door: GoalDoor) -> None:
    doors.press(ids.PROPOSE, handlers.open_proposal_for)
    doors.press(ids.MORE, handlers.open_more)
    doors.press(ids.USE, handlers.open_suggestion)
    doors.press(ids.WORDS, handlers.open_words)
    doors.press(ids.RESCOPE, door.open_rescope)
    doors.press(ids.EDIT, handlers.open_edit)
    doors.press(ids.POST_AGAIN, handlers.on_post_again)
    doors.press(ids.SHOW, door.open_details)
    doors.press(ids.CHOOSE, door.open_choice)
    for button in (ids.PAGE_AFTER, ids.PAGE_BEFORE):
        doors.press(button, door.open_page)
