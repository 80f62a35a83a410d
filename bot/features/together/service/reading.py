"""Reading together: posting what is due, following the numbers for two weeks, and letting it rest."""

from collections.abc import Collection
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.cycles import service as cycles
from bot.features.cycles.events import PhaseChanged
from bot.features.cycles.values import Phase
from bot.features.indicators import service as indicators
from bot.features.indicators.events import IndicatorEvent
from bot.features.indicators.values import IndicatorView
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams
from bot.features.teams.events import MemberLeft
from bot.features.teams.membership import held
from bot.features.teams.values import TeamState
from bot.features.thresholds.events import TalkEvent
from bot.features.thresholds.service import talks
from bot.features.together import rules
from bot.features.together.models import Together
from bot.features.together.repository import Togethers, view_of
from bot.features.together.values import PROMPTS, READING, Figure, State, TogetherView

NOT_FOUND = "I can't find that reading any more. Nothing was changed."


def together(tx: Transaction, together_id: UUID) -> TogetherView:
    """One reading together, to be drawn.

    Raises:
        NotFound: there is none.
    """
    found = Togethers(tx).by_id(together_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def figures(tx: Transaction, read: TogetherView) -> list[Figure]:
    """Its primary indicators as they stand today; once it is over, as they stood then."""
    until = read.over_on or indicators.today_of(tx, read.team_id)
    measured = indicators.of_goals(tx, read.goal_ids)
    primary = [one for goal_id in read.goal_ids for one in measured.get(goal_id, ()) if one.is_primary]
    known = indicators.readings_of(tx, [one.id for one in primary])
    return [rules.figure(one, known.get(one.id, ()), since=read.since, until=until) for one in primary]


def post(tx: Transaction, together_id: UUID) -> None:
    """Post what a team's rhythm says is due, once, or pass it over."""
    due = together(tx, together_id)
    team = held(tx, due.team_id)
    row = Togethers(tx).locked(together_id)
    if row is None or row.state != State.DUE:
        return
    cycle = cycles.currents(tx, [team.id]).get(team.id)
    primary = indicators.primary_of(tx, team.id) if team.state == TeamState.ACTIVE else []
    is_time = rules.is_to_post(
        row.day,
        indicators.today_of(tx, team.id),
        cycle.phase if cycle else None,
        is_newest=row.day == Togethers(tx).newest_day(team.id),
        is_measured=bool(primary),
    )
    row.state = State.OPEN if is_time else State.PASSED
    if is_time:
        _open(tx, row, primary)


def numbers_changed(tx: Transaction, event: IndicatorEvent | TalkEvent) -> None:
    """What the newest message says of a number, or of a talk about it, is so now."""
    for row in Togethers(tx).open_of(event.team_id):
        tx.touch(READING, row.id)


def cycle_moved(tx: Transaction, event: PhaseChanged) -> None:
    """The cycle runs no more: its message stays as it is."""
    if event.after is not Phase.RUNNING:
        _let_rest(tx, event.team_id)


def member_left(tx: Transaction, event: MemberLeft) -> None:
    """Who left the team facilitates no more."""
    for row in Togethers(tx).open_of(UUID(event.subject)):
        if row.facilitator == event.user:
            row.facilitator = _facilitator(tx, row.team_id, view_of(row).goal_ids)
            tx.touch(READING, row.id)


def _open(tx: Transaction, row: Together, primary: Collection[IndicatorView]) -> None:
    _let_rest(tx, row.team_id, but=row.id)
    goal_ids = list(dict.fromkeys(one.goal_id for one in primary))
    row.since = Togethers(tx).last_read(row.team_id, row.day) or row.since
    row.goal_ids = [str(goal_id) for goal_id in goal_ids]
    row.facilitator = _facilitator(tx, row.team_id, goal_ids)
    tx.session.flush()
    channel, key = teams.team_by_id(tx, row.team_id).channel, f"together:{row.id}"
    tx.show(READING, row.id, channel, key=key)
    tx.show(PROMPTS, row.id, channel, key=f"together-prompts:{row.id}", thread_of=key)


def _let_rest(tx: Transaction, team_id: UUID, *, but: UUID | None = None) -> None:
    """What the team read so far is told as it stands on this day, and asks for nothing any more."""
    for row in Togethers(tx).open_of(team_id):
        if row.id != but:
            row.state, row.over_on = State.OVER, indicators.today_of(tx, team_id)
            tx.touch(READING, row.id)
    tx.session.flush()


def _facilitator(tx: Transaction, team_id: UUID, goal_ids: Collection[UUID]) -> str | None:
    had = rules.with_turns(talks.free_members(tx, team_id), Togethers(tx).turns(team_id))
    drivers = {driver.user for driver in ownership.drivers_of(tx, goal_ids).values()}
    return rules.facilitator(had, drivers=drivers)
