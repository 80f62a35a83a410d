"""Kinds of surfaces, and what their subjects are."""

RETRO = "retrospectives.retro"  # surface: the parent message; subject: the retro's id
LAST_ACTIONS = "retrospectives.last_actions"  # a reply; subject: the retro's id
REVEALED = "retrospectives.revealed"  # replies with the reflections; subject: see Page
GROUP = "retrospectives.group"  # a reply that people put dots on; subject: the group's id
DISCUSSION = (
    "retrospectives.discussion"  # a reply under which a top group is talked about; subject: the group's id
)
SUMMARY = "retrospectives.summary"  # a reply, pinned; subject: the retro's id
RETRO_GONE = (
    "retrospectives.gone"  # to whoever leads it, when its message was deleted; subject: the retro's id
)
TOO_MANY_DOTS = "retrospectives.too_many_dots"  # to a person, once a retro; subject: the retro's id
SOURCE = "retro"  # where its actions come from, as planning knows it
