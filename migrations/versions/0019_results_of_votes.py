"""What a ballot came to is kept with it, so that a list is ranked without counting every vote again."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

OPEN, UNCOUNTED = "ix_ballot_open", "ix_ballot_uncounted"
ONLY_OPEN, ONLY_UNCOUNTED = sa.text("closed_at IS NULL"), sa.text("heard IS NULL")


def upgrade() -> None:
    """The clock counts what was closed before: until then it is counted whenever it is read."""
    op.add_column("ballot", sa.Column("counts", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("ballot", sa.Column("heard", sa.Integer(), nullable=True))
    op.add_column("ballot", sa.Column("mean", sa.Double(), nullable=True))
    op.drop_index(OPEN, "ballot")
    op.create_index(
        UNCOUNTED, "ballot", ["deadline"], sqlite_where=ONLY_UNCOUNTED, postgresql_where=ONLY_UNCOUNTED
    )


def downgrade() -> None:
    """Votes are counted whenever they are read."""
    op.drop_index(UNCOUNTED, "ballot")
    for column in ("mean", "heard", "counts"):
        op.drop_column("ballot", column)
    op.create_index(OPEN, "ballot", ["deadline"], sqlite_where=ONLY_OPEN, postgresql_where=ONLY_OPEN)
