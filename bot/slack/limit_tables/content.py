"""Limits of what blocks show without being pressed: rich text, table cells, charts."""

from collections.abc import Iterator, Mapping

from bot.slack.limit_tables.objects import BOOLEAN, STRING
from bot.slack.limit_tables.problem import Place, as_list, as_object, entries
from bot.slack.limit_tables.specs import (
    Choice,
    Finding,
    Is,
    Items,
    Many,
    Rule,
    Shape,
    Spec,
    Typed,
    Whole,
    Words,
)

NUMBER = Is("number")
STYLE_NAMES = ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink")
STYLES = Shape(dict.fromkeys(STYLE_NAMES, BOOLEAN))


def part(*required: str, **more: Spec) -> Shape:
    """Return an inline part of rich text whose required keys are strings."""
    return Shape({"style": STYLES, **dict.fromkeys(required, STRING), **more}, required)


INLINE = Typed(
    "rich-text",
    {
        "text": part("text"),
        "link": part("url", text=STRING, unsafe=BOOLEAN),
        "emoji": part("name", unicode=STRING, skin_tone=Is("integer")),
        "user": part("user_id"),
        "usergroup": part("usergroup_id"),
        "channel": part("channel_id"),
        "team": part("team_id"),
        "color": part("value"),
        "broadcast": Shape({"range": Choice(frozenset({"here", "channel", "everyone"}))}, ("range",)),
        "date": Shape(
            {
                "timestamp": Is("integer"),
                "format": STRING,
                "url": STRING,
                "fallback": STRING,
                "style": STYLES,
            },
            ("timestamp", "format"),
        ),
    },
)
SECTION = Shape({"elements": Many(INLINE)}, ("elements",))
BORDER = Whole("rich-text-border", 0, 1)
RICH_TEXT_PART = Typed(
    "rich-text",
    {
        "rich_text_section": SECTION,
        "rich_text_quote": Shape({**SECTION.keys, "border": BORDER}, ("elements",)),
        "rich_text_preformatted": Shape(
            {**SECTION.keys, "border": BORDER, "language": STRING}, ("elements",)
        ),
        "rich_text_list": Shape(
            {
                "elements": Many(Typed("rich-text", {"rich_text_section": SECTION})),
                "style": Choice(frozenset({"bullet", "ordered"})),
                "indent": Whole("rich-text-indent", 0, 8),
                "offset": Is("integer"),
                "border": BORDER,
            },
            ("elements", "style"),
        ),
    },
)
RICH_TEXT = Shape({"block_id": Words("block-id", 255), "elements": Many(RICH_TEXT_PART)}, ("elements",))

TABLE_CELL = Typed(
    "cell",
    {
        "raw_text": Shape({"text": STRING}, ("text",)),
        "raw_number": Shape({"value": NUMBER, "text": STRING}, ("value",)),
        "rich_text": RICH_TEXT,
    },
)
COLUMN = Shape({"align": Choice(frozenset({"left", "center", "right"})), "is_wrapped": BOOLEAN})


def names_differ(owner: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find two series of one name."""
    names = [series.get("name") for series, _ in entries(owner, "series", at)]
    if len(set(map(repr, names))) < len(names):
        yield at.child("series"), "Every series must have a name of its own."


def points_follow_axis(owner: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find series whose points are not labelled with the categories of the axis, in order."""
    axis = list(as_list(as_object(owner.get("axis_config")).get("categories")))
    for series, place in entries(owner, "series", at):
        if [point.get("label") for point, _ in entries(series, "data", place)] != axis:
            yield (
                place.child("data"),
                "The labels of the points must be the categories of the axis, in order.",
            )


def segments_positive(owner: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find slices of a pie that are zero or negative."""
    for segment, place in entries(owner, "segments", at):
        value = segment.get("value")
        if isinstance(value, int | float) and value <= 0:
            yield place.child("value"), "A slice must be larger than zero."


POINT = Shape({"label": Words("chart-label", 20), "value": NUMBER}, ("label", "value"))
SERIES = Shape({"name": Words("chart-label", 20), "data": Items("chart-points", 20, POINT)}, ("name", "data"))
AXES = Shape(
    {
        "categories": Items("chart-categories", 20, Words("chart-label", 20)),
        "x_label": Words("chart-axis-label", 50),
        "y_label": Words("chart-axis-label", 50),
    },
    ("categories",),
)
SERIES_RULES: Mapping[str, Rule] = {
    "chart-series-names": names_differ,
    "chart-points-axis": points_follow_axis,
}
PLOT = Shape(
    {"series": Items("chart-series", 6, SERIES), "axis_config": AXES}, ("series", "axis_config"), SERIES_RULES
)
PIE = Shape(
    {"segments": Items("chart-segments", 6, POINT)}, ("segments",), {"chart-segment-value": segments_positive}
)
CHART = Typed("chart", {"pie": PIE, "bar": PLOT, "line": PLOT, "area": PLOT})
