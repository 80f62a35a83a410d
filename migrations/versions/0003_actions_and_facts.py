"""Who is asked only about what they took on; a key of facts that begins with their ballot."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = ["user", "emoji", "stamp", "added"]


def upgrade() -> None:
    """Everybody asked so far took part, and was asked for all of it."""
    takes_part = sa.Column("takes_part", sa.Boolean(), nullable=False, server_default=sa.true())
    op.add_column("subscription", takes_part)
    actions_only = sa.Column("actions_only", sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column("occasion", actions_only)
    with op.batch_alter_table("fact") as fact:
        fact.drop_index("ix_fact_ballot_id")
        fact.drop_constraint("pk_fact", type_="primary")
        fact.create_primary_key("pk_fact", ["ballot_id", *KEY, "workspace"])


def downgrade() -> None:
    with op.batch_alter_table("fact") as fact:
        fact.drop_constraint("pk_fact", type_="primary")
        fact.create_primary_key("pk_fact", ["workspace", "ballot_id", *KEY])
        fact.create_index("ix_fact_ballot_id", ["ballot_id"])
    op.drop_column("occasion", "actions_only")
    op.drop_column("subscription", "takes_part")
