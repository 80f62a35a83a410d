"""Sources: addresses that indicators' readings are pulled from."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SLACK_ID, MOMENT = sa.String(32), sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("address", sa.String(2000), nullable=False),
        sa.Column("site", sa.String(300), nullable=False),
        sa.Column("path", sa.String(300), nullable=False),
        sa.Column("every", sa.String(16), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("header_names", sa.JSON(), nullable=False),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("sealed_with", sa.String(8), nullable=True),
        sa.Column("owner", SLACK_ID, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("next_at", MOMENT, nullable=False),
        sa.Column("claim", sa.Uuid(), nullable=True),
        sa.Column("tried_at", MOMENT, nullable=True),
        sa.Column("read_at", MOMENT, nullable=True),
        sa.Column("value", sa.String(40), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", MOMENT, nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("workspace", SLACK_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name="fk_source_indicator_id_indicator", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_source_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_source"),
        sa.UniqueConstraint("indicator_id", name="uq_source_indicator_id"),
    )
    for column in ("team_id", "sealed_with", "next_at", "workspace"):
        op.create_index(f"ix_source_{column}", "source", [column])


def downgrade() -> None:
    op.drop_table("source")
