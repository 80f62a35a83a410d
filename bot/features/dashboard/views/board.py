"""The goals on a team's board: a table, a chart of how far they are, and what changed."""

from collections.abc import Iterable, Mapping, Sequence

from bot.features.checkins.values.prompts import Confidence
from bot.features.dashboard.values import Board, BoardGoal
from bot.features.goals.values import GoalState
from bot.features.indicators.views.lines import DOTTED
from bot.features.workspaces.values import ActivityView
from bot.slack import kit
from bot.slack.figures import NOTHING, bars, table
from bot.slack.kit import Block, Markup, markup
from bot.slack.sayings import Sayings
from bot.slack.sections import Part
from bot.text import plural, shorten

TITLE_MOST = 80  # characters of a goal's title in the table: a line or two on a phone
CHANGES_MOST = 5
CHARTED_LEAST = 2  # one bar says no more than the table does
HEADER = ("Goal", "Status", "Progress", "Confidence", "Driver")
CONFIDENCES: Mapping[Confidence, str] = {
    Confidence.GREEN: "🟢",
    Confidence.YELLOW: "🟡",
    Confidence.RED: "🔴",
}
QUIET = frozenset(
    {"indicators.reading_recorded", "indicators.reading_corrected"}
)  # the table has the numbers; who read them is nobody's business here


def board_part(board: Board, sayings: Sayings) -> Part:
    """What the dashboard adds to the team's card; nothing while the team has no goals, and had none this week."""
    if not (board.goals or board.numbers):
        return Part()
    return Part(
        blocks=(*_standing(board), *_changes(board, sayings)),
        said=tuple(_said(one) for one in board.goals),
    )


def _standing(board: Board) -> Iterable[Block]:
    if board.goals:
        yield kit.section(kit.lines([_heading(board)]))
        yield table([HEADER, *(_row(one) for one in board.goals)], right={2}, wrapped={0})
        yield from _chart(board.goals)
        yield from _more(board)


def _heading(board: Board) -> Markup:
    is_committed = board.goals[0].goal.state is GoalState.COMMITTED
    return markup("*What we committed to*") if is_committed else markup("*What is proposed*")


def _row(one: BoardGoal) -> tuple[str, ...]:
    return (
        f"#{one.goal.number} {shorten(one.goal.title, TITLE_MOST)}",
        DOTTED[one.status.status] if one.status else NOTHING,
        _progress(one),
        CONFIDENCES[one.confidence] if one.confidence else NOTHING,
        one.driver or "nobody yet",
    )


def _said(one: BoardGoal) -> Markup:
    """A goal's facts on one line of text."""
    _, status, progress, confidence, driver = _row(one)
    return markup(
        "#{number} {title}: {status}, {progress}, confidence {confidence}, driven by {driver}",
        number=one.goal.number,
        title=one.goal.title,
        status=status,
        progress=progress,
        confidence=confidence,
        driver=driver,
    )


def _progress(one: BoardGoal) -> str:
    return NOTHING if one.status is None or one.status.progress is None else f"{one.status.progress} %"


def _chart(shown: Sequence[BoardGoal]) -> Iterable[Block]:
    far = [
        (f"#{one.goal.number}", one.status.progress)
        for one in shown
        if one.status and one.status.progress is not None
    ]
    if len(far) >= CHARTED_LEAST:
        yield bars("How far we are", "Progress", far, axis="Percent of the way")


def _more(board: Board) -> Iterable[Block]:
    if board.more:
        yield kit.context(markup("And {more} more: `/goal list` shows them all.", more=board.more))
    if board.proposed:
        many = plural(board.proposed, "goal is", "goals are")
        yield kit.context(markup("{many} proposed besides: `/goal list`.", many=many))


def _changes(board: Board, sayings: Sayings) -> Iterable[Block]:
    told = [line for entry in board.changes if (line := _change(entry, board.numbers, sayings))]
    if told:
        yield kit.section(kit.lines([markup("*Changed this week*"), *told[:CHANGES_MOST]]))


def _change(entry: ActivityView, numbers: Mapping[str, int], sayings: Sayings) -> Markup | None:
    line = None if entry.kind in QUIET else sayings.line(entry)
    if line is None or entry.subject not in numbers:
        return line
    return markup("*#{number}* {line}", number=numbers[entry.subject], line=line)
