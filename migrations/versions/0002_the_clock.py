"""The clock: days and hours, cadences, check-ins, retrospectives, actions."""

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "availability",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("days", sa.JSON(), nullable=False),
        sa.Column("starts", sa.String(length=5), nullable=False),
        sa.Column("ends", sa.String(length=5), nullable=False),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("follows_status", sa.Boolean(), nullable=False),
        sa.Column("away_until", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_availability"),
    )
    op.create_table(
        "day_taken",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", "day", name="pk_day_taken"),
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("cause", sa.String(length=16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("shown_at", UtcDateTime(), nullable=True),
        sa.Column("shown_day", sa.Date(), nullable=True),
        sa.Column("on_kind", sa.String(length=255), nullable=True),
        sa.Column("on_subject", sa.String(length=255), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notice"),
        sa.UniqueConstraint("workspace", "key", name="uq_notice_workspace_key"),
    )
    op.create_index("ix_notice_day", "notice", ["workspace", "user", "shown_day"], unique=False)
    op.create_index(
        "ix_notice_due",
        "notice",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_notice_on",
        "notice",
        ["workspace", "on_kind", "on_subject"],
        unique=False,
        sqlite_where=sa.text("on_kind IS NOT NULL"),
        postgresql_where=sa.text("on_kind IS NOT NULL"),
    )
    op.create_index("ix_notice_subject", "notice", ["workspace", "kind", "subject"], unique=False)
    op.create_index(
        "ix_notice_waiting",
        "notice",
        ["workspace", "user"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_notice_workspace", "notice", ["workspace"], unique=False)

    op.create_table(
        "prompt",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("send_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("is_unfolded", sa.Boolean(), nullable=False),
        sa.Column("asks_rhythm", sa.Boolean(), nullable=False),
        sa.Column("shown_at", UtcDateTime(), nullable=True),
        sa.Column("responded_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_prompt"),
        sa.UniqueConstraint("workspace", "user", "day", name="uq_prompt_workspace_user_day"),
    )
    op.create_index(
        "ix_prompt_due",
        "prompt",
        ["send_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index("ix_prompt_workspace", "prompt", ["workspace"], unique=False)

    op.create_table(
        "rhythm",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("choice", sa.String(length=16), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_rhythm"),
    )
    op.create_table(
        "action",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=True),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("done_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_action_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_action"),
    )
    op.create_index(
        "ix_action_open_owner",
        "action",
        ["workspace", "owner"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index("ix_action_source", "action", ["workspace", "source", "source_id"], unique=False)
    op.create_index("ix_action_team_id", "action", ["team_id"], unique=False)
    op.create_index("ix_action_workspace", "action", ["workspace"], unique=False)

    op.create_table(
        "cadence",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("schedule", sa.JSON(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("zone_policy", sa.String(length=16), nullable=False),
        sa.Column("who", sa.JSON(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=32), nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("skipped", sa.Date(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_cadence_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_cadence"),
    )
    op.create_index("ix_cadence_team", "cadence", ["workspace", "team_id", "kind"], unique=False)
    op.create_index("ix_cadence_workspace", "cadence", ["workspace"], unique=False)

    op.create_table(
        "noted",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("try_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_noted_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_noted"),
        sa.UniqueConstraint("workspace", "channel", "ts", "user", name="uq_noted_workspace_channel_ts_user"),
    )
    op.create_index("ix_noted_team_id", "noted", ["team_id"], unique=False)
    op.create_index("ix_noted_try_at", "noted", ["try_at"], unique=False)
    op.create_index("ix_noted_workspace", "noted", ["workspace"], unique=False)

    op.create_table(
        "reply",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prompt_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("readings", sa.JSON(), nullable=False),
        sa.Column("is_taken_back", sa.Boolean(), nullable=False),
        sa.Column("awaits_team", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompt.id"], name="fk_reply_prompt_id_prompt", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reply"),
        sa.UniqueConstraint("workspace", "user", "ts", name="uq_reply_workspace_user_ts"),
    )
    op.create_index("ix_reply_prompt_id", "reply", ["prompt_id"], unique=False)
    op.create_index("ix_reply_workspace", "reply", ["workspace"], unique=False)

    op.create_table(
        "retro",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("plan", sa.String(length=16), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("choice", sa.Boolean(), nullable=True),
        sa.Column("starter", sa.String(length=32), nullable=True),
        sa.Column("facilitator", sa.String(length=32), nullable=True),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("ends", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("contributors", sa.Integer(), nullable=True),
        sa.Column("was_erased", sa.Boolean(), nullable=False),
        sa.Column("must_vacuum", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_retro_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_retro"),
    )
    op.create_index(
        "ix_retro_due_at",
        "retro",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_retro_team_id", "retro", ["team_id"], unique=False)
    op.create_index(
        "ix_retro_vacuum",
        "retro",
        ["id"],
        unique=False,
        sqlite_where=sa.text("must_vacuum IS 1"),
        postgresql_where=sa.text("must_vacuum IS true"),
    )
    op.create_index("ix_retro_workspace", "retro", ["workspace"], unique=False)
    op.create_index(
        "uq_retro_waiting",
        "retro",
        ["team_id"],
        unique=True,
        sqlite_where=sa.text("phase = 'waiting'"),
        postgresql_where=sa.text("phase = 'waiting'"),
    )

    op.create_table(
        "retro_due",
        sa.Column("cadence_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.String(length=10), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_retro_due_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("cadence_id", "day", name="pk_retro_due"),
    )
    op.create_index(
        "ix_retro_due_open",
        "retro_due",
        ["cadence_id"],
        unique=False,
        sqlite_where=sa.text("done IS 0"),
        postgresql_where=sa.text("done IS false"),
    )
    op.create_index("ix_retro_due_team_id", "retro_due", ["team_id"], unique=False)
    op.create_index("ix_retro_due_workspace", "retro_due", ["workspace"], unique=False)

    op.create_table(
        "anonymous_reflection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("retro_id", sa.Uuid(), nullable=False),
        sa.Column("column", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["retro_id"], ["retro.id"], name="fk_anonymous_reflection_retro_id_retro", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_anonymous_reflection"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_anonymous_reflection_retro_id", "anonymous_reflection", ["retro_id"], unique=False)
    op.create_index("ix_anonymous_reflection_workspace", "anonymous_reflection", ["workspace"], unique=False)

    op.create_table(
        "contribution",
        sa.Column("retro_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("is_anonymous", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["retro_id"], ["retro.id"], name="fk_contribution_retro_id_retro", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("retro_id", "user", "is_anonymous", name="pk_contribution"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_contribution_workspace", "contribution", ["workspace"], unique=False)

    op.create_table(
        "digest",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cadence_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=True),
        sa.Column("posted_at", UtcDateTime(), nullable=True),
        sa.Column("settles_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["cadence_id"], ["cadence.id"], name="fk_digest_cadence_id_cadence", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_digest_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_digest"),
        sa.UniqueConstraint("cadence_id", "day", name="uq_digest_cadence_id_day"),
    )
    op.create_index(
        "ix_digest_due",
        "digest",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_digest_team_id", "digest", ["team_id"], unique=False)
    op.create_index("ix_digest_workspace", "digest", ["workspace"], unique=False)

    op.create_table(
        "occasion",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("prompt_id", sa.Uuid(), nullable=False),
        sa.Column("cadence_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("is_asked", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["cadence_id"], ["cadence.id"], name="fk_occasion_cadence_id_cadence", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["prompt_id"], ["prompt.id"], name="fk_occasion_prompt_id_prompt", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_occasion_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_occasion"),
        sa.UniqueConstraint("cadence_id", "user", "day", name="uq_occasion_cadence_id_user_day"),
    )
    op.create_index("ix_occasion_occurrence", "occasion", ["cadence_id", "day"], unique=False)
    op.create_index("ix_occasion_prompt_id", "occasion", ["prompt_id"], unique=False)
    op.create_index("ix_occasion_workspace", "occasion", ["workspace"], unique=False)

    op.create_table(
        "retro_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("retro_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["retro_id"], ["retro.id"], name="fk_retro_group_retro_id_retro", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_retro_group"),
    )
    op.create_index("ix_retro_group_retro_id", "retro_group", ["retro_id"], unique=False)
    op.create_index("ix_retro_group_workspace", "retro_group", ["workspace"], unique=False)

    op.create_table(
        "subscription",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cadence_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("is_enrolled", sa.Boolean(), nullable=False),
        sa.Column("done", sa.Date(), nullable=True),
        sa.Column("next_day", sa.Date(), nullable=True),
        sa.Column("next_due", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["cadence_id"], ["cadence.id"], name="fk_subscription_cadence_id_cadence", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
        sa.UniqueConstraint("cadence_id", "user", name="uq_subscription_cadence_id_user"),
    )
    op.create_index(
        "ix_subscription_due",
        "subscription",
        ["kind", "next_due"],
        unique=False,
        sqlite_where=sa.text("next_due IS NOT NULL"),
        postgresql_where=sa.text("next_due IS NOT NULL"),
    )
    op.create_index("ix_subscription_user", "subscription", ["workspace", "user"], unique=False)

    op.create_table(
        "answer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("occasion_id", sa.Uuid(), nullable=False),
        sa.Column("cadence_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("confidence", sa.String(length=16), nullable=True),
        sa.Column("before", sa.String(length=16), nullable=True),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("wants_change", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_answer_goal_id_goal", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["occasion_id"], ["occasion.id"], name="fk_answer_occasion_id_occasion", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_answer_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_answer"),
        sa.UniqueConstraint(
            "occasion_id", "goal_id", "version", name="uq_answer_occasion_id_goal_id_version"
        ),
    )
    op.create_index("ix_answer_goal", "answer", ["workspace", "goal_id", "at"], unique=False)
    op.create_index("ix_answer_occurrence", "answer", ["cadence_id", "day"], unique=False)
    op.create_index("ix_answer_team_id", "answer", ["team_id"], unique=False)
    op.create_index("ix_answer_workspace", "answer", ["workspace"], unique=False)

    op.create_table(
        "reflection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("retro_id", sa.Uuid(), nullable=False),
        sa.Column("column", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=32), nullable=True),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("source_channel", sa.String(length=32), nullable=True),
        sa.Column("source_ts", sa.String(length=32), nullable=True),
        sa.Column("source_author", sa.String(length=32), nullable=True),
        sa.Column("permalink", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["retro_group.id"], name="fk_reflection_group_id_retro_group", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["retro_id"], ["retro.id"], name="fk_reflection_retro_id_retro", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_reflection"),
        sa.UniqueConstraint(
            "workspace",
            "source_channel",
            "source_ts",
            "author",
            name="uq_reflection_workspace_source_channel_source_ts_author",
        ),
    )
    op.create_index("ix_reflection_group_id", "reflection", ["group_id"], unique=False)
    op.create_index("ix_reflection_retro_id", "reflection", ["retro_id"], unique=False)
    op.create_index("ix_reflection_workspace", "reflection", ["workspace"], unique=False)

    op.create_table(
        "retro_dot",
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("emoji", sa.String(length=40), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["retro_group.id"], name="fk_retro_dot_group_id_retro_group", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("group_id", "user", "emoji", "stamp", "added", name="pk_retro_dot"),
    )
    op.create_index("ix_retro_dot_workspace", "retro_dot", ["workspace"], unique=False)

    op.create_table(
        "story",
        sa.Column("occasion_id", sa.Uuid(), nullable=False),
        sa.Column("about", sa.String(length=36), nullable=False),
        sa.Column("answer_id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=True),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("searchable", sa.Text(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name="fk_story_answer_id_answer", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_story_goal_id_goal", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["occasion_id"], ["occasion.id"], name="fk_story_occasion_id_occasion", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_story_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("occasion_id", "about", name="pk_story"),
    )
    op.create_index("ix_story_answer_id", "story", ["answer_id"], unique=False)
    op.create_index("ix_story_goal", "story", ["goal_id"], unique=False)
    op.create_index("ix_story_team", "story", ["workspace", "team_id", "at"], unique=False)
    op.create_index("ix_story_workspace", "story", ["workspace"], unique=False)
    _keep_out_of_statistics()


def _keep_out_of_statistics() -> None:
    """PostgreSQL's statistics hold samples of what is in a column, also long after it was erased."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, columns in (
        ("anonymous_reflection", ("id", "retro_id", "column", "text", "workspace")),
        ("contribution", ("retro_id", "user", "is_anonymous", "workspace")),
    ):
        for column in columns:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS 0')


def downgrade() -> None:
    op.drop_table("story")
    op.drop_table("retro_dot")
    op.drop_table("reflection")
    op.drop_table("answer")
    op.drop_table("subscription")
    op.drop_table("retro_group")
    op.drop_table("occasion")
    op.drop_table("digest")
    op.drop_table("contribution")
    op.drop_table("anonymous_reflection")
    op.drop_table("retro_due")
    op.drop_table("retro")
    op.drop_table("reply")
    op.drop_table("noted")
    op.drop_table("cadence")
    op.drop_table("action")
    op.drop_table("rhythm")
    op.drop_table("prompt")
    op.drop_table("notice")
    op.drop_table("day_taken")
    op.drop_table("availability")
