"""What became due is put on record, across workspaces: one prompt a person and day, one occasion a cadence."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bot.db.transaction import Transaction
from bot.delivery.surfaces import write_surfaces
from bot.features.cadences.service.due import next_due_of, take_due
from bot.features.cadences.values import Due, Kind
from bot.features.checkins.repository import ledger
from bot.features.checkins.repository.ledger import DuePrompt, Entry, Whose
from bot.features.checkins.rules.prompts import end_of, local_day
from bot.features.checkins.values.prompts import PROMPT
from bot.features.workspaces.rules import zone_named

MOST = 500  # rows a transaction


def materialise(session: Session, now: datetime, *, most: int = MOST) -> int:
    """Write prompts and occasions for what is due, in the transaction that moves it on; returns how many were due.

    A person whose prompt of the day was sent already gets what is due now added to that same message; one that was
    left out waits again.
    """
    due = take_due(session, now, Kind.CHECKIN, most=most)
    if not due:
        return 0
    by_team = ledger.by_the_teams_clock(session, {one.cadence_id for one in due})
    zones = ledger.zones_of(session, {(one.workspace, one.user) for one in due if one.cadence_id in by_team})
    entries = [_entry(one, zones) for one in due]
    prompts = ledger.write_prompts(session, entries)
    ledger.write_occasions(session, entries, prompts)
    ledger.wake(session, entries, prompts)
    _redraw(session, now, [(key[0], prompt.id) for key, prompt in prompts.items() if prompt.is_shown])
    return len(due)


def due_prompts(session: Session, now: datetime, *, most: int = MOST) -> dict[str, list[DuePrompt]]:
    """What is to be sent, by workspace."""
    found = defaultdict(list)
    for prompt in ledger.due_prompts(session, now, most=most):
        found[prompt.workspace].append(prompt)
    return found


def next_prompt_at(session: Session) -> datetime | None:
    """When somebody is asked next, anywhere: by the rhythm of a team, or because they put a prompt off."""
    moments = (next_due_of(session, Kind.CHECKIN), ledger.first_waiting(session))
    return min((moment for moment in moments if moment is not None), default=None)


def _entry(due: Due, zones: dict[Whose, str]) -> Entry:
    """A team may ask by its own zone; whose day the message takes is the person's."""
    zone = zone_named(zones.get((due.workspace, due.user)) or due.zone)
    day = local_day(due.due, zone)
    return Entry(due, day, end_of(day, zone))


def _redraw(session: Session, now: datetime, shown: Sequence[tuple[str, UUID]]) -> None:
    by_workspace = defaultdict(list)
    for workspace, prompt_id in shown:
        by_workspace[workspace].append(prompt_id)
    for workspace, prompt_ids in by_workspace.items():
        with Transaction(session.connection(), workspace, None, now) as tx:
            for prompt_id in prompt_ids:
                tx.touch(PROMPT, prompt_id)
            write_surfaces(tx)
