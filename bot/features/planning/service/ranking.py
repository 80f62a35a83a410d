"""Re-ranking by buttons: up, down, to the top of what somebody looks at (P12)."""

from dataclasses import replace
from uuid import UUID

from bot.db.transaction import Transaction
from bot.features.planning.events.initiatives import InitiativeRanked
from bot.features.planning.repository.backlog import Backlog
from bot.features.planning.rules.ranks import GAP, between
from bot.features.planning.service.access import about, in_hand, initiative, today_of
from bot.features.planning.values.backlog import Move, Wanted
from bot.features.planning.values.initiatives import InitiativeView


def move(tx: Transaction, initiative_id: UUID, where: Move, within: Wanted) -> InitiativeView:
    """Move an initiative past its neighbour among those that are looked at, or above all of them.

    What is not looked at keeps its order. Of two who move at once, one comes after the other.

    Raises:
        NotFound: there is no such initiative for this person.
        NotAllowed: they are no member of its team.
    """
    found = in_hand(tx, initiative_id)
    ranks, today = Backlog(tx), today_of(tx)
    ranks.hold_ranks(found.team_id)
    found = initiative(tx, initiative_id)
    target = {Move.UP: ranks.above, Move.DOWN: ranks.below, Move.TOP: ranks.topmost}[where](
        found, within, today
    )
    if target is None:
        return found
    before = ranks.place(found)
    _place(ranks, found, target, below=where is Move.DOWN)
    moved = initiative(tx, initiative_id)
    own = replace(moved, goal_id=None)  # a goal's history tells of larger things
    tx.happened(InitiativeRanked(**about(own), before=before, after=ranks.place(moved)))
    return moved


def _place(ranks: Backlog, found: InitiativeView, target: InitiativeView, *, below: bool) -> None:
    """Put it right above or below the target; where there is no room left, all of the team are spaced out first."""
    rank = _rank_beside(ranks, found, target, below=below)
    if rank is None:
        ranks.space_out(found.team_id, GAP)
        fresh = ranks.by_ids([found.id, target.id])
        rank = _rank_beside(ranks, fresh[found.id], fresh[target.id], below=below)
    if rank is not None:
        ranks.set_rank(found.id, rank)


def _rank_beside(ranks: Backlog, found: InitiativeView, target: InitiativeView, *, below: bool) -> int | None:
    """A rank between the target and its other neighbour, who is not the one that moves."""
    other = ranks.beside(target, below=below, apart_from=found.id)
    return between(target.rank, other) if below else between(other, target.rank)
