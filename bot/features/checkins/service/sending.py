"""Sending a person's one prompt a day, to whom it should reach (P13); rules/prompts.py says what becomes of one."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.features.attention.rules import arrival, hours_of, local_day
from bot.features.attention.service import hours, notices
from bot.features.attention.values import Arrival, Availability, Later, NotToday, Now, Quiet
from bot.features.checkins.events.prompts import CheckinPassedOver
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.repository.resting import Resting
from bot.features.checkins.repository.rhythms import Rhythms
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.service.showing import going_on, is_left_out, is_to_ask, settle, show
from bot.features.checkins.values.prompts import (
    PROMPT,
    OccasionState,
    PromptState,
    PromptView,
    RhythmChoice,
    RhythmView,
)
from bot.features.teams.events import TeamArrived


@dataclass(frozen=True, slots=True)
class Reader:
    """One person, and whether they can be written to now."""

    availability: Availability
    arrival: Arrival
    rhythm: RhythmView | None
    today: date


def send(tx: Transaction, prompt_ids: Collection[UUID], quiet: Mapping[str, Quiet]) -> None:
    """Show what waits for these prompts' people, if they can be written to now, and put off or leave out the rest.

    Args:
        quiet: what Slack says of who wants to be left alone.
    """
    repository = Prompts(tx)
    due = defaultdict(list)
    for row in repository.waiting(repository.users_of(prompt_ids)):
        if row.send_at <= tx.now:
            due[row.user].append(row)
    availability, rhythms = hours.availability_of(tx, due), _rhythms(tx, due)
    for user, rows in due.items():
        theirs = availability[user]
        reaches, today = arrival(theirs, quiet.get(user, Quiet()), tx.now), local_day(theirs, tx.now)
        _send_to(tx, Reader(theirs, reaches, rhythms.get(user), today), rows)
    tx.session.flush()
    _tell_of_passed_over(tx, [row for rows in due.values() for row in rows])


def _tell_of_passed_over(tx: Transaction, rows: Sequence[Prompt]) -> None:
    """A digest may wait for them; in one order, because digests are held until the transaction ends."""
    missed = {
        (one.cadence_id, one.day)
        for row in rows
        if row.state in {PromptState.QUIET, PromptState.EXPIRED}
        for one in Prompts(tx).occasions_of(row.id)
    }
    for cadence_id, day in sorted(missed):
        tx.happened(CheckinPassedOver(subject=str(cadence_id), cadence_id=cadence_id, day=day))


def try_later(tx: Transaction, prompt_ids: Collection[UUID], pause: timedelta) -> None:
    """Slack could not be asked whether these people may be disturbed; they are tried again after the pause."""
    for row in Prompts(tx).held(prompt_ids):
        if row.state == PromptState.WAITING:
            row.send_at = max(row.send_at, tx.now + pause)


def team_came_back(tx: Transaction, event: TeamArrived) -> None:
    """What it wanted to ask while it was out of reach is asked after all, if its day isn't over."""
    Prompts(tx).wake(UUID(event.subject), tx.now - rules.DAY)


def expected(tx: Transaction, days: Mapping[str, date]) -> set[str]:
    """Of these people, each with their local date, those who have a check-in coming before their hours end."""
    repository, availability = Prompts(tx), hours.availability_of(tx, days)
    ends = {user: hours_of(availability[user], day)[1] for user, day in days.items()}
    rhythms = _rhythms(tx, days)
    return {user for user in repository.coming(ends) if not rules.wants_quiet(rhythms.get(user), days[user])}


def _rhythms(tx: Transaction, users: Collection[str]) -> dict[str, RhythmView]:
    """What people said about how often they are asked; a question that never reached them silences nobody."""
    found = Rhythms(tx).of(users)
    return {
        user: rhythm
        for user, rhythm in found.items()
        if rhythm.choice is not RhythmChoice.ASKED or _was_seen(tx, Rhythms(tx).asking(user))
    }


def _was_seen(tx: Transaction, prompt_id: UUID | None) -> bool:
    return prompt_id is None or any(surface.ts for surface in surfaces_of(tx, PROMPT, str(prompt_id)))


