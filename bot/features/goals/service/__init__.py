"""Use cases of goals: what the rooms above call, by theme in the modules of this package."""

from bot.features.goals.service.cards import card_gone, card_of, has_card, live_card, post_again
from bot.features.goals.service.lives import carry_over, commit, end, reopen, to_end, uncommit
from bot.features.goals.service.proposing import (
    aims_of,
    edit,
    propose,
    to_edit,
    to_propose,
    to_propose_in,
    to_withdraw,
    withdraw,
)
from bot.features.goals.service.reading import (
    committed_of,
    find,
    goal,
    goal_on_record,
    goals_by_id,
    goals_of,
    held,
    is_editable,
    is_open,
    standing_goals,
    who_may,
)
from bot.features.goals.service.rounds import phase_changed
from bot.features.goals.service.scope import rescope, scope_changes, to_rescope

__all__ = [
    "aims_of",
    "card_gone",
    "card_of",
    "carry_over",
    "commit",
    "committed_of",
    "edit",
    "end",
    "find",
    "goal",
    "goal_on_record",
    "goals_by_id",
    "goals_of",
    "has_card",
    "held",
    "is_editable",
    "is_open",
    "live_card",
    "phase_changed",
    "post_again",
    "propose",
    "reopen",
    "rescope",
    "scope_changes",
    "standing_goals",
    "to_edit",
    "to_end",
    "to_propose",
    "to_propose_in",
    "to_rescope",
    "to_withdraw",
    "uncommit",
    "who_may",
    "withdraw",
]
