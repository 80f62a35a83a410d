"""Kinds of the surfaces and notices of commitments."""

ROUND = "commitments.round"  # kind of the surface that asks, and shows how it ended
ROUND_GONE = "commitments.round_gone"  # kind of the notice to whoever asked that its message was deleted
TALK = "commitments.talk"  # the reply that opens the conversation; its subject is `<round id>:<asking>`
MINDS = "commitments.minds"  # what would change minds; its subject is `<round id>:<asking>:<page>`
DECISION = "commitments.decision"  # kind of the reply that tells what a steward decided
LAPSED = "commitments.lapsed"  # kind of the reply that tells that the cycle ended before the round did
WORD_ASKED = "commitments.word_asked"  # notice to whoever is asked; its subject is `<round id>:<asking>`
DECISION_DUE = "commitments.decision_due"  # kind of the notice to stewards, who decide now
