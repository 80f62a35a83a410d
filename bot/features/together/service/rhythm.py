"""When a team reads its numbers together: its cadence of that kind."""

from datetime import time
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cadences.events import CadenceEvent
from bot.features.cadences.rules import upcoming
from bot.features.cadences.service import cadences, team_rhythms
from bot.features.cadences.values import CadenceView, Kind
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Phase
from bot.features.indicators import service as indicators
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived
from bot.features.teams.membership import held
from bot.features.teams.values import TEAM_CARD
from bot.features.together import rules
from bot.features.together.values import TeamRhythm

TEN = time(10)
MOST_TOLD = 3  # times to come
MOST_LOOKED_AT = 16  # times to come: as many as the longest cycle has


def rhythm_in(tx: Transaction, channel: str) -> TeamRhythm:
    """When the team of a channel that the actor is in reads together.

    Raises:
        NoTeamHere: no team works there.
    """
    return rhythm_for(tx, teams.required_team_in(tx, channel).id)


def rhythm_for(tx: Transaction, team_id: UUID) -> TeamRhythm:
    """The same for a team.

    Raises:
        NotFound: the actor may not see it.
    """
    teams.team(tx, team_id)
    known, zone = _known(tx, team_id), teams.team_zone(tx, team_id)
    today, cycle = tx.now.astimezone(zone).date(), cycles.current(tx, team_id)
    coming = () if known is None else upcoming(known.rhythm, zone, now=tx.now, most=MOST_LOOKED_AT)
    runs = rules.runs(cycle, today)
    possible = [one for one in coming if runs is not None and runs[0] <= one.day <= runs[1]]
    return TeamRhythm(
        team_id=team_id,
        cadence=known,
        coming=tuple(possible[:MOST_TOLD]),
        zone=zone.key,
        today=today,
        may_change=teams.is_steward(tx, team_id, tx.actor or ""),
        has_run=rules.has_run(cycle) or (cycle.phase is Phase.RUNNING and not possible),
        is_measured=bool(indicators.primary_of(tx, team_id)),
    )


def choose(tx: Transaction, team_id: UUID, weekday: int | None) -> TeamRhythm:
    """Let the team read together every second week on this day, or no more by itself.

    Args:
        weekday: Monday being 0; None for not at all.

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are no steward of it.
    """
    teams.team(tx, team_id)
    held(tx, team_id)  # before the first look: a team has one rhythm, whoever else chooses at this moment
    known = _known(tx, team_id)
    if weekday is not None:
        _recur(tx, team_id, weekday, known)
    elif known is not None:
        cadences.stop(tx, known.id)
    tx.touch(TEAM_CARD, team_id)
    return rhythm_for(tx, team_id)


def team_arrived(tx: Transaction, event: TeamArrived) -> None:
    """A new team reads together on the day of its digest, until it wants another day or none."""
    team_id = UUID(event.subject)
    if not cadences.has_any(tx, team_id, Kind.READING):
        _recur(tx, team_id, rules.usual_day(one.rhythm.schedule for one in _checkins(tx, team_id)), None)


def turned(tx: Transaction, event: CadenceEvent) -> None:
    """The team's card says whether it reads together."""
    if event.what == Kind.READING:
        tx.touch(TEAM_CARD, event.team_id)


def _recur(tx: Transaction, team_id: UUID, weekday: int, known: CadenceView | None) -> None:
    today = tx.now.astimezone(teams.team_zone(tx, team_id)).date()
    before = known.rhythm if known is not None else None
    schedule = rules.schedule_of(weekday, today, before.schedule if before else None)
    at = before.at if before else next((one.rhythm.at for one in _checkins(tx, team_id)), TEN)
    team_rhythms.put(tx, team_rhythms.drafted(team_id, Kind.READING, schedule, at), known)


def _known(tx: Transaction, team_id: UUID) -> CadenceView | None:
    return team_rhythms.current(tx, team_id, Kind.READING)


def _checkins(tx: Transaction, team_id: UUID) -> list[CadenceView]:
    return cadences.cadences_of(tx, team_id, Kind.CHECKIN)
