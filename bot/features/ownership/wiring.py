"""What ownership registers."""

from datetime import timedelta

from bot.features.goals.events import GoalCarried, GoalCommitted, GoalEnded, GoalReopened, GoalWithdrawn
from bot.features.goals.values import GOAL_CARD, GOAL_DETAILS, GOAL_LIST
from bot.features.ownership import following, service, surfaces, values
from bot.features.ownership.events import (
    GoalClaimed,
    GoalHandedOver,
    GoalReleased,
    OfferDeclined,
    OfferExpired,
    OfferMade,
    OfferWithdrawn,
    PeopleChanged,
    RoleChanged,
    RoleLaidDown,
    RoleMade,
    RoleRetired,
    RoleTaken,
)
from bot.features.ownership.handlers import driving, offers, people, roles
from bot.features.ownership.handlers.gaps import GapDoor
from bot.features.ownership.jobs import OfferKeeper
from bot.features.ownership.surfaces import GapBoard, ThingBoard
from bot.features.ownership.views import driving as driving_views
from bot.features.ownership.views import history, ids
from bot.features.ownership.views import offers as offer_views
from bot.features.ownership.views import people as people_views
from bot.features.parts import Parts
from bot.features.teams.events import MemberJoined, MemberLeft
from bot.features.teams.views import CARD_SECTIONS, MENU_SECTIONS
from bot.features.voting.events import BallotClosed
from bot.slack.doors import Doors
from bot.slack.sayings import Sayings, by_actor

PLACE = 30  # between the goal's own words and the votes
BOARD_PLACE, MENU_PLACE = 40, 25
EXPIRE_EVERY = timedelta(minutes=5)


def register(parts: Parts) -> None:
    """Claim, release, offer, share; who has which part on cards and lists."""
    board = GapBoard(parts.sections)
    _open_doors(parts.doors)
    _open_roles(parts.doors)
    _open_gaps(parts.doors, GapDoor(board))
    parts.sections.add(CARD_SECTIONS, BOARD_PLACE, board.on_boards)
    _draw(parts)
    parts.keepers.append(service.keepers_of)
    _say(parts.sayings)
    parts.histories.on(values.ROLE, surfaces.told_of_role)
    parts.subscriptions.on(GoalWithdrawn, following.goal_over)
    parts.subscriptions.on(GoalEnded, following.goal_over)
    parts.subscriptions.on(GoalReopened, following.goal_goes_on)
    parts.subscriptions.on(GoalCarried, following.goal_goes_on)
    parts.subscriptions.on(GoalCommitted, following.gaps_changed)
    parts.subscriptions.on(BallotClosed, following.gaps_changed)
    parts.subscriptions.on(MemberLeft, following.member_left)
    parts.subscriptions.on(MemberJoined, following.member_joined)
    parts.jobs.every(EXPIRE_EVERY, "ownership.expire", OfferKeeper(parts.database).expire)


def _open_doors(doors: Doors) -> None:
    doors.command(
        "/goal",
        "claim",
        driving.claim_by_command,
        does="makes you the driver of a goal",
        example="/goal claim 3",
    )
    doors.press(ids.CLAIM, driving.on_claim)
    doors.form(ids.CLAIM_FORM, driving.submit_claim, saved=driving.show_claimed)
    doors.press(ids.RELEASE, driving.open_release)
    doors.form(ids.RELEASE_FORM, driving.submit_release, saved=driving.show_released)
    doors.press(ids.OFFER, offers.open_offer)
    doors.press(ids.HAND_OVER, offers.open_offer)
    doors.form(ids.OFFER_FORM, offers.submit_offer, saved=offers.show_offered)
    doors.press(ids.LOOK, offers.open_look)
    doors.press(ids.ACCEPT, offers.on_accept)
    doors.press(ids.OPEN_DECLINE, offers.open_decline)
    doors.form(ids.DECLINE_FORM, offers.submit_decline, saved=offers.show_declined)
    doors.press(ids.TAKE_BACK, offers.on_take_back)
    doors.press(ids.JOIN_IN, people.on_join_in)
    doors.press(ids.STEP_BACK, people.on_step_back)
    doors.press(ids.PEOPLE, people.open_people)
    doors.form(ids.PEOPLE_FORM, people.submit_people, saved=people.show_people)


