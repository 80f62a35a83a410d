"""What thresholds add to a goal's history."""

from bot.features.indicators.values import Status
from bot.features.thresholds.values import End
from bot.features.thresholds.views.talks import went
from bot.slack.kit import Markup, markup
from bot.slack.payloads import text_at
from bot.slack.sayings import Entry, actor_of, person

ENDED = {
    End.ACTION: markup("an action came of it"),
    End.DECISION: markup("a decision came of it"),
    End.WORDS: markup("it was talked through"),
    End.CORRECTED: markup("the number was corrected"),
    End.REMOVED: markup("the indicator was removed"),
    End.REACHED: markup("the goal was reached"),
    End.PARTLY: markup("the goal was reached in part"),
    End.UNCOMMITTED: markup("the team's word on the goal holds no more"),
    End.CARRIED: markup("the goal was carried over"),
    End.GOAL_ENDED: markup("it isn't pursued any more"),
}


def crossed(entry: Entry) -> Markup:
    """Without its actor: who entered a number is nobody's business."""
    return markup(
        "{name} {went}, and a talk about it began",
        name=text_at(entry.detail, "name"),
        went=went(*(Status(text_at(entry.detail, one)) for one in ("before", "after"))),
    )


def help_asked(entry: Entry) -> Markup:
    """What somebody asked for."""
    return markup("{who} asked for help with {name}", who=actor_of(entry), name=text_at(entry.detail, "name"))


def facilitator_changed(entry: Entry) -> Markup:
    """Who facilitates now."""
    return markup(
        "{who} facilitates the talk about {name}",
        who=person(text_at(entry.detail, "after")),
        name=text_at(entry.detail, "name"),
    )


def closed(entry: Entry) -> Markup:
    """What came of a talk."""
    came = ENDED[End(text_at(entry.detail, "end"))]
    return markup("the talk about {name} ended: {came}", name=text_at(entry.detail, "name"), came=came)
