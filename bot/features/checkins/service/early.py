"""Checking in without being asked: before the prompt, after it, or on any other day."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surface_by_key
from bot.delivery.values import LIVE
from bot.errors import Conflict
from bot.features.attention.service import notices
from bot.features.cadences.service import cadences
from bot.features.cadences.values import CadenceState, CadenceView, Kind
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.prompts import Planned, Prompts
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.service.prompts import own, today_of
from bot.features.checkins.service.showing import is_to_ask, is_wanted, show
from bot.features.checkins.values.digests import DIGEST, DigestView
from bot.features.checkins.values.prompts import PROMPT, OccasionState, PromptState, PromptView
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.workspaces import service as workspaces
from bot.text import listing

NO_CADENCE = (
    "None of your teams checks in at the moment. Type `/checkin` in a team's channel to set that up, "
    "or ask one of its stewards."
)
ONLY_OBSERVED = (
    "You read along in {places}, where the team checks in, but you are no member there, so you aren't asked. Press "
    "*Join* on the team's card, which is pinned there (or run `/cairn` in the channel), and you are asked with the others."
)


def check_in_now(tx: Transaction) -> PromptView:
    """The actor's check-in, at any time: today's, which is then not sent again; else one of the last three days that
    is still open; else one of their own accord.

    Raises:
        Conflict: none of their teams has a check-in.
        NotAllowed: only strict teams have, which are in another phase.
    """
    user = actor_of(tx)
    repository, today = Prompts(tx), today_of(tx, user)
    coming = repository.subscribed(user)
    row = repository.on_day(user, today)
    if (row is None or not repository.occasions_of(row.id)) and today not in coming.values():
        row = repository.newest_open(user, today - rules.LATE)
    if row is not None:
        _reopen(tx, row)
    if row is None or not _asks_how_it_goes(tx, repository.view(row)):
        row = _of_today(tx, user, today, coming)
    _show_now(tx, row)
    return repository.view(row)


def answer_now(tx: Transaction, prompt_id: UUID) -> PromptView:
    """*Answer now* where a prompt was put off: that one, whichever day it is of; else as `check_in_now`.

    Raises:
        NotFound: it isn't the actor's.
        Conflict: there is nothing left of it, and none of their teams has a check-in.
    """
    row = own(tx, prompt_id)
    _reopen(tx, row)
    if not is_to_ask(tx, Prompts(tx).view(row)):
        return check_in_now(tx)
    _show_now(tx, row)
    return Prompts(tx).view(row)


def add_mine(tx: Transaction, digest: DigestView) -> PromptView:
    """*Add mine* on a digest: the actor's check-in of its day, however late; once nothing comes into it any more, or
    its check-in has ended, as `check_in_now`.

    Raises:
        NotAllowed: the actor is no member of its team.
        Conflict: none of their teams has a check-in.
    """
    teams.require_member(tx, digest.team_id)
    if digest.has_settled(tx.now):
        tx.touch(DIGEST, digest.id)
        return check_in_now(tx)
    row = _of_digest(tx, digest)
    if row is None:
        return check_in_now(tx)
    _reopen(tx, row)
    if not is_wanted(tx, Prompts(tx).view(row)):
        return check_in_now(tx)
    _show_now(tx, row)
    return Prompts(tx).view(row)


def _of_digest(tx: Transaction, digest: DigestView) -> Prompt | None:
    """The actor's prompt that asks for this digest, or one of their own accord; None while its check-in rests."""
    if cadences.cadence(tx, digest.cadence_id).state is not CadenceState.ACTIVE:
        return None
    user, repository = actor_of(tx), Prompts(tx)
    asked = repository.asking(user, digest.cadence_id, digest.day)
    if asked is not None:
        repository.widen(asked.id)
        return asked
    expires_at = rules.end_of(digest.day, workspaces.zone_of(tx, user))
    row = repository.ensured(
        Planned(user=user, day=digest.day, send_at=tx.now, expires_at=expires_at, state=PromptState.QUIET)
    )
    repository.add_occasion(row, digest.cadence_id, digest.team_id, digest.day, is_asked=False)
    return row


def _reopen(tx: Transaction, row: Prompt) -> None:
    skipped = [one.id for one in Prompts(tx).occasions_of(row.id) if one.state is OccasionState.SKIPPED]
    Prompts(tx).become(skipped, OccasionState.OPEN)


def _of_today(tx: Transaction, user: str, today: date, coming: Mapping[UUID, date | None]) -> Prompt:
    """Today's prompt, with what is due later today and otherwise an occasion for each team that checks in."""
    found = _asking(tx, user)
    repository = Prompts(tx)
    expires_at = rules.end_of(today, workspaces.zone_of(tx, user))
    row = repository.ensured(
        Planned(user=user, day=today, send_at=tx.now, expires_at=expires_at, state=PromptState.QUIET)
    )
    known: set[UUID] = set()
    for cadence in sorted(found, key=lambda one: (coming.get(one.id) != today, one.id not in coming)):
        is_asked = coming.get(cadence.id) == today
        if is_asked or cadence.team_id not in known:
            repository.add_occasion(row, cadence.id, cadence.team_id, today, is_asked=is_asked)
            known.add(cadence.team_id)
    repository.widen(row.id)
    return row


def _asks_how_it_goes(tx: Transaction, prompt: PromptView) -> bool:
    """Whoever calls for their check-in has more to say than what became of their actions."""
    return is_wanted(tx, prompt) and not prompt.is_about_actions


def _cadences_of(tx: Transaction, user: str) -> list[CadenceView]:
    return [cadence for team in teams.teams_of(tx, user) for cadence in _active_in(tx, team.id)]


def _active_in(tx: Transaction, team_id: UUID) -> list[CadenceView]:
    running = cadences.cadences_of(tx, team_id, Kind.CHECKIN)
    return [cadence for cadence in running if cadence.state is CadenceState.ACTIVE]


def _why_none(tx: Transaction, user: str) -> str:
    """Whoever reads along where others check in is told of that, and anybody else how to begin."""
    observed = [team.called for team in teams.observed_by(tx, user) if _active_in(tx, team.id)]
    return ONLY_OBSERVED.format(places=listing(observed)) if observed else NO_CADENCE


def _asking(tx: Transaction, user: str) -> list[CadenceView]:
    """The check-ins of their teams, apart from strict ones in another phase; when there are only those, says so."""
    found = _cadences_of(tx, user)
    if not found:
        raise Conflict(_why_none(tx, user))
    refused = cycles.refused_in(tx, {one.team_id for one in found}, Doing.CHECK_IN)
    asking = [one for one in found if one.team_id not in refused]
    if not asking:
        cycles.require(tx, found[0].team_id, Doing.CHECK_IN)
    return asking


def _show_now(tx: Transaction, row: Prompt) -> None:
    """Show it where the person finds it: at the end of their messages with Cairn, unless it is there from today."""
    today, sent_on = today_of(tx, row.user), rules.local_day(row.send_at, workspaces.zone_of(tx, row.user))
    surface = surface_by_key(tx, Prompts(tx).view(row).key)
    is_there = surface is not None and surface.state in LIVE and row.state == PromptState.SHOWN
    if is_there and sent_on == today:
        tx.touch(PROMPT, row.id)
        return
    if surface is not None:
        row.turn += 1
    notices.ride(tx, row.user, today, on=PROMPT, subject=row.id)
    show(tx, row)
