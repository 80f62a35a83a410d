"""Indicators on a line each."""

from bot.features.indicators.values import GoalStatus, Status
from bot.slack.kit import Markup, markup

MARKS = {
    Status.NO_READING: "white_circle",
    Status.GREEN: "large_green_circle",
    Status.AMBER: "large_yellow_circle",
    Status.RED: "red_circle",
}
CALLED = {
    Status.NO_READING: "no reading yet",
    Status.GREEN: "green",
    Status.AMBER: "amber",
    Status.RED: "red",
}


def goal_line(stands: GoalStatus) -> Markup:
    """How a goal stands, and which indicator says so."""
    said = markup(":{mark}: {status}", mark=MARKS[stands.status], status=CALLED[stands.status])
    if stands.progress is not None:
        said = markup("{said} · {progress} %", said=said, progress=stands.progress)
    return markup("{said} · {weakest}", said=said, weakest=stands.weakest)
