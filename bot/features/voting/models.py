"""Tables of voting: ballots, and the facts that are only ever added to."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from bot.db.base import SLACK_ID, new_id
from bot.db.repository import Row

EMOJI = 64  # "thumbsup::skin-tone-6" is 21; only names of the scale are kept


class BallotRow(Row):
    """One question put to a team; `electorate` is written when its closing is recorded.

    `counts` and `heard` are what it came to, counted once; `mean` as well, where enough were heard for a rank. They
    are empty again when a vote that was given in time comes late, until it is counted anew. A subject that is put to the vote again has a new one, and `replaced_at` is written into the one before.
    """

    __tablename__ = "ballot"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    team_id: Mapped[UUID] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    round: Mapped[UUID]
    subject: Mapped[UUID]
    opened_at: Mapped[datetime]
    deadline: Mapped[datetime]
    steady_since: Mapped[int] = mapped_column(BigInteger)
    completed: Mapped[int | None] = mapped_column(BigInteger)
    reconciled_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    replaced_at: Mapped[datetime | None]
    electorate: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    counts: Mapped[list[int] | None] = mapped_column(JSON(none_as_null=True))
    heard: Mapped[int | None]
    mean: Mapped[float | None]


class FactRow(Row):
    """Somebody added or removed an emoji; the whole row is its key, so that what comes twice is there once.

    The key begins with the ballot, so that it serves every question asked of facts, and their going with it.
    """

    __tablename__ = "fact"

    ballot_id: Mapped[UUID] = mapped_column(ForeignKey("ballot.id", ondelete="CASCADE"), primary_key=True)
    user: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)
    emoji: Mapped[str] = mapped_column(String(EMOJI), primary_key=True)
    stamp: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    added: Mapped[bool] = mapped_column(primary_key=True)
    workspace: Mapped[str] = mapped_column(String(SLACK_ID), primary_key=True)


_ballot = BallotRow.__table__.c
_uncounted = _ballot.heard.is_(None)
_current = _ballot.replaced_at.is_(None)
Index("ix_ballot_round", _ballot.workspace, _ballot.team_id, _ballot.round)
Index("ix_ballot_uncounted", _ballot.deadline, sqlite_where=_uncounted, postgresql_where=_uncounted)
Index("ix_ballot_current", _ballot.subject, unique=True, sqlite_where=_current, postgresql_where=_current)
