"""Ids of the buttons, menus and forms of retrospectives, each declared once."""

from bot.features.cadences.views import HandIds

START = "retrospectives.start.open"
SUBMIT_START = "retrospectives.start.submit"
ADD = "retrospectives.add.open"
SUBMIT_ADD = "retrospectives.add.submit"
COUNT = "retrospectives.add.count"
NEXT = "retrospectives.next"
GROUP = "retrospectives.group.open"
PUT = "retrospectives.group.put"
CHANGE_GROUP = "retrospectives.group.change"
GROUP_PAGE_AFTER = "retrospectives.group.after"
GROUP_PAGE_BEFORE = "retrospectives.group.before"
BACK_TO_GROUPS = "retrospectives.group.back"
BENCH = "retrospectives.group.bench"
SUBMIT_TITLE = "retrospectives.group.title.submit"
ADD_ACTION = "retrospectives.action.open"
SUBMIT_ACTION = "retrospectives.action.submit"
POST_AGAIN = "retrospectives.retro.post_again"
SUBMIT_RHYTHM = "retrospectives.rhythm.submit"
HAND_OF_RHYTHM = HandIds(
    pause="retrospectives.rhythm.pause",
    resume="retrospectives.rhythm.resume",
    skip="retrospectives.rhythm.skip",
    unskip="retrospectives.rhythm.unskip",
    stop="retrospectives.rhythm.stop",
)
NEW_GROUP, NO_GROUP = "new", "none"
RENAME, DISSOLVE = "rename", "dissolve"
