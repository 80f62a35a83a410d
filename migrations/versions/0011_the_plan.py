"""The plan: initiatives, milestones, dependencies."""

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "initiative_counter",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_initiative_counter_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", name="pk_initiative_counter"),
    )
    op.create_index("ix_initiative_counter_workspace", "initiative_counter", ["workspace"], unique=False)
    op.create_table(
        "initiative",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("expected", sa.Date(), nullable=True),
        sa.Column("told_expected", sa.Date(), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_initiative_goal_id_goal", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_initiative_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_initiative"),
        sa.UniqueConstraint("team_id", "number", name="uq_initiative_team_id_number"),
    )
    op.create_index("ix_initiative_goal_id", "initiative", ["goal_id"], unique=False)
    op.create_index(
        "ix_initiative_team_id_rank_number", "initiative", ["team_id", "rank", "number"], unique=False
    )
    op.create_index("ix_initiative_workspace", "initiative", ["workspace"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_milestone_goal_id_goal", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_milestone_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
    )
    op.create_index("ix_milestone_goal_id", "milestone", ["goal_id"], unique=False)
    op.create_index("ix_milestone_team_id_day", "milestone", ["team_id", "day"], unique=False)
    op.create_index("ix_milestone_workspace", "milestone", ["workspace"], unique=False)
    op.create_table(
        "dependency",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("giver_id", sa.Uuid(), nullable=False),
        sa.Column("delivers_id", sa.Uuid(), nullable=True),
        sa.Column("what", sa.String(length=150), nullable=False),
        sa.Column("needed_by", sa.Date(), nullable=False),
        sa.Column("offered", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("asked_by", sa.String(length=32), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["delivers_id"],
            ["initiative.id"],
            name="fk_dependency_delivers_id_initiative",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["giver_id"], ["team.id"], name="fk_dependency_giver_id_team", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["initiative.id"],
            name="fk_dependency_initiative_id_initiative",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_dependency_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dependency"),
    )
    op.create_index("ix_dependency_delivers_id", "dependency", ["delivers_id"], unique=False)
    op.create_index("ix_dependency_giver_id", "dependency", ["giver_id"], unique=False)
    op.create_index("ix_dependency_initiative_id", "dependency", ["initiative_id"], unique=False)
    op.create_index("ix_dependency_team_id", "dependency", ["team_id"], unique=False)
    op.create_index("ix_dependency_workspace", "dependency", ["workspace"], unique=False)


def downgrade() -> None:
    op.drop_table("dependency")
    op.drop_table("milestone")
    op.drop_table("initiative")
    op.drop_table("initiative_counter")
