"""What the plan adds to goals' cards, to the team's card and to the menu of `/cairn`."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from bot.features.goals.values import GoalView
from bot.features.ownership.views.people import told_of
from bot.features.planning.rules.backlog import written
from bot.features.planning.values.backlog import Look, Shown, Wanted
from bot.features.planning.values.initiatives import InitiativeView, Progress
from bot.features.planning.values.milestones import MilestoneView
from bot.features.planning.views import ids
from bot.features.planning.views.initiatives import brief, due_words
from bot.slack import kit
from bot.slack.kit import Markup, markup
from bot.slack.menus import Choice
from bot.slack.sections import Part
from bot.text import day_in_words, listing, plural, shorten

TITLE_SHOWN = 80  # characters of a milestone's title


def card_part(goal: GoalView, progress: Progress, *, today: date) -> Part:
    """How a goal's initiatives stand: "3 initiatives: 1 done, 1 under way; next due Fri 12 Mar".

    Of a goal that isn't worked on any more it claims nothing late.
    """
    shown = Shown.OPEN if progress.still_open else Shown.DONE
    look = Look(team_id=goal.team_id, wanted=Wanted(goal=goal.number, shown=shown))
    return Part(
        lines=(progress_line(progress, today) if goal.is_open else _left_line(progress),),
        buttons=(kit.button("Initiatives", ids.BACKLOG, written(look)),),
    )


def details_part(goal: GoalView) -> Part:
    """What the ⋯ menu of its details offers."""
    return Part(choices=(Choice("Needs something …", ids.ASK_FOR_GOAL, str(goal.id)),))


def map_part(progress: Progress) -> Part:
    """The same, briefly, for the map of goals."""
    total = plural(progress.total, "initiative")
    return Part(lines=(markup("{done} of {total} done", done=progress.done, total=total),))


def progress_line(progress: Progress, today: date) -> Markup:
    """The same as a line."""
    counts = [
        f"{count} {name}"
        for count, name in ((progress.done, "done"), (progress.under_way, "under way"))
        if count
    ]
    told = f": {listing(counts)}" if counts else ""
    count = plural(progress.total, "initiative")
    return markup("{count}{told}{due}", count=count, told=told, due=_due(progress, today))


def _left_line(progress: Progress) -> Markup:
    """How the initiatives stand of a goal that is over, which stay with the team."""
    counts = [
        f"{count} {name}"
        for count, name in ((progress.done, "done"), (progress.still_open, "still open"))
        if count
    ]
    return markup("{count}: {told}", count=plural(progress.total, "initiative"), told=listing(counts))


def _due(progress: Progress, today: date) -> str:
    """What is overdue comes before what is due next, whatever is expected of it."""
    first, coming = progress.first_due, progress.next_due
    if first is not None and first < today:
        return f"; overdue since {day_in_words(first, year_of=today)}"
    return f"; next due {day_in_words(coming, year_of=today)}" if coming else ""


def initiative_as_thing(initiative: InitiativeView, channel: str) -> Part:
    """An initiative in ownership's view THINGS."""
    named = markup("initiative *{called}* {title}", called=initiative.called, title=initiative.title)
    value = str(initiative.id)
    buttons = (kit.button("Details", ids.SHOW, value), kit.button("Step back", ids.STEP_BACK, value))
    return told_of(named, channel, *(buttons if initiative.is_open else ()))


def closing_part(count: int) -> Part:
    """What becomes of open initiatives when the team's cycle is closed."""
    goes_on = plural(count, "open initiative goes on", "open initiatives go on")
    return Part(lines=(markup("{goes_on}.", goes_on=goes_on),))


def left_part(goal: GoalView, progress: Progress) -> Part:
    """What becomes of a goal's open initiatives when the goal is ended or withdrawn."""
    stays = plural(progress.still_open, "open initiative stays", "open initiatives stay")
    return Part(
        lines=(markup("{stays} in the backlog: `/goal backlog #{goal}`.", stays=stays, goal=goal.number),)
    )


def milestones_part(coming: Sequence[MilestoneView], *, today: date) -> Part:
    """The milestones that come next, on one line."""
    named = [
        markup(
            "{title} ({day})",
            title=shorten(one.title, TITLE_SHOWN),
            day=day_in_words(one.day, year_of=today),
        )
        for one in coming
    ]
    return Part(lines=(markup("*Next* {named}", named=kit.joined(" · ", named)),))


def menu_part(team_id: UUID, *, waiting: int, overdue: Sequence[InitiativeView], today: date) -> Part:
    """*Backlog*, what waits for an answer of this team, and what the reader drives and is overdue."""
    asked = markup(
        "{requests} for this team: the cards in this channel take the answers.",
        requests=plural(waiting, "request waits", "requests wait"),
    )
    button = kit.button("Backlog", ids.BACKLOG, written(Look(team_id=team_id)))
    late = (_overdue(overdue, today),) if overdue else ()
    return Part(lines=(*((asked,) if waiting else ()), *late), buttons=(button,))


def _overdue(overdue: Sequence[InitiativeView], today: date) -> Markup:
    if len(overdue) > 1:
        return markup(
            "{count} initiatives that you drive are overdue: `/goal backlog mine overdue`.",
            count=len(overdue),
        )
    (one,) = overdue
    return markup(
        "You drive *{called}* {title}, which is {due}: `/goal show {called}`.",
        called=one.called,
        title=brief(one.title),
        due=due_words(one, today),
    )
