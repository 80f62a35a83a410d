"""Proposing, editing and withdrawing goals."""

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery import surfaces
from bot.errors import Conflict, Invalid, NotAllowed
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.goals.events import GoalEdited, GoalProposed, GoalWithdrawn
from bot.features.goals.models import Goal
from bot.features.goals.repository.goals import GoalRepository
from bot.features.goals.rules import words
from bot.features.goals.service.aims import follow, refuse_circle, with_aim
from bot.features.goals.service.reading import goal, held, who_may
from bot.features.goals.values import GOAL_CARD, GoalDraft, GoalState, GoalView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.teams.values import TeamView
from bot.features.voting import service as voting

VOTED = (
    "People have voted on this goal, so its words stay as they voted on them. Nothing was changed. "
    "You can say more in the thread under its card, or propose a new goal."
)
NOT_EDITOR = (
    "Whoever proposed this goal, and the team's stewards, can edit it{who}. Nothing was changed. "
    "Reply in the thread under its card to suggest other words."
)
NOT_PROPOSER = (
    "Only whoever proposed this goal can withdraw it{who}. Nothing was changed. "
    "Vote on it to say how much it matters to you."
)
WITHDRAWN = "This goal was withdrawn. Nothing was changed. You can propose it again with `/goal propose`."
NOT_OPEN = {
    GoalState.WITHDRAWN: WITHDRAWN,
    GoalState.COMMITTED: "The team committed to this goal as it stands, so nothing was changed. "
    "*Change scope* on its card changes it, with a reason that everybody reads.",
    GoalState.ENDED: "This goal has ended, so nothing was changed. *Open again* on its card takes that back.",
}
CARRIED = (
    "The team was committed to this goal in an earlier cycle, so it stays on record and nothing was changed. "
    "*End this goal* says what became of it."
)
CHANGED = (
    "Somebody changed this goal while you were writing, and nothing of theirs was overwritten. "
    "Copy what you wrote, close this, and press *Edit* again to start from their words."
)
JUST_CHANGED = (
    "Somebody changed this goal at the same moment, so it was not withdrawn. Look at its card and try again."
)


def propose(tx: Transaction, draft: GoalDraft) -> GoalView:
    """Put a goal on record, open its ballot, and show its card in the team's channel (P1).

    Raises:
        Invalid: the draft needs another look; `field` is the draft's field.
        NotFound: the actor may not see the team.
        NotAllowed: the actor is an observer, or a strict team isn't open to proposals now.
        Conflict: Cairn isn't in the team's channel yet.
    """
    wanted = valid(draft)
    team = to_propose(tx, wanted.team_id)
    cycle = cycles.settle(tx, team.id)
    added = _add(tx, with_aim(tx, wanted))
    voting.open_ballot(
        tx,
        team_id=team.id,
        round=cycle.id,
        subject=added.id,
        zone=teams.team_zone(tx, team.id),
        begins=cycles.voting_begins(tx, cycle),
    )
    tx.show(GOAL_CARD, added.id, team.channel, key=f"goal-card:{added.id}")
    tx.happened(GoalProposed(subject=str(added.id), team_id=team.id, number=added.number, title=added.title))
    return added


def to_propose(tx: Transaction, team_id: UUID) -> TeamView:
    """The team, if the actor may propose goals to it; raises as `propose` does."""
    teams.require_member(tx, team_id)
    cycles.require(tx, team_id, Doing.PROPOSE)
    return teams.team(tx, team_id)


def to_propose_in(tx: Transaction, channel: str) -> TeamView | None:
    """The channel's team, if the actor may propose goals to it; None when no team works there."""
    team = teams.team_in(tx, channel)
    return to_propose(tx, team.id) if team else None