def _send_to(tx: Transaction, reader: Reader, rows: Sequence[Prompt]) -> None:
    """What is due for one person comes as one message, that of the newest day."""
    ready = sorted((row for row in rows if _is_ready(tx, reader, row)), key=lambda row: row.day, reverse=True)
    match reader.arrival:
        case Later(at):
            _wait(tx, ready, at)
        case NotToday():
            for row in ready:
                _not_today(tx, reader, row)
        case Now() if ready:
            later = _own_of_today(tx, reader, ready)
            _wait(tx, ready, later) if later else _show_together(tx, reader, ready)


def _is_ready(tx: Transaction, reader: Reader, row: Prompt) -> bool:
    """Whether it is to be asked today; what isn't waits for its day, or becomes what it is from now on."""
    prompt, zone = Prompts(tx).view(row), reader.availability.zone
    is_put_off = rules.is_put_off(prompt, zone)
    if not is_to_ask(tx, prompt):
        _let_rest(tx, row, prompt)
    elif not is_put_off and row.day < reader.today:
        _become(tx, row, PromptState.EXPIRED)
    elif not is_put_off and rules.wants_quiet(reader.rhythm, row.day):
        _become(tx, row, PromptState.QUIET)
    elif not is_put_off and row.day > reader.today:
        _wait(tx, [row], rules.start_of(row.day, zone))
    else:
        return True
    return False


def _let_rest(tx: Transaction, row: Prompt, prompt: PromptView) -> None:
    """Nobody asks any more; what was answered in it before it was put off stands where it was."""
    if row.turn and any(one.state is OccasionState.ANSWERED for one in prompt.occasions):
        settle(tx, row)
    else:
        _become(tx, row, PromptState.QUIET)


def _own_of_today(tx: Transaction, reader: Reader, rows: Sequence[Prompt]) -> datetime | None:
    """When today's own check-in reaches them, where all that is ready was put off to today: they come as one.

    That may be now: it is due, and the clock hasn't put it on record yet.
    """
    if rules.wants_quiet(reader.rhythm, reader.today) or any(row.day >= reader.today for row in rows):
        return None
    begins = rules.start_of(reader.today, reader.availability.zone)
    _, ends = hours_of(reader.availability, reader.today)
    return Prompts(tx).next_due(rows[0].user, since=begins, before=ends)


def _not_today(tx: Transaction, reader: Reader, row: Prompt) -> None:
    """Today nothing reaches the person: what was put off comes on the next of their days."""
    if rules.is_put_off(Prompts(tx).view(row), reader.availability.zone):
        _put_off(tx, reader, [row])
    else:
        _become(tx, row, PromptState.QUIET)


def _show_together(tx: Transaction, reader: Reader, rows: Sequence[Prompt]) -> None:
    """Show them, if the day's one message is still to be had, or what the person put off comes anyway."""
    repository, row = Prompts(tx), rows[0]
    user = row.user
    of_itself = [one for one in rows if not one.turn]
    if of_itself:
        is_free = notices.take_day(tx, user, reader.today, repository.view(of_itself[0]).key)
        if not is_free and len(of_itself) == len(rows):
            _put_off(tx, reader, rows)
            return
    since = reader.rhythm.since if reader.rhythm else None
    lately = Rhythms(tx).responded_lately(user, before=row.day, since=since)
    if rules.asks_about_rhythm(lately, reader.rhythm):
        row.asks_rhythm = True
        Rhythms(tx).choose(user, RhythmChoice.ASKED, row.day)
    _drop_left_out(tx, rows)
    notices.ride(tx, user, reader.today, on=PROMPT, subject=row.id)
    show(tx, row)


def _drop_left_out(tx: Transaction, rows: Sequence[Prompt]) -> None:
    """What a team left out before it was sent is no part of a message with others; who had it already keeps it."""
    asked = [one for row in rows if not row.turn for one in going_on(tx, Prompts(tx).view(row))]
    Resting(tx).leave_out([one.id for one in asked if is_left_out(tx, one)])


def _put_off(tx: Transaction, reader: Reader, rows: Sequence[Prompt]) -> None:
    for row in rows:
        _wait(tx, [row], rules.next_day(reader.availability, now=tx.now, asked_at=row.send_at))


def _wait(tx: Transaction, rows: Sequence[Prompt], until: datetime) -> None:
    for row in rows:
        row.send_at = until
        _redraw(tx, row)


def _become(tx: Transaction, row: Prompt, state: PromptState) -> None:
    row.state = state
    _redraw(tx, row)


def _redraw(tx: Transaction, row: Prompt) -> None:
    """Where it was shown before stands when it comes again."""
    if row.turn:
        tx.touch(PROMPT, row.id)
