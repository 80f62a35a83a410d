"""Showing a prompt at the end of a person's messages with Cairn, together with what else waits for them that day."""

from bot.db.transaction import Transaction
from bot.features.cadences.service import cadences
from bot.features.cadences.values import CadenceState
from bot.features.checkins.events.prompts import CheckinAsked
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.repository.replies import Replies
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.values.prompts import (
    PROMPT,
    OccasionState,
    OccasionView,
    PromptState,
    PromptView,
)
from bot.features.teams import service as teams
from bot.features.teams.values import TeamState
from bot.features.workspaces import service as workspaces
from bot.features.workspaces.values import PersonKind

NO_PERSON = frozenset({PersonKind.BOT, PersonKind.GONE})


def show(tx: Transaction, row: Prompt) -> None:
    """Post it; its messages of earlier turns, and those of what joins it, point to it from then on."""
    zone = workspaces.zone_of(tx, row.user)
    end_of_today = rules.end_of(rules.local_day(tx.now, zone), zone)
    for other in Prompts(tx).waiting([row.user]):
        if other.id != row.id and other.send_at < end_of_today and is_to_ask(tx, Prompts(tx).view(other)):
            _join(tx, other, row)
    row.state, row.shown_at = PromptState.SHOWN, row.shown_at or tx.now
    row.send_at, row.expires_at = tx.now, end_of_today
    tx.session.flush()
    tx.show(PROMPT, row.id, row.user, key=Prompts(tx).view(row).key)
    tx.touch(PROMPT, row.id)
    tx.happened(CheckinAsked(subject=str(row.id), user=row.user))


def settle(tx: Transaction, row: Prompt) -> None:
    """Nothing of it is to be asked any more: what was answered in it stands where it was shown last."""
    if row.turn:
        row.state, row.turn = PromptState.SHOWN, row.turn - 1
    else:
        row.state = PromptState.QUIET
    tx.session.flush()
    tx.touch(PROMPT, row.id)


def is_wanted(tx: Transaction, shown: PromptView) -> bool:
    """Whether the person still takes part in any of it: they, their team and the cadence may have gone meanwhile."""
    person = workspaces.people(tx, [shown.user]).get(shown.user)
    if person is not None and person.kind in NO_PERSON:
        return False
    return any(_is_wanted(tx, one) for one in shown.occasions if one.state != OccasionState.SKIPPED)


def is_to_ask(tx: Transaction, waiting: PromptView) -> bool:
    """What was answered from elsewhere meanwhile is not asked."""
    return any(one.state is OccasionState.OPEN for one in waiting.occasions) and is_wanted(tx, waiting)


def _join(tx: Transaction, other: Prompt, row: Prompt) -> None:
    """What is open of another day's prompt becomes part of this one, with the messages that wait for their team."""
    Prompts(tx).hand_on(other.id, row.id)
    Replies(tx).hand_on(other.id, row.id)
    settle(tx, other)


def _is_wanted(tx: Transaction, occasion: OccasionView) -> bool:
    if teams.team_by_id(tx, occasion.team_id).state != TeamState.ACTIVE:
        return False
    return (
        teams.is_member(tx, occasion.team_id, occasion.user)
        and cadences.cadence(tx, occasion.cadence_id).state is CadenceState.ACTIVE
    )
