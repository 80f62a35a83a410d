"""What follows for rounds from what happens to goals, teams and cycles."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.commitments import rules
from bot.features.commitments.repository import Rounds
from bot.features.commitments.service.access import electorate, held, on_record, redraw
from bot.features.commitments.service.asking import ask_anew, lapse
from bot.features.commitments.service.ending import settle
from bot.features.commitments.values.rounds import RoundState, RoundView
from bot.features.cycles import service as cycles
from bot.features.cycles.events import CyclePlanned, PhaseChanged
from bot.features.cycles.values import Phase
from bot.features.goals import service as goals
from bot.features.goals.events import GoalEdited, GoalEnded, GoalWithdrawn
from bot.features.goals.values import GoalState
from bot.features.indicators.events import IndicatorChanged, IndicatorRemoved
from bot.features.teams import service as teams
from bot.features.teams.events import GuestsRuled, MemberJoined, MemberLeft
from bot.features.workspaces.events import PersonChanged


def electorate_changed(tx: Transaction, event: MemberJoined | MemberLeft | GuestsRuled) -> None:
    """One more or less is asked; perhaps all the others have answered."""
    _look_again(tx, UUID(event.subject))


def person_changed(tx: Transaction, event: PersonChanged) -> None:
    """Somebody may count now or not any more."""
    for team in teams.teams_of(tx, event.subject):
        _look_again(tx, team.id)


def goal_edited(tx: Transaction, event: GoalEdited) -> None:
    """A goal of a set reads differently: what was said to its former words isn't counted."""
    _goal_changed(tx, UUID(event.subject))


def measure_changed(tx: Transaction, event: IndicatorChanged | IndicatorRemoved) -> None:
    """The same when what it is measured by is another; a committed goal's is a matter of `rescoping`."""
    if isinstance(event, IndicatorRemoved) or rules.measure_change(event.before, event.after):
        _goal_changed(tx, UUID(event.subject))


def goal_gone(tx: Transaction, event: GoalWithdrawn | GoalEnded) -> None:
    """A goal can't be committed to any more; a question about nothing else lapses."""
    for asked in Rounds(tx).running_with(UUID(event.subject)):
        wanted = GoalState.PROPOSED if asked.scope_of is None else GoalState.COMMITTED
        known = goals.goals_by_id(tx, asked.goal_ids).values()
        if any(goal.state is wanted for goal in known):
            redraw(tx, asked)
        else:
            lapse(tx, asked.id)


def cycle_moved(tx: Transaction, event: PhaseChanged) -> None:
    """What the team was asked for the cycle ends with it, before its goals are carried over; the next one asks anew."""
    if event.after is Phase.CLOSED:
        for asked in Rounds(tx).running_in(event.team_id):
            settle(tx, asked.id)


def cycle_planned(tx: Transaction, event: CyclePlanned) -> None:
    """A cycle that ends earlier now takes the time for an answer with it."""
    closes = cycles.closes_at(tx, cycles.current(tx, event.team_id))
    for asked in Rounds(tx).running_in(event.team_id):
        if closes is not None and asked.due_at is not None and closes < asked.due_at:
            held(tx, asked.id).due_at = closes
            redraw(tx, asked)


def _goal_changed(tx: Transaction, goal_id: UUID) -> None:
    for asked in Rounds(tx).running_with(goal_id):
        if asked.scope_of is None:
            ask_anew(tx, asked.id, goal_id)


def _look_again(tx: Transaction, team_id: UUID) -> None:
    for asked in Rounds(tx).running_in(team_id):
        if asked.state is RoundState.OPEN and asked.completed_at is None:
            row = held(tx, asked.id)
            if _is_complete(tx, asked):
                row.completed_at = tx.now
        redraw(tx, on_record(tx, asked.id))


def _is_complete(tx: Transaction, asked: RoundView) -> bool:
    return rules.is_complete(Rounds(tx).answers([asked.id])[asked.id], electorate(tx, asked))
