"""Showing a prompt at the end of a person's messages with Cairn, together with what else waits for them that day."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.cadences.service import cadences
from bot.features.checkins.events.prompts import CheckinAsked
from bot.features.checkins.models.prompts import Prompt
from bot.features.checkins.repository.home import HomeCheckins
from bot.features.checkins.repository.prompts import Prompts
from bot.features.checkins.repository.replies import Replies
from bot.features.checkins.rules import prompts as rules
from bot.features.checkins.service import overtaken
from bot.features.checkins.values.prompts import (
    PROMPT,
    OccasionState,
    OccasionView,
    PromptState,
    PromptView,
)
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.planning.service import actions as planning
from bot.features.teams import service as teams
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
    for other in overtaken.lost(tx, row.user):
        if other.id != row.id:
            _join(tx, other, row)
    row.state, row.shown_at = PromptState.SHOWN, row.shown_at or tx.now
    row.send_at, row.expires_at = tx.now, end_of_today
    tx.session.flush()
    tx.show(PROMPT, row.id, row.user, key=Prompts(tx).view(row).key)
    tx.touch(PROMPT, row.id)
    overtaken.redraw(tx, row)
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
    asking = _asking(tx, shown)
    return _is_somebody(tx, shown.user) and any(one.state != OccasionState.SKIPPED for one in asking)


def is_to_ask(tx: Transaction, waiting: PromptView) -> bool:
    """Neither what was answered from elsewhere meanwhile is asked, nor what its team left out before it was sent."""
    still_open = [one for one in _asking(tx, waiting) if one.state is OccasionState.OPEN]
    is_first = waiting.turn == 0
    asked = any(not (is_first and is_left_out(tx, one)) for one in still_open)
    return asked and _is_somebody(tx, waiting.user)


def as_it_stands(tx: Transaction, prompt: PromptView) -> PromptView:
    """The prompt with what goes on, and what was answered in the teams that the person is still in."""
    at_work = going_on(tx, prompt)
    kept = [one for one in prompt.occasions if one in at_work or _is_kept(tx, one)]
    return replace(prompt, occasions=tuple(kept))


def teams_owing(tx: Transaction, prompt: PromptView) -> set[UUID]:
    """The teams that ask after actions alone, and whose actions the person has not done yet."""
    asking = {one.team_id for one in prompt.occasions if one.actions_only}
    actions = planning.open_actions_of(tx, prompt.user) if asking else []
    return asking & {action.team_id for action in actions}


def _join(tx: Transaction, other: Prompt, row: Prompt) -> None:
    """What is open of another day's prompt becomes part of this one, with the messages that wait for their team."""
    Prompts(tx).hand_on(other.id, row.id)
    Replies(tx).hand_on(other.id, row.id)
    settle(tx, other)


def going_on(tx: Transaction, prompt: PromptView) -> list[OccasionView]:
    """What the person still takes part in, of teams that are awake and cadences that neither rest nor have ended.

    A strict team's check-in rests outside its phases, silently: nobody asked for it, and it goes on with the phase.
    Whoever checks in there by hand is told why not (`early`, `answers`).
    """
    team_ids = {one.team_id for one in prompt.occasions}
    at_work = HomeCheckins(tx).at_work(team_ids, prompt.user)
    resting = cycles.refused_in(tx, team_ids, Doing.CHECK_IN)
    asking = [one for one in prompt.occasions if one.team_id not in resting]
    return [one for one in asking if one.cadence_id in at_work.get(one.team_id, ())]


def _asking(tx: Transaction, prompt: PromptView) -> list[OccasionView]:
    """What of that has anything to ask: after actions only while there are any."""
    owing = teams_owing(tx, prompt)
    return [one for one in going_on(tx, prompt) if not one.actions_only or one.team_id in owing]


def _is_kept(tx: Transaction, occasion: OccasionView) -> bool:
    """What was answered stays for its person to see while they are in the team."""
    is_answered = occasion.state is OccasionState.ANSWERED
    return is_answered and teams.is_member(tx, occasion.team_id, occasion.user)


def is_left_out(tx: Transaction, occasion: OccasionView) -> bool:
    """Whether it is open, and its team left that day out."""
    is_open = occasion.state is OccasionState.OPEN
    return is_open and cadences.cadence(tx, occasion.cadence_id).skipped == occasion.day


def _is_somebody(tx: Transaction, user: str) -> bool:
    """Neither a bot nor gone; whom Slack hasn't described yet may well be somebody."""
    person = workspaces.people(tx, [user]).get(user)
    return person is None or person.kind not in NO_PERSON
