"""Tables of drivers and of how they changed, of who shares in what, and of what is offered."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.ownership.values import GOAL, OfferState

SORT, STATE = 16, 16
TITLE = 300  # characters; what a thing is called, as long as a room's title may be


class Driver(Row):
    """The thing is the key, so the database itself allows one driver only; `is_open` until the thing is over."""

    __tablename__ = "driver"

    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    sort: Mapped[str] = mapped_column(String(SORT), default=GOAL)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    user: Mapped[str] = mapped_column(String(SLACK_ID))
    since: Mapped[datetime]
    is_open: Mapped[bool] = mapped_column(default=True)


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


class Involvement(Row):
    """Somebody who contributes to a thing, is consulted or informed; one of these at a time."""

    __tablename__ = "involvement"

    subject_id: Mapped[UUID] = mapped_column(primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    role: Mapped[str] = mapped_column(String(STATE))
    since: Mapped[datetime]


class Offer(Row):
    """Something offered to a member; at most one offer of a thing waits for an answer."""

    __tablename__ = "offer"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    subject_id: Mapped[UUID]
    sort: Mapped[str] = mapped_column(String(SORT))
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    title: Mapped[str] = mapped_column(String(TITLE))
    giver: Mapped[str] = mapped_column(String(SLACK_ID))
    taker: Mapped[str] = mapped_column(String(SLACK_ID))
    former: Mapped[str | None] = mapped_column(String(SLACK_ID))
    note: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(STATE), default=OfferState.PENDING)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    why: Mapped[str] = mapped_column(Text, default="")


_driver, _offer = Driver.__table__.c, Offer.__table__.c
_open = _driver.is_open.is_(True)
_pending = _offer.state == OfferState.PENDING.value
Index("ix_driver_load", _driver.workspace, _driver.user, sqlite_where=_open, postgresql_where=_open)
Index("ix_driver_team", _driver.team_id, sqlite_where=_open, postgresql_where=_open)
Index("ix_offer_one", _offer.subject_id, unique=True, sqlite_where=_pending, postgresql_where=_pending)
Index("ix_offer_due", _offer.expires_at, sqlite_where=_pending, postgresql_where=_pending)
Index("ix_offer_taker", _offer.workspace, _offer.taker, sqlite_where=_pending, postgresql_where=_pending)
