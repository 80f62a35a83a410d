"""Starting a retro, by somebody or by the team's rhythm."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.db.unsigned import ANONYMOUS_FROM, CONTRIBUTORS_LEAST
from bot.errors import Conflict, Invalid
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.retrospectives.events import RetroStarted
from bot.features.retrospectives.models import Retro
from bot.features.retrospectives.repository.reflections import Reflections
from bot.features.retrospectives.repository.retros import FORMAT, Retros, format_of, write_ends
from bot.features.retrospectives.rules.phases import planned
from bot.features.retrospectives.rules.words import format_of as chosen_format
from bot.features.retrospectives.service.access import (
    actions_before,
    found,
    next_of,
    parent_key,
    usually_anonymous,
)
from bot.features.retrospectives.service.moving import settle
from bot.features.retrospectives.values.formats import Format
from bot.features.retrospectives.values.phases import Phase
from bot.features.retrospectives.values.retro import (
    Field,
    RetroDraft,
    RetroView,
    StartChoices,
)
from bot.features.retrospectives.values.surfaces import LAST_ACTIONS, RETRO
from bot.features.teams import service as teams
from bot.features.teams.membership import held as held_team
from bot.features.teams.values import TeamState

RUNNING = "A retro is running in this team, so no other was begun. Its thread is in the team's channel."
NOT_A_MEMBER = "Choose a member of this team, or leave it empty: you can always move it on yourself."


def choices(tx: Transaction, team_id: UUID) -> StartChoices:
    """What the form that starts a retro offers; raises as `start` does."""
    teams.require_member(tx, team_id)
    cycles.require(tx, team_id, Doing.REFLECT)
    _require_none_running(tx, team_id)
    waiting = Retros(tx).waiting(team_id)
    unsigned = Reflections(tx).anonymous_contributors(waiting.id) if waiting else 0
    return StartChoices(
        team_id=team_id,
        may_be_anonymous=teams.team(tx, team_id).member_count >= ANONYMOUS_FROM,
        is_usually_anonymous=usually_anonymous(tx, team_id),
        waiting=Retros(tx).view(waiting).contributors if waiting else 0,
        unsigned=unsigned,
    )


def choices_in(tx: Transaction, channel: str) -> StartChoices:
    """The same, for the team of a channel that the actor is in.

    Raises:
        NoTeamHere: no team works there; otherwise as `start` does.
    """
    return choices(tx, teams.required_team_in(tx, channel).id)


def start(tx: Transaction, draft: RetroDraft) -> RetroView:
    """Begin collecting, with what was gathered since the last retro; the parent and last time's actions are shown.

    What fewer than three people gathered without their names waits for the next retro, should this one have names.

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer, or the team is strict and doesn't look back in this phase.
        Conflict: a retro is running in the team.
        Invalid: the format, own columns or facilitator can't be.
    """
    teams.require_member(tx, draft.team_id)
    cycles.require(tx, draft.team_id, Doing.REFLECT)
    kind = chosen_format(draft.format, draft.columns)
    if draft.facilitator is not None and draft.facilitator not in teams.members(tx, draft.team_id):
        raise Invalid(Field.FACILITATOR, NOT_A_MEMBER)
    return _begin(tx, draft, kind)


def start_by_clock(tx: Transaction, cadence_id: UUID, day: str) -> RetroView | None:
    """The team's rhythm says so: begin in the usual way.

    None when one is running, this was done before, or the team has fallen asleep since it was due; also when the team
    is strict and doesn't look back in this phase, silently: nobody asked, and its rhythm comes again.
    """
    team_id = Retros(tx).take_due(cadence_id, day)
    if team_id is None:
        return None
    team = held_team(tx, team_id)
    settle_running(tx, team_id)
    if team.state != TeamState.ACTIVE or Retros(tx).running(team_id) is not None:
        return None
    if cycles.refused_in(tx, [team_id], Doing.REFLECT):
        return None
    return _begin(tx, RetroDraft(team_id=team_id), format_of(next_of(tx, team_id)))


def settle_running(tx: Transaction, team_id: UUID) -> None:
    """Act on the clock, should its job be late: what is over must not stand in the way."""
    running = Retros(tx).running(team_id)
    if running is not None:
        settle(tx, running.id)


def _begin(tx: Transaction, draft: RetroDraft, kind: Format) -> RetroView:
    held_team(tx, draft.team_id)
    settle_running(tx, draft.team_id)
    _require_none_running(tx, draft.team_id)
    anonymous = usually_anonymous(tx, draft.team_id, draft.is_anonymous)
    row = found(Retros(tx).locked(next_of(tx, draft.team_id).id))
    row.questions = FORMAT.dump_python(kind, mode="json")
    row.plan, row.is_anonymous = draft.plan.value, anonymous
    row.choice = _choice(tx, draft)
    row.starter, row.facilitator, row.started_at = tx.actor, draft.facilitator, tx.now
    write_ends(row, planned(draft.plan, tx.now, teams.team_zone(tx, draft.team_id)), Phase.COLLECT)
    tx.session.flush()
    if not anonymous:
        _leave_unsigned(tx, row)
    _show(tx, row)
    return Retros(tx).view(row)


def _leave_unsigned(tx: Transaction, row: Retro) -> None:
    """Words that too few gave without their names wait on: nobody can join them in a retro with names.

    To begin one must not be a way to have others' words erased.
    """
    reflections = Reflections(tx)
    is_enough = reflections.anonymous_contributors(row.id) >= CONTRIBUTORS_LEAST
    if not is_enough and reflections.has_anonymous(row.id):
        reflections.move_anonymous(row.id, next_of(tx, row.team_id).id)


def _choice(tx: Transaction, draft: RetroDraft) -> bool | None:
    """What the starter chose, where there was a choice; else what the team chose last."""
    last = Retros(tx).last(draft.team_id)
    may_choose = teams.team_by_id(tx, draft.team_id).member_count >= ANONYMOUS_FROM
    chosen = draft.is_anonymous if may_choose else None
    return chosen if chosen is not None else (last.choice if last else None)


def _show(tx: Transaction, row: Retro) -> None:
    channel = teams.team_by_id(tx, row.team_id).channel
    tx.show(RETRO, row.id, channel, key=parent_key(row.id))
    if actions_before(tx, row):
        tx.show(
            LAST_ACTIONS, row.id, channel, key=f"retro-last-actions:{row.id}", thread_of=parent_key(row.id)
        )
    tx.happened(
        RetroStarted(
            subject=str(row.id),
            team_id=row.team_id,
            format=format_of(row).name,
            plan=row.plan,
            is_anonymous=row.is_anonymous,
            facilitator=row.facilitator,
        )
    )


def _require_none_running(tx: Transaction, team_id: UUID) -> None:
    running = Retros(tx).running(team_id)
    if running is not None and Retros(tx).view(running).is_running:
        raise Conflict(RUNNING)
