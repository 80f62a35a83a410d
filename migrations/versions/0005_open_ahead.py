"""Who is to be reached soon, told to delivery once."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

INDEX = "ix_subscription_unannounced"


def upgrade() -> None:
    """Everybody subscribed so far is announced before the next time; whose messages are known stays as they are."""
    op.add_column(
        "subscription", sa.Column("is_announced", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    for_one, for_other = (sa.text(f"next_due IS NOT NULL AND is_announced IS {no}") for no in ("0", "false"))
    op.create_index(INDEX, "subscription", ["next_due"], sqlite_where=for_one, postgresql_where=for_other)


def downgrade() -> None:
    op.drop_index(INDEX, "subscription")
    op.drop_column("subscription", "is_announced")
