"""Initiatives that nobody drives, among the other gaps of a team."""

from datetime import date
from uuid import UUID

from bot.features.planning.rules.backlog import written
from bot.features.planning.values.backlog import NOBODY, Look, Wanted
from bot.features.planning.values.gaps import Undriven
from bot.features.planning.values.initiatives import InitiativeView
from bot.features.planning.views import ids
from bot.features.planning.views.initiatives import brief, due_line
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.sections import Part
from bot.text import plural

WHICH = markup(
    "Under way, due on a day, or left by who drove them; what is only planned need not have a driver yet."
)


def scan_part(team_id: UUID, found: Undriven, *, today: date) -> Part:
    """The count for the board's line, and a row with *Claim* for each of the first."""
    if not found.count:
        return Part()
    said = plural(found.count, "initiative needs a driver", "initiatives need a driver")
    line = markup("{said}", said=said)
    heading = markup("*{said}*\n{which}", said=said, which=WHICH)
    look = written(Look(team_id=team_id, wanted=Wanted(owner=NOBODY)))
    backlog = kit.button("Backlog", ids.BACKLOG, look) if found.count > len(found.first) else None
    rows = [
        kit.section(
            _row(one, found.left.get(one.id), today), accessory=kit.button("Claim", ids.CLAIM, str(one.id))
        )
        for one in found.first
    ]
    more = found.count - len(found.first)
    rest = [kit.context(markup("and {more} more", more=str(more)))] if more else []
    return Part(lines=(line,), blocks=(kit.section(heading, accessory=backlog), *rows, *rest))


def _row(one: InitiativeView, left: str | None, today: date) -> Markup:
    due = due_line(one, today)
    said = markup("*{called}* {title} · {due}", called=one.called, title=brief(one.title), due=due)
    if left is None:
        return said
    return markup("{said}\n{who} left the team", said=said, who=kit.mention(left))
