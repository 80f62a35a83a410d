"""Ids of the buttons and the form of sources, each declared once."""

OPEN_GOAL = "sources.goal.open"
OPEN = "sources.source.open"
CHANGE = "sources.source.change"
LOOK = "sources.source.look"
FETCH = "sources.source.fetch"
DISCONNECT = "sources.source.disconnect"
SUBMIT = "sources.source.submit"
