"""Sending a person's one prompt a day, to whom it should reach (P13)."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from bot.db.transaction import Transaction
from bot.features.attention import service as attention
from bot.features.attention.rules import hours_of
from bot.features.attention.values import Later, NotToday, Quiet
from bot.features.cadences.service import cadences
from bot.features.cadences.values import CadenceState
from bot.features.checkins.events.prompts import CheckinAsked
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.prompts import Planned, Prompts
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.values.prompts import (
    PROMPT,
    OccasionState,
    OccasionView,
    PromptState,
    PromptView,
    RhythmChoice,
    RhythmView,
    Snooze,
)
from bot.features.teams import service as teams
from bot.features.teams.values import TeamState
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind

NO_PERSON = frozenset({PersonKind.BOT, PersonKind.GONE})


def send(tx: Transaction, prompt_ids: Collection[UUID], quiet: Mapping[str, Quiet]) -> None:
    """Show the prompts whose people can be written to now, and put off or leave out the others.

    Args:
        quiet: what Slack says of who wants to be left alone.
    """
    repository = Prompts(tx)
    waiting = [
        row
        for row in repository.held(prompt_ids)
        if row.state == PromptState.WAITING and row.send_at <= tx.now
    ]
    users = {row.user for row in waiting}
    arrivals, rhythms = attention.arrivals(tx, users, quiet), repository.rhythms(users)
    for row in waiting:
        arrival = arrivals[row.user]
        if tx.now >= row.expires_at:
            row.state = PromptState.EXPIRED
        elif not _is_to_ask(tx, repository.view(row)) or _is_quiet(row, rhythms.get(row.user)):
            row.state = PromptState.QUIET
        elif isinstance(arrival, Later):
            row.send_at = arrival.at
        elif isinstance(arrival, NotToday):
            _pass_over(tx, row)
        else:
            _send(tx, row, rhythms.get(row.user))
    tx.session.flush()


def try_later(tx: Transaction, prompt_ids: Collection[UUID], pause: timedelta) -> None:
    """Slack could not be asked whether these people may be disturbed; they are tried again after the pause."""
    for row in Prompts(tx).held(prompt_ids):
        if row.state == PromptState.WAITING:
            row.send_at = max(row.send_at, tx.now + pause)


def expected(tx: Transaction, days: Mapping[str, date]) -> set[str]:
    """Of these people, each with their local date, those who have a check-in coming before their hours end."""
    repository, availability = Prompts(tx), attention.availability_of(tx, days)
    ends = {user: hours_of(availability[user], day)[1] for user, day in days.items()}
    rhythms = repository.rhythms(days)
    return {user for user in repository.coming(ends) if not rules.wants_quiet(rhythms.get(user), days[user])}


def is_wanted(tx: Transaction, shown: PromptView) -> bool:
    """Whether the person still takes part in any of it: they, their team and the cadence may have gone meanwhile."""
    person = workspaces.people(tx, [shown.user]).get(shown.user)
    if person is not None and person.kind in NO_PERSON:
        return False
    return any(_is_wanted(tx, one) for one in shown.occasions if one.state != OccasionState.SKIPPED)


def _is_to_ask(tx: Transaction, waiting: PromptView) -> bool:
    """What was answered from elsewhere meanwhile is not asked."""
    return any(one.state is OccasionState.OPEN for one in waiting.occasions) and is_wanted(tx, waiting)


def _is_quiet(row: Prompt, rhythm: RhythmView | None) -> bool:
    """A snoozed prompt comes: the person asked for it."""
    return not row.turn and rules.wants_quiet(rhythm, row.day)


def _is_wanted(tx: Transaction, occasion: OccasionView) -> bool:
    if teams.team_by_id(tx, occasion.team_id).state != TeamState.ACTIVE:
        return False
    return (
        teams.is_member(tx, occasion.team_id, occasion.user)
        and cadences.cadence(tx, occasion.cadence_id).state is CadenceState.ACTIVE
    )


def _pass_over(tx: Transaction, row: Prompt) -> None:
    """Today nothing reaches the person. What they put off themselves is not lost: it comes on the next of their days."""
    row.state = PromptState.QUIET
    days = [one.day for one in Prompts(tx).occasions_of(row.id) if one.state == OccasionState.OPEN]
    was_put_off = row.turn > 0 or any(day < row.day for day in days)
    if days and was_put_off and row.day - min(days) < rules.LATE:
        _hand_on_to_tomorrow(tx, row)


def _hand_on_to_tomorrow(tx: Transaction, row: Prompt) -> None:
    zone = workspaces.zone_of(tx, row.user)
    tomorrow = rules.put_off(Snooze.TOMORROW, now=tx.now, zone=zone, asked_at=row.send_at)
    hand_on(tx, row, tomorrow, zone)
    tx.touch(PROMPT, row.id)


def _send(tx: Transaction, row: Prompt, rhythm: RhythmView | None) -> None:
    """Show it, if the day's one message is still to be had; else what it asks becomes part of tomorrow's."""
    repository = Prompts(tx)
    if not row.turn and not attention.take_day(tx, row.user, row.day, repository.view(row).key):
        _hand_on_to_tomorrow(tx, row)
        row.state = PromptState.QUIET
        return
    lately = repository.responded_lately(row.user, before=row.day, since=rhythm.since if rhythm else None)
    if rules.asks_about_rhythm(lately, rhythm):
        row.asks_rhythm = True
        repository.set_rhythm(row.user, RhythmChoice.ASKED, row.day)
    attention.ride(tx, row.user, row.day, on=PROMPT, subject=row.id)
    show(tx, row)


def show(tx: Transaction, row: Prompt) -> None:
    """Post it at the end of the person's messages with Cairn; those of earlier turns point to it from then on."""
    row.state, row.shown_at = PromptState.SHOWN, row.shown_at or tx.now
    tx.session.flush()
    tx.show(PROMPT, row.id, row.user, key=Prompts(tx).view(row).key)
    tx.touch(PROMPT, row.id)
    tx.happened(CheckinAsked(subject=str(row.id), user=row.user))


def hand_on(tx: Transaction, row: Prompt, later: rules.PutOff, zone: ZoneInfo) -> None:
    """What is open becomes part of another day's message."""
    repository = Prompts(tx)
    planned = Planned(
        user=row.user, day=later.day, send_at=later.at, expires_at=rules.end_of(later.day, zone)
    )
    repository.hand_on(row.id, repository.ensured(planned).id)
