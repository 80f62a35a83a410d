"""Limits of a message: its text, blocks, attachments and metadata."""

from collections.abc import Iterator, Mapping

from bot.slack.limit_tables.blocks import BLOCK
from bot.slack.limit_tables.problem import Place, as_list, as_object, as_text
from bot.slack.limit_tables.specs import Finding, Items, Rule, Shape, Words
from bot.slack.limit_tables.totals import TOTALS, characters, size

TEXT_CHARACTERS = 4_000
"""chat.update refuses more; chat.postMessage takes 40,000, but whatever Cairn posts it later updates."""

BLOCK_CHARACTERS = 13_000
"""Undocumented ("msg_blocks_too_long"); bolt-js issues 2509 and 2867 measured refusals from about 13,200 on."""

METADATA_BYTES = 8_000
"""Unverified ("metadata_too_large"); Cairn stores one id."""


def text_missing(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find a message that notifications and screen readers could not say; a deletion has nothing to say."""
    said = as_text(payload.get("text")) or as_text(payload.get("markdown_text"))
    if not said.strip() and payload.get("delete_original") is not True:
        yield at, "Must have a top-level text: notifications and screen readers use it."


def markdown_text_conflict(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find markdown_text beside what it excludes."""
    if "markdown_text" in payload and ("text" in payload or "blocks" in payload):
        yield at.child("markdown_text"), "Excludes text and blocks."


def blocks_size(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find blocks too large altogether."""
    length = characters(as_list(payload.get("blocks")))
    if length > BLOCK_CHARACTERS:
        yield at.child("blocks"), f"Must be at most {BLOCK_CHARACTERS} characters of JSON, is {length}."


def metadata_shape(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find metadata other than {} (which clears it) or an event type with an object."""
    metadata = payload.get("metadata", {})
    held = as_object(metadata)
    fits = isinstance(held.get("event_type"), str) and isinstance(held.get("event_payload"), Mapping)
    if metadata != {} and not (fits and held.keys() == {"event_type", "event_payload"}):
        yield at.child("metadata"), "Must be an event_type (string) and an event_payload (object)."


def is_flat(value: object) -> bool:
    """Say whether the value is an object of scalars only."""
    return isinstance(value, Mapping) and all(isinstance(item, str | int | float) for item in value.values())


def metadata_payload(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find metadata nested deeper than Slack takes: scalars, flat objects, lists of flat objects."""
    held = as_object(as_object(payload.get("metadata")).get("event_payload"))
    for key, value in held.items():
        parts = value if isinstance(value, list | tuple) else (value,)
        scalar = isinstance(value, str | int | float)
        if not scalar and not all(is_flat(part) for part in parts):
            place = at.child("metadata", "event_payload", key)
            yield place, "Must be a scalar, a flat object or a list of flat objects."


def metadata_size(payload: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find metadata too large."""
    length = size(payload.get("metadata", {}))
    if length > METADATA_BYTES:
        yield at.child("metadata"), f"Must be at most {METADATA_BYTES} bytes of JSON, is {length}."


RULES: Mapping[str, Rule] = {
    "text-missing": text_missing,
    "markdown-text-conflict": markdown_text_conflict,
    "blocks-size": blocks_size,
    "metadata-shape": metadata_shape,
    "metadata-payload": metadata_payload,
    "metadata-size": metadata_size,
}

ATTACHMENT = Shape({"blocks": Items("attachment-blocks", 50, BLOCK, least=0)}, closed=False)
MESSAGE = Shape(
    {
        "text": Words("text", TEXT_CHARACTERS, least=0),
        "markdown_text": Words("markdown-text", 12_000),
        "blocks": Items("message-blocks", 50, BLOCK, least=0),
        "attachments": Items("attachments", 100, ATTACHMENT, least=0),
    },
    also={**RULES, **TOTALS},
    closed=False,
)
