"""The first journey: workspaces, teams, goals, votes, drivers, decisions, delivery."""

import sqlalchemy as sa
from alembic import op

from bot.db.base import UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=32), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_activity"),
    )
    op.create_index("ix_activity_subject", "activity", ["workspace", "subject", "at", "place"], unique=False)
    op.create_index("ix_activity_workspace", "activity", ["workspace"], unique=False)

    op.create_table(
        "channel_pace",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("next_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", name="pk_channel_pace"),
    )
    op.create_table(
        "pace",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("method", sa.String(length=32), nullable=False),
        sa.Column("tat", UtcDateTime(), nullable=False),
        sa.Column("blocked_until", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "method", name="pk_pace"),
    )
    op.create_table(
        "person",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("home", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("looked_up_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "user", name="pk_person"),
    )
    op.create_index(
        "ix_person_unknown",
        "person",
        ["looked_up_at"],
        unique=False,
        sqlite_where=sa.text("kind = 'unknown'"),
        postgresql_where=sa.text("kind = 'unknown'"),
    )

    op.create_table(
        "presence",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("is_here", sa.Boolean(), nullable=False),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", "channel", "user", name="pk_presence"),
    )
    op.create_table(
        "received",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("received_at", UtcDateTime(), nullable=False),
        sa.Column("outcome", sa.String(length=255), nullable=True),
        sa.PrimaryKeyConstraint("workspace", "key", name="pk_received"),
    )
    op.create_index("ix_received_received_at", "received", ["received_at"], unique=False)

    op.create_table(
        "surface",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=255), nullable=False),
        sa.Column("subject", sa.String(length=255), nullable=False),
        sa.Column("audience", sa.String(length=32), nullable=False),
        sa.Column("key", sa.String(length=255), nullable=False),
        sa.Column("thread_of", sa.String(length=255), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("wanted_version", sa.Integer(), nullable=False),
        sa.Column("shown_version", sa.Integer(), nullable=False),
        sa.Column("steps_left", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("method", sa.String(length=32), nullable=True),
        sa.Column("run_at", UtcDateTime(), nullable=True),
        sa.Column("quiet_until", UtcDateTime(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("lease_token", sa.Uuid(), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("first_send_at", UtcDateTime(), nullable=True),
        sa.Column("verify_at", UtcDateTime(), nullable=True),
        sa.Column("verified", sa.Integer(), nullable=False),
        sa.Column("slack_channel", sa.String(length=32), nullable=True),
        sa.Column("slack_ts", sa.String(length=32), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_surface"),
        sa.UniqueConstraint("workspace", "key", name="uq_surface_workspace_key"),
    )
    op.create_index("ix_surface_audience", "surface", ["workspace", "audience"], unique=False)
    op.create_index(
        "ix_surface_due",
        "surface",
        ["workspace", "method", "run_at"],
        unique=False,
        sqlite_where=sa.text("run_at IS NOT NULL"),
        postgresql_where=sa.text("run_at IS NOT NULL"),
    )
    op.create_index("ix_surface_message", "surface", ["workspace", "slack_channel", "slack_ts"], unique=False)
    op.create_index("ix_surface_subject", "surface", ["workspace", "kind", "subject"], unique=False)
    op.create_index(
        "ix_surface_thread",
        "surface",
        ["workspace", "thread_of"],
        unique=False,
        sqlite_where=sa.text("thread_of IS NOT NULL"),
        postgresql_where=sa.text("thread_of IS NOT NULL"),
    )
    op.create_index(
        "ix_surface_verify",
        "surface",
        ["verify_at"],
        unique=False,
        sqlite_where=sa.text("verify_at IS NOT NULL"),
        postgresql_where=sa.text("verify_at IS NOT NULL"),
    )
    op.create_index("ix_surface_workspace", "surface", ["workspace"], unique=False)

    op.create_table(
        "team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("channel_name", sa.String(length=255), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("purpose", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("started_by", sa.String(length=32), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("counts_guests", sa.Boolean(), nullable=False),
        sa.Column("try_at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
        sa.UniqueConstraint("workspace", "channel", name="uq_team_workspace_channel"),
    )
    op.create_index("ix_team_due", "team", ["state", "try_at"], unique=False)
    op.create_index("ix_team_workspace", "team", ["workspace"], unique=False)

    op.create_table(
        "workspace",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("bot_user", sa.String(length=32), nullable=False),
        sa.Column("bot_id", sa.String(length=32), nullable=False),
        sa.Column("installed_at", UtcDateTime(), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace", name="pk_workspace"),
    )
    op.create_table(
        "aim",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_aim_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_aim"),
        sa.UniqueConstraint("team_id", "title", name="uq_aim_team_id_title"),
    )
    op.create_index("ix_aim_workspace", "aim", ["workspace"], unique=False)

    op.create_table(
        "ballot",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.Uuid(), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("deadline", UtcDateTime(), nullable=False),
        sa.Column("steady_since", sa.BigInteger(), nullable=False),
        sa.Column("completed", sa.BigInteger(), nullable=True),
        sa.Column("reconciled_at", UtcDateTime(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("electorate", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_ballot_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_ballot"),
        sa.UniqueConstraint("subject", name="uq_ballot_subject"),
    )
    op.create_index(
        "ix_ballot_open",
        "ballot",
        ["deadline"],
        unique=False,
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index("ix_ballot_round", "ballot", ["workspace", "team_id", "round"], unique=False)
    op.create_index("ix_ballot_workspace", "ballot", ["workspace"], unique=False)

    op.create_table(
        "cycle",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_cycle_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_cycle"),
        sa.UniqueConstraint("team_id", "number", name="uq_cycle_team_id_number"),
    )
    op.create_index("ix_cycle_workspace", "cycle", ["workspace"], unique=False)

    op.create_table(
        "decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("rationale", sa.Text(), nullable=False),
        sa.Column("context", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("criteria", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("searchable", sa.Text(), nullable=False),
        sa.Column("decider", sa.String(length=32), nullable=False),
        sa.Column("logged_by", sa.String(length=32), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("source_channel", sa.String(length=32), nullable=True),
        sa.Column("source_ts", sa.String(length=32), nullable=True),
        sa.Column("source_thread", sa.String(length=32), nullable=True),
        sa.Column("source_author", sa.String(length=32), nullable=True),
        sa.Column("logged_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_decision_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sa.UniqueConstraint("team_id", "number", name="uq_decision_team_id_number"),
        sa.UniqueConstraint(
            "workspace", "source_channel", "source_ts", name="uq_decision_workspace_source_channel_source_ts"
        ),
    )
    op.create_index("ix_decision_workspace", "decision", ["workspace"], unique=False)

    op.create_table(
        "decision_counter",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_decision_counter_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", name="pk_decision_counter"),
    )
    op.create_index("ix_decision_counter_workspace", "decision_counter", ["workspace"], unique=False)

    op.create_table(
        "goal_counter",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["team_id"], ["team.id"], name="fk_goal_counter_team_id_team", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("team_id", name="pk_goal_counter"),
    )
    op.create_index("ix_goal_counter_workspace", "goal_counter", ["workspace"], unique=False)

    op.create_table(
        "member",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("is_steward", sa.Boolean(), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_member_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("team_id", "user", name="pk_member"),
    )
    op.create_index("ix_member_user", "member", ["workspace", "user"], unique=False)
    op.create_index("ix_member_workspace", "member", ["workspace"], unique=False)

    op.create_table(
        "fact",
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.Column("ballot_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("emoji", sa.String(length=64), nullable=False),
        sa.Column("stamp", sa.BigInteger(), nullable=False),
        sa.Column("added", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballot.id"], name="fk_fact_ballot_id_ballot", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace", "ballot_id", "user", "emoji", "stamp", "added", name="pk_fact"),
    )
    op.create_index("ix_fact_ballot_id", "fact", ["ballot_id"], unique=False)

    op.create_table(
        "goal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("beneficiary", sa.String(length=150), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("constraints", sa.Text(), nullable=False),
        sa.Column("must_be_true", sa.Text(), nullable=False),
        sa.Column("aim_id", sa.Uuid(), nullable=True),
        sa.Column("must_do", sa.Boolean(), nullable=False),
        sa.Column("proposer", sa.String(length=32), nullable=False),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["aim_id"], ["aim.id"], name="fk_goal_aim_id_aim", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name="fk_goal_team_id_team", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_goal"),
        sa.UniqueConstraint("team_id", "number", name="uq_goal_team_id_number"),
    )
    op.create_index("ix_goal_aim_id", "goal", ["aim_id"], unique=False)
    op.create_index("ix_goal_workspace", "goal", ["workspace"], unique=False)

    op.create_table(
        "decision_goal",
        sa.Column("decision_id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name="fk_decision_goal_decision_id_decision", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_decision_goal_goal_id_goal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("decision_id", "goal_id", name="pk_decision_goal"),
    )
    op.create_index("ix_decision_goal_goal_id", "decision_goal", ["goal_id"], unique=False)
    op.create_index("ix_decision_goal_workspace", "decision_goal", ["workspace"], unique=False)

    op.create_table(
        "driver",
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("user", sa.String(length=32), nullable=False),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["goal_id"], ["goal.id"], name="fk_driver_goal_id_goal", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("goal_id", name="pk_driver"),
    )
    op.create_index("ix_driver_user", "driver", ["user"], unique=False)
    op.create_index("ix_driver_workspace", "driver", ["workspace"], unique=False)

    op.create_table(
        "handover",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("goal_id", sa.Uuid(), nullable=False),
        sa.Column("giver", sa.String(length=32), nullable=False),
        sa.Column("former", sa.String(length=32), nullable=False),
        sa.Column("taker", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("workspace", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goal.id"], name="fk_handover_goal_id_goal", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
    )
    op.create_index("ix_handover_goal_id", "handover", ["goal_id"], unique=False)
    op.create_index("ix_handover_workspace", "handover", ["workspace"], unique=False)


def downgrade() -> None:
    op.drop_table("handover")
    op.drop_table("driver")
    op.drop_table("decision_goal")
    op.drop_table("goal")
    op.drop_table("fact")
    op.drop_table("member")
    op.drop_table("goal_counter")
    op.drop_table("decision_counter")
    op.drop_table("decision")
    op.drop_table("cycle")
    op.drop_table("ballot")
    op.drop_table("aim")
    op.drop_table("workspace")
    op.drop_table("team")
    op.drop_table("surface")
    op.drop_table("received")
    op.drop_table("presence")
    op.drop_table("person")
    op.drop_table("pace")
    op.drop_table("channel_pace")
    op.drop_table("activity")
