"""Asking a team for input."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.db.unsigned import ANONYMOUS_FROM
from bot.errors import Conflict
from bot.features.cycles import service as cycles
from bot.features.cycles.values import Doing
from bot.features.inputs import rules
from bot.features.inputs.events import InputRoundOpened
from bot.features.inputs.repository.rounds import Rounds
from bot.features.inputs.service.access import found, round_key
from bot.features.inputs.service.closing import settle
from bot.features.inputs.values.rounds import RoundDraft, RoundView, StartChoices
from bot.features.inputs.values.surfaces import ROUND
from bot.features.teams import service as teams
from bot.features.teams.membership import actor_of
from bot.features.teams.values import TEAM_CARD

JUST_OVER = (
    "The last round is only just over, and what was given comes into its thread in a few seconds. No other round was "
    "begun yet; what you wrote is still here, so send it again then."
)
OPEN = "Input is being asked for in this team already, so no other round was begun. `/goal inputs` opens it."


def choices(tx: Transaction, team_id: UUID) -> StartChoices:
    """What the form that starts a round offers; raises as `start` does."""
    teams.require_member(tx, team_id)
    cycles.require(tx, team_id, Doing.GIVE_INPUT)
    _require_none_open(tx, team_id)
    return StartChoices(
        team_id=team_id,
        may_be_anonymous=teams.team(tx, team_id).member_count >= ANONYMOUS_FROM,
        closes_at=rules.usual_end(tx.now, teams.team_zone(tx, team_id)),
    )


def start(tx: Transaction, draft: RoundDraft) -> RoundView:
    """Ask the team for perspectives, constraints and hopes, with one message in its channel (P1).

    Raises:
        NotFound: the actor may not see the team.
        NotAllowed: they are an observer, or the team is strict and past drafting.
        Conflict: the team has a round that is open, or only just over.
        Invalid: a question is empty, or the end is no moment to come.
    """
    teams.require_member(tx, draft.team_id)
    cycles.require(tx, draft.team_id, Doing.GIVE_INPUT)
    asked = replace(
        draft, questions=rules.questions_of(draft.questions), closes_at=rules.end_of(draft.closes_at, tx.now)
    )
    _settle_open(tx, draft.team_id)
    team = teams.team(tx, draft.team_id)
    unsigned = rules.is_anonymous(team.member_count, draft.is_anonymous)
    round_id = Rounds(tx).begin(asked, is_anonymous=unsigned, starter=actor_of(tx))
    if round_id is None:
        raise Conflict(OPEN)
    begun = Rounds(tx).view(found(Rounds(tx).seen(round_id)))
    tx.show(ROUND, round_id, team.channel, key=round_key(round_id))
    tx.touch(TEAM_CARD, team.id)
    tx.happened(
        InputRoundOpened(
            subject=str(team.id), round_id=round_id, is_anonymous=unsigned, closes_at=begun.closes_at
        )
    )
    return begun


def _settle_open(tx: Transaction, team_id: UUID) -> None:
    """Act on the clock, should its job be late: what is over must not stand in the way."""
    for row in Rounds(tx).open_of([team_id]).values():
        found = settle(tx, row.id)
        if found.closed_at is None and not found.takes_inputs:
            raise Conflict(JUST_OVER)


def _require_none_open(tx: Transaction, team_id: UUID) -> None:
    if any(row.closes_at > tx.now for row in Rounds(tx).open_of([team_id]).values()):
        raise Conflict(OPEN)
