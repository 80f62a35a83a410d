"""A committed goal's scope, or its measure, changed: those whom it concerns are asked whether their word holds (P9)."""

from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.commitments import rules
from bot.features.commitments.repository import Rounds
from bot.features.commitments.service.access import deadline, on_record
from bot.features.commitments.service.asking import ask_each, lapse, note_asked
from bot.features.commitments.service.posting import show
from bot.features.commitments.values.drafts import RoundDraft
from bot.features.goals import service as goals
from bot.features.goals.events import GoalRescoped
from bot.features.goals.values import GoalState, GoalView
from bot.features.indicators.events import IndicatorChanged, IndicatorRemoved
from bot.features.ownership import service as ownership
from bot.features.teams import service as teams


def goal_rescoped(tx: Transaction, event: GoalRescoped) -> None:
    """Ask about the goal as it is now."""
    _ask(tx, goals.goal_on_record(tx, UUID(event.subject)), event.why)


def measure_changed(tx: Transaction, event: IndicatorChanged | IndicatorRemoved) -> None:
    """The same when a committed goal is measured otherwise: what counts as reached is what people gave their word on."""
    goal = goals.goal_on_record(tx, UUID(event.subject))
    if goal.state is not GoalState.COMMITTED:
        return
    if isinstance(event, IndicatorRemoved):
        _ask(tx, goal, f"The indicator “{event.name}” was removed.")
    elif changed := rules.measure_change(event.before, event.after):
        _ask(tx, goal, f"The indicator “{event.name}” changed: {changed}.")


def _ask(tx: Transaction, goal: GoalView, why: str) -> None:
    """In place of a question about what it was before; it stays committed meanwhile."""
    before = Rounds(tx).about_scope_of(goal.id)
    if before is not None:
        lapse(tx, before.id)
    only = concerned(tx, goal.id, goal.team_id)
    if goal.cycle_id is None or not only - {tx.actor}:
        return
    round_id = Rounds(tx).begin(
        RoundDraft(team_id=goal.team_id, goal_ids=(goal.id,)),
        cycle_id=goal.cycle_id,
        asked_by=tx.actor or "",
        due_at=deadline(tx, goal.team_id),
        scope_of=goal.id,
        only=sorted(only),
        why=why,
    )
    asked = on_record(tx, round_id)
    show(tx, asked)
    note_asked(tx, asked)
    ask_each(tx, asked)


def concerned(tx: Transaction, goal_id: UUID, team_id: UUID) -> frozenset[str]:
    """Who drives the goal, contributes to it or is consulted on it; everybody where that is only who changed it."""
    everybody = teams.electorate(tx, team_id)
    people = ownership.people_of(tx, [goal_id]).get(goal_id)
    if people is None:
        return everybody
    driver = (people.driver,) if people.driver else ()
    holders = everybody.intersection({*driver, *people.contributors, *people.consulted})
    return holders if holders - {tx.actor} else everybody
