"""Which indicators a goal has: adding, changing and removing them, and which of them are primary."""

from dataclasses import replace
from datetime import date, datetime
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import Conflict, Invalid, NotFound
from bot.features.goals import service as goals
from bot.features.goals.events import GoalReopened
from bot.features.goals.values import GOAL_CARD, GoalView
from bot.features.indicators.events import IndicatorAdded, IndicatorChanged, IndicatorRemoved
from bot.features.indicators.repository import IndicatorRepository, columns_of
from bot.features.indicators.rules import drafts
from bot.features.indicators.service.standing import NOT_FOUND, indicator, today_of
from bot.features.indicators.values import MOST_OF_A_GOAL, MOST_PRIMARY, IndicatorDraft, IndicatorView, Sort
from bot.features.teams import service as teams
from bot.features.teams.membership import held
from bot.features.workspaces import service as workspaces
from bot.text import clean_line

OVER = "Nobody works on this goal any more, so its measures stay as they are. Nothing was changed."
CHANGED = (
    "Somebody changed this indicator while you were writing, and nothing of theirs was overwritten. "
    "Copy what you wrote, close this, and open it again to start from their numbers."
)
FULL = f"This team has {MOST_PRIMARY} primary indicators already, so that attention stays on few. Nothing is saved yet."

CROWDED = (
    f"This goal has {MOST_OF_A_GOAL} indicators already, which is as many as people can follow. Nothing is saved. "
    "Remove one that nobody reads, then add this one."
)


class PrimaryFull(Conflict):
    """The team has as many primary indicators as it may; one of them has to become secondary first (P5)."""


class About(TypedDict):
    """What every event of an indicator says."""

    subject: str
    indicator_id: UUID
    team_id: UUID
    name: str


def add(tx: Transaction, draft: IndicatorDraft, *, demoted: UUID | None = None) -> IndicatorView:
    """Give a goal an indicator.

    Args:
        demoted: the primary indicator that becomes secondary in its favour.

    Raises:
        Invalid: its words, numbers or days make no sense together; `field` is the block id of the form's.
        NotFound: the actor may not see the goal.
        NotAllowed: they are an observer.
        Conflict: the goal was withdrawn or ended, or has a dozen indicators.
        PrimaryFull: it is to be primary, the team has three, and none of them was chosen to become secondary.
    """
    team_id = to_add(tx, draft.goal_id).team_id
    today = today_of(tx, team_id)
    wanted = _valid(draft, today)
    if wanted.is_primary:
        held(tx, team_id)
    _open_goal(goals.held(tx, wanted.goal_id))
    if len(IndicatorRepository(tx).of_goals([wanted.goal_id])) >= MOST_OF_A_GOAL:
        raise Conflict(CROWDED)
    _make_room(tx, team_id, wanted, None, demoted)
    added = indicator(tx, IndicatorRepository(tx).add_to(team_id, wanted, today))
    tx.happened(IndicatorAdded(**about(added)))
    tx.touch(GOAL_CARD, added.goal_id)
    return added


def to_add(tx: Transaction, goal_id: UUID) -> GoalView:
    """The goal, if the actor may give it an indicator now; raises as `add` does."""
    goal = _open_goal(goals.goal(tx, goal_id))
    teams.require_member(tx, goal.team_id)
    return goal


def change(
    tx: Transaction,
    indicator_id: UUID,
    draft: IndicatorDraft,
    *,
    seen: datetime | None = None,
    demoted: UUID | None = None,
) -> IndicatorView:
    """Change an indicator's words, numbers or days; its goal stays.

    Args:
        seen: the indicator's `changed_at` when the editor read it; None overwrites whatever there is.
        demoted: as for `add`.

    Raises:
        Invalid: as for `add`, and likewise NotFound, NotAllowed and PrimaryFull.
        Conflict: somebody changed it since `seen`, or nobody works on its goal any more.
    """
    known = to_change(tx, indicator_id)
    team_id, today = known.team_id, today_of(tx, known.team_id)
    _hold_open_goal(tx, known)
    _make_room(tx, team_id, draft, indicator_id, demoted)
    before = in_hand(tx, indicator_id)
    if seen is not None and seen != before.changed_at:
        raise Conflict(CHANGED)
    wanted = _valid(replace(draft, goal_id=before.goal_id), today, before)
    return _write(tx, before, wanted)


