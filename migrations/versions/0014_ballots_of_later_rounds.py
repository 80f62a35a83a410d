"""A subject can be put to the vote again: its ballots of before stay with their rounds."""

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

CURRENT = "ix_ballot_current"
ONLY_CURRENT = sa.text("replaced_at IS NULL")
OPEN = "ix_ballot_open"
ONLY_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Every ballot so far is its subject's only one."""
    op.drop_index(OPEN, "ballot")
    with op.batch_alter_table("ballot") as ballot:
        ballot.drop_constraint("uq_ballot_subject", type_="unique")
        ballot.add_column(sa.Column("replaced_at", UtcDateTime(), nullable=True))
    op.create_index(
        CURRENT,
        "ballot",
        ["subject"],
        unique=True,
        sqlite_where=ONLY_CURRENT,
        postgresql_where=ONLY_CURRENT,
    )
    _index_open()


def downgrade() -> None:
    """What was voted on before goes; the newest ballot of each subject stays."""
    op.execute("DELETE FROM ballot WHERE replaced_at IS NOT NULL")
    op.drop_index(OPEN, "ballot")
    op.drop_index(CURRENT, "ballot")
    with op.batch_alter_table("ballot") as ballot:
        ballot.drop_column("replaced_at")
        ballot.create_unique_constraint("uq_ballot_subject", ["subject"])
    _index_open()


def _index_open() -> None:
    op.create_index(OPEN, "ballot", ["deadline"], sqlite_where=ONLY_OPEN, postgresql_where=ONLY_OPEN)
