"""Figures that Slack draws by itself: tables and bar charts."""

from collections.abc import Collection, Sequence

from bot.slack.kit import Block
from bot.text import shorten

CHART = "data_visualization"  # Slack's type of a chart; documented for messages since 2026-06
NOTHING = "–"  # Slack takes no empty cell
LABEL_MOST, TITLE_MOST = 20, 50  # characters of a chart's labels and title: Slack's limits
POINTS_MOST = 20  # of a series: Slack's limit


def table(
    rows: Sequence[Sequence[str]], *, right: Collection[int] = (), wrapped: Collection[int] = ()
) -> Block:
    """A table of plain words; a message takes one.

    Args:
        rows: the first one names the columns; at most 100 of 20 cells, 10,000 characters together (Slack's limits).
        right: columns that stand at the right edge, counted from 0; numbers do.
        wrapped: columns whose words may go over several lines.
    """
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell or NOTHING} for cell in row] for row in rows],
        "column_settings": [
            {"align": "right" if column in right else "left", "is_wrapped": column in wrapped}
            for column in range(len(rows[0]))
        ],
    }


def bars(title: str, name: str, values: Sequence[tuple[str, int]], *, axis: str) -> Block:
    """A bar chart of one series.

    Args:
        name: what is measured, for the legend.
        values: at most twenty, each (label, value); labels that Slack finds too long are shortened.
        axis: what the heights mean.
    """
    points = [{"label": shorten(label, LABEL_MOST), "value": value} for label, value in values[:POINTS_MOST]]
    return {
        "type": CHART,
        "title": shorten(title, TITLE_MOST),
        "chart": {
            "type": "bar",
            "series": [{"name": shorten(name, LABEL_MOST), "data": points}],
            "axis_config": {
                "categories": [point["label"] for point in points],
                "y_label": shorten(axis, TITLE_MOST),
            },
        },
    }
