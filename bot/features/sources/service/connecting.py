"""Connecting an indicator to an address, changing that, and letting it be people's again."""

from datetime import datetime
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Event, Transaction
from bot.errors import Conflict, NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.sources.events import SourceChanged, SourceConnected, SourceDisconnected
from bot.features.sources.models import Source
from bot.features.sources.repository.sources import SourceRepository, view_of
from bot.features.sources.rules import times
from bot.features.sources.service.headers import Sealing, sealed, sealed_anew
from bot.features.sources.service.seeing import NOT_CONNECTED, require_own, source_of
from bot.features.sources.values import SourceDraft, SourceView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.outside.vault import Vault
from bot.text import listing

ENDED = "This goal has come to an end, so there is nothing to read any more. Nothing was changed."
QUICKER = (
    "Somebody connected this indicator a moment ago. Nothing of yours was saved; open it once more to see."
)
CHANGED = (
    "Somebody changed this source since you opened it. Nothing of yours was saved; open it once more to see."
)


class About(TypedDict):
    """What every event of a source says."""

    subject: str
    team_id: UUID
    indicator_id: UUID
    name: str


def connect(tx: Transaction, indicator_id: UUID, draft: SourceDraft, vault: Vault) -> SourceView:
    """Pull an indicator's readings from an address from now on; it is tried at once.

    Raises:
        NotFound: the actor may not see the indicator.
        NotAllowed: they are an observer.
        Conflict: it is connected already, or its goal has come to an end.
        Invalid: its headers can't be kept secret.
    """
    indicator = _measured(tx, indicator_id)
    if not goals.goal(tx, indicator.goal_id).is_open:
        raise Conflict(ENDED)
    columns = _columns(tx, draft, sealed(draft.headers, vault), owner=actor_of(tx))
    if not SourceRepository(tx).start(indicator_id=indicator.id, team_id=indicator.team_id, **columns):
        raise Conflict(QUICKER)
    source = source_of(tx, indicator.id)
    _tell(tx, indicator, SourceConnected(**_about(indicator), host=source.host))
    return source


def change(
    tx: Transaction, indicator_id: UUID, draft: SourceDraft, vault: Vault, *, seen: datetime
) -> SourceView:
    """Read it from elsewhere, at other times, or with other headers; it is tried at once.

    Headers left empty are kept, as long as the address stays with the same scheme, host and port: who may change a
    source doesn't thereby learn what another person entrusted to Cairn. Who looks after it stays the same, unless they
    left the team.

    Args:
        seen: the version that the actor began with.

    Raises:
        NotFound: the actor may not see it, or nothing is connected.
        NotAllowed: somebody else looks after it, and they are no steward.
        Conflict: somebody changed it since.
        Invalid: as for `connect`, or headers were kept for another site.
    """
    indicator = _measured(tx, indicator_id)
    row = _own(tx, indicator)
    before = view_of(row, tx.now)
    if before.changed_at != seen:
        raise Conflict(CHANGED)
    stays = teams.is_member(tx, indicator.team_id, before.owner)
    sealing, owner = sealed_anew(row, draft, vault), before.owner if stays else actor_of(tx)
    columns = _columns(tx, draft, sealing, owner=owner)
    SourceRepository(tx).change(row.id, **columns)
    after = source_of(tx, indicator.id)
    told = _differing(_told(before), _told(after))
    _tell(tx, indicator, SourceChanged(**_about(indicator), before=told[0], after=told[1]))
    return after


def disconnect(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """Its readings are people's again, and what its headers said is gone; raises as `change` does."""
    indicator = _measured(tx, indicator_id)
    source = view_of(_own(tx, indicator), tx.now)
    SourceRepository(tx).remove(source.id)
    _tell(tx, indicator, SourceDisconnected(**_about(indicator), host=source.host))
    return indicator


def fetch_now(tx: Transaction, indicator_id: UUID) -> SourceView:
    """Try it at once; a member may, and not twice within a minute.

    Raises:
        NotFound: the actor may not see it, or nothing is connected.
        NotAllowed: they are an observer.
    """
    row = _held(tx, _measured(tx, indicator_id))
    if row.claim is None and times.may_be_fetched(row.tried_at, tx.now):
        SourceRepository(tx).change(row.id, next_at=min(row.next_at, tx.now))
    return source_of(tx, indicator_id)


def _measured(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    indicator = indicators.indicator(tx, indicator_id)
    teams.require_member(tx, indicator.team_id)
    return indicator


def _held(tx: Transaction, indicator: IndicatorView) -> Source:
    row = SourceRepository(tx).locked(indicator.id)
    if row is None:
        raise NotFound(NOT_CONNECTED)
    return row


def _own(tx: Transaction, indicator: IndicatorView) -> Source:
    row = _held(tx, indicator)
    require_own(tx, view_of(row, tx.now))
    return row


def _columns(tx: Transaction, draft: SourceDraft, sealing: Sealing, *, owner: str) -> dict[str, object]:
    """Without the claim that it had, so that what is fetched by its former address is not recorded any more."""
    return {
        "address": draft.address,
        "site": draft.site,
        "path": draft.path,
        "every": draft.times.every,
        "hour": draft.times.hour,
        "weekday": draft.times.weekday,
        "owner": owner,
        "changed_at": tx.now,
        "next_at": tx.now,
        "claim": None,
        **sealing,
    }


def _told(source: SourceView) -> dict[str, str]:
    """What histories may tell of it."""
    return {
        "host": source.host,
        "path": source.path,
        "times": times.in_words(source.times),
        "headers": listing(source.header_names),
    }


def _differing(before: dict[str, str], after: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}


def _tell(tx: Transaction, indicator: IndicatorView, event: Event) -> None:
    tx.happened(event)
    tx.touch(GOAL_CARD, indicator.goal_id)


def _about(indicator: IndicatorView) -> About:
    return {
        "subject": str(indicator.goal_id),
        "team_id": indicator.team_id,
        "indicator_id": indicator.id,
        "name": indicator.name,
    }