def edit(tx: Transaction, goal_id: UUID, draft: GoalDraft, *, seen: datetime | None = None) -> GoalView:
    """Change a goal's words; the proposer and the stewards may, until the first vote.

    Args:
        seen: the goal's `changed_at` when the editor read it; None overwrites whatever there is.

    Raises:
        Invalid: as for `propose`.
        NotFound: the actor may not see the goal.
        NotAllowed: the goal is somebody else's.
        Conflict: somebody voted, withdrew the goal, or edited it since `seen`.
    """
    before = to_edit(tx, goal_id)
    if seen is not None and seen != before.changed_at:
        raise Conflict(CHANGED)
    wanted = with_aim(tx, valid(draft), kept=before.aim_id)
    refuse_circle(tx, goal_id, wanted)
    changes = words.changes(before, wanted)
    if not changes.after:
        return before
    if not GoalRepository(tx).change(before, **columns_of(wanted), changed_at=tx.now):
        raise Conflict(CHANGED)
    follow(tx, goal_id, changes.after)
    tx.touch(GOAL_CARD, goal_id)
    tx.happened(
        GoalEdited(subject=str(goal_id), team_id=before.team_id, before=changes.before, after=changes.after)
    )
    return goal(tx, goal_id)


def to_edit(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may edit it now; raises as `edit` does."""
    found = _open(tx, goal_id)
    if tx.actor != found.proposer and not teams.is_steward(tx, found.team_id, actor_of(tx)):
        raise NotAllowed(NOT_EDITOR.format(who=who_may(tx, found.proposer, stewards_of=found.team_id)))
    teams.require_member(tx, found.team_id)
    return found


def withdraw(tx: Transaction, goal_id: UUID) -> GoalView:
    """Take one's own goal back, until the first vote; its card and its ballot go, its number stays taken.

    Raises:
        NotFound: the actor may not see the goal.
        NotAllowed: somebody else proposed it, or the proposer left the team.
        Conflict: somebody voted, the team was ever committed to it, or it was withdrawn or edited at the same moment.
    """
    found = to_withdraw(tx, goal_id)
    if not GoalRepository(tx).change(found, state=GoalState.WITHDRAWN, changed_at=tx.now):
        raise Conflict(JUST_CHANGED)
    voting.discard(tx, goal_id)
    surfaces.withdraw(tx, GOAL_CARD, str(goal_id))
    tx.touch(GOAL_CARD, goal_id)  # so that delivery is woken to delete the card
    tx.happened(
        GoalWithdrawn(subject=str(goal_id), team_id=found.team_id, number=found.number, title=found.title)
    )
    return goal(tx, goal_id)


def to_withdraw(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may withdraw it now; raises as `withdraw` does."""
    found = _open(tx, goal_id)
    if tx.actor != found.proposer:
        raise NotAllowed(NOT_PROPOSER.format(who=who_may(tx, found.proposer)))
    if found.carried_from is not None:
        raise Conflict(CARRIED)
    teams.require_member(tx, found.team_id)
    return found


def valid(draft: GoalDraft) -> GoalDraft:
    """The draft, cleaned.

    Raises:
        Invalid: it needs another look; `field` is the draft's field.
    """
    wanted = words.cleaned(draft)
    for field, sentence in words.problems_of(wanted).items():
        raise Invalid(field, sentence)
    return wanted


def _add(tx: Transaction, wanted: GoalDraft) -> GoalView:
    repository = GoalRepository(tx)
    row = repository.add(
        Goal(
            number=repository.numbered(wanted.team_id),
            proposer=actor_of(tx),
            proposed_at=tx.now,
            changed_at=tx.now,
            **columns_of(wanted),
        )
    )
    return goal(tx, row.id)


def columns_of(wanted: GoalDraft) -> dict[str, object]:
    """The draft's words as columns of its goal."""
    columns = asdict(wanted)
    del columns["aim"]
    return columns


def _open(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if it is only proposed and nobody voted on it."""
    found = held(tx, goal_id)
    if found.state in NOT_OPEN:
        raise Conflict(NOT_OPEN[found.state])
    voting.hold(tx, goal_id)
    if voting.has_votes(tx, [goal_id]):
        raise Conflict(VOTED)
    return found
