"""All SQL of indicators and readings."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, Executable, Select, Table, delete, func, select, update
from sqlalchemy import Row as NewRow

from bot.db.base import new_id
from bot.db.repository import Repository
from bot.db.upsert import upsert
from bot.features.goals.models import Goal
from bot.features.goals.values import STANDING
from bot.features.indicators.models import Indicator, Reading
from bot.features.indicators.values import (
    Category,
    Direction,
    IndicatorDraft,
    IndicatorView,
    Milestone,
    Origin,
    Read,
    ReadingView,
    Sort,
)
from bot.features.teams.visibility import visible_teams

WORDS = (
    "name", "sort", "category", "is_primary", "direction", "baseline", "first_reading_by", "commit", "target",
    "stretch", "unit", "amber", "red", "due_on",
)  # fmt: skip
TABLE = cast("Table", Indicator.__table__)
ORDER = (Indicator.is_primary.desc(), Indicator.added_at, Indicator.id)


class IndicatorRepository(Repository):
    """Indicators of goals that the actor may see."""

    def by_id(self, indicator_id: UUID) -> IndicatorView | None:
        """One indicator."""
        return next(iter(self._views(self._seen().where(Indicator.id == indicator_id))), None)

    def locked(self, indicator_id: UUID) -> IndicatorView | None:
        """The same, and nobody else changes it or its readings until this transaction ends."""
        query = self._seen().where(Indicator.id == indicator_id).with_for_update(of=Indicator)
        return next(iter(self._views(query)), None)

    def of_goals(self, goal_ids: Collection[UUID]) -> list[IndicatorView]:
        """Those of these goals: primary ones first, then in the order in which they were added."""
        return self._views(self._seen().where(Indicator.goal_id.in_(goal_ids)).order_by(*ORDER))

    def visible_of(self, indicator_ids: Collection[UUID]) -> list[UUID]:
        """Which of these the actor may see."""
        seen = self._seen().where(Indicator.id.in_(indicator_ids)).with_only_columns(Indicator.id)
        return list(self.session.scalars(seen))

    def primary_of(self, team_id: UUID) -> list[IndicatorView]:
        """The primary ones of the team's goals that stand."""
        standing = self._seen().join(Goal, Goal.id == Indicator.goal_id)
        mine = (Indicator.team_id == team_id, Indicator.is_primary, Goal.state.in_(STANDING))
        return self._views(standing.where(*mine).order_by(Goal.number, *ORDER))

    def measured_in(self, team_id: UUID, most: int) -> list[UUID]:
        """The team's goals that stand and have indicators, by number."""
        standing = self._seen().join(Goal, Goal.id == Indicator.goal_id)
        mine = standing.where(Indicator.team_id == team_id, Goal.state.in_(STANDING))
        each = mine.with_only_columns(Goal.id).group_by(Goal.id, Goal.number).order_by(Goal.number)
        return list(self.session.scalars(each.limit(most)))

    def has_any(self, team_id: UUID) -> bool:
        """Whether any goal of the team has an indicator."""
        mine = self._seen().where(Indicator.team_id == team_id).with_only_columns(Indicator.id)
        return self.session.scalar(mine.limit(1)) is not None

    def add_to(self, team_id: UUID, draft: IndicatorDraft, starts_on: date) -> UUID:
        """Write a new indicator."""
        row = Indicator(
            team_id=team_id,
            starts_on=starts_on,
            added_at=self.tx.now,
            changed_at=self.tx.now,
            **columns_of(draft),
        )
        return self.add(row).id

    def change(self, indicator_id: UUID, **values: object) -> None:
        """Write new values into an indicator."""
        self._execute(update(Indicator).where(*self._one(indicator_id)).values(**values))

    def remove(self, indicator_id: UUID) -> None:
        """Delete an indicator with its readings."""
        self._execute(delete(Indicator).where(*self._one(indicator_id)))

    def _one(self, indicator_id: UUID) -> tuple[ColumnElement[bool], ...]:
        return (Indicator.workspace == self.tx.workspace, Indicator.id == indicator_id)

    def _seen(self) -> Select[Indicator]:
        """Cards are drawn by the clock, also while their team sleeps."""
        if self.tx.actor is None:
            return self.scoped(Indicator)
        return self.scoped(Indicator).where(Indicator.team_id.in_(visible_teams(self.tx)))

    def _views(self, query: Select[Indicator]) -> list[IndicatorView]:
        """By plain rows: a list of many goals costs half of what it does with mapped ones."""
        columns = query.with_only_columns(*TABLE.c)
        return [view_of(row) for row in self.session.connection().execute(columns)]

    def _execute(self, statement: Executable) -> None:
        self.session.connection().execute(statement)


