"""Rows about composition objects and elements."""

from tests.slack.limit_rows.payloads import (
    Json,
    Row,
    actions,
    asked,
    button,
    home,
    in_message,
    message,
    modal,
    mrkdwn,
    of_action,
    of_input,
    of_message,
    of_view,
    option,
    options,
    plain,
    section,
    select,
)


def confirm(**keys: object) -> Json:
    asks = {"title": plain(), "text": mrkdwn(), "confirm": plain(), "deny": plain()}
    return button(confirm=asks | keys)


def overflow(*offered: Json) -> Json:
    return {"type": "overflow", "options": list(offered)}


def boxes(type_: str, count: int) -> Json:
    return {"type": type_, "options": options(count)}


def groups(*held: Json) -> Json:
    return {"type": "static_select", "option_groups": list(held)}


def group(label: str = "ok", count: int = 1) -> Json:
    return {"label": plain(label), "options": options(count)}


def field(type_: str = "plain_text_input", **keys: object) -> Json:
    return {"type": type_, **keys}


def conversations(**only: object) -> Json:
    return {"type": "conversations_select", "filter": only}


def image(**keys: object) -> Json:
    return {"type": "context", "elements": [{"type": "image", "alt_text": "ok", **keys}]}


def opinion(**keys: object) -> Json:
    icon = {"type": "icon_button", "icon": "trash", "text": plain(), **keys}
    return {"type": "context_actions", "elements": [icon]}


DAY: Json = {"type": "datepicker", "initial_date": "2026-02-28"}
HOUR: Json = {"type": "timepicker", "initial_time": "23:59"}
MOMENT: Json = {"type": "datetimepicker", "initial_date_time": 1_000_000_000}

