"""Readings together: a team's primary indicators, every second week while its cycle is running."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SLACK_ID, DUE = sa.String(32), sa.text("state = 'due'")


def upgrade() -> None:
    op.create_table(
        "together",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("over_on", sa.Date(), nullable=True),
        sa.Column("facilitator", SLACK_ID, nullable=True),
        sa.Column("goal_ids", sa.JSON(), nullable=False),
        sa.Column("workspace", SLACK_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_together_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_together"),
        sa.UniqueConstraint("team_id", "day", name="uq_together_team_id_day"),
    )
    op.create_index("ix_together_workspace", "together", ["workspace"])
    op.create_index("ix_together_due", "together", ["day"], sqlite_where=DUE, postgresql_where=DUE)


def downgrade() -> None:
    op.drop_table("together")