class ReadingRepository(Repository):
    """Readings of indicators that were found by the repository above."""

    def of(self, indicator_ids: Collection[UUID]) -> list[ReadingView]:
        """Theirs, by day."""
        mine = self.scoped(Reading).where(Reading.indicator_id.in_(indicator_ids))
        fresh = mine.order_by(Reading.day).execution_options(populate_existing=True)
        return [reading_of(row) for row in self.session.scalars(fresh)]

    def newest(self, indicator_ids: Collection[UUID], most: int) -> list[ReadingView]:
        """So many of each one's newest, by day."""
        place = func.row_number().over(partition_by=Reading.indicator_id, order_by=Reading.day.desc())
        mine = (Reading.workspace == self.tx.workspace, Reading.indicator_id.in_(indicator_ids))
        placed = select(Reading.id, place.label("place")).where(*mine).subquery()
        chosen = self.scoped(Reading).join(placed, placed.c.id == Reading.id).where(placed.c.place <= most)
        fresh = chosen.order_by(Reading.day).execution_options(populate_existing=True)
        return [reading_of(row) for row in self.session.scalars(fresh)]

    def on(self, indicator_id: UUID, days: Collection[date]) -> dict[date, ReadingView]:
        """Those of these days."""
        mine = self.scoped(Reading).where(Reading.indicator_id == indicator_id, Reading.day.in_(days))
        found = self.session.scalars(mine.execution_options(populate_existing=True))
        return {row.day: reading_of(row) for row in found}

    def by_id(self, reading_id: UUID) -> ReadingView | None:
        """One reading; who may see it is asked of its indicator."""
        return self._only(self.scoped(Reading).where(Reading.id == reading_id))

    def write(
        self, indicator_id: UUID, reads: Collection[Read], known: Mapping[date, ReadingView], origin: Origin
    ) -> None:
        """Write readings of different days; one of a day that is known takes that one's place."""
        rows = [
            {
                "id": known[read.day].id if read.day in known else new_id(),
                "workspace": self.tx.workspace,
                "indicator_id": indicator_id,
                "day": read.day,
                "value": read.value,
                "note": read.note,
                "origin": origin,
                "entered_by": self.tx.actor or "",
                "entered_at": self.tx.now,
            }
            for read in reads
        ]
        upsert(self.session, Reading, rows, key=["indicator_id", "day"])

    def change(self, reading_id: UUID, **values: object) -> None:
        """Write new values into a reading."""
        self.session.connection().execute(update(Reading).where(*self._one(reading_id)).values(**values))

    def remove(self, reading_id: UUID) -> None:
        """Delete a reading."""
        self.session.connection().execute(delete(Reading).where(*self._one(reading_id)))

    def ends_of(self, indicator_id: UUID) -> tuple[ReadingView | None, ReadingView | None]:
        """The readings of its earliest and of its newest day."""
        mine = self.scoped(Reading).where(Reading.indicator_id == indicator_id).limit(1)
        return self._only(mine.order_by(Reading.day)), self._only(mine.order_by(Reading.day.desc()))

    def _one(self, reading_id: UUID) -> tuple[ColumnElement[bool], ...]:
        return (Reading.workspace == self.tx.workspace, Reading.id == reading_id)

    def _only(self, query: Select[Reading]) -> ReadingView | None:
        row = self.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
        return reading_of(row) if row is not None else None


def columns_of(draft: IndicatorDraft) -> dict[str, object]:
    """A draft as columns of its indicator."""
    path = [[point.day.isoformat(), f"{point.value:f}"] for point in draft.path]
    return {"goal_id": draft.goal_id, **{name: getattr(draft, name) for name in WORDS}, "path": path}


def view_of(row: NewRow[*tuple[Any, ...]]) -> IndicatorView:
    """A row as a value."""
    return IndicatorView(
        id=row.id,
        goal_id=row.goal_id,
        team_id=row.team_id,
        name=row.name,
        sort=Sort(row.sort),
        category=Category(row.category),
        is_primary=row.is_primary,
        direction=Direction(row.direction),
        baseline=row.baseline,
        first_reading_by=row.first_reading_by,
        commit=row.commit,
        target=row.target,
        stretch=row.stretch,
        unit=row.unit,
        amber=row.amber,
        red=row.red,
        path=tuple(Milestone(date.fromisoformat(day), Decimal(value)) for day, value in row.path),
        starts_on=row.starts_on,
        due_on=row.due_on,
        first=row.first,
        first_on=row.first_on,
        latest=row.latest,
        latest_on=row.latest_on,
        changed_at=row.changed_at,
    )


def reading_of(row: Reading) -> ReadingView:
    """A row as a value."""
    return ReadingView(
        id=row.id,
        indicator_id=row.indicator_id,
        day=row.day,
        value=row.value,
        note=row.note,
        origin=Origin(row.origin),
        entered_by=row.entered_by,
        entered_at=row.entered_at,
    )
