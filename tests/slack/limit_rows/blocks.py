"""Rows about blocks and what they hold."""

from tests.slack.limit_rows.payloads import (
    Json,
    Row,
    actions,
    asked,
    button,
    home,
    in_message,
    in_modal,
    message,
    modal,
    mrkdwn,
    of_message,
    of_view,
    plain,
    section,
)

TYPED: Json = {"type": "plain_text_input"}
BREAK: Json = {"type": "divider"}


def header(text: str) -> Json:
    return {"type": "header", "text": plain(text)}


def context(*elements: Json) -> Json:
    return {"type": "context", "elements": list(elements)}


def alert(text: str) -> Json:
    return {"type": "alert", "text": mrkdwn(text)}


def card(**keys: object) -> Json:
    return {"type": "card", "title": mrkdwn(), **keys}


def container(*blocks: Json, **keys: object) -> Json:
    return {"type": "container", "title": plain(), "child_blocks": list(blocks), **keys}


def video(**keys: object) -> Json:
    held = {"video_url": "u", "thumbnail_url": "u", "alt_text": "ok", "title": plain()}
    return {"type": "video", **held, **keys}


def rich(*parts: Json) -> Json:
    return {"type": "rich_text", "elements": list(parts)}


def rich_list(**keys: object) -> Json:
    return rich({"type": "rich_text_list", "style": "bullet", "elements": [], **keys})


def cell(text: str = "ok") -> Json:
    return {"type": "raw_text", "text": text}


def table(rows: int = 1, cells: int = 1, **keys: object) -> Json:
    return {"type": "table", "rows": [[cell()] * cells] * rows, **keys}


def data_table(rows: int = 2, cells: int = 1, **keys: object) -> Json:
    return {"type": "data_table", "caption": "ok", "rows": [[cell()] * cells] * rows, **keys}


def chart(held: Json, title: str = "ok") -> Json:
    return {"type": "data_visualization", "title": title, "chart": held}


def pie(count: int = 1, label: str = "ok", value: float = 1) -> Json:
    return chart({"type": "pie", "segments": [{"label": label, "value": value}] * count})


def line(points: int = 1, categories: int | None = None, series: int = 1, x_label: str = "ok") -> Json:
    days = [str(day) for day in range(points)]
    data = [{"label": day, "value": 1} for day in days]
    axis = [str(day) for day in range(points if categories is None else categories)]
    plotted = [{"name": str(number), "data": data} for number in range(series)]
    config = {"categories": axis, "x_label": x_label}
    return chart({"type": "line", "series": plotted, "axis_config": config})


def line_named(*names: str) -> Json:
    data = [{"label": "d", "value": 1}]
    series = [{"name": name, "data": data} for name in names]
    return chart({"type": "line", "series": series, "axis_config": {"categories": ["d"]}})


TASK: Json = {"type": "task_card", "task_id": "t", "title": "ok"}
SOURCE: Json = {"type": "url", "url": "u", "text": "ok"}

