"""Limits of Block Kit's blocks, and the surfaces each may appear on."""

from collections.abc import Iterator, Mapping

from bot.slack.limit_tables.content import CHART, COLUMN, RICH_TEXT, RICH_TEXT_PART, TABLE_CELL
from bot.slack.limit_tables.elements import (
    ACCESSORY,
    ACTION,
    CARD_ACTION,
    CONTEXT,
    CONTEXT_ACTION,
    ICON,
    INPUT,
)
from bot.slack.limit_tables.objects import (
    BOOLEAN,
    IMAGE_RULES,
    IMAGE_SOURCE,
    STRING,
    at_least_one,
    plain,
    text,
)
from bot.slack.limit_tables.problem import Place, Surface, as_list
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

LEVELS = Choice(frozenset({"default", "info", "warning", "error", "success"}))
STATUSES = Choice(frozenset({"pending", "in_progress", "complete", "error"}))
WIDTHS = Choice(frozenset({"narrow", "standard", "wide", "full"}))


def block(keys: Mapping[str, Spec], *required: str, **also: Rule) -> Shape:
    """Return a block: these keys and a block_id; rule names are written with underscores."""
    rules = {name.replace("_", "-"): rule for name, rule in also.items()}
    return Shape({"block_id": Words("block-id", 255), **keys}, required, rules)


def rows_even(owner: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find rows that are not as wide as the header."""
    widths = [len(as_list(row)) for row in as_list(owner.get("rows"))]
    for index, width in enumerate(widths):
        if width != widths[0]:
            yield at.child("rows", index), f"Must have {widths[0]} cells like the header, has {width}."


CARD = block(
    {
        "hero_image": ICON,
        "icon": ICON,
        "title": text("card-title", 150),
        "subtitle": text("card-subtitle", 150),
        "body": text("card-body", 200),
        "subtext": text("card-subtext", 200),
        "actions": Items("card-actions", 3, CARD_ACTION),
    },
    card_empty=at_least_one("hero_image", "title", "body", "actions"),
)
TASK_CARD = block(
    {
        "task_id": STRING,
        "title": STRING,
        "status": STATUSES,
        "details": Typed("rich-text", {"rich_text": RICH_TEXT}),
        "output": Typed("rich-text", {"rich_text": RICH_TEXT}),
        "sources": Many(Typed("source", {"url": Shape({"url": STRING, "text": STRING}, ("url", "text"))})),
    },
    "task_id",
    "title",
)
VIDEO = block(
    {
        "video_url": STRING,
        "thumbnail_url": STRING,
        "alt_text": Words("video-alt-text", 200),
        "title": plain("video-title", 199),
        "title_url": STRING,
        "author_name": Words("video-author-name", 49),
        "description": plain("video-description", 199),
        "provider_name": STRING,
        "provider_icon_url": STRING,
    },
    "video_url",
    "thumbnail_url",
    "alt_text",
    "title",
)
TABLE = block(
    {
        "rows": Items("table-rows", 100, Items("table-cells", 20, TABLE_CELL)),
        "column_settings": Items("table-column-settings", 20, COLUMN),
    },
    "rows",
)
DATA_TABLE = block(
    {
        "rows": Items("data-table-rows", 201, Items("data-table-cells", 20, TABLE_CELL), least=2),
        "caption": STRING,
        "page_size": Whole("data-table-page-size", 1, 100),
        "row_header_column_index": Is("integer"),
    },
    "rows",
    "caption",
    data_table_uneven=rows_even,
)
IMAGE_BLOCK = Shape(
    {**block({}).keys, **IMAGE_SOURCE, "title": plain("image-title", 2000)}, ("alt_text",), IMAGE_RULES
)

SIMPLE: Mapping[str, Shape] = {
    "section": block(
        {
            "text": text("section-text", 3000),
            "fields": Items("section-fields", 10, text("section-field", 2000)),
            "accessory": ACCESSORY,
            "expand": BOOLEAN,
        },
        section_empty=at_least_one("text", "fields"),
    ),
    "divider": block({}),
    "header": block({"text": plain("header-text", 150)}, "text"),
    "context": block({"elements": Items("context-elements", 10, CONTEXT)}, "elements"),
    "actions": block({"elements": Items("actions-elements", 25, ACTION)}, "elements"),
    "context_actions": block({"elements": Items("context-actions-elements", 5, CONTEXT_ACTION)}, "elements"),
    "image": IMAGE_BLOCK,
    "input": block(
        {
            "label": plain("input-label", 2000),
            "hint": plain("input-hint", 2000),
            "element": INPUT,
            "optional": BOOLEAN,
            "dispatch_action": BOOLEAN,
        },
        "label",
        "element",
    ),
    "rich_text": block({"elements": Many(RICH_TEXT_PART)}, "elements"),
    "markdown": block({"text": Words("markdown-text", 12_000)}, "text"),
    "file": block({"external_id": STRING, "source": Choice(frozenset({"remote"}))}, "external_id", "source"),
    "video": VIDEO,
    "table": TABLE,
    "data_table": DATA_TABLE,
    "data_visualization": block({"title": Words("chart-title", 50), "chart": CHART}, "title", "chart"),
    "alert": block({"text": text("alert-text", 200), "level": LEVELS}, "text"),
    "card": CARD,
    "task_card": TASK_CARD,
}

MESSAGE_ONLY: frozenset[Surface] = frozenset({"message"})
NOT_MODAL: frozenset[Surface] = frozenset({"message", "home"})
BLOCK_SURFACES: Mapping[str, frozenset[Surface]] = {
    **dict.fromkeys(("markdown", "context_actions", "plan", "task_card", "file"), MESSAGE_ONLY),
    **dict.fromkeys(("table", "data_table", "data_visualization", "carousel", "container"), NOT_MODAL),
    "alert": frozenset({"modal"}),
}
"""The surfaces a block is restricted to, where it is restricted (slack-platform.md, 2.1)."""

NESTING = frozenset({"container", "carousel", "plan"})


def only(shapes: Mapping[str, Shape]) -> Typed:
    """Return the block that a slot takes, out of these."""
    return Typed("block", shapes, frozenset(SIMPLE) | NESTING, BLOCK_SURFACES)


CONTAINER = block(
    {
        "title": plain("container-title", 150),
        "rich_text_title": Typed("rich-text", {"rich_text": RICH_TEXT}),
        "subtitle": text("container-subtitle", 150),
        "child_blocks": Items("container-child-blocks", 10, only(SIMPLE)),
        "width": WIDTHS,
        "icon": ICON,
        "is_collapsible": BOOLEAN,
        "default_collapsed": BOOLEAN,
        "has_header_divider": BOOLEAN,
    },
    "child_blocks",
    container_title=at_least_one("title", "rich_text_title"),
)
BLOCK = only(
    {
        **SIMPLE,
        "container": CONTAINER,
        "carousel": block({"elements": Items("carousel-elements", 10, only({"card": CARD}))}, "elements"),
        "plan": block(
            {"title": STRING, "tasks": Items("plan-tasks", 50, only({"task_card": TASK_CARD}))}, "title"
        ),
    }
)
