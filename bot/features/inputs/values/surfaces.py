"""Kinds of surfaces that input rounds show."""

ROUND = "inputs.round"  # kind of the surface in the team's channel, with the replies in its thread
PAGE = "inputs.page"  # kind of the reply that shows what was given about one goal
SORTED = "inputs.sorted"  # kind of the notice that tells who gave named inputs what became of them
ROUND_GONE = "inputs.round_gone"  # kind of the notice that a round's message was deleted
