"""Slack's side of the forms of readings."""

from bot.delivery.values import Json
from bot.features.indicators.values import Field
from bot.slack.payloads import list_at, text_at


def value_field(view: Json) -> str:
    """The last word of the block id of the only value's field."""
    ids = [text_at(block, "block_id") for block in list_at(view, "blocks")]
    return next(block_id for block_id in ids if block_id.startswith(Field.VALUE)).split(".")[-1]