ELEMENT_ROWS: list[Row] = [
    of_action("action-id-length", button(action_id="a" * 255), button(action_id="a" * 256)),
    of_action("button-text-length", button(text=plain("a" * 75)), button(text=plain("a" * 76))),
    of_action("button-value-length", button(value="a" * 2000), button(value="a" * 2001)),
    of_action("button-url-length", button(url="a" * 3000), button(url="a" * 3001)),
    of_action("button-agent-prompt-length", button(agent_prompt="a" * 4000), button(agent_prompt="a" * 4001)),
    of_action(
        "accessibility-label-length",
        button(accessibility_label="a" * 75),
        button(accessibility_label="a" * 76),
    ),
    in_message(
        "visible-to-users-count",
        opinion(visible_to_user_ids=["U1"] * 10),
        opinion(visible_to_user_ids=["U1"] * 11),
    ),
    of_action("confirm-title-length", confirm(title=plain("a" * 100)), confirm(title=plain("a" * 101))),
    of_action("confirm-text-length", confirm(text=mrkdwn("a" * 300)), confirm(text=mrkdwn("a" * 301))),
    of_action("confirm-confirm-length", confirm(confirm=plain("a" * 30)), confirm(confirm=plain("a" * 31))),
    of_action("confirm-deny-length", confirm(deny=plain("a" * 30)), confirm(deny=plain("a" * 31))),
    of_action(
        "placeholder-length", select(placeholder=plain("a" * 150)), select(placeholder=plain("a" * 151))
    ),
    of_action("option-text-length", overflow(option("a" * 75)), overflow(option("a" * 76))),
    of_action("option-value-length", overflow(option(value="a" * 150)), overflow(option(value="a" * 151))),
    of_action("option-url-length", overflow(option(url="a" * 3000)), overflow(option(url="a" * 3001))),
    of_action(
        "option-description-length",
        overflow(option(description=plain("a" * 75))),
        overflow(option(description=plain("a" * 76))),
    ),
    of_action("overflow-options-count", overflow(*options(5)), overflow(*options(6))),
    of_action("overflow-options-count", overflow(*options(1)), overflow()),
    of_action("select-options-count", select(options=options(100)), select(options=options(101))),
    of_action("option-group-label-length", groups(group("a" * 75)), groups(group("a" * 76))),
    of_action("option-group-options-count", groups(group(count=100)), groups(group(count=101))),
    of_action("select-option-groups-count", groups(*[group()] * 100), groups(*[group()] * 101)),
    of_action("options-or-groups", groups(group()), groups(group()) | {"options": options(1)}),
    of_action("options-or-groups", select(), {"type": "static_select"}),
    of_action(
        "initial-option-unknown",
        select(initial_option=option("1")),
        select(initial_option=option("1", description=plain("other"))),
    ),
    of_action(
        "initial-option-unknown",
        groups(group()) | {"initial_option": option("0")},
        groups(group()) | {"initial_option": option("7")},
    ),
    of_action(
        "initial-option-unknown",
        boxes("checkboxes", 2) | {"initial_options": [option("0"), option("1")]},
        boxes("checkboxes", 2) | {"initial_options": [option("0"), option("2")]},
    ),
    of_action("checkboxes-options-count", boxes("checkboxes", 10), boxes("checkboxes", 11)),
    of_action("radio-buttons-options-count", boxes("radio_buttons", 10), boxes("radio_buttons", 11)),
    of_action(
        "min-query-length-range",
        {"type": "external_select", "min_query_length": 0},
        {"type": "external_select", "min_query_length": -1},
    ),
    of_action(
        "max-selected-items-range",
        {"type": "multi_users_select", "max_selected_items": 1},
        {"type": "multi_users_select", "max_selected_items": 0},
    ),
    of_action("filter-empty", conversations(exclude_bot_users=True), conversations()),
    of_action("filter-include-count", conversations(include=["im"]), conversations(include=[])),
    of_action("initial-date-format", DAY, DAY | {"initial_date": "28.02.2026"}),
    of_action("initial-time-format", HOUR, HOUR | {"initial_time": "24:00"}),
    of_action("initial-date-time-range", MOMENT, MOMENT | {"initial_date_time": 999_999_999}),
    of_input("initial-value-length", field(initial_value="a" * 3000), field(initial_value="a" * 3001)),
    of_input("input-min-length-range", field(min_length=0), field(min_length=3001)),
    of_input("input-max-length-range", field(max_length=3000), field(max_length=3001)),
    of_input(
        "input-min-lines-range",
        field("rich_text_input", min_lines=1),
        field("rich_text_input", min_lines=101),
    ),
    of_input(
        "input-max-lines-range",
        field("rich_text_input", max_lines=100),
        field("rich_text_input", max_lines=101),
    ),
    of_input("max-files-range", field("file_input", max_files=10), field("file_input", max_files=11)),
    of_input(
        "trigger-actions-count",
        field(dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}),
        field(dispatch_action_config={"trigger_actions_on": []}),
    ),
    in_message("image-url-length", image(image_url="a" * 3000), image(image_url="a" * 3001)),
    in_message(
        "image-alt-text-length",
        image(image_url="a", alt_text="a" * 2000),
        image(image_url="a", alt_text="a" * 2001),
    ),
    in_message("image-source", image(image_url="a"), image(image_url="a", slack_file={"id": "F1"})),
    in_message("image-source", image(slack_file={"url": "a"}), image()),
    in_message(
        "slack-file-source", image(slack_file={"id": "F1"}), image(slack_file={"id": "F1", "url": "a"})
    ),
    of_action("element-unknown", button(), field("slider")),
    of_message("element-misplaced", message(asked(field())), message(actions(field()))),
    of_message("element-misplaced", message(actions(MOMENT)), message(section(accessory=MOMENT))),
    of_view("element-misplaced", modal(asked(MOMENT)), home(asked(MOMENT))),
    of_view("element-misplaced", modal(asked(field("url_text_input"))), home(asked(field("url_text_input")))),
    of_message("element-misplaced", message(asked(field())), message(asked(field("rich_text_input")))),
    of_message(
        "element-misplaced",
        message({"type": "context", "elements": [mrkdwn()]}),
        message({"type": "context", "elements": [button()]}),
    ),
    in_message("text-misplaced", {"type": "header", "text": plain()}, {"type": "header", "text": mrkdwn()}),
    in_message("text-unknown", section(), section() | {"text": {"type": "html", "text": "ok"}}),
    of_action("not-one-of", button(style="danger"), button(style="dangerous")),
    of_action("missing", button(), {"type": "button"}),
    of_action("wrong-type", button(text=plain()), button(text="ok")),
    of_action("wrong-type", MOMENT, MOMENT | {"initial_date_time": True}),
    in_message("unknown-key", section(), section(footer="ok")),
    in_message("unknown-key", section(), section() | {"text": mrkdwn() | {"emoji": True}}),
]
