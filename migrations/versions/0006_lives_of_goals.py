"""What becomes of goals: committed for a cycle, carried over, ended."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ADDED = ("cycle_id", "carried_from", "outcome", "learned")


def upgrade() -> None:
    """Every goal so far is proposed or withdrawn."""
    op.add_column("goal", sa.Column("cycle_id", sa.Uuid(), nullable=True))
    op.add_column("goal", sa.Column("carried_from", sa.Integer(), nullable=True))
    op.add_column("goal", sa.Column("outcome", sa.String(length=16), nullable=True))
    op.add_column("goal", sa.Column("learned", sa.Text(), nullable=True))
    op.execute("UPDATE goal SET learned = ''")
    with op.batch_alter_table("goal") as goal:
        goal.alter_column("learned", existing_type=sa.Text(), nullable=False)


def downgrade() -> None:
    """What was committed is a proposal again, and what had ended is withdrawn."""
    op.execute("UPDATE goal SET state = 'proposed' WHERE state = 'committed'")
    op.execute("UPDATE goal SET state = 'withdrawn' WHERE state = 'ended'")
    for column in reversed(ADDED):
        op.drop_column("goal", column)
