"""Whom each of a team's check-ins asks (P13), and who is asked after their actions alone (P23).

Who takes part is as the team set it up. Besides, whoever has an open action of the team's and takes part in none of
its running check-ins is asked by the first of these what became of it, and nothing else: by one check-in, until the
last action is done, let go or somebody else's. Nobody waits for their word, so no digest counts them.
"""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cadences.events import CadenceEvent
from bot.features.cadences.service import cadences, subscriptions
from bot.features.cadences.values import CadenceState, Kind
from bot.features.checkins.repository.setup import Participants
from bot.features.checkins.rules.setup import setup_of
from bot.features.checkins.values.setup import Setup, Who
from bot.features.goals.events import GoalEnded, GoalReopened, GoalWithdrawn
from bot.features.ownership.events import GoalClaimed, GoalHandedOver, GoalReleased
from bot.features.planning.events.actions import ActionEvent
from bot.features.teams.events import MemberJoined


def participants(tx: Transaction, setup: Setup) -> set[str]:
    """Who takes part in a check-in; some whom the team chose may have left it since."""
    match setup.who:
        case Who.DRIVERS:
            return Participants(tx).drivers(setup.team_id)
        case Who.MEMBERS:
            return Participants(tx).members(setup.team_id)
        case Who.CHOSEN:
            return set(setup.chosen)


def settle_team(tx: Transaction, team_id: UUID) -> None:
    """Enrol whom each of the team's check-ins asks now."""
    found = cadences.held_of(tx, team_id, Kind.CHECKIN)
    if not found:
        return
    part = {one.id: participants(tx, setup_of(one)) for one in found}
    running = sorted((one.made_at, one.id) for one in found if one.state is CadenceState.ACTIVE)
    first = running[0][1] if running else None
    asked = {user for _, cadence_id in running for user in part[cadence_id]}
    left = Participants(tx).owners(team_id) - asked
    for one in found:
        subscriptions.enroll(tx, one.id, part[one.id], besides=left if one.id == first else ())


def driver_changed(tx: Transaction, event: GoalClaimed | GoalReleased | GoalHandedOver) -> None:
    """Who drives something takes part."""
    team_id = Participants(tx).team_of_goal(UUID(event.subject))
    if team_id is not None:
        settle_team(tx, team_id)


def goal_stands_or_not(tx: Transaction, event: GoalWithdrawn | GoalEnded | GoalReopened) -> None:
    """Who drives nothing but this takes part while it stands."""
    settle_team(tx, event.team_id)


def owner_changed(tx: Transaction, event: ActionEvent) -> None:
    """Who has taken something on is asked what became of it."""
    settle_team(tx, event.team_id)


def member_joined(tx: Transaction, event: MemberJoined) -> None:
    """Whoever comes (back) takes part where they belong; who leaves is followed by cadences."""
    settle_team(tx, UUID(event.subject))


def rhythm_turned(tx: Transaction, event: CadenceEvent) -> None:
    """Another check-in may be the first that runs."""
    if event.what == Kind.CHECKIN:
        settle_team(tx, event.team_id)