BLOCK_ROWS: list[Row] = [
    in_message("block-unknown", BREAK, {"type": "partition"}),
    of_view("block-misplaced", modal(alert("ok")), home(alert("ok"))),
    of_view("block-misplaced", home(table()), modal(table())),
    of_message("block-misplaced", message(BREAK), message(alert("ok"))),
    of_message("block-misplaced", message(container(BREAK)), message(container(container(BREAK)))),
    of_view("block-misplaced", home(BREAK), home({"type": "markdown", "text": "ok"})),
    in_message("block-id-length", BREAK | {"block_id": "a" * 255}, BREAK | {"block_id": "a" * 256}),
    in_message("section-text-length", section("a" * 3000), section("a" * 3001)),
    in_message("section-text-length", section("a"), section("")),
    in_message("section-fields-count", section(fields=[mrkdwn()] * 10), section(fields=[mrkdwn()] * 11)),
    in_message(
        "section-field-length", section(fields=[mrkdwn("a" * 2000)]), section(fields=[mrkdwn("a" * 2001)])
    ),
    in_message("section-empty", {"type": "section", "fields": [mrkdwn()]}, {"type": "section"}),
    in_message("header-text-length", header("a" * 150), header("a" * 151)),
    in_message("header-text-length", header("🪨" * 150), header("🪨" * 151)),
    in_message("context-elements-count", context(*[mrkdwn()] * 10), context(*[mrkdwn()] * 11)),
    in_message("context-text-length", context(mrkdwn("a" * 3000)), context(mrkdwn("a" * 3001))),
    in_message("actions-elements-count", actions(*[button()] * 25), actions(*[button()] * 26)),
    in_message(
        "context-actions-elements-count",
        {
            "type": "context_actions",
            "elements": [{"type": "icon_button", "icon": "trash", "text": plain()}] * 5,
        },
        {
            "type": "context_actions",
            "elements": [{"type": "icon_button", "icon": "trash", "text": plain()}] * 6,
        },
    ),
    in_message(
        "image-title-length",
        {"type": "image", "image_url": "u", "alt_text": "ok", "title": plain("a" * 2000)},
        {"type": "image", "image_url": "u", "alt_text": "ok", "title": plain("a" * 2001)},
    ),
    in_modal(
        "input-label-length",
        asked(TYPED) | {"label": plain("a" * 2000)},
        asked(TYPED) | {"label": plain("a" * 2001)},
    ),
    in_modal("input-hint-length", asked(TYPED, hint=plain("a" * 2000)), asked(TYPED, hint=plain("a" * 2001))),
    in_modal("alert-text-length", alert("a" * 200), alert("a" * 201)),
    in_message("card-title-length", card(title=mrkdwn("a" * 150)), card(title=mrkdwn("a" * 151))),
    in_message("card-subtitle-length", card(subtitle=mrkdwn("a" * 150)), card(subtitle=mrkdwn("a" * 151))),
    in_message("card-body-length", card(body=mrkdwn("a" * 200)), card(body=mrkdwn("a" * 201))),
    in_message("card-subtext-length", card(subtext=mrkdwn("a" * 200)), card(subtext=mrkdwn("a" * 201))),
    in_message("card-actions-count", card(actions=[button()] * 3), card(actions=[button()] * 4)),
    in_message("card-empty", card(), {"type": "card", "subtitle": mrkdwn()}),
    in_message(
        "carousel-elements-count",
        {"type": "carousel", "elements": [card()] * 10},
        {"type": "carousel", "elements": [card()] * 11},
    ),
    in_message(
        "container-title-length",
        container(BREAK, title=plain("a" * 150)),
        container(BREAK, title=plain("a" * 151)),
    ),
    in_message(
        "container-subtitle-length",
        container(BREAK, subtitle=plain("a" * 150)),
        container(BREAK, subtitle=plain("a" * 151)),
    ),
    in_message("container-child-blocks-count", container(*[BREAK] * 10), container(*[BREAK] * 11)),
    in_message("container-title", container(BREAK), {"type": "container", "child_blocks": [BREAK]}),
    in_message(
        "plan-tasks-count",
        {"type": "plan", "title": "ok", "tasks": [TASK] * 50},
        {"type": "plan", "title": "ok", "tasks": [TASK] * 51},
    ),
    in_message(
        "source-unknown", TASK | {"sources": [SOURCE]}, TASK | {"sources": [SOURCE | {"type": "book"}]}
    ),
    in_message("video-title-length", video(title=plain("a" * 199)), video(title=plain("a" * 200))),
    in_message("video-alt-text-length", video(alt_text="a" * 200), video(alt_text="a" * 201)),
    in_message("video-author-name-length", video(author_name="a" * 49), video(author_name="a" * 50)),
    in_message(
        "video-description-length", video(description=plain("a" * 199)), video(description=plain("a" * 200))
    ),
    in_message(
        "rich-text-unknown",
        rich({"type": "rich_text_section", "elements": [{"type": "user", "user_id": "U1"}]}),
        rich({"type": "rich_text_section", "elements": [{"type": "person", "user_id": "U1"}]}),
    ),
    in_message("rich-text-indent-range", rich_list(indent=8), rich_list(indent=9)),
    in_message("rich-text-border-range", rich_list(border=1), rich_list(border=2)),
    in_message("table-rows-count", table(rows=100), table(rows=101)),
    in_message("table-cells-count", table(cells=20), table(cells=21)),
    in_message(
        "table-column-settings-count", table(column_settings=[{}] * 20), table(column_settings=[{}] * 21)
    ),
    in_message("cell-unknown", table(), table() | {"rows": [[plain()]]}),
    in_message("data-table-rows-count", data_table(rows=201), data_table(rows=202)),
    in_message("data-table-rows-count", data_table(rows=2), data_table(rows=1)),
    in_message("data-table-cells-count", data_table(cells=20), data_table(cells=21)),
    in_message("data-table-page-size-range", data_table(page_size=100), data_table(page_size=101)),
    in_message(
        "data-table-uneven",
        data_table() | {"rows": [[cell()] * 2, [cell()] * 2]},
        data_table() | {"rows": [[cell()] * 2, [cell()]]},
    ),
    in_message("chart-unknown", pie(), chart({"type": "radar"})),
    in_message("chart-title-length", pie() | {"title": "a" * 50}, pie() | {"title": "a" * 51}),
    in_message("chart-segments-count", pie(6), pie(7)),
    in_message("chart-segment-value", pie(value=0.1), pie(value=0)),
    in_message("chart-label-length", pie(label="a" * 20), pie(label="a" * 21)),
    in_message("chart-series-count", line(series=6), line(series=7)),
    in_message("chart-series-names", line_named("a", "b"), line_named("a", "a")),
    in_message("chart-points-axis", line(3, 3), line(3, 2)),
    in_message("chart-axis-label-length", line(x_label="a" * 50), line(x_label="a" * 51)),
]
TOO_MANY_POINTS = message(line(21))
"""Breaks two rules at once: the points follow the categories, and both have the same limit."""
