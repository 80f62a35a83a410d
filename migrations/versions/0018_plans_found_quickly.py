"""Initiatives are found by their goal and by their due date."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BY_DUE, BY_GOAL, BY_GOAL_BEFORE = (
    "ix_initiative_team_id_due",
    "ix_initiative_workspace_goal_id",
    "ix_initiative_goal_id",
)


def upgrade() -> None:
    """Beside the index on the workspace alone, SQLite would not choose one on the goal alone."""
    op.create_index(BY_DUE, "initiative", ["team_id", "due"])
    op.create_index(BY_GOAL, "initiative", ["workspace", "goal_id"])
    op.drop_index(BY_GOAL_BEFORE, "initiative")


def downgrade() -> None:
    op.create_index(BY_GOAL_BEFORE, "initiative", ["goal_id"])
    op.drop_index(BY_GOAL, "initiative")
    op.drop_index(BY_DUE, "initiative")
