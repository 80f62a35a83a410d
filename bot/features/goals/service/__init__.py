"""Use cases of goals: what the rooms above call, by theme in the modules of this package."""

from bot.features.goals.service.aims import (
    add_aim,
    aim,
    aims_of,
    all_aims,
    change_aim,
    retire_aim,
    stewards_somewhere,
    to_change,
)
from bot.features.goals.service.cards import card_gone, card_of, has_card, live_card, post_again
from bot.features.goals.service.lives import carry_over, commit, end, reopen, to_end
from bot.features.goals.service.mapping import map_of, with_channels
from bot.features.goals.service.proposing import (
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
    "add_aim",
    "aim",
    "aims_of",
    "all_aims",
    "card_gone",
    "card_of",
    "carry_over",
    "change_aim",
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
    "map_of",
    "phase_changed",
    "post_again",
    "propose",
    "reopen",
    "rescope",
    "retire_aim",
    "scope_changes",
    "standing_goals",
    "stewards_somewhere",
    "to_change",
    "to_edit",
    "to_end",
    "to_propose",
    "to_propose_in",
    "to_rescope",
    "to_withdraw",
    "who_may",
    "with_channels",
    "withdraw",
]
