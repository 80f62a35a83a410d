"""What a worker needs to know right before it calls Slack: the surface drawn from current rows, and any new 429."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.delivery import lanes
from bot.delivery.claims import Claimed
from bot.delivery.models import SurfaceRow
from bot.delivery.renderers import Renderers
from bot.delivery.timing import database_now
from bot.delivery.values import DRAWN, Home, Message, Method, Surface

log = structlog.get_logger(__name__)

s = SurfaceRow.__table__.c


@dataclass(frozen=True, slots=True)
class Brief:
    """The state of affairs at the moment of the call.

    Args:
        drawn: what to show; None when nothing is left to show, or the method draws nothing.
        version: the version wanted when it was drawn.
        failure: why it could not be drawn.
        wait: how long Slack asked this lane to wait, if it did since the claim.
        address: where the person's direct messages are known to be.
    """

    drawn: Message | Home | None = None
    version: int = 0
    failure: str | None = None
    wait: timedelta | None = None
    address: str | None = None


def brief(session: Session, now: datetime, claimed: Sequence[Claimed], renderers: Renderers) -> list[Brief]:
    """Look everything up for several workers in one read-only transaction.

    Args:
        now: the moment for renderers, which the demo may move; limits go by the database's clock.
    """
    moment = database_now(session)
    blocked = lanes.blocked(session, moment)
    briefs = []
    for one in claimed:
        until = blocked.get((one.surface.workspace, one.method))
        wait = until - moment if until else None
        briefs.append(replace(_drawn(session, now, one, renderers), wait=wait))
    return briefs


def _drawn(session: Session, now: datetime, one: Claimed, renderers: Renderers) -> Brief:
    if one.method is Method.OPEN:
        return Brief(address=_address(session, one))
    if one.method not in DRAWN:
        return Brief()
    surface = one.surface
    version = session.execute(
        select(s.wanted_version).where(s.id == surface.id)
    ).scalar_one()  # before drawing
    try:
        # in a savepoint, because a renderer's failing SQL must not spoil the others' transaction
        with session.begin_nested(), _seen_by_clock(session, surface, now) as tx:
            drawn = renderers.draw(tx, surface)
    except DBAPIError as error:
        if error.connection_invalidated:
            raise
        return _failed(surface, version, error)
    except Exception as error:  # noqa: BLE001 - whatever a feature's renderer raises fails that one surface only
        return _failed(surface, version, error)
    address = _address(session, one) if one.method is Method.ROUTE and isinstance(drawn, Message) else None
    return Brief(drawn, version, address=address)


def _seen_by_clock(session: Session, surface: Surface, now: datetime) -> Transaction:
    return Transaction(session.connection(), surface.workspace, None, now, answers={})


def _failed(surface: Surface, version: int, error: Exception) -> Brief:
    log.error("surface not drawn", kind=surface.kind, surface=str(surface.id), exc_info=error)
    return Brief(version=version, failure=f"not drawn: {error}")


def _address(session: Session, one: Claimed) -> str | None:
    """The person's direct messages, if any surface's are known."""
    if one.parent_channel is not None:
        return one.parent_channel
    mine = (s.workspace == one.surface.workspace, s.audience == one.surface.audience)
    known = select(s.slack_channel).where(*mine, s.slack_channel.is_not(None)).limit(1)
    return session.execute(known).scalar_one_or_none()
