"""Indicators of goals, and their readings."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SLACK_ID, NUMBER, WORD = sa.String(32), sa.String(40), sa.String(16)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "indicator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("sort", WORD, nullable=False),
        sa.Column("category", WORD, nullable=False),
        sa.Column("is_primary", sa.Boolean(), nullable=False),
        sa.Column("direction", WORD, nullable=False),
        sa.Column("baseline", NUMBER, nullable=True),
        sa.Column("first_reading_by", sa.Date(), nullable=True),
        sa.Column("commit", NUMBER, nullable=True),
        sa.Column("target", NUMBER, nullable=False),
        sa.Column("stretch", NUMBER, nullable=True),
        sa.Column("unit", sa.String(12), nullable=False),
        sa.Column("amber", NUMBER, nullable=True),
        sa.Column("red", NUMBER, nullable=True),
        sa.Column("path", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("first", NUMBER, nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("latest", NUMBER, nullable=True),
        sa.Column("latest_on", sa.Date(), nullable=True),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("workspace", SLACK_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_indicator_goal_id_goal", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_indicator_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_indicator"),
    )
    for column in ("goal_id", "team_id", "workspace"):
        op.create_index(f"ix_indicator_{column}", "indicator", [column])
    op.create_table(
        "reading",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("value", NUMBER, nullable=False),
        sa.Column("note", sa.String(300), nullable=False),
        sa.Column("origin", WORD, nullable=False),
        sa.Column("entered_by", SLACK_ID, nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("workspace", SLACK_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_reading_indicator_id_indicator", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reading"),
        sa.UniqueConstraint("indicator_id", "day", name="uq_reading_indicator_id_day"),
    )
    op.create_index("ix_reading_workspace", "reading", ["workspace"])


def downgrade() -> None:
    op.drop_table("reading")
    op.drop_table("indicator")
