"""A team's timeline as text, and the form of a milestone."""

from collections.abc import Sequence
from datetime import date

from bot.delivery.values import Json
from bot.features.planning.forms.milestones import MILESTONES, MilestoneForm, MilestoneStage
from bot.features.planning.rules.timeline import stretches
from bot.features.planning.values.backlog import Row
from bot.features.planning.values.dependencies import Unsettled
from bot.features.planning.values.milestones import (
    MILESTONE_TITLE_MOST,
    MilestoneField,
    MilestoneState,
    MilestoneView,
)
from bot.features.planning.values.shown import GoalChoice
from bot.features.planning.values.timeline import Entry, Stretch, Timeline
from bot.features.planning.views import ids
from bot.features.planning.views.days import day_fields
from bot.features.planning.views.dependencies import channel_or_unnamed
from bot.features.planning.views.goals import goal_over
from bot.features.planning.views.initiative_forms import goal_field
from bot.features.planning.views.initiatives import MARKS, brief, due_words, who_has_it
from bot.slack import fields, kit
from bot.slack.kit import Block, Element, Markup, markup
from bot.text import day_in_words, listing, plural

AWAITED_MOST = 2  # of what one waits for and is late
LINES_MOST = 15  # entries in one block; more begin another


def timeline_modal(timeline: Timeline) -> Json:
    """Milestones and due dates in order, grouped by week; what is changed from here comes back here."""
    heading = markup(
        "*Cycle {number}* · {first} to {last}",
        number=timeline.number,
        first=day_in_words(timeline.starts_on, year_of=timeline.today),
        last=day_in_words(timeline.ends_on, year_of=timeline.today),
    )
    shown = [block for part in stretches(timeline) for block in _stretch(part, timeline)]
    blocks = [
        kit.section(heading),
        *(shown or [kit.section(_empty())]),
        *_more(timeline),
        *((kit.actions(*_buttons(timeline)),) if timeline.is_member else ()),
    ]
    return kit.modal("Timeline", blocks, callback_id=ids.TIMELINE)


def _more(timeline: Timeline) -> tuple[Block, ...]:
    """What finds no room, all of it later than what is shown of its sort."""
    told = [
        *([plural(timeline.milestones_left_out, "milestone")] if timeline.milestones_left_out else []),
        *([plural(timeline.left_out, "initiative")] if timeline.left_out else []),
        *([plural(timeline.requests_left_out, "request")] if timeline.requests_left_out else []),
    ]
    return (kit.context(markup("And {more} more, later.", more=listing(told))),) if told else ()


def _empty() -> Markup:
    return markup(
        "Nothing has a date yet. A milestone says what will be reached by when; "
        "`/goal initiative` puts on record what will be done."
    )


def _stretch(part: Stretch, timeline: Timeline) -> list[Block]:
    told = [line for entry in part.entries for line in _lines(entry, timeline)]
    title = markup("*{name}*", name=part.name)
    pages = [told[first : first + LINES_MOST] for first in range(0, len(told), LINES_MOST)]
    first, *rest = pages
    return [kit.section(kit.lines([title, *first])), *(kit.section(kit.lines(page)) for page in rest)]


def _lines(entry: Entry, timeline: Timeline) -> list[Markup]:
    """The entry, that its goal is over, and what it waits for and is late."""
    told = [_line(entry, timeline.today), *(goal_over(entry) if isinstance(entry, Row) else ())]
    late = timeline.late.get(entry.initiative.id, []) if isinstance(entry, Row) else []
    said = [
        markup(
            "“{what}”, overdue since {day}",
            what=brief(one.what),
            day=day_in_words(one.since, year_of=timeline.today),
        )
        for one in late[:AWAITED_MOST]
    ]
    waits = [markup(":warning: waits for {late}", late=kit.joined("; ", said))] if said else []
    return [*told, *waits]


def _line(entry: Entry, today: date) -> Markup:
    if isinstance(entry, MilestoneView):
        mark = markup(":checkered_flag:") if entry.is_ahead else markup(":white_check_mark:")
        return markup(
            "{mark} {day} · *{title}*",
            mark=mark,
            day=day_in_words(entry.day, year_of=today),
            title=brief(entry.title),
        )
    if isinstance(entry, Unsettled):
        return _unsettled(entry, today)
    one = entry.initiative
    return markup(
        "{mark} {due} · {called} {title} · {who}",
        mark=MARKS[one.state],
        due=due_words(one, today),
        called=one.called,
        title=brief(one.title),
        who=who_has_it(entry),
    )


def _unsettled(one: Unsettled, today: date) -> Markup:
    team = channel_or_unnamed(one.channel)
    mark, how = markup(":hourglass_flowing_sand:"), markup("waits for an answer from {team}", team=team)
    if one.late_since is not None:
        mark, how = markup(":warning:"), markup("promised by {team}, overdue", team=team)
    elif one.offered is not None:
        mark, offered = markup(":calendar:"), day_in_words(one.offered, year_of=today)
        how = markup("{team} offers it by {offered}, and waits for this team", team=team, offered=offered)
    return markup(
        "{mark} {day} · {what} for {called} · {how}",
        mark=mark,
        day=day_in_words(one.day, year_of=today),
        what=brief(one.what),
        called=one.called,
        how=how,
    )


def _buttons(timeline: Timeline) -> tuple[Element, ...]:
    add = kit.button("Add a milestone", ids.ADD_MILESTONE, str(timeline.team_id))
    if not timeline.milestones:
        return (add,)
    choices = [
        (f"{day_in_words(one.day, year_of=timeline.today)}: {one.title}", str(one.id))
        for one in timeline.milestones
    ]
    return add, kit.menu(ids.CHOOSE_MILESTONE, "Change a milestone", choices)


def milestone_form(
    stage: MilestoneStage,
    goals: Sequence[GoalChoice],
    entered: MilestoneForm | None = None,
) -> Json:
    """The form of a milestone, new or edited; blocks keep their ids, so what was typed stays."""
    is_new = stage.milestone_id is None
    blocks = [
        *(() if is_new else (kit.actions(*_steps(stage)),)),
        fields.line_input(
            MilestoneField.TITLE,
            "What will be reached?",
            initial=entered.title if entered else "",
            placeholder="The first ten newcomers have used the guide",
            most=MILESTONE_TITLE_MOST,
        ),
        *day_fields(
            MilestoneField.DAY_IN_WORDS,
            MilestoneField.DAY,
            "By when?",
            day=entered.day.picked if entered else None,
            said=stage.said,
        ),
        *goal_field(MilestoneField.GOAL, entered.goal_id if entered else None, goals),
    ]
    return kit.modal(
        "Add a milestone" if is_new else "Edit this milestone",
        blocks,
        callback_id=ids.ADD_MILESTONE_FORM if is_new else ids.EDIT_MILESTONE_FORM,
        submit="Add" if is_new else "Save",
        close="Cancel",
        carried=MILESTONES.write(stage),
    )


def _steps(stage: MilestoneStage) -> tuple[Element, ...]:
    value = str(stage.milestone_id)
    ask = kit.confirmation(
        "Remove this milestone?", "It leaves the timeline. Its history stays.", "Remove", "Keep it"
    )
    remove = kit.button("Remove", ids.REMOVE, value, confirm=ask)
    if stage.state is MilestoneState.REACHED:
        return kit.button("Not reached yet", ids.AHEAD, value), remove
    return kit.button("Reached", ids.REACHED, value, primary=True), remove
