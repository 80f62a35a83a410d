"""What happened to a cycle, in a line each."""

from bot.features.cycles.rules.plans import ORDER
from bot.features.cycles.values import Phase
from bot.slack.kit import Markup, markup
from bot.slack.sayings import Entry, actor_of


def moved(entry: Entry) -> Markup:
    """To which phase it went, and who moved it, if a person did."""
    before, after = Phase(str(entry.detail.get("before"))), Phase(str(entry.detail.get("after")))
    if entry.detail.get("by_date"):
        if after is Phase.CLOSED:
            return markup("the cycle closed")
        return markup("the cycle went on to {phase}", phase=after)
    if after is Phase.CLOSED:
        return markup("{who} closed the cycle", who=actor_of(entry))
    if before is Phase.CLOSED:
        return markup("{who} opened the cycle again", who=actor_of(entry))
    way = "on" if ORDER.index(after) > ORDER.index(before) else "back"
    return markup("{who} moved the cycle {way} to {phase}", who=actor_of(entry), way=way, phase=after)


def opened(entry: Entry) -> Markup:
    """Which cycle began."""
    return markup("cycle {number} began", number=entry.detail.get("number"))
