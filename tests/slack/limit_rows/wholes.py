"""Rows about whole messages, views and manifests."""

import json

from tests.slack.limit_rows.blocks import BREAK, TYPED, cell, pie, table
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
    of_manifest,
    of_message,
    of_view,
    plain,
    section,
)


def about(value: object) -> Json:
    return message(metadata={"event_type": "shown", "event_payload": {"surface": value}})


def blocks_of(characters: int) -> Json:
    """A message whose blocks take that many characters of JSON."""
    full = [section("a" * 2900)] * 4
    spent = len(json.dumps([*full, section("")], separators=(",", ":")))
    return message(*full, section("a" * (characters - spent)))


def view_of(size: int) -> Json:
    """A modal that takes that many bytes of JSON, most of them in characters of two bytes."""
    held = modal(*[section("é" * 3000)] * 41, private_metadata="")
    spent = len(json.dumps(held, ensure_ascii=False, separators=(",", ":")).encode())
    return held | {"private_metadata": "a" * (size - spent)}


def data_table_of(characters: int) -> Json:
    return {"type": "data_table", "caption": "ok", "rows": [[cell("a")], [cell("a" * (characters - 1))]]}


def markdown(characters: int, **keys: object) -> Json:
    return {"type": "markdown", "text": "a" * characters, **keys}


def focused(focus: bool) -> Json:
    return asked(TYPED | {"focus_on_load": focus})


def feature(**keys: object) -> Json:
    return {"features": keys}


def command(**keys: object) -> Json:
    return feature(slash_commands=[{"command": "/goal", "description": "ok", **keys}])


SHORTCUT: Json = {"name": "ok", "type": "global", "callback_id": "c", "description": "ok"}


def shortcut(**keys: object) -> Json:
    return feature(shortcuts=[SHORTCUT | keys])


def listening(**keys: object) -> Json:
    return {"settings": {"event_subscriptions": keys}}


def named(**keys: object) -> Json:
    return {"display_information": {"name": "Cairn", **keys}}


def numbered(count: int) -> list[Json]:
    return [{"command": f"/goal{number}", "description": "ok"} for number in range(count)]


MESSAGE_ROWS: list[Row] = [
    of_message("text-missing", message(BREAK), {"blocks": [BREAK]}),
    of_message("text-missing", {"delete_original": True}, {"text": "  "}),
    of_message("text-length", {"text": "a" * 4000}, {"text": "a" * 4001}),
    of_message("markdown-text-length", {"markdown_text": "a" * 12_000}, {"markdown_text": "a" * 12_001}),
    of_message("markdown-text-conflict", {"markdown_text": "ok"}, {"markdown_text": "ok", "text": "ok"}),
    of_message("message-blocks-count", message(*[BREAK] * 50), message(*[BREAK] * 51)),
    of_message("blocks-size", blocks_of(13_000), blocks_of(13_001)),
    of_message("attachments-count", message(attachments=[{}] * 100), message(attachments=[{}] * 101)),
    of_message(
        "attachment-blocks-count",
        message(attachments=[{"blocks": [BREAK] * 50}]),
        message(attachments=[{"blocks": [BREAK] * 51}]),
    ),
    of_message("metadata-shape", message(metadata={}), message(metadata={"event_type": "shown"})),
    of_message("metadata-shape", about("s1"), message(metadata="shown")),
    of_message("metadata-payload", about({"id": "s1"}), about({"id": {"is": "s1"}})),
    of_message("metadata-payload", about([{"id": "s1"}]), about(["s1"])),
    of_message("metadata-size", about("a" * 7_000), about("a" * 8_000)),
    of_message(
        "block-id-duplicate",
        message(BREAK | {"block_id": "a"}, BREAK | {"block_id": "b"}, BREAK, BREAK),
        message(BREAK | {"block_id": "a"}, attachments=[{"blocks": [BREAK | {"block_id": "a"}]}]),
    ),
    of_message(
        "action-id-duplicate",
        message(actions(button(action_id="a")), actions(button(action_id="a"), button(action_id="b"))),
        message(actions(button(action_id="a"), button(action_id="a"))),
    ),
    of_message("table-count", message(table()), message(table(), table())),
    of_message("chart-count", message(pie(), pie()), message(pie(), pie(), pie())),
    in_message(
        "table-total-length",
        table() | {"rows": [[cell("a" * 5000)], [cell("a" * 5000)]]},
        table() | {"rows": [[cell("a" * 5000)], [cell("a" * 5001)]]},
    ),
    of_view("data-table-total-length", home(data_table_of(20_000)), home(data_table_of(20_001))),
    of_message(
        "markdown-total-length",
        message(markdown(6000), markdown(6000)),
        message(markdown(6000), markdown(6001)),
    ),
]

