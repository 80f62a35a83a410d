"""Tables of drivers and of how they changed, of who shares in what, of what is offered, and of a team's roles."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row
from bot.features.ownership.values import GOAL, NAME_MOST, OfferState

SORT, STATE = 16, 16
FOLDED = 3 * NAME_MOST  # characters; folding may make three of one
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


class TeamRole(Row):
    """A role of a team; one that was retired stays on record. `folded` is its name as it is compared."""

    __tablename__ = "team_role"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(NAME_MOST))
    folded: Mapped[str] = mapped_column(String(FOLDED))
    purpose: Mapped[str] = mapped_column(Text)
    alone: Mapped[str] = mapped_column(Text)
    together: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class RoleHolder(Row):
    """Somebody who holds a role."""

    __tablename__ = "role_holder"

    role_id: Mapped[UUID] = mapped_column(ForeignKey("team_role.id", ondelete="CASCADE"), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    since: Mapped[datetime]


class DecisionArea(Row):
    """Something that a team decides about, whichever role has it."""

    __tablename__ = "decision_area"
    __table_args__ = (UniqueConstraint("team_id", "folded"),)

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(NAME_MOST))
    folded: Mapped[str] = mapped_column(String(FOLDED))


class AreaOwner(Row):
    """A role that decides about an area."""

    __tablename__ = "area_owner"

    area_id: Mapped[UUID] = mapped_column(
        ForeignKey("decision_area.id", ondelete="CASCADE"), primary_key=True
    )
    role_id: Mapped[UUID] = mapped_column(
        ForeignKey("team_role.id", ondelete="CASCADE"), primary_key=True, index=True
    )


_driver, _offer, _role = Driver.__table__.c, Offer.__table__.c, TeamRole.__table__.c
_open = _driver.is_open.is_(True)
_pending = _offer.state == OfferState.PENDING.value
_active = _role.retired_at.is_(None)
Index("ix_driver_load", _driver.workspace, _driver.user, sqlite_where=_open, postgresql_where=_open)
Index("ix_driver_team", _driver.team_id, sqlite_where=_open, postgresql_where=_open)
Index("ix_offer_one", _offer.subject_id, unique=True, sqlite_where=_pending, postgresql_where=_pending)
Index("ix_offer_due", _offer.expires_at, sqlite_where=_pending, postgresql_where=_pending)
Index("ix_offer_taker", _offer.workspace, _offer.taker, sqlite_where=_pending, postgresql_where=_pending)
Index(
    "ix_team_role_name",
    _role.team_id,
    _role.folded,
    unique=True,
    sqlite_where=_active,
    postgresql_where=_active,
)
