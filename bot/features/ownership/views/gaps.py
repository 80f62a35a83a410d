"""What a scan found, each with the button that mends it; nobody is named but who left."""

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from uuid import UUID

from bot.delivery.values import Message
from bot.features.goals.values import STANDING, GoalState
from bot.features.goals.views.ids import SHOW
from bot.features.ownership.values import Finding, Gap, GapThing
from bot.features.ownership.views import ids
from bot.slack import kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.slack.sections import Part
from bot.text import listing, plural

BLOCKS_MOST, SIZE_MOST = 48, 12_000  # of Slack's 50 blocks, and of 13,000 characters of JSON
NAMED = 3  # roles of one area
MORE = markup("There is more; it shows here as soon as some of this is mended.")
CHOOSING = markup(
    "No gaps: apart from goals that are being voted on, which need no driver yet, every goal has its driver "
    "or is offered to somebody, every role its holder, every decision area its role."
)
CHOSEN = markup(
    "No gaps: every goal that the team committed to has its driver or is offered to somebody, every role its "
    "holder, every decision area its role."
)
NO_MORE = markup("Nothing of this kind is left.")
SAID: dict[Gap, Callable[[int], str]] = {
    Gap.DEPARTED: lambda count: (
        f"{plural(count, 'goal was', 'goals were')} driven by somebody who left the team"
    ),
    Gap.UNDRIVEN: lambda count: f"{plural(count, 'goal needs', 'goals need')} a driver",
    Gap.UNHELD: lambda count: f"{plural(count, 'role is', 'roles are')} held by nobody",
    Gap.UNOWNED: lambda count: (
        f"{plural(count, 'decision area belongs', 'decision areas belong')} to no role"
    ),
    Gap.CONTESTED: lambda count: (
        f"{plural(count, 'decision area belongs', 'decision areas belong')} to two roles or more"
    ),
}


def said(finding: Finding) -> str:
    """A finding in a few words: "2 goals need a driver"."""
    return SAID[finding.gap](finding.count)


def summary(findings: Sequence[Finding], parts: Sequence[Part] = ()) -> Markup | None:
    """All findings on one line, and what rooms above found; None where there is nothing."""
    told = [*map(kit.escaped, map(said, findings)), *(line for part in parts for line in part.lines)]
    return markup("*Gaps* {told}", told=kit.joined(" · ", told)) if told else None


def board_part(team_id: UUID, line: Markup | None, *, is_due: bool) -> Part:
    """The line on the team's board.

    Args:
        is_due: mending gaps is the next useful thing, so there is a button for it; else the command is named.
    """
    if line is None:
        return Part()
    if is_due:
        return Part(lines=(line,), buttons=(gaps_button(team_id),))
    return Part(lines=(with_command(line),))


def with_command(line: Markup) -> Markup:
    """The line, and where to see and mend all of it."""
    return markup("{line}: `/goal gaps`", line=line)


def gaps_button(team_id: UUID) -> Element:
    """*Gaps*, on the board and in the menu."""
    return kit.button("Gaps", ids.GAPS, str(team_id))


def gap_list(
    team_id: UUID,
    findings: Sequence[Finding],
    parts: Sequence[Part] = (),
    *,
    looked_at: Collection[GoalState] = STANDING,
) -> Message:
    """Everything that was found, the first of each kind.

    Args:
        looked_at: the states of the goals that were looked at; where nothing is found it says so of no others.
    """
    others = [block for part in parts for block in part.blocks]
    if not findings and not others:
        return kit.message(CHOOSING if GoalState.PROPOSED in looked_at else CHOSEN)
    heading = markup("*Gaps and overlaps*")
    found = [block for finding in findings for block in _kind(team_id, finding)]
    return kit.message(heading, *_fitting([kit.section(heading), *found, *others]))


def gap_page(team_id: UUID, finding: Finding, first: int, page: int) -> Message:
    """One kind of finding, page by page.

    Args:
        first: the place of the page's first thing.
        page: how many a page holds.
    """
    back_to_all = kit.button("All gaps", ids.GAPS, str(team_id))
    if not finding.things:
        return kit.message(NO_MORE, kit.section(NO_MORE), kit.actions(back_to_all))
    heading = markup("*{said}*", said=said(finding))
    place = f"{team_id}:{finding.gap}"
    back = [kit.button("Back", ids.GAPS_BEFORE, f"{place}:{max(first - page, 0)}")] if first else []
    is_more = first + page < finding.count
    more = [kit.button("More", ids.GAPS_AFTER, f"{place}:{first + page}")] if is_more else []
    row = kit.actions(*back, *more, back_to_all)
    return kit.message(heading, *_fitting([kit.section(heading), *_rows(finding)]), row)


def _fitting(blocks: Sequence[Block]) -> Iterable[Block]:
    """The blocks that a message has room for, and a word where they are not all."""
    room = SIZE_MOST
    for place, block in enumerate(blocks):
        room -= len(json.dumps(block))
        if room < 0 or place == BLOCKS_MOST:
            yield kit.context(MORE)
            return
        yield block


def _kind(team_id: UUID, finding: Finding) -> Iterable[Block]:
    heading = markup("*{said}*", said=said(finding))
    if finding.count > len(finding.things):
        everything = kit.button(f"All {finding.count}", ids.GAPS_OF, f"{team_id}:{finding.gap}:0")
        yield kit.section(heading, accessory=everything)
    else:
        yield kit.section(heading)
    yield from _rows(finding)


def _rows(finding: Finding) -> Iterable[Block]:
    for thing in finding.things:
        match finding.gap:
            case Gap.DEPARTED | Gap.UNDRIVEN:
                yield kit.section(_goal(thing), accessory=kit.button("Show", SHOW, str(thing.id)))
                yield kit.actions(
                    kit.button("Claim", ids.CLAIM, str(thing.id)),
                    kit.button("Offer …", ids.OFFER, str(thing.id)),
                )
            case Gap.UNHELD:
                yield kit.section(
                    markup("{name}", name=thing.title),
                    accessory=kit.button("Take", ids.TAKE_ROLE, str(thing.id)),
                )
            case Gap.UNOWNED | Gap.CONTESTED:
                yield kit.section(
                    _area(thing),
                    accessory=kit.button("Who decides? …", ids.SETTLE_AREA, str(thing.id)),
                )


def _goal(thing: GapThing) -> Markup:
    title = markup("*#{number}* {title}", number=thing.number, title=thing.title)
    if thing.left is None:
        return title
    return markup("{title}\n{who} left the team", title=title, who=kit.mention(thing.left))


def _area(thing: GapThing) -> Markup:
    if not thing.roles:
        return markup("{name}", name=thing.title)
    more = len(thing.roles) - NAMED
    named = [*thing.roles[:NAMED], *([f"{more} more"] if more > 0 else [])]
    return markup("{name}\nbelongs to {roles}", name=thing.title, roles=listing(named))
