"""Tables of actions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.planning.values.actions import TEXT_MOST, ActionState

SOURCE = 32


class Action(Row):
    """Something a team wants to be done, by whom and by when."""

    __tablename__ = "action"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(String(TEXT_MOST))
    owner: Mapped[str | None] = mapped_column(String(SLACK_ID))
    due: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(SOURCE))
    source_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(16), default=ActionState.OPEN)
    made_by: Mapped[str] = mapped_column(String(SLACK_ID))
    made_at: Mapped[datetime]
    done_at: Mapped[datetime | None]


_action = Action.__table__.c
_open = _action.state == ActionState.OPEN.value
Index("ix_action_source", _action.workspace, _action.source, _action.source_id)
Index(
    "ix_action_open_owner", _action.workspace, _action.owner, sqlite_where=_open, postgresql_where=_open
)  # every check-in asks what is open of somebody's