def to_change(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """The indicator, if the actor may change or remove it now; raises as `change` does."""
    found = indicator(tx, indicator_id)
    to_add(tx, found.goal_id)
    return found


def remove(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """Take an indicator and its readings from its goal.

    Raises:
        NotFound: there is none, or the actor may not see it.
        NotAllowed: they are an observer.
        Conflict: nobody works on its goal any more.
    """
    _hold_open_goal(tx, to_change(tx, indicator_id))
    found = in_hand(tx, indicator_id)
    IndicatorRepository(tx).remove(found.id)
    tx.happened(IndicatorRemoved(**about(found)))
    tx.touch(GOAL_CARD, found.goal_id)
    return found


def give_way(tx: Transaction, event: GoalReopened) -> None:
    """A goal that stands again brings primary indicators back: those that find no room become secondary, latest first.

    Nobody is there to choose, and those of the goals that stood meanwhile have the team's attention (P5).
    """
    held(tx, event.team_id)
    primaries = primary_of(tx, event.team_id)
    back = [one for one in primaries if str(one.goal_id) == event.subject]
    room = max(MOST_PRIMARY - (len(primaries) - len(back)), 0)
    for one in back[room:]:
        former = IndicatorRepository(tx).locked(one.id) or one
        _write(tx, former, replace(former, is_primary=False), gave_way=True)


def in_hand(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """The indicator, held, when the actor is a member of its team, or the clock.

    Raises:
        NotFound: there is none, or the actor may not see it.
        NotAllowed: they are an observer.
    """
    found = IndicatorRepository(tx).locked(indicator_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    if tx.actor is not None:
        teams.require_member(tx, found.team_id)
    return found


def primary_of(tx: Transaction, team_id: UUID) -> list[IndicatorView]:
    """The primary indicators of the team's goals that stand."""
    return IndicatorRepository(tx).primary_of(team_id)


def sort_to_suggest(tx: Transaction, added: IndicatorView) -> Sort | None:
    """Which sort of indicator the goal lacks, said once in its life: with the first one that it ever had (P4)."""
    log = workspaces.history(tx, str(added.goal_id))
    if sum(entry.kind == IndicatorAdded.kind for entry in log) > 1:
        return None
    return Sort.LEADING if added.sort is Sort.LAGGING else Sort.LAGGING


def about(found: IndicatorView) -> About:
    """What every event of this indicator says."""
    return {
        "subject": str(found.goal_id),
        "indicator_id": found.id,
        "team_id": found.team_id,
        "name": found.name,
    }


def _valid(draft: IndicatorDraft, today: date, before: IndicatorView | None = None) -> IndicatorDraft:
    wanted = replace(draft, name=clean_line(draft.name), unit=clean_line(draft.unit))
    if wanted.baseline is not None:
        wanted = replace(wanted, first_reading_by=None)
    for field, sentence in drafts.problems_of(wanted, today, before=before).items():
        raise Invalid(field, sentence)
    return wanted


def _make_room(
    tx: Transaction, team_id: UUID, wanted: IndicatorDraft, itself: UUID | None, demoted: UUID | None
) -> None:
    """Among the primary indicators of the team, which the caller holds, so that nobody else adds to them."""
    if not wanted.is_primary:
        return
    others = {other.id: other for other in primary_of(tx, team_id) if other.id != itself}
    if len(others) < MOST_PRIMARY:
        return
    if demoted not in others:
        raise PrimaryFull(FULL)
    former = in_hand(tx, demoted)
    _write(tx, former, replace(former, is_primary=False))


def _write(
    tx: Transaction, before: IndicatorView, wanted: IndicatorDraft, *, gave_way: bool = False
) -> IndicatorView:
    changed = drafts.changes(before, wanted)
    if not changed:
        return before
    IndicatorRepository(tx).change(before.id, **columns_of(wanted), changed_at=tx.now)
    tx.happened(
        IndicatorChanged(
            **about(before),
            before={name: was for name, (was, _) in changed.items()},
            after={name: now for name, (_, now) in changed.items()},
            gave_way=gave_way,
        )
    )
    tx.touch(GOAL_CARD, before.goal_id)
    return indicator(tx, before.id)


def _hold_open_goal(tx: Transaction, known: IndicatorView) -> None:
    """Keep its goal from being committed to, ended or withdrawn until this transaction ends."""
    held(tx, known.team_id)
    _open_goal(goals.held(tx, known.goal_id))


def _open_goal(goal: GoalView) -> GoalView:
    if not goals.is_open(goal):
        raise Conflict(OVER)
    return goal
