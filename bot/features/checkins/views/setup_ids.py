"""Ids of the buttons and forms of setting up check-ins, each declared once."""

from bot.features.cadences.views import HandIds

OPEN = "checkins.setup.open"
NEW = "checkins.setup.new"
CHANGE = "checkins.setup.change"
PREVIEW = "checkins.setup.preview"
HAND = HandIds(
    pause="checkins.setup.pause",
    resume="checkins.setup.resume",
    skip="checkins.setup.skip",
    unskip="checkins.setup.unskip",
    stop="checkins.setup.stop",
)
BACK = "checkins.setup.back"
SUBMIT = "checkins.setup.submit"
SHOWN = "checkins.setup.shown"
