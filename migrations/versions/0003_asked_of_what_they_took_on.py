"""Who is asked only about what they took on: apart from those who take part in a check-in."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Everybody asked so far took part, and was asked for all of it."""
    takes_part = sa.Column("takes_part", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("subscription", takes_part)
    actions_only = sa.Column("actions_only", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("occasion", actions_only)


def downgrade() -> None:
    op.drop_column("occasion", "actions_only")
    op.drop_column("subscription", "takes_part")
