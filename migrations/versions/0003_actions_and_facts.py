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
    op.add_column("subscription", _told("takes_part", sa.true()))
    op.add_column("occasion", _told("actions_only", sa.false()))
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


def _told(name: str, so_far: sa.ColumnElement[bool]) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False, server_default=so_far)
