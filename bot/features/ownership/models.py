"""Tables of drivers and of how they changed."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row


class Driver(Row):
    """The goal is the key, so the database itself allows one driver only."""

    __tablename__ = "driver"

    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), index=True)
    since: Mapped[datetime]


class Handover(Row):
    """One change of driver, shown under the goal's card; without a taker the goal was released."""

    __tablename__ = "handover"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    goal_id: Mapped[UUID] = mapped_column(ForeignKey("goal.id", ondelete="CASCADE"), index=True)
    giver: Mapped[str] = mapped_column(String(SLACK_ID))
    former: Mapped[str] = mapped_column(String(SLACK_ID))
    taker: Mapped[str | None] = mapped_column(String(SLACK_ID))
    note: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
