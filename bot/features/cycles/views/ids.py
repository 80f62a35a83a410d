"""What Slack calls the buttons and the form of cycles."""

SHOW = "cycles.show"
NEXT = "cycles.next"
BACK = "cycles.back"
CLOSE = "cycles.close"
OPEN_CHANGE = "cycles.open_change"
OPEN_NEXT = "cycles.open_next"
SUBMIT = "cycles.plan.submit"
