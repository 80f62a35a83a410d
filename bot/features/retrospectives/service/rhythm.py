"""When a team's retros begin by themselves: its retro cadence."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.clock.recurrence import Occurrence, OnDate, Schedule
from bot.db.transaction import Transaction
from bot.errors import Invalid
from bot.features.cadences.events import CadenceEvent
from bot.features.cadences.rules import upcoming
from bot.features.cadences.service import cadences, team_rhythms
from bot.features.cadences.values import CadenceView, Kind
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CycleClosed, CycleOpened
from bot.features.retrospectives.rules.phases import first_day
from bot.features.retrospectives.rules.rhythm import (
    LAPSED,
    NO_TIME,
    OVER,
    SUGGESTED,
    RhythmDraft,
    RhythmField,
    TeamRhythm,
    schedule_of,
)
from bot.features.teams import service as teams
from bot.features.teams.events import TeamArrived
from bot.features.teams.membership import held as held_team
from bot.features.teams.values import TEAM_CARD

AT = time(10)
MOST_TOLD = 3  # times to come


def rhythm_of(tx: Transaction, team_id: UUID) -> CadenceView | None:
    """The team's rhythm, paused ones too; None when it has none or stopped it.

    Raises:
        NotFound: the actor may not see the team.
    """
    teams.team(tx, team_id)
    return team_rhythms.current(tx, team_id, Kind.RETRO)


def rhythm_in(tx: Transaction, channel: str) -> TeamRhythm:
    """When retros begin in the team of a channel that the actor is in, and whether they may change it.

    Raises:
        NoTeamHere: no team works there.
    """
    return rhythm_for(tx, teams.required_team_in(tx, channel).id)


def rhythm_for(tx: Transaction, team_id: UUID) -> TeamRhythm:
    """The same for a team.

    Raises:
        NotFound: the actor may not see it.
    """
    known, zone = rhythm_of(tx, team_id), teams.team_zone(tx, team_id)
    return TeamRhythm(
        team_id=team_id,
        zone=zone.key,
        today=tx.now.astimezone(zone).date(),
        cadence=known,
        coming=_coming(tx, known, zone) if known else (),
        next_day=cadences.next_day(tx, known.id) if known else None,
        left_out=cadences.left_out(tx, known.id) if known else None,
        may_change=teams.is_steward(tx, team_id, tx.actor or ""),
    )


def coming(tx: Transaction, team_id: UUID, wanted: RhythmDraft) -> tuple[Occurrence, ...]:
    """When retros would begin next.

    Raises:
        NotFound: the actor may not see the team.
        Invalid: what was chosen is not complete.
    """
    known = rhythm_for(tx, team_id)
    schedule = _schedule(known, wanted)
    if schedule is None:
        return ()
    draft = team_rhythms.drafted(team_id, Kind.RETRO, schedule, wanted.at or AT)
    is_as_before = known.cadence is not None and known.cadence.rhythm == draft.rhythm
    skipped = known.left_out if is_as_before else None
    return cadences.preview(tx, draft, [known.zone], MOST_TOLD, skipped=skipped)[known.zone]


def choose(tx: Transaction, team_id: UUID, wanted: RhythmDraft) -> TeamRhythm:
    """Let retros begin as it was chosen; raises as `set_rhythm` does.

    Raises:
        Invalid: the day or the time is missing, or is over.
    """
    held_team(
        tx, team_id
    )  # before the first look: a team has one rhythm, whoever else chooses at this moment
    schedule = _schedule(rhythm_for(tx, team_id), wanted)
    if schedule is None:
        stop_rhythm(tx, team_id)
    elif wanted.at is None:
        raise Invalid(RhythmField.AT, NO_TIME)
    elif not coming(tx, team_id, wanted):
        raise Invalid(RhythmField.AT, OVER)
    else:
        set_rhythm(tx, team_id, schedule, wanted.at)
    tx.touch(TEAM_CARD, team_id)
    return rhythm_for(tx, team_id)


def set_rhythm(tx: Transaction, team_id: UUID, schedule: Schedule, at: time) -> CadenceView:
    """Let retros begin on this schedule, at this time of day in the team's zone.

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are no steward of it.
        Conflict: somebody changes it at the same moment.
    """
    held_team(tx, team_id)
    draft = team_rhythms.drafted(team_id, Kind.RETRO, schedule, at)
    return team_rhythms.put(tx, draft, rhythm_of(tx, team_id))


def stop_rhythm(tx: Transaction, team_id: UUID) -> None:
    """Retros begin only when somebody starts one; raises as `set_rhythm` does."""
    known = rhythm_of(tx, team_id)
    if known is not None:
        cadences.stop(tx, known.id)


def team_arrived(tx: Transaction, event: TeamArrived) -> None:
    """A new team looks back in the last week of its cycle, until it wants another rhythm."""
    team_id = UUID(event.subject)
    if not cadences.has_any(tx, team_id, Kind.RETRO):
        _suggest(tx, team_id, cycles.current(tx, team_id).ends_on)


def cycle_closed(tx: Transaction, event: CycleClosed) -> None:
    """What Cairn suggested for the last week of the cycle ends with it, also when that closes before.

    Else it would begin by itself in the midst of the next. What somebody chose stays as they chose it.
    """
    known = rhythm_for(tx, event.team_id)
    if known.cadence is not None and known.is_suggested:
        cadences.lapse(tx, known.cadence.id, detail=SUGGESTED if known.is_paused else LAPSED)


def cycle_opened(tx: Transaction, event: CycleOpened) -> None:
    """Where nobody chose a rhythm, or paused or stopped what was suggested, it is suggested for the next cycle too."""
    last = cadences.newest(tx, event.team_id, Kind.RETRO)
    if last is not None and last.detail == LAPSED:
        _suggest(tx, event.team_id, event.ends_on)


def turned(tx: Transaction, event: CadenceEvent) -> None:
    """The team's card says whether its retros begin by themselves."""
    if event.what == Kind.RETRO:
        tx.touch(TEAM_CARD, event.team_id)


def _schedule(known: TeamRhythm, wanted: RhythmDraft) -> Schedule | None:
    return schedule_of(wanted, known.today, known.cadence.rhythm.schedule if known.cadence else None)


def _coming(tx: Transaction, known: CadenceView, zone: ZoneInfo) -> tuple[Occurrence, ...]:
    return upcoming(known.rhythm, zone, now=tx.now, skipped=known.skipped, most=MOST_TOLD)


def _suggest(tx: Transaction, team_id: UUID, ends_on: date) -> None:
    """One look back in the last week of the cycle that ends then."""
    draft = team_rhythms.drafted(team_id, Kind.RETRO, OnDate(first_day(ends_on)), AT)
    team_rhythms.suggest(tx, replace(draft, detail=SUGGESTED))
