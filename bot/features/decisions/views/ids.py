"""Ids of the buttons, forms and shortcuts of decisions, each declared once."""

FROM_MESSAGE = "decisions.from_message"  # also in the manifests
DECIDE = "decisions.log.open"
MORE = "decisions.log.more"
SUBMIT = "decisions.log.submit"
EDIT = "decisions.edit.open"
SUBMIT_EDIT = "decisions.edit.submit"
DETAILS = "decisions.card.details"
POST_AGAIN = "decisions.card.post_again"
PAGE_AFTER = "decisions.list.after"
PAGE_BEFORE = "decisions.list.before"
