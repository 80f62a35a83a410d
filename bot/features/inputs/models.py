"""Tables of input rounds; what is anonymous stays apart from everything that could tell whose it is."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.clearing import Clearable
from bot.db.repository import Row
from bot.features.inputs.values.given import WHY_MOST, Kind, Outcome


class InputRound(Clearable):
    """One round of a team; `contributors` is written when it closes, and who they were is forgotten then."""

    __tablename__ = "input_round"

    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    questions: Mapped[dict[str, str]] = mapped_column(JSON)
    is_anonymous: Mapped[bool]
    starter: Mapped[str] = mapped_column(String(SLACK_ID))
    closes_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    contributors: Mapped[int | None]
    was_erased: Mapped[bool] = mapped_column(default=False)


class Input(Row):
    """A signed input, or, once its round is closed, any: those without an author were written in random order.

    `page` and `place` are its reply and its place among all of the round's, None before.
    """

    __tablename__ = "input"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("input_round.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[UUID | None] = mapped_column(ForeignKey("goal.id", ondelete="SET NULL"), index=True)
    kind: Mapped[Kind] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    author: Mapped[str | None] = mapped_column(String(SLACK_ID))
    page: Mapped[int | None]
    place: Mapped[int | None]
    outcome: Mapped[Outcome | None] = mapped_column(String(16))
    why: Mapped[str] = mapped_column(String(WHY_MOST), default="")
    sorted_by: Mapped[str | None] = mapped_column(String(SLACK_ID))
    sorted_at: Mapped[datetime | None]


class UnsignedInput(Row):
    """An anonymous input until its round closes: no author, no time, a random key, no order of coming.

    Its goal is no foreign key: PostgreSQL would write on the goal's row which transaction looked at it last.
    """

    __tablename__ = "unsigned_input"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it from the class

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    round_id: Mapped[UUID] = mapped_column(ForeignKey("input_round.id", ondelete="CASCADE"), index=True)
    goal_id: Mapped[UUID | None]
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)


class InputGiver(Row):
    """Somebody gave something without their name, so that they are counted once; deleted when the round closes."""

    __tablename__ = "input_giver"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 - SQLAlchemy reads it from the class

    round_id: Mapped[UUID] = mapped_column(ForeignKey("input_round.id", ondelete="CASCADE"), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)


_round = InputRound.__table__.c
for _name, _column, _only, _unique in (
    ("uq_input_round_open", _round.team_id, _round.closed_at.is_(None), True),
    ("ix_input_round_due", _round.closes_at, _round.closed_at.is_(None), False),
    ("ix_input_round_vacuum", _round.id, _round.must_vacuum.is_(True), False),
):
    Index(_name, _column, unique=_unique, sqlite_where=_only, postgresql_where=_only)
