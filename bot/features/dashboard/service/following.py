"""Whose Home is drawn anew when something happens."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.attention.events import AvailabilityChanged
from bot.features.cadences.events import (
    CadenceChanged,
    CadenceMade,
    CadencePaused,
    CadenceResumed,
    CadenceStopped,
    OccurrenceSkipped,
)
from bot.features.cadences.values import Kind
from bot.features.checkins.events.prompts import CheckinAnswered, CheckinAsked, CheckinSkipped
from bot.features.commitments.events import (
    CommitmentAsked,
    CommitmentDecided,
    CommitmentLapsed,
    CommitmentMissed,
    CommitmentTakenBack,
)
from bot.features.cycles.events import CycleOpened, PhaseChanged
from bot.features.dashboard.values import HOME
from bot.features.goals.events import (
    GoalCarried,
    GoalCommitted,
    GoalEdited,
    GoalEnded,
    GoalReopened,
    GoalRescoped,
    GoalWithdrawn,
)
from bot.features.indicators.events import ReadingCorrected, ReadingRecorded
from bot.features.ownership import service as ownership
from bot.features.ownership.events import (
    DriverChanged,
    GoalClaimed,
    GoalHandedOver,
    GoalReleased,
    OfferDeclined,
    OfferExpired,
    OfferMade,
    OfferWithdrawn,
    RoleTaken,
)
from bot.features.planning.events.actions import (
    ActionAdded,
    ActionDone,
    ActionDropped,
    ActionHandedOver,
    ActionMoved,
    ActionReopened,
)
from bot.features.planning.events.initiatives import (
    DueSlipped,
    InitiativeDone,
    InitiativeEdited,
    InitiativeLetGo,
    InitiativeReopened,
    InitiativeStarted,
)
from bot.features.planning.service import actions as planning
from bot.features.planning.service.initiatives import initiatives_of
from bot.features.teams import service as teams
from bot.features.teams.events import MemberJoined, MemberLeft, TeamArrived, TeamSlept

ActionChange = ActionAdded | ActionDone | ActionReopened | ActionDropped | ActionMoved
GoalChange = (
    ReadingRecorded
    | ReadingCorrected
    | GoalEdited
    | GoalWithdrawn
    | GoalCommitted
    | GoalRescoped
    | GoalEnded
    | GoalReopened
    | GoalCarried
)
OfferChange = OfferMade | OfferDeclined | OfferWithdrawn | OfferExpired
InitiativeChange = (
    InitiativeEdited | InitiativeStarted | InitiativeDone | InitiativeReopened | InitiativeLetGo | DueSlipped
)
CommitmentChange = (
    CommitmentAsked | CommitmentMissed | CommitmentTakenBack | CommitmentLapsed | CommitmentDecided
)
RhythmEvent = (
    CadenceMade | CadenceChanged | CadencePaused | CadenceResumed | CadenceStopped | OccurrenceSkipped
)


def asked(tx: Transaction, event: CheckinAsked) -> None:
    """Somebody's check-in is open."""
    tx.touch(HOME, event.user)


def checked_in(tx: Transaction, _: CheckinAnswered | CheckinSkipped) -> None:
    """Somebody said how their goals stand, or let it pass."""
    if tx.actor is not None:
        tx.touch(HOME, tx.actor)


def driver_changed(tx: Transaction, event: GoalClaimed | GoalReleased) -> None:
    """Somebody drives a goal more, or less."""
    tx.touch(HOME, event.driver)


def handed_over(tx: Transaction, event: GoalHandedOver) -> None:
    """A goal went from one Home to another."""
    for user in (event.before, event.after):
        tx.touch(HOME, user)


def offer_changed(tx: Transaction, event: OfferChange) -> None:
    """Something waits for somebody's answer, or no longer does."""
    tx.touch(HOME, event.taker)


def role_taken(tx: Transaction, event: RoleTaken) -> None:
    """It may have been offered to them."""
    tx.touch(HOME, event.user)


def goal_changed(tx: Transaction, event: GoalChange) -> None:
    """Its driver reads of it."""
    driver = ownership.driver_of(tx, UUID(event.subject))
    if driver is not None:
        tx.touch(HOME, driver.user)


def goal_over(tx: Transaction, event: GoalEnded | GoalWithdrawn | GoalReopened) -> None:
    """Who drives what serves it reads of it."""
    goal_id = UUID(event.subject)
    serving = [one.id for one in initiatives_of(tx, [goal_id]).get(goal_id, [])]
    for driver in ownership.drivers_of(tx, serving).values():
        tx.touch(HOME, driver.user)


def action_changed(tx: Transaction, event: ActionChange) -> None:
    """Who took it on reads of it."""
    owner = planning.action(tx, UUID(event.subject)).owner
    if owner is not None:
        tx.touch(HOME, owner)


def action_handed_over(tx: Transaction, event: ActionHandedOver) -> None:
    """It went from one Home to another."""
    for user in filter(None, (event.before, event.after)):
        tx.touch(HOME, user)


def member_changed(tx: Transaction, event: MemberJoined | MemberLeft) -> None:
    """Somebody has one team more, or less."""
    tx.touch(HOME, event.user)


def team_changed(tx: Transaction, event: TeamArrived | TeamSlept) -> None:
    """A team is on its members' Homes while it is at work."""
    _touch_members(tx, UUID(event.subject))


def rhythm_changed(tx: Transaction, event: RhythmEvent) -> None:
    """A team's check-in comes at another time, or to other people."""
    if event.what == Kind.CHECKIN:
        _touch_members(tx, event.team_id)


def initiative_changed(tx: Transaction, event: InitiativeChange) -> None:
    """Its driver reads of it."""
    driver = ownership.driver_of(tx, event.initiative_id)
    if driver is not None:
        tx.touch(HOME, driver.user)


def thing_moved(tx: Transaction, event: DriverChanged) -> None:
    """An initiative went from one Home to another."""
    for user in filter(None, (event.before, event.after)):
        tx.touch(HOME, user)


def team_moved(tx: Transaction, event: PhaseChanged | CycleOpened | CommitmentChange) -> None:
    """A team is in another phase, or its word is asked or no longer asked."""
    _touch_members(tx, event.team_id)


def availability_changed(tx: Transaction, event: AvailabilityChanged) -> None:
    """Somebody rests, or is back."""
    tx.touch(HOME, event.subject)


def _touch_members(tx: Transaction, team_id: UUID) -> None:
    for user in teams.electorate(tx, team_id):
        tx.touch(HOME, user)
