"""The phases of a cycle, their dates, and what moves it."""

from datetime import UTC, date, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DATES = ("voting_on", "committing_on", "running_on", "reflecting_on")
WORKING_DAYS = {"voting_on": 3, "committing_on": 5, "running_on": 7}
DAY = timedelta(days=1)
SATURDAY = 5

goal = sa.table("goal", sa.column("team_id", sa.Uuid()))
cycle = sa.table(
    "cycle",
    sa.column("id", sa.Uuid()),
    sa.column("team_id", sa.Uuid()),
    sa.column("starts_on", sa.Date()),
    sa.column("ends_on", sa.Date()),
    sa.column("phase", sa.String()),
    *(sa.column(name, sa.Date()) for name in (*DATES, "moved_on")),
    sa.column("due_at", UtcDateTime()),
)


def upgrade() -> None:
    """Cycles so far had no phase: one whose team has goals was voted in from its first goal on, so it is in voting;
    the others are in drafting. Nobody committed to anything yet, so none is running, whatever its date.

    The dates that are over move none of them; the next that comes does, and one that is over altogether ends.
    """
    op.add_column("cycle", sa.Column("phase", sa.String(16), nullable=True))
    for name in (*DATES, "moved_on", "closed_on"):
        op.add_column("cycle", sa.Column(name, sa.Date(), nullable=True))
    for name, usual in (("by_date", True), ("goes_on", True), ("is_strict", False), ("was_halfway", False)):
        default = sa.true() if usual else sa.false()
        op.add_column("cycle", sa.Column(name, sa.Boolean(), nullable=False, server_default=default))
    op.add_column("cycle", sa.Column("due_at", UtcDateTime(), nullable=True))
    _fill(op.get_bind())
    with op.batch_alter_table("cycle") as table:
        table.alter_column("phase", existing_type=sa.String(16), nullable=False)
        for name in (*DATES, "moved_on"):
            table.alter_column(name, existing_type=sa.Date(), nullable=False)
    op.create_index(
        "ix_cycle_due",
        "cycle",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_cycle_due", "cycle")
    with op.batch_alter_table("cycle") as table:
        for name in (
            "phase",
            *DATES,
            "by_date",
            "goes_on",
            "is_strict",
            "moved_on",
            "was_halfway",
            "closed_on",
            "due_at",
        ):
            table.drop_column(name)


def _fill(connection: sa.Connection) -> None:
    now = datetime.now(UTC)
    with_goals = set(connection.scalars(sa.select(goal.c.team_id).distinct()))
    for row in connection.execute(
        sa.select(cycle.c.id, cycle.c.team_id, cycle.c.starts_on, cycle.c.ends_on)
    ).all():
        connection.execute(
            sa.update(cycle)
            .where(cycle.c.id == row.id)
            .values(
                phase="voting" if row.team_id in with_goals else "drafting",
                moved_on=min(now.date(), row.ends_on),
                due_at=now,  # the clock looks at it once, and keeps when it is due by the team's own zone
                **_dates(row.starts_on, row.ends_on),
            )
        )


def _dates(starts_on: date, ends_on: date) -> dict[str, date]:
    """The usual ones of a six-week cycle, within it."""
    dates = {name: _working_day(starts_on, number) for name, number in WORKING_DAYS.items()}
    dates["reflecting_on"] = max(*dates.values(), ends_on - 6 * DAY)
    return {name: min(day, ends_on) for name, day in dates.items()}


def _working_day(first: date, number: int) -> date:
    day = first
    while number or day.weekday() >= SATURDAY:
        number -= day.weekday() < SATURDAY
        day += DAY
    return day
