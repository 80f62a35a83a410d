"""Check-ins of people who live by another clock now, and of teams that go by theirs (P13)."""

from bot.clock.recurrence import moment_of
from bot.db.transaction import Transaction
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.ledger import LEFT_OUT
from bot.features.checkins.repository.prompts import Planned, Prompts
from bot.features.checkins.repository.resting import Missed, Resting
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.values.prompts import PROMPT, PromptState
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.events import ZoneChanged
from bot.features.workspaces.rules import zone_named


def zone_changed(tx: Transaction, event: ZoneChanged) -> None:
    """What hasn't reached them where they were comes at its hour where they are, if its day isn't over there.

    What waits for their hours there is looked at anew; what was put off to another day stays so.
    A team may go by its starter's clock: then that holds for everybody whom it asks.
    """
    zone, repository = zone_named(event.after), Prompts(tx)
    times = repository.not_reached(event.subject, rules.local_day(tx.now, zone))
    for row in repository.held(times):
        if _keeps_its_moment(tx, row, event.before):
            continue
        there = (moment_of(row.day, at, zone) for at in times[row.id])
        at_once = min(row.send_at, tx.now)
        row.send_at = min((moment for moment in there if moment is not None), default=at_once)
        row.state, row.expires_at = PromptState.WAITING, rules.end_of(row.day, zone)
    since = rules.local_day(tx.now, zone) - rules.DAY
    for one in Resting(tx).missed_by_the_clock_of(event.subject, since):
        _ask_anew(tx, one, event.after)


def _keeps_its_moment(tx: Transaction, row: Prompt, before: str) -> bool:
    """Whether it was sent this moment, or waits for another day than its own."""
    is_put_off = rules.is_put_off(Prompts(tx).view(row), zone_named(before))
    return row.shown_at is not None or (row.state == PromptState.WAITING and is_put_off)


def _ask_anew(tx: Transaction, missed: Missed, team_zone: str) -> None:
    """It becomes part of the message of the person's own day on which the team's hour falls now."""
    moment, zone = (
        moment_of(missed.day, missed.at, zone_named(team_zone)),
        workspaces.zone_of(tx, missed.user),
    )
    if moment is None:
        return
    day = rules.local_day(moment, zone)
    ends = rules.end_of(day, zone)
    if ends <= tx.now:
        return
    row = Prompts(tx).ensured(Planned(user=missed.user, day=day, send_at=moment, expires_at=ends))
    Resting(tx).give(missed.occasion_id, row.id)
    if row.state in LEFT_OUT:
        row.state, row.send_at, row.expires_at = PromptState.WAITING, moment, ends
    if row.shown_at is not None:
        tx.touch(PROMPT, row.id)
