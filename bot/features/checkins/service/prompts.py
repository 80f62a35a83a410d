"""A person's one prompt a day, and what they do with it short of answering (P13)."""

from datetime import date
from uuid import UUID

from bot.db.transaction import Transaction
from bot.delivery.surfaces import surface_by_key
from bot.delivery.values import Surface
from bot.errors import Conflict, NotFound
from bot.features.attention.service import hours
from bot.features.checkins.events.prompts import CheckinSkipped
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.repository.rhythms import Rhythms
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.service.showing import settle
from bot.features.checkins.values.prompts import (
    PROMPT,
    OccasionState,
    PromptState,
    PromptView,
    RhythmChoice,
    RhythmView,
    Snooze,
)
from bot.features.workspaces import service as workspaces

GONE = "That check-in isn't here any more. Nothing was changed; `/checkin now` brings a fresh one."


def prompt(tx: Transaction, prompt_id: UUID) -> PromptView | None:
    """One prompt, whoever asks: for its own message, whose audience is its person."""
    return Prompts(tx).by_id(prompt_id)


def snooze(tx: Transaction, prompt_id: UUID, how: Snooze) -> PromptView:
    """Ask again later, within the person's own hours; with another message of theirs, if one comes that day.

    Pressing it again begins anew.

    Raises:
        NotFound: it isn't the actor's.
        Conflict: everything in it was answered or skipped.
    """
    row = own(tx, prompt_id)
    if not any(one.state == OccasionState.OPEN for one in Prompts(tx).occasions_of(row.id)):
        raise Conflict("There is nothing left to put off: you answered this check-in, or skipped it.")
    availability = hours.availability_of(tx, [row.user])[row.user]
    if row.state == PromptState.SHOWN:
        row.state, row.turn = PromptState.WAITING, row.turn + 1
    row.send_at = rules.put_off(how, availability, now=tx.now, asked_at=row.send_at)
    respond(tx, row)
    return Prompts(tx).view(row)


def snoozes(tx: Transaction, user: str) -> list[Snooze]:
    """The ways of putting off that somebody can choose from now."""
    return rules.snoozes(hours.availability_of(tx, [user])[user], tx.now)


def away_until(tx: Transaction, user: str) -> date | None:
    """The day on which somebody is back; None while they are here."""
    back = hours.availability_of(tx, [user])[user].away_until
    return back if back is not None and back > today_of(tx, user) else None


def late_days(tx: Transaction, prompt: PromptView) -> list[date]:
    """The days that a prompt's answers count for, unless that is today alone."""
    days, today = sorted({one.day for one in prompt.occasions}), today_of(tx, prompt.user)
    return days if any(day < today for day in days) else []


def skip(tx: Transaction, prompt_id: UUID) -> PromptView:
    """Let it pass; it can still be answered.

    Raises:
        NotFound: it isn't the actor's.
    """
    row = own(tx, prompt_id)
    passed = [one for one in Prompts(tx).occasions_of(row.id) if one.state == OccasionState.OPEN]
    Prompts(tx).become([one.id for one in passed], OccasionState.SKIPPED)
    for one in passed:
        tx.happened(
            CheckinSkipped(subject=str(one.id), cadence_id=one.cadence_id, team_id=one.team_id, day=one.day)
        )
    respond(tx, row)
    return Prompts(tx).view(row)


def reopen(tx: Transaction, prompt_id: UUID) -> PromptView:
    """*Answer after all*: what was skipped is asked again, in the same message.

    Raises:
        NotFound: it isn't the actor's.
    """
    row = own(tx, prompt_id)
    passed = [one for one in Prompts(tx).occasions_of(row.id) if one.state == OccasionState.SKIPPED]
    Prompts(tx).become([one.id for one in passed], OccasionState.OPEN)
    respond(tx, row)
    return Prompts(tx).view(row)


def be_away(tx: Transaction, prompt_id: UUID, until: date) -> PromptView:
    """The actor is away and hears nothing before that day; what is asked now passes.

    Raises:
        NotFound: the prompt isn't the actor's.
        Invalid: the day is not to come.
    """
    own(tx, prompt_id)
    hours.be_away(tx, until)
    return skip(tx, prompt_id)


def unfold(tx: Transaction, prompt_id: UUID) -> PromptView:
    """*More*: show every goal.

    Raises:
        NotFound: it isn't the actor's.
    """
    row = own(tx, prompt_id)
    row.is_unfolded = True
    respond(tx, row)
    return Prompts(tx).view(row)


def choose_rhythm(tx: Transaction, prompt_id: UUID, choice: RhythmChoice) -> PromptView:
    """The person says how often they want to be asked.

    Raises:
        NotFound: the prompt isn't theirs.
    """
    row = own(tx, prompt_id)
    _turn_rhythm(tx, row.user, choice)
    respond(tx, row)
    return Prompts(tx).view(row)


def rhythm_of(tx: Transaction, user: str) -> RhythmView | None:
    """What somebody said about how often they are asked."""
    return Rhythms(tx).of([user]).get(user)


def surface_of(tx: Transaction, shown: PromptView) -> Surface | None:
    """Its message, once there is one."""
    return surface_by_key(tx, shown.key)


def today_of(tx: Transaction, user: str) -> date:
    """The date where the person is."""
    return rules.local_day(tx.now, workspaces.zone_of(tx, user))


def tomorrow_for(tx: Transaction, prompt_id: UUID) -> date:
    """The first day on which the actor, whose prompt it is, can be back; raises as `own` does."""
    return today_of(tx, own_view(tx, prompt_id).user) + rules.DAY


def own(tx: Transaction, prompt_id: UUID) -> Prompt:
    """The actor's prompt, held.

    Raises:
        NotFound: it is somebody else's, or there is none.
    """
    row = next(iter(Prompts(tx).held([prompt_id])), None)
    if row is None or row.user != tx.actor:
        raise NotFound(GONE)
    return row


def own_view(tx: Transaction, prompt_id: UUID) -> PromptView:
    """The actor's prompt, to be looked at; raises as `own` does."""
    found = Prompts(tx).by_id(prompt_id)
    if found is None or found.user != tx.actor:
        raise NotFound(GONE)
    return found


def respond(tx: Transaction, row: Prompt) -> None:
    """The person did something with the prompt: its message is drawn anew, and quiet for want of a word ends."""
    row.responded_at = row.responded_at or tx.now
    still_open = any(one.state == OccasionState.OPEN for one in Prompts(tx).occasions_of(row.id))
    if row.state == PromptState.WAITING and row.turn and not still_open:
        settle(tx, row)
    tx.session.flush()
    tx.touch(PROMPT, row.id)
    said = Rhythms(tx).of([row.user]).get(row.user)
    if said is not None and said.choice is RhythmChoice.ASKED:
        _turn_rhythm(tx, row.user, RhythmChoice.KEEP)


def _turn_rhythm(tx: Transaction, user: str, choice: RhythmChoice) -> None:
    """From now on it is this, and what their messages say of it is drawn anew."""
    Rhythms(tx).choose(user, choice, today_of(tx, user))
    for prompt_id in Rhythms(tx).showing(user):
        tx.touch(PROMPT, prompt_id)
