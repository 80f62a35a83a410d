"""Initiatives: putting them on record, editing and finding them (P12)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict
from bot.features.attention.service import notices
from bot.features.goals.events import GoalEnded, GoalReopened, GoalWithdrawn
from bot.features.goals.values import GOAL_CARD
from bot.features.planning.events.initiatives import InitiativeAdded, InitiativeEdited
from bot.features.planning.repository.dependencies import Dependencies
from bot.features.planning.repository.initiatives import Initiatives, initiative_view
from bot.features.planning.rules import initiatives as rules
from bot.features.planning.service import slips
from bot.features.planning.service.access import about, held, initiative, require_goal, tell, today_of
from bot.features.planning.values.dependencies import DEPENDENCY_CARD
from bot.features.planning.values.initiatives import (
    InitiativeDraft,
    InitiativeField,
    InitiativeView,
    Progress,
    Words,
)
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of

CHANGED = (
    "Somebody changed this initiative while you were writing, and nothing of theirs was overwritten. "
    "Copy what you wrote, close this, and press *Edit* again to start from their words."
)


def add(tx: Transaction, draft: InitiativeDraft) -> InitiativeView:
    """Put an initiative on record, at the end of its team's backlog.

    Raises:
        Invalid: it says nothing, its goal is not the team's, or its day is over; `field` is the form's block id.
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer.
    """
    teams.require_member(tx, draft.team_id)
    return put_on_record(tx, _valid(tx, draft))


def put_on_record(tx: Transaction, draft: InitiativeDraft) -> InitiativeView:
    """The same, for a team that somebody else has agreed to it for, in words that were checked."""
    made = Initiatives(tx).keep(draft)
    tell(tx, InitiativeAdded(**about(made), number=made.number, due=made.due), made.goal_id)
    return made


def due_by(tx: Transaction, found: InitiativeView, day: date) -> None:
    """An initiative without due date gets one: its team agreed to bring something by that day."""
    if found.due is None:
        Initiatives(tx).set_due(found.id, day)
        after: Words = {"due": day.isoformat()}
        tell(tx, InitiativeEdited(**about(found), before={"due": None}, after=after), found.goal_id)


def edit(
    tx: Transaction, initiative_id: UUID, draft: InitiativeDraft, *, seen: datetime | None = None
) -> InitiativeView:
    """Change its words, its goal or its due date; its team stays.

    Args:
        seen: its `changed_at` when the editor read it; None overwrites whatever there is.

    Raises:
        Invalid, NotAllowed: as for `add`.
        NotFound: there is no such initiative for this person.
        Conflict: somebody edited it since `seen`.
    """
    slips.hold(tx)
    row = held(tx, initiative_id)
    before = initiative_view(row)
    if seen is not None and seen != before.changed_at:
        raise Conflict(CHANGED)
    wanted = _valid(tx, replace(draft, team_id=before.team_id), before)
    was, becomes = rules.changes(before, wanted)
    if not becomes:
        return before
    row.title, row.description = wanted.title, wanted.description
    row.goal_id, row.due, row.changed_at = wanted.goal_id, wanted.due, tx.now
    tx.session.flush()
    tell(tx, InitiativeEdited(**about(initiative_view(row)), before=was, after=becomes), row.goal_id)
    if before.goal_id is not None:
        tx.touch(GOAL_CARD, before.goal_id)
    if {"title", "goal_id"} & becomes.keys():
        redraw_requests(tx, before.id)
    if "due" in becomes:
        slips.work_out(tx, [before.id])
    return initiative(tx, before.id)


def initiatives_of(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, list[InitiativeView]]:
    """The initiatives of these goals by rank, without those let go; a goal without any is missing."""
    found: defaultdict[UUID, list[InitiativeView]] = defaultdict(list)
    for one in Initiatives(tx).of_goals(goal_ids):
        if one.goal_id is not None:
            found[one.goal_id].append(one)
    return dict(found)


def progress_of(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, Progress]:
    """How many initiatives of these goals stand where; a goal without any is missing."""
    return Initiatives(tx).progress_of(goal_ids)


def open_counts(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, int]:
    """By team, found for whoever asks, how many initiatives are open; a team without any is missing."""
    return Initiatives(tx).open_counts(team_ids)


def overdue_in(tx: Transaction, team_ids: Collection[UUID]) -> dict[UUID, list[InitiativeView]]:
    """What the actor drives in these teams and is overdue, what was due first first; a team without any is missing."""
    found: defaultdict[UUID, list[InitiativeView]] = defaultdict(list)
    for one in Initiatives(tx).overdue_of(actor_of(tx), team_ids, today_of(tx)):
        found[one.team_id].append(one)
    return dict(found)


def initiatives_by_id(tx: Transaction, initiative_ids: Collection[UUID]) -> dict[UUID, InitiativeView]:
    """Those of these initiatives that the actor may see."""
    return Initiatives(tx).by_ids(initiative_ids)


def goal_over(tx: Transaction, event: GoalEnded | GoalWithdrawn | GoalReopened) -> None:
    """The cards of requests name the goal that they are for."""
    goal_id = UUID(event.subject)
    serving = {one.id for one in initiatives_of(tx, [goal_id]).get(goal_id, [])}
    for one in Dependencies(tx).standing_of(serving):
        if one.initiative_id in serving:
            notices.redraw(tx, DEPENDENCY_CARD, one.id)


def redraw_requests(tx: Transaction, initiative_id: UUID) -> None:
    """The cards of requests name what needs something and what brings it, or was to and stays."""
    for one in Dependencies(tx).all_of(initiative_id):
        notices.redraw(tx, DEPENDENCY_CARD, one.id)


def _valid(tx: Transaction, draft: InitiativeDraft, before: InitiativeView | None = None) -> InitiativeDraft:
    """The draft in clean words; the day and the goal of before may be over by now."""
    goal_before, due_before = (before.goal_id, before.due) if before else (None, None)
    require_goal(tx, draft.team_id, draft.goal_id, before=goal_before, field=InitiativeField.GOAL)
    due = draft.due if draft.due == due_before else rules.due_of(draft.due, today_of(tx))
    return replace(
        draft,
        title=rules.title_of(draft.title),
        description=rules.description_of(draft.description),
        due=due,
    )
