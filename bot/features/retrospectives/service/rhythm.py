"""When a team's retros begin by themselves: its retro cadence."""

from datetime import time
from uuid import UUID

from bot.clock.recurrence import OnDate, Schedule
from bot.db.transaction import Transaction
from bot.features.cadences.service import cadences
from bot.features.cadences.service.subscriptions import enroll
from bot.features.cadences.values import (
    TEAM_ITSELF,
    CadenceDraft,
    CadenceView,
    Kind,
    Rhythm,
    ZonePolicy,
)
from bot.features.retrospectives.rules.phases import first_day
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived

AT = time(10)


def rhythm_of(tx: Transaction, team_id: UUID) -> CadenceView | None:
    """The team's rhythm, paused ones too; None when it has none or stopped it.

    Raises:
        NotFound: the actor may not see the team.
    """
    teams.team(tx, team_id)
    return next(iter(cadences.cadences_of(tx, team_id, Kind.RETRO)), None)


def set_rhythm(tx: Transaction, team_id: UUID, schedule: Schedule, at: time) -> CadenceView:
    """Let retros begin on this schedule, at this time of day in the team's zone.

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are no steward of it.
        Conflict: somebody changes it at the same moment.
    """
    draft = _draft(team_id, Rhythm(schedule, at, ZonePolicy.TEAM))
    known = rhythm_of(tx, team_id)
    if known is not None:
        return cadences.change(tx, known.id, draft, version=known.version)
    return _create(tx, draft)


def stop_rhythm(tx: Transaction, team_id: UUID) -> None:
    """Retros begin only when somebody starts one; raises as `set_rhythm` does."""
    known = rhythm_of(tx, team_id)
    if known is not None:
        cadences.stop(tx, known.id)


def team_arrived(tx: Transaction, event: TeamArrived) -> None:
    """A new team looks back once in the last week of its cycle, until it wants another rhythm."""
    team_id = UUID(event.subject)
    if not cadences.has_any(tx, team_id, Kind.RETRO):
        first = first_day(teams.current_cycle(tx, team_id).ends_on)
        _create(tx, _draft(team_id, Rhythm(OnDate(first), AT, ZonePolicy.TEAM)))


def _draft(team_id: UUID, rhythm: Rhythm) -> CadenceDraft:
    return CadenceDraft(team_id, Kind.RETRO, rhythm, {}, {})


def _create(tx: Transaction, draft: CadenceDraft) -> CadenceView:
    made = cadences.create(tx, draft)
    enroll(tx, made.id, [TEAM_ITSELF])
    return made
