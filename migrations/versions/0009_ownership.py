"""Drivers of more than goals, who shares in what, and offers."""

from uuid import UUID

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

NEW: dict[str, sa.String | sa.Uuid[UUID] | sa.Boolean] = {
    "sort": sa.String(length=16),
    "team_id": sa.Uuid(),
    "is_open": sa.Boolean(),
}


def upgrade() -> None:
    """Whoever drives a goal goes on driving it."""
    _drivers()
    _involvement()
    _offers()


def downgrade() -> None:
    """Only goals had drivers before."""
    op.drop_table("offer")
    op.drop_table("involvement")
    op.drop_index("ix_driver_load", "driver")
    op.drop_index("ix_driver_team", "driver")
    op.execute("DELETE FROM driver WHERE sort <> 'goal' OR subject_id NOT IN (SELECT id FROM goal)")
    with op.batch_alter_table("driver") as driver:
        driver.drop_constraint("fk_driver_team_id_team", type_="foreignkey")
        for name in NEW:
            driver.drop_column(name)
        driver.alter_column("subject_id", new_column_name="goal_id")
        driver.create_foreign_key("fk_driver_goal_id_goal", "goal", ["goal_id"], ["id"], ondelete="CASCADE")
    op.create_index("ix_driver_user", "driver", ["user"])


def _drivers() -> None:
    op.drop_index("ix_driver_user", "driver")
    with op.batch_alter_table("driver") as driver:
        driver.drop_constraint("fk_driver_goal_id_goal", type_="foreignkey")
        driver.alter_column("goal_id", new_column_name="subject_id")
        for name, kind in NEW.items():
            driver.add_column(sa.Column(name, kind, nullable=True))
    op.execute(
        "UPDATE driver SET sort = 'goal', "
        "team_id = (SELECT team_id FROM goal WHERE goal.id = driver.subject_id), "
        "is_open = (SELECT state <> 'withdrawn' FROM goal WHERE goal.id = driver.subject_id)"
    )
    with op.batch_alter_table("driver") as driver:
        for name, kind in NEW.items():
            driver.alter_column(name, existing_type=kind, nullable=False)
        driver.create_foreign_key("fk_driver_team_id_team", "team", ["team_id"], ["id"], ondelete="CASCADE")
    _index("ix_driver_load", "driver", ["workspace", "user"], ("is_open IS 1", "is_open IS true"))
    _index("ix_driver_team", "driver", ["team_id"], ("is_open IS 1", "is_open IS true"))


def _involvement() -> None:
    op.create_table(
        "involvement",
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "user", name="pk_involvement"),
    )
    op.create_index("ix_involvement_workspace", "involvement", ["workspace"])


def _offers() -> None:
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject_id", sa.Uuid(), nullable=False),
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("giver", sa.String(length=32), nullable=False),
        sa.Column("taker", sa.String(length=32), nullable=False),
        sa.Column("former", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_offer_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
    )
    op.create_index("ix_offer_workspace", "offer", ["workspace"])
    pending = ("state = 'pending'", "state = 'pending'")
    _index("ix_offer_one", "offer", ["subject_id"], pending, unique=True)
    _index("ix_offer_due", "offer", ["expires_at"], pending)
    _index("ix_offer_taker", "offer", ["workspace", "taker"], pending)


def _index(
    name: str, table: str, columns: list[str], where: tuple[str, str], *, unique: bool = False
) -> None:
    """An index of some of the rows, in the words of SQLite and of PostgreSQL."""
    for_one, for_other = map(sa.text, where)
    op.create_index(name, table, columns, unique=unique, sqlite_where=for_one, postgresql_where=for_other)