VIEW_ROWS: list[Row] = [
    of_view("view-unknown", modal(BREAK), modal(BREAK) | {"type": "drawer"}),
    of_view("view-title-length", modal(BREAK, title=plain("a" * 24)), modal(BREAK, title=plain("a" * 25))),
    of_view("view-submit-length", modal(BREAK, submit=plain("a" * 24)), modal(BREAK, submit=plain("a" * 25))),
    of_view("view-close-length", modal(BREAK, close=plain("a" * 24)), modal(BREAK, close=plain("a" * 25))),
    of_view(
        "submit-missing",
        modal(asked(TYPED)),
        {"type": "modal", "title": plain(), "blocks": [asked(TYPED)]},
    ),
    of_view("missing", home(BREAK), {"type": "home"}),
    of_view("unknown-key", home(BREAK), home(BREAK, submit=plain())),
    of_view("view-blocks-count", modal(*[BREAK] * 100), modal(*[BREAK] * 101)),
    of_view("view-blocks-count", home(*[BREAK] * 100), home()),
    of_view(
        "private-metadata-length",
        modal(BREAK, private_metadata="a" * 3000),
        modal(BREAK, private_metadata="a" * 3001),
    ),
    of_view("callback-id-length", modal(BREAK, callback_id="a" * 255), modal(BREAK, callback_id="a" * 256)),
    of_view("external-id-length", modal(BREAK, external_id="a" * 255), modal(BREAK, external_id="a" * 256)),
    of_view("focus-count", modal(focused(True), focused(False)), modal(focused(True), focused(True))),
    of_view("view-size", view_of(250_000), view_of(250_001)),
]

MANIFEST_ROWS: list[Row] = [
    of_manifest("unknown-key", {"_metadata": {"major_version": 2}}, {"colour": "green"}),
    of_manifest("app-name-length", named(name="a" * 35), named(name="a" * 36)),
    of_manifest("app-description-length", named(description="a" * 140), named(description="a" * 141)),
    of_manifest(
        "app-long-description-length", named(long_description="a" * 175), named(long_description="a" * 174)
    ),
    of_manifest("command-name-format", command(command="/" + "a" * 31), command(command="goal")),
    of_manifest(
        "command-description-length", command(description="a" * 2000), command(description="a" * 2001)
    ),
    of_manifest("command-usage-hint-length", command(usage_hint="a" * 1000), command(usage_hint="a" * 1001)),
    of_manifest(
        "slash-commands-count",
        feature(slash_commands=numbered(50)),
        feature(slash_commands=numbered(51)),
    ),
    of_manifest(
        "command-duplicate", feature(slash_commands=numbered(2)), feature(slash_commands=numbered(1) * 2)
    ),
    of_manifest("shortcut-name-length", shortcut(name="a" * 24), shortcut(name="a" * 25)),
    of_manifest(
        "shortcut-description-length", shortcut(description="a" * 150), shortcut(description="a" * 151)
    ),
    of_manifest(
        "shortcuts-count",
        feature(shortcuts=[SHORTCUT] * 10),
        feature(shortcuts=[SHORTCUT] * 11),
    ),
    of_manifest(
        "bot-display-name-length",
        feature(bot_user={"display_name": "a" * 80}),
        feature(bot_user={"display_name": "a" * 81}),
    ),
    of_manifest(
        "unfurl-domains-count", feature(unfurl_domains=["a.org"] * 5), feature(unfurl_domains=["a.org"] * 6)
    ),
    of_manifest("bot-events-count", listening(bot_events=["e"] * 100), listening(bot_events=["e"] * 101)),
    of_manifest(
        "metadata-subscriptions-count",
        listening(metadata_subscriptions=[{}] * 20),
        listening(metadata_subscriptions=[{}] * 21),
    ),
    of_manifest(
        "ip-ranges-count",
        {"settings": {"allowed_ip_address_ranges": ["r"] * 50}},
        {"settings": {"allowed_ip_address_ranges": ["r"] * 51}},
    ),
    of_manifest(
        "redirect-urls-count",
        {"oauth_config": {"redirect_urls": ["u"] * 1000}},
        {"oauth_config": {"redirect_urls": ["u"] * 1001}},
    ),
]
