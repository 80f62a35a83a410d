"""Input rounds, what is given to them, and the tables of what is given without a name."""

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

ON_SQLITE, ON_POSTGRESQL = "must_vacuum IS 1", "must_vacuum IS true"
UNSIGNED = {
    "unsigned_input": ("id", "round_id", "goal_id", "kind", "text", "workspace"),
    "input_giver": ("round_id", "user", "workspace"),
}


def upgrade() -> None:
    _rounds()
    _given()
    _given_without_names()
    _keep_out_of_statistics()


def _rounds() -> None:
    op.create_table(
        "input_round",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("starter", sa.String(length=32), nullable=False),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("contributors", sa.Integer(), nullable=True),
        sa.Column("was_erased", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("must_vacuum", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_input_round_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_input_round"),
    )
    op.create_index("ix_input_round_team_id", "input_round", ["team_id"])
    op.create_index("ix_input_round_workspace", "input_round", ["workspace"])
    is_open = sa.text("closed_at IS NULL")
    for name, column, unique in (
        ("uq_input_round_open", "team_id", True),
        ("ix_input_round_due", "closes_at", False),
    ):
        op.create_index(
            name, "input_round", [column], unique=unique, sqlite_where=is_open, postgresql_where=is_open
        )
    op.create_index(
        "ix_input_round_vacuum",
        "input_round",
        ["id"],
        sqlite_where=sa.text(ON_SQLITE),
        postgresql_where=sa.text(ON_POSTGRESQL),
    )


def _given() -> None:
    op.create_table(
        "input",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=True),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.String(length=16), nullable=True),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("sorted_by", sa.String(length=32), nullable=True),
        sa.Column("sorted_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["input_round.id"], name="fk_input_round_id_input_round", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_input_goal_id_goal", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_input"),
    )
    for column in ("round_id", "goal_id", "workspace"):
        op.create_index(f"ix_input_{column}", "input", [column])


def _given_without_names() -> None:
    op.create_table(
        "unsigned_input",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["input_round.id"],
            name="fk_unsigned_input_round_id_input_round",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_unsigned_input"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_unsigned_input_round_id", "unsigned_input", ["round_id"])
    op.create_index("ix_unsigned_input_workspace", "unsigned_input", ["workspace"])
    op.create_table(
        "input_giver",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id"], ["input_round.id"], name="fk_input_giver_round_id_input_round", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("round_id", "user", name="pk_input_giver"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_input_giver_workspace", "input_giver", ["workspace"])


def _keep_out_of_statistics() -> None:
    """PostgreSQL's statistics hold samples of what is in a column, also long after it was erased."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, columns in UNSIGNED.items():
        for column in columns:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS 0')


def downgrade() -> None:
    for table in ("input_giver", "unsigned_input", "input", "input_round"):
        op.drop_table(table)
