"""Ids of the buttons, menus and forms of thresholds, each declared once."""

ACT = "thresholds.action.open"
SUBMIT_ACTION = "thresholds.action.submit"
DECIDE = "thresholds.decision.open"
SUBMIT_DECISION = "thresholds.decision.submit"
HELP = "thresholds.help.open"
SUBMIT_HELP = "thresholds.help.submit"
CHOOSE = "thresholds.choose"
SUBMIT_CLOSE = "thresholds.close.submit"
TAKE_OVER, PASS_ON, CLOSE = "take_over", "pass_on", "close"  # what the ⋯ menu offers
