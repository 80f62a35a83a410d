"""A team's roles, who holds them, and what they decide about."""

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "team_role",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=180), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("alone", sa.Text(), nullable=False),
        sa.Column("together", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("retired_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_team_role_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_team_role"),
    )
    active = sa.text("retired_at IS NULL")
    names = ("ix_team_role_name", "team_role", ["team_id", "folded"])
    op.create_index(*names, unique=True, sqlite_where=active, postgresql_where=active)
    op.create_index("ix_team_role_workspace", "team_role", ["workspace"])
    op.create_table(
        "role_holder",
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["role_id"], ["team_role.id"], name="fk_role_holder_role_id_team_role", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("role_id", "user", name="pk_role_holder"),
    )
    op.create_index("ix_role_holder_workspace", "role_holder", ["workspace"])
    _areas()


def downgrade() -> None:
    for table in ("area_owner", "decision_area", "role_holder", "team_role"):
        op.drop_table(table)


def _areas() -> None:
    op.create_table(
        "decision_area",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("folded", sa.String(length=180), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_decision_area_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision_area"),
        sa.UniqueConstraint("team_id", "folded", name="uq_decision_area_team_id_folded"),
    )
    op.create_index("ix_decision_area_workspace", "decision_area", ["workspace"])
    op.create_table(
        "area_owner",
        sa.Column("area_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.Uuid(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["area_id"], ["decision_area.id"], name="fk_area_owner_area_id_decision_area", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["role_id"], ["team_role.id"], name="fk_area_owner_role_id_team_role", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("area_id", "role_id", name="pk_area_owner"),
    )
    op.create_index("ix_area_owner_role_id", "area_owner", ["role_id"])
    op.create_index("ix_area_owner_workspace", "area_owner", ["workspace"])
