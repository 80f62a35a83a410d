"""Indicators of goals, their readings, and how goals stand by them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Transaction
from bot.errors import NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD
from bot.features.indicators.events import IndicatorAdded, IndicatorRemoved, ReadingRecorded
from bot.features.indicators.repository import IndicatorRepository, ReadingRepository
from bot.features.indicators.rules import status
from bot.features.indicators.values import (
    GoalStatus,
    IndicatorDraft,
    IndicatorView,
    Origin,
    Read,
    ReadingView,
    Status,
)
from bot.features.teams import service as teams

NOT_FOUND = "I can't find that indicator any more. Nothing was changed; the goal's card shows what there is."
MISSING = "“{title}” has no indicator yet: how will you know that it is reached, and by when?"


class About(TypedDict):
    """What every event of an indicator says."""

    subject: str
    indicator_id: UUID
    team_id: UUID
    name: str


def add(tx: Transaction, draft: IndicatorDraft) -> IndicatorView:
    """Give a goal an indicator.

    Raises:
        NotFound: the actor may not see the goal.
        NotAllowed: they are an observer.
    """
    goal = goals.goal(tx, draft.goal_id)
    teams.require_member(tx, goal.team_id)
    indicator_id = IndicatorRepository(tx).add_to(goal.team_id, draft, today_of(tx, goal.team_id))
    added = indicator(tx, indicator_id)
    tx.happened(IndicatorAdded(**_about(added)))
    tx.touch(GOAL_CARD, goal.id)
    return added


def remove(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """Take an indicator and its readings from its goal; raises as `add` does."""
    found = _in_hand(tx, indicator_id)
    IndicatorRepository(tx).remove(found.id)
    tx.happened(IndicatorRemoved(**_about(found)))
    tx.touch(GOAL_CARD, found.goal_id)
    return found


def indicator(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """One indicator.

    Raises:
        NotFound: there is none, or the actor may not see it.
    """
    found = IndicatorRepository(tx).by_id(indicator_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    return found


def of_goals(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, tuple[IndicatorView, ...]]:
    """These goals' indicators, primary ones first; a goal without any is missing."""
    found: defaultdict[UUID, list[IndicatorView]] = defaultdict(list)
    for one in IndicatorRepository(tx).of_goals(goal_ids):
        found[one.goal_id].append(one)
    return {goal_id: tuple(some) for goal_id, some in found.items()}


def status_of(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, GoalStatus]:
    """How these goals stand today; one without indicators is missing."""
    found = of_goals(tx, goal_ids)
    days = {team_id: today_of(tx, team_id) for team_id in {some[0].team_id for some in found.values()}}
    statuses = {goal_id: status.goal_status(some, days[some[0].team_id]) for goal_id, some in found.items()}
    return {goal_id: said for goal_id, said in statuses.items() if said is not None}


def missing_to_commit(tx: Transaction, goal_ids: Collection[UUID]) -> dict[UUID, str]:
    """What keeps which of these goals from being committed, in a sentence (P2): it has no indicator.

    Each indicator has a target with a date, and a baseline or a day by which it is read first.
    """
    measured = of_goals(tx, goal_ids)
    return {
        goal_id: MISSING.format(title=goals.goal(tx, goal_id).title)
        for goal_id in goal_ids
        if goal_id not in measured
    }


def record(
    tx: Transaction,
    indicator_id: UUID,
    value: Decimal,
    *,
    on: date | None = None,
    note: str = "",
    origin: Origin = Origin.PERSON,
) -> ReadingView:
    """Put a reading on record; a second one of a day takes the first one's place.

    Args:
        on: the day, in the team's zone; None for today.

    Raises:
        NotFound: the actor may not see the indicator.
        NotAllowed: they are an observer; the clock, which pulls from sources, may.
    """
    before = _in_hand(tx, indicator_id)
    today = today_of(tx, before.team_id)
    day = on or today
    replaced = ReadingRepository(tx).on(indicator_id, [day]).get(day)
    ReadingRepository(tx).write(indicator_id, [Read(day, value, note)], origin)
    after = _with_ends(tx, before)
    tx.happened(
        ReadingRecorded(
            **_about(before),
            value=value,
            day=day,
            origin=origin,
            replaced=replaced.value if replaced else None,
            before=status.status_of(before, today),
            after=status.status_of(after, today),
        )
    )
    tx.touch(GOAL_CARD, before.goal_id)
    return ReadingRepository(tx).on(indicator_id, [day])[day]


def readings_of(tx: Transaction, indicator_ids: Collection[UUID]) -> dict[UUID, tuple[ReadingView, ...]]:
    """What these indicators showed, by day; one without readings, or not for the actor's eyes, is missing."""
    seen = IndicatorRepository(tx).visible_of(indicator_ids)
    found: defaultdict[UUID, list[ReadingView]] = defaultdict(list)
    for reading in ReadingRepository(tx).of(seen):
        found[reading.indicator_id].append(reading)
    return {indicator_id: tuple(some) for indicator_id, some in found.items()}


def difference(numbers: Status, people: Status) -> str:
    """How the numbers differ from what people feel (see rules.status), for rooms above."""
    return status.difference(numbers, people)


def today_of(tx: Transaction, team_id: UUID) -> date:
    """The date where the team is."""
    return tx.now.astimezone(teams.team_zone(tx, team_id)).date()


def _in_hand(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """The indicator, held, when the actor is a member of its team, or the clock."""
    found = IndicatorRepository(tx).locked(indicator_id)
    if found is None:
        raise NotFound(NOT_FOUND)
    if tx.actor is not None:
        teams.require_member(tx, found.team_id)
    return found


def _with_ends(tx: Transaction, seen: IndicatorView) -> IndicatorView:
    """The indicator with the readings of its first and newest day as they are now, on its row, too."""
    ends = ReadingRepository(tx).ends_of(seen.id)
    if ends is None:
        known = replace(seen, first=None, first_on=None, latest=None, latest_on=None)
    else:
        first, latest = ends
        known = replace(
            seen, first=first.value, first_on=first.day, latest=latest.value, latest_on=latest.day
        )
    names = ("first", "first_on", "latest", "latest_on")
    IndicatorRepository(tx).change(seen.id, **{name: getattr(known, name) for name in names})
    return known


def _about(found: IndicatorView) -> About:
    return {
        "subject": str(found.goal_id),
        "indicator_id": found.id,
        "team_id": found.team_id,
        "name": found.name,
    }
