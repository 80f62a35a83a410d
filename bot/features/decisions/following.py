"""Decisions that are made elsewhere in Cairn, and belong on record among the others."""

from bot.db.transaction import Transaction
from bot.features.commitments.events import RoundDecided
from bot.features.decisions import rules, service
from bot.features.goals import service as goals
from bot.features.teams.membership import actor_of


def round_decided(tx: Transaction, event: RoundDecided) -> None:
    """A steward decided after two askings (P9): the decision log has it too, with the objection and the reply, or why.

    It gets no card: the reply in the round's thread tells the team already.
    """
    known = goals.goals_by_id(tx, [*event.goal_ids, *event.left_out])
    numbers = {goal.id: goal.number for goal in known.values()}
    service.keep(tx, rules.of_commitment(event, numbers, decider=actor_of(tx)))
