"""Milestones: the days by which a team wants to have reached something (P7)."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, NotFound
from bot.features.planning.events.milestones import (
    MilestoneAdded,
    MilestoneChanged,
    MilestoneEvent,
    MilestoneReached,
    MilestoneRemoved,
    MilestoneReopened,
)
from bot.features.planning.models.milestones import Milestone
from bot.features.planning.repository.milestones import Milestones, milestone_view
from bot.features.planning.rules.milestones import day_of, milestone_changes, milestone_title_of
from bot.features.planning.service.access import require_goal, today_of
from bot.features.planning.values.milestones import (
    MilestoneDraft,
    MilestoneField,
    MilestoneState,
    MilestoneView,
)
from bot.features.teams import service as teams
from bot.features.teams.values import TEAM_CARD

NOT_FOUND = "I can't find that milestone any more. Nothing was changed; `/goal timeline` shows what there is."
REMOVED = "This milestone was removed, so nothing was changed. You can add it again from `/goal timeline`."
CHANGED = (
    "Somebody changed this milestone while you were writing, and nothing of theirs was overwritten. "
    "Copy what you wrote, close this, and press *Edit* again to start from their words."
)
NEXT = 2  # milestones that a team's card tells
EVENTS: dict[MilestoneState, type[MilestoneReached | MilestoneReopened | MilestoneRemoved]] = {
    MilestoneState.REACHED: MilestoneReached,
    MilestoneState.AHEAD: MilestoneReopened,
    MilestoneState.REMOVED: MilestoneRemoved,
}


class About(TypedDict):
    """What every event of a milestone says."""

    subject: str
    team_id: UUID
    milestone_id: UUID
    title: str
    day: date


def add_milestone(tx: Transaction, draft: MilestoneDraft) -> MilestoneView:
    """Put a milestone on the team's timeline.

    Raises:
        Invalid: it says nothing, its goal is not the team's, or its day is over; `field` is the form's block id.
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer.
    """
    teams.require_member(tx, draft.team_id)
    require_goal(tx, draft.team_id, draft.goal_id, field=MilestoneField.GOAL)
    title, day = milestone_title_of(draft.title), day_of(draft.day, today_of(tx))
    made = Milestones(tx).keep(
        MilestoneDraft(team_id=draft.team_id, title=title, day=day, goal_id=draft.goal_id)
    )
    _tell(tx, MilestoneAdded(**_about(made)))
    return made


def edit_milestone(
    tx: Transaction, milestone_id: UUID, draft: MilestoneDraft, *, seen: datetime | None = None
) -> MilestoneView:
    """Change its title, day or goal; its team stays.

    Args:
        seen: its `changed_at` when the editor read it; None overwrites whatever there is.

    Raises:
        Invalid, NotAllowed: as for `add_milestone`.
        NotFound: there is no such milestone for this person.
        Conflict: somebody changed or removed it since `seen`.
    """
    row = _held(tx, milestone_id)
    before = milestone_view(row)
    if seen is not None and seen != before.changed_at:
        raise Conflict(CHANGED)
    require_goal(tx, before.team_id, draft.goal_id, before=before.goal_id, field=MilestoneField.GOAL)
    day = draft.day if draft.day == before.day else day_of(draft.day, today_of(tx))
    row.title, row.day, row.goal_id = milestone_title_of(draft.title), day, draft.goal_id
    was = milestone_changes(
        before, MilestoneDraft(team_id=row.team_id, title=row.title, day=day, goal_id=row.goal_id)
    )
    if was:
        row.changed_at = tx.now
        tx.session.flush()
        _tell(tx, MilestoneChanged(**_about(milestone_view(row)), before=was))
    return milestone_view(row)


def reach_milestone(tx: Transaction, milestone_id: UUID) -> MilestoneView:
    """The team is there; saying so again changes nothing.

    Raises:
        NotFound: there is no such milestone for this person.
        NotAllowed: they are no member of its team.
        Conflict: it was removed.
    """
    return _become(tx, milestone_id, MilestoneState.REACHED)


def reopen_milestone(tx: Transaction, milestone_id: UUID) -> MilestoneView:
    """The team is not there yet after all; raises as `reach_milestone` does."""
    return _become(tx, milestone_id, MilestoneState.AHEAD)


def remove_milestone(tx: Transaction, milestone_id: UUID) -> MilestoneView:
    """It leaves the timeline and stays in the history; raises as `reach_milestone` does."""
    return _become(tx, milestone_id, MilestoneState.REMOVED)


def milestone(tx: Transaction, milestone_id: UUID) -> MilestoneView:
    """One milestone, removed or not.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = Milestones(tx).by_id(milestone_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def milestones_of(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, list[MilestoneView]]:
    """The milestones of these teams by day, reached ones too; a team without any is missing."""
    found: defaultdict[UUID, list[MilestoneView]] = defaultdict(list)
    for one in Milestones(tx).of_teams(team_ids):
        found[one.team_id].append(one)
    return dict(found)


def next_milestones(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, list[MilestoneView]]:
    """The two milestones of each team that come next, late ones first; a team without any is missing."""
    found: defaultdict[UUID, list[MilestoneView]] = defaultdict(list)
    for one in Milestones(tx).ahead_of(team_ids, each=NEXT):
        found[one.team_id].append(one)
    return dict(found)


def _become(tx: Transaction, milestone_id: UUID, state: MilestoneState) -> MilestoneView:
    row = _held(tx, milestone_id)
    if row.state != state:
        row.state, row.changed_at = state, tx.now
        tx.session.flush()
        _tell(tx, EVENTS[state](**_about(milestone_view(row))))
    return milestone_view(row)


def _held(tx: Transaction, milestone_id: UUID) -> Milestone:
    """The row, locked, when the actor is a member of its team and it wasn't removed."""
    row = Milestones(tx).locked(milestone_id)
    if row is None:
        raise NotFound(NOT_FOUND)
    teams.require_member(tx, row.team_id)
    if row.state == MilestoneState.REMOVED:
        raise Conflict(REMOVED)
    return row


def _tell(tx: Transaction, event: MilestoneEvent) -> None:
    """Put on record what happened; the team's card tells what comes next."""
    tx.happened(event)
    tx.touch(TEAM_CARD, event.team_id)


def _about(found: MilestoneView) -> About:
    return {
        "subject": str(found.goal_id or found.id),
        "team_id": found.team_id,
        "milestone_id": found.id,
        "title": found.title,
        "day": found.day,
    }
