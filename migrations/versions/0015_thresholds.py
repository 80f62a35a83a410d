"""Indicators that are watched, the talks about those that crossed a threshold, and what is said in them."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SLACK_ID, NUMBER, WORD = sa.String(32), sa.String(40), sa.String(16)
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Nothing is watched yet: what is amber or red already opens a talk with its next reading."""
    op.create_table(
        "threshold_watch",
        sa.Column("indicator_id", sa.Uuid(), nullable=False),
        sa.Column("level", WORD, nullable=False),
        sa.Column("calm", sa.Integer(), nullable=False),
        sa.Column("workspace", SLACK_ID, nullable=False),
        _to("threshold_watch", "indicator_id", "indicator"),
        sa.PrimaryKeyConstraint("indicator_id", name="pk_threshold_watch"),
    )
    op.create_table(
        "threshold_talk",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("indicator_id", sa.Uuid(), nullable=True),
        sa.Column("name", sa.String(80), nullable=False),
        sa.Column("unit", sa.String(12), nullable=False),
        sa.Column("before", WORD, nullable=False),
        sa.Column("level", WORD, nullable=False),
        sa.Column("value", NUMBER, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.Column("facilitator", SLACK_ID, nullable=True),
        sa.Column("end", WORD, nullable=True),
        sa.Column("closed_by", SLACK_ID, nullable=True),
        sa.Column("closed_at", MOMENT, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("workspace", SLACK_ID, nullable=False),
        _to("threshold_talk", "team_id", "team"),
        _to("threshold_talk", "goal_id", "goal"),
        _to("threshold_talk", "indicator_id", "indicator", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_threshold_talk"),
    )
    op.create_table(
        "threshold_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("said", WORD, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("author", SLACK_ID, nullable=True),
        sa.Column("asked", SLACK_ID, nullable=True),
        sa.Column("status", WORD, nullable=True),
        sa.Column("value", NUMBER, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("workspace", SLACK_ID, nullable=False),
        _to("threshold_note", "talk_id", "threshold_talk"),
        sa.PrimaryKeyConstraint("id", name="pk_threshold_note"),
    )
    for table, column in (
        ("threshold_watch", "workspace"),
        ("threshold_talk", "workspace"),
        ("threshold_talk", "team_id"),
        ("threshold_talk", "goal_id"),
        ("threshold_note", "workspace"),
        ("threshold_note", "talk_id"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
    is_open = sa.text('"end" IS NULL')
    op.create_index(
        "uq_threshold_talk_open",
        "threshold_talk",
        ["indicator_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )


def downgrade() -> None:
    for table in ("threshold_note", "threshold_talk", "threshold_watch"):
        op.drop_table(table)


def _to(table: str, column: str, other: str, *, ondelete: str = "CASCADE") -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{other}"
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)
