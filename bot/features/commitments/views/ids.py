"""Ids of the buttons and forms of commitments, each declared once."""

from bot.features.commitments.values.words import Step

OPEN_ASK = "commitments.ask.open"
SUBMIT_ASK = "commitments.ask.submit"
NOT_MEASURED = "commitments.ask.not_measured"
SAY = {step: f"commitments.say.{step.value}" for step in Step}  # a row of buttons needs an id each
SUBMIT_WORD = "commitments.word.submit"
OPEN_ROUND = "commitments.round.open"
CLOSE_NOW = "commitments.close"
TAKE_BACK = "commitments.take_back"
ASK_AGAIN = "commitments.ask_again"
DECIDE = "commitments.decide.open"
SUBMIT_DECISION = "commitments.decide.submit"
POST_AGAIN = "commitments.post_again"
