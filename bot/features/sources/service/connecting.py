"""Connecting an indicator to an address, changing that, and letting it be people's again."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TypedDict
from uuid import UUID

from bot.db.transaction import Event, Transaction
from bot.errors import Conflict, Invalid, NotAllowed, NotFound
from bot.features.goals import service as goals
from bot.features.goals.values import GOAL_CARD
from bot.features.indicators import service as indicators
from bot.features.indicators.values import IndicatorView
from bot.features.sources.events import SourceChanged, SourceConnected, SourceDisconnected
from bot.features.sources.models import Source
from bot.features.sources.repository.sources import SourceRepository, view_of
from bot.features.sources.rules import times
from bot.features.sources.values import Field, Measured, SourceDraft, SourceView
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.outside.vault import Vault
from bot.text import listing

NOT_CONNECTED = "Nothing is connected to that indicator any more. Nothing was changed."
ENDED = "This goal has come to an end, so there is nothing to read any more. Nothing was changed."
QUICKER = (
    "Somebody connected this indicator a moment ago. Nothing of yours was saved; open it once more to see."
)
CHANGED = (
    "Somebody changed this source since you opened it. Nothing of yours was saved; open it once more to see."
)
NOT_YOURS = (
    "Whoever connected this source, and the team's stewards, can change it. Nothing was changed. "
    "You can still enter readings with `/goal reading`."
)
NO_KEY = (
    "I can't keep headers secret here yet, so I didn't keep them. Whoever runs Cairn has to set CAIRN_ENCRYPTION_KEYS "
    "first (`cairn doctor` says how). Leave them empty to connect without."
)
OTHER_SITE = (
    "The headers kept so far are for {site} and don't go anywhere else. Enter those for the new address, "
    "or tick that none are needed."
)


class About(TypedDict):
    """What every event of a source says."""

    subject: str
    team_id: UUID
    indicator_id: UUID
    name: str


class Sealing(TypedDict):
    """The columns that hold headers."""

    header_names: list[str]
    headers: str | None
    sealed_with: str | None


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
    columns = _columns(tx, draft, _sealing(draft.headers, vault), owner=actor_of(tx))
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
        NotFound, NotAllowed: as for `to_change`.
        Conflict: somebody changed it since.
        Invalid: as for `connect`, or headers were kept for another site.
    """
    indicator = _measured(tx, indicator_id)
    row = _own(tx, indicator)
    before = view_of(row, tx.now)
    if before.changed_at != seen:
        raise Conflict(CHANGED)
    stays = teams.is_member(tx, indicator.team_id, before.owner)
    sealing, owner = _changed_sealing(row, draft, vault), before.owner if stays else actor_of(tx)
    columns = _columns(tx, draft, sealing, owner=owner)
    SourceRepository(tx).change(row.id, **columns)
    after = source_of(tx, indicator.id)
    told = _differing(_told(before), _told(after))
    _tell(tx, indicator, SourceChanged(**_about(indicator), before=told[0], after=told[1]))
    return after


def disconnect(tx: Transaction, indicator_id: UUID) -> IndicatorView:
    """Its readings are people's again, and what its headers said is gone; raises as `to_change` does."""
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


def to_change(tx: Transaction, indicator_id: UUID) -> SourceView:
    """A source that the actor may change.

    Raises:
        NotFound: the actor may not see it, or nothing is connected.
        NotAllowed: somebody else connected it, and they are no steward.
    """
    source = source_of(tx, indicator_id)
    teams.require_member(tx, source.team_id)
    _require_own(tx, source)
    return source


def source_of(tx: Transaction, indicator_id: UUID) -> SourceView:
    """An indicator's source.

    Raises:
        NotFound: the actor may not see it, or nothing is connected.
    """
    found = sources_of(tx, [indicator_id]).get(indicator_id)
    if found is None:
        raise NotFound(NOT_CONNECTED)
    return found


def measured(tx: Transaction, indicator_id: UUID) -> Measured:
    """An indicator with its source, as the actor sees it.

    Raises:
        NotFound: they may not see it.
    """
    indicator = indicators.indicator(tx, indicator_id)
    source = sources_of(tx, [indicator_id]).get(indicator_id)
    return Measured(
        indicator=indicator,
        source=source,
        zone=teams.team_zone(tx, indicator.team_id).key,
        is_member=teams.is_member(tx, indicator.team_id, actor_of(tx)),
        is_own=source is not None and _is_own(tx, source),
    )


def of_goal(tx: Transaction, goal_id: UUID) -> list[tuple[IndicatorView, SourceView | None]]:
    """A goal's indicators, each with its source; none when the actor may not see them."""
    found = indicators.of_goals(tx, [goal_id]).get(goal_id, ())
    sources = sources_of(tx, [one.id for one in found])
    return [(one, sources.get(one.id)) for one in found]


def sources_of(tx: Transaction, indicator_ids: Collection[UUID]) -> dict[UUID, SourceView]:
    """By indicator; one that nothing is connected to is missing."""
    return {source.indicator_id: source for source in SourceRepository(tx).of_indicators(indicator_ids)}


def by_id(tx: Transaction, source_id: UUID) -> SourceView | None:
    """A source, unless it was disconnected."""
    return SourceRepository(tx).by_id(source_id)


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
    _require_own(tx, view_of(row, tx.now))
    return row


def _require_own(tx: Transaction, source: SourceView) -> None:
    if not _is_own(tx, source):
        raise NotAllowed(NOT_YOURS)


def _is_own(tx: Transaction, source: SourceView) -> bool:
    actor = actor_of(tx)
    return actor == source.owner or teams.is_steward(tx, source.team_id, actor)


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


def _changed_sealing(row: Source, draft: SourceDraft, vault: Vault) -> Sealing:
    keeps = not (draft.headers or draft.forgets)
    if keeps and row.headers is not None:
        if row.site != draft.site:
            raise Invalid(Field.HEADERS, OTHER_SITE.format(site=row.site))
        return {"header_names": row.header_names, "headers": row.headers, "sealed_with": row.sealed_with}
    return _sealing(draft.headers, vault)


def _sealing(headers: Mapping[str, str], vault: Vault) -> Sealing:
    if not headers:
        return {"header_names": [], "headers": None, "sealed_with": None}
    if vault.is_locked:
        raise Invalid(Field.HEADERS, NO_KEY)
    sealed = vault.seal(json.dumps(headers))
    return {"header_names": list(headers), "headers": sealed.token, "sealed_with": sealed.key}


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
