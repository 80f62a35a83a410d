"""Which round, who is asked in it, and who may move it; shared by the use cases beside it."""

from datetime import datetime
from uuid import UUID

from bot.clock.workdays import add_working_days
from bot.db.transaction import Transaction
from bot.delivery.surfaces import surfaces_of
from bot.delivery.values import LIVE
from bot.errors import Conflict, NotAllowed, NotFound
from bot.features.attention.service import notices
from bot.features.commitments.models import Commitment
from bot.features.commitments.repository import Rounds
from bot.features.commitments.values.rounds import RoundView
from bot.features.commitments.values.surfaces import DECISION_DUE, ROUND, WORD_ASKED
from bot.features.cycles import service as cycles
from bot.features.goals import service as goals
from bot.features.teams import service as teams
from bot.features.teams.membership import held as held_team
from bot.features.teams.values import TEAM_CARD
from bot.features.voting import timing
from bot.features.workspaces import service as workspaces
from bot.text import listing

NOT_FOUND = "I can't find that question any more, or it isn't open to you. Nothing was changed."
CYCLE_OVER = (
    "The cycle that this was asked for is over, so nothing can be committed for it any more. Nothing was changed; "
    "`/cairn cycle` begins the next one, and then the team can be asked anew."
)
OVER = "This is over already. Nothing was changed; its message in the channel says how it ended."
STEWARDS_ONLY = "A steward of the team decides that{who}. Nothing was changed."
NO_STEWARD = "A steward of the team decides that, and nobody stewards it yet. Press *I'll steward* on the team's card first."
NOT_YOURS = "Only whoever asked, or a steward of the team, can do that{who}. Nothing was changed."
DAYS = 2  # working days of a conversation, and of an asking unless whoever asks wants another time


def seen(tx: Transaction, round_id: UUID) -> RoundView:
    """The round, if the actor may see it.

    Raises:
        NotFound: there is none, or not for them.
    """
    return _found(Rounds(tx).seen(round_id))


def on_record(tx: Transaction, round_id: UUID) -> RoundView:
    """The round, whatever state its team is in: for surfaces, whose audience was chosen when they were shown.

    Raises:
        NotFound: there is none.
    """
    return _found(Rounds(tx).on_record(round_id))


def held(tx: Transaction, round_id: UUID) -> Commitment:
    """The round as it is now, kept from others until this transaction ends.

    Raises:
        NotFound: there is none.
    """
    row = Rounds(tx).locked(round_id)
    if row is None:
        raise NotFound(NOT_FOUND)
    return row


def held_with_goals(tx: Transaction, round_id: UUID) -> Commitment:
    """The same, its team, goals and their votes before it: for who may commit them, so that no cycle closes meanwhile."""
    asked = on_record(tx, round_id)
    held_team(tx, asked.team_id)
    for goal_id in sorted(asked.goal_ids):
        goals.held(tx, goal_id)
    timing.hold_open(tx, asked.team_id)
    return held(tx, round_id)


def is_of_another_cycle(tx: Transaction, asked: RoundView) -> bool:
    """Whether the cycle is over for which people were asked: their word was for that one."""
    now = cycles.current(tx, asked.team_id)
    return now.is_closed or now.id != asked.cycle_id


def electorate(tx: Transaction, asked: RoundView) -> frozenset[str]:
    """Whose word counts, whoever asks: of those whom a change of scope concerns, or of all, who can vote in the team."""
    now = teams.electorate(tx, asked.team_id)
    return now if asked.only is None else asked.only & now


def deadline(tx: Transaction, team_id: UUID, days: int = DAYS) -> datetime:
    """So many working days from now, where the team is; at the latest when the dates of its cycle close that."""
    wanted = add_working_days(tx.now, days, teams.team_zone(tx, team_id))
    closes = cycles.closes_at(tx, cycles.current(tx, team_id))
    return wanted if closes is None else min(wanted, closes)


def require_steward(tx: Transaction, asked: RoundView) -> None:
    """Let pass who stewards the team.

    Raises:
        NotAllowed: the actor doesn't.
    """
    if not teams.is_steward(tx, asked.team_id, tx.actor or ""):
        portrait = teams.portrait(tx, teams.team_by_id(tx, asked.team_id))
        said = STEWARDS_ONLY if portrait.has_steward else NO_STEWARD
        raise NotAllowed(said.format(who=_named(portrait.stewards)))


def require_mover(tx: Transaction, asked: RoundView) -> None:
    """Let pass whoever asked, while they are a member, and who stewards the team.

    Raises:
        NotAllowed: the actor is neither.
    """
    if tx.actor == asked.asked_by and teams.is_member(tx, asked.team_id, asked.asked_by):
        return
    if not teams.is_steward(tx, asked.team_id, tx.actor or ""):
        asker = workspaces.names_of(tx, [asked.asked_by])
        stewards = teams.portrait(tx, teams.team_by_id(tx, asked.team_id)).stewards
        raise NotAllowed(NOT_YOURS.format(who=_named((*asker, *stewards))))


def require_running(asked: RoundView) -> None:
    """Let pass while something can follow.

    Raises:
        Conflict: it is over.
    """
    if asked.state.is_over:
        raise Conflict(OVER)


def require_its_cycle(tx: Transaction, asked: RoundView) -> None:
    """Let pass while the cycle runs for which people were asked.

    Raises:
        Conflict: it is over, whether or not the clock has noticed.
    """
    if is_of_another_cycle(tx, asked):
        raise Conflict(CYCLE_OVER)


def redraw(tx: Transaction, asked: RoundView) -> None:
    """Bring up to date what shows how far the round is."""
    tx.touch(ROUND, asked.id)
    tx.touch(TEAM_CARD, asked.team_id)
    notices.redraw(tx, WORD_ASKED, asking_key(asked))
    notices.redraw(tx, DECISION_DUE, asked.id)


def thread_key(tx: Transaction, asked: RoundView) -> str:
    """The key of the surface under which a round's replies hang now: its own message, unless that is a reply itself."""
    if asked.scope_of is not None and (card := goals.card_of(tx, asked.scope_of)) is not None:
        return card.key
    posted = surfaces_of(tx, ROUND, str(asked.id))
    return next((one.key for one in posted if one.state in LIVE), round_key(asked.id))


def asking_key(asked: RoundView) -> str:
    """What tells the asking from the round's other one: `<round id>:<asking>`, the subject of what is shown of it."""
    return f"{asked.id}:{asked.asking}"


def round_key(round_id: UUID) -> str:
    """The key of a round's first message."""
    return f"commitment:{round_id}"


def _named(names: tuple[str, ...]) -> str:
    return f": {listing(list(dict.fromkeys(names)))}" if names else ""


def _found(asked: RoundView | None) -> RoundView:
    if asked is None:
        raise NotFound(NOT_FOUND)
    return asked