def _open_roles(doors: Doors) -> None:
    doors.command(
        "/cairn",
        "roles",
        roles.open_roles,
        does="shows the team's roles: what each is there for, what it decides, and who holds it",
        example="/cairn roles",
    )
    doors.press(ids.ROLES, roles.open_roles_of)
    for button in (ids.ROLES_AFTER, ids.ROLES_BEFORE):
        doors.press(button, roles.open_page)
    doors.press(ids.RETIRED_ROLES, roles.open_retired)
    doors.press(ids.ADD_ROLE, roles.open_new)
    doors.press(ids.CHOOSE_ROLE, roles.open_choice)
    doors.form(ids.ROLE_FORM, roles.submit_role, saved=roles.show_role)
    doors.form(ids.RETIRE_FORM, roles.submit_retirement, saved=roles.show_retired)
    doors.press(ids.TAKE_ROLE, roles.on_take)
    doors.press(ids.LAY_DOWN, roles.on_lay_down)
    doors.press(ids.OFFER_ROLE, roles.open_offer)
    doors.form(ids.OFFER_ROLE_FORM, roles.submit_offer, saved=roles.show_offered)
    doors.press(ids.SETTLE_AREA, roles.open_area)
    doors.form(ids.AREA_FORM, roles.submit_area, saved=roles.show_area)


def _open_gaps(doors: Doors, door: GapDoor) -> None:
    doors.command(
        "/goal",
        "gaps",
        door.by_command,
        does="lists what nobody has taken on: goals without a driver, roles without a holder, decisions "
        "that nobody or two roles make",
        example="/goal gaps",
    )
    doors.press(ids.GAPS, door.open_gaps)
    for button in (ids.GAPS_OF, ids.GAPS_AFTER, ids.GAPS_BEFORE):
        doors.press(button, door.open_page)


def _draw(parts: Parts) -> None:
    things = ThingBoard(parts.sections)
    parts.renderers.register(values.HANDOVER, surfaces.draw_handover)
    parts.renderers.register(values.OFFER, surfaces.draw_offer)
    parts.renderers.register(values.OFFER_ENDED, things.offer_ended)
    parts.renderers.register(values.SHARED, things.shared)
    parts.renderers.register(values.ROLE_RETIRED, surfaces.draw_retired)
    parts.renderers.register(values.LOAD, surfaces.draw_load)
    parts.sections.add(GOAL_CARD, PLACE, surfaces.on_cards)
    parts.sections.add(GOAL_DETAILS, PLACE, surfaces.on_details)
    parts.sections.add(GOAL_LIST, PLACE, surfaces.on_lists)
    parts.sections.add(MENU_SECTIONS, MENU_PLACE, surfaces.in_menu)
    parts.sections.add(values.THINGS, PLACE, surfaces.goals_as_things)


def _say(sayings: Sayings) -> None:
    sayings.on(GoalClaimed, by_actor("claimed it"))
    sayings.on(GoalReleased, driving_views.released_in_history)
    sayings.on(GoalHandedOver, driving_views.handed_over_in_history)
    sayings.on(OfferMade, offer_views.made_in_history)
    sayings.on(OfferDeclined, offer_views.ended_in_history)
    sayings.on(OfferWithdrawn, offer_views.ended_in_history)
    sayings.on(OfferExpired, offer_views.ended_in_history)
    sayings.on(PeopleChanged, people_views.changed_in_history)
    sayings.on(RoleMade, by_actor("described it"))
    sayings.on(RoleChanged, history.changed)
    sayings.on(RoleRetired, by_actor("retired it"))
    sayings.on(RoleTaken, history.taken)
    sayings.on(RoleLaidDown, history.laid_down)
