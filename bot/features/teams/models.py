"""Tables of teams: the enrolled channel, its members, who is in it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.teams.values import PURPOSE

NAME = 255


class Team(Row):
    """A channel that ran `/cairn start`.

    `chosen` are the people picked at the start. `read_at` is when Slack last told who is in the channel, None
    before Cairn arrived; `try_at` is when it is asked next.
    """

    __tablename__ = "team"
    __table_args__ = (UniqueConstraint("workspace", "channel"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    channel: Mapped[str] = mapped_column(String(SLACK_ID))
    channel_name: Mapped[str] = mapped_column(String(NAME))
    is_private: Mapped[bool]
    purpose: Mapped[str] = mapped_column(String(PURPOSE))
    state: Mapped[str] = mapped_column(String(16))
    started_by: Mapped[str] = mapped_column(String(SLACK_ID))
    started_at: Mapped[datetime]
    chosen: Mapped[list[str]] = mapped_column(JSON)
    counts_guests: Mapped[bool] = mapped_column(default=False)
    try_at: Mapped[datetime]
    read_at: Mapped[datetime | None]


class Member(Row):
    """Somebody who is in a team on purpose."""

    __tablename__ = "member"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    is_steward: Mapped[bool] = mapped_column(default=False)
    since: Mapped[datetime]


class Presence(Row):
    """Whether somebody is in a team's channel, by the latest that Slack said, whatever order it came in."""

    __tablename__ = "presence"

    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    channel: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    is_here: Mapped[bool]
    said_at: Mapped[datetime]


Index("ix_member_user", Member.__table__.c.workspace, Member.__table__.c.user)
Index("ix_team_due", Team.__table__.c.state, Team.__table__.c.try_at)
