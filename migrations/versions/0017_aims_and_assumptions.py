"""Aims of teams and of the workspace, goals adopted as aims, and what members say of what must be true."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

PLAIN = (
    sa.text("team_id IS NOT NULL AND is_adopted IS 0"),
    sa.text("team_id IS NOT NULL AND is_adopted IS false"),
)
EVERYBODYS = sa.text("team_id IS NULL")
STANDING = sa.text("state != 'declined'")


def upgrade() -> None:
    """Every aim so far is a team's own."""
    with op.batch_alter_table("aim") as aim:
        aim.drop_constraint("uq_aim_team_id_title", type_="unique")
        aim.add_column(sa.Column("parent_id", sa.Uuid(), nullable=True))
        aim.add_column(sa.Column("is_adopted", sa.Boolean(), nullable=False, server_default=sa.false()))
        aim.add_column(sa.Column("is_retired", sa.Boolean(), nullable=False, server_default=sa.false()))
        aim.create_foreign_key("fk_aim_parent_id_aim", "aim", ["parent_id"], ["id"], ondelete="SET NULL")
    for_one, for_other = PLAIN
    op.create_index(
        "ix_aim_team",
        "aim",
        ["team_id", "title"],
        unique=True,
        sqlite_where=for_one,
        postgresql_where=for_other,
    )
    op.create_index(
        "ix_aim_everybodys",
        "aim",
        ["workspace", "title"],
        unique=True,
        sqlite_where=EVERYBODYS,
        postgresql_where=EVERYBODYS,
    )
    _adoption()
    _look()


def downgrade() -> None:
    """Adopted aims and the workspace's go; goals that served them serve none."""
    op.drop_table("look")
    op.drop_table("adoption")
    op.execute("UPDATE goal SET aim_id = NULL WHERE aim_id IN (SELECT id FROM aim WHERE is_adopted)")
    op.execute("DELETE FROM aim WHERE is_adopted")
    op.drop_index("ix_aim_everybodys", "aim")
    op.drop_index("ix_aim_team", "aim")
    with op.batch_alter_table("aim") as aim:
        aim.drop_constraint("fk_aim_parent_id_aim", type_="foreignkey")
        for column in ("is_retired", "is_adopted", "parent_id"):
            aim.drop_column(column)
        aim.create_unique_constraint("uq_aim_team_id_title", ["team_id", "title"])


def _adoption() -> None:
    op.create_table(
        "adoption",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("offered_by", sa.String(length=32), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("answered_by", sa.String(length=32), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("aim_id", sa.Uuid(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_adoption_goal_id_goal", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_adoption_team_id_team", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["aim_id"], ["aim.id"], name="fk_adoption_aim_id_aim", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_adoption"),
    )
    op.create_index("ix_adoption_aim_id", "adoption", ["aim_id"])
    op.create_index("ix_adoption_workspace", "adoption", ["workspace"])
    op.create_index(
        "ix_adoption_standing",
        "adoption",
        ["goal_id", "team_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )


def _look() -> None:
    op.create_table(
        "look",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("cycle_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("says", sa.String(length=16), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_look_goal_id_goal", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_look"),
        sa.UniqueConstraint("goal_id", "cycle_id", "user", name="uq_look_goal_id_cycle_id_user"),
    )
    op.create_index("ix_look_workspace", "look", ["workspace"])
