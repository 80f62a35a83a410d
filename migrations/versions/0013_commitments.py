"""Rounds in which a team gives its word on goals, the answers until they are counted, and what they came to."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SLACK_ID, AMOUNT = sa.String(32), sa.String(60)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Goals that were committed before anybody was asked stay so, without a day or a chance on their cards."""
    op.create_table(
        "commitment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("scope_of", sa.Uuid(), nullable=True),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("asking", sa.Integer(), nullable=False),
        sa.Column("asked_by", SLACK_ID, nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=True),
        sa.Column("completed_at", MOMENT, nullable=True),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("people_needed", AMOUNT, nullable=False),
        sa.Column("people_available", AMOUNT, nullable=False),
        sa.Column("budget_needed", AMOUNT, nullable=False),
        sa.Column("budget_available", AMOUNT, nullable=False),
        sa.Column("only", sa.JSON(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("decided_by", SLACK_ID, nullable=True),
        sa.Column("objection", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("workspace", SLACK_ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_commitment"),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_commitment_team_id_team", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["scope_of"], ["goal.id"], name="fk_commitment_scope_of_goal", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_commitment_workspace", "commitment", ["workspace"])
    op.create_index("ix_commitment_team_id", "commitment", ["team_id"])
    _index("uq_commitment_running", "team_id", "ended_at IS NULL AND scope_of IS NULL", unique=True)
    _index("uq_commitment_rescoped", "scope_of", "ended_at IS NULL AND scope_of IS NOT NULL", unique=True)
    _index("ix_commitment_due", "due_at", "ended_at IS NULL")
    _part(
        "commitment_goal",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_left_out", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_commitment_goal_goal_id_goal", ondelete="CASCADE"
        ),
        key="goal_id",
    )
    op.create_index("ix_commitment_goal_goal_id", "commitment_goal", ["goal_id"])
    _part(
        "commitment_answer",
        sa.Column("user", SLACK_ID, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("chance", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        key="user",
    )
    _part(
        "commitment_result",
        sa.Column("asking", sa.Integer(), nullable=False),
        sa.Column("of", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("chances", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        key="asking",
    )


def downgrade() -> None:
    for table in ("commitment_result", "commitment_answer", "commitment_goal", "commitment"):
        op.drop_table(table)


def _index(name: str, column: str, where: str, *, unique: bool = False) -> None:
    only = sa.text(where)
    op.create_index(name, "commitment", [column], unique=unique, sqlite_where=only, postgresql_where=only)


def _part(name: str, *columns: sa.Column[object] | sa.ForeignKeyConstraint, key: str) -> None:
    """A table of what belongs to a round."""
    op.create_table(
        name,
        sa.Column("commitment_id", sa.Uuid(), nullable=False),
        *columns,
        sa.Column("workspace", SLACK_ID, nullable=False),
        sa.PrimaryKeyConstraint("commitment_id", key, name=f"pk_{name}"),
        sa.ForeignKeyConstraint(
            ["commitment_id"],
            ["commitment.id"],
            name=f"fk_{name}_commitment_id_commitment",
            ondelete="CASCADE",
        ),
    )
    op.create_index(f"ix_{name}_workspace", name, ["workspace"])
