"""When the oldest private words of a story were said."""

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Of what is there already, all that was said on an occasion is as old as its first private version."""
    op.add_column("story", sa.Column("since", UtcDateTime(), nullable=True))
    op.execute(
        "UPDATE story SET since = COALESCE((SELECT MIN(answer.at) FROM answer WHERE answer.is_private"
        " AND answer.occasion_id = story.occasion_id AND answer.goal_id = story.goal_id), at)"
    )
    with op.batch_alter_table("story") as story:
        story.alter_column("since", existing_type=UtcDateTime(), nullable=False)


def downgrade() -> None:
    op.drop_column("story", "since")
