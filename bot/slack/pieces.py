"""What blocks are composed of: plain text, options, and a labelled field around an element."""

import re
from typing import cast

import slackblocks as sb

from bot.delivery.values import Json
from bot.slack.fitting import fitted

OPTION, PLACEHOLDER = 75, 150  # Slack's limits, in characters
HINT = 2000  # as long as a label may be, too
RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def plain(words: str, limit: int) -> sb.Text:
    """Words that Slack shows as they are."""
    return sb.Text(fitted(words, limit), sb.TextType.PLAINTEXT, emoji=True)


def option(label: str, value: str) -> sb.Option:
    """One choice of a menu."""
    return sb.Option(plain(label, OPTION), value)


def field(block_id: str, label: str, element: sb.Element, *, hint: str = "", optional: bool = False) -> Json:
    """An input block."""
    shown = plain(hint, HINT) if hint else None
    return as_json(
        sb.InputBlock(plain(label, HINT), element, block_id=block_id, hint=shown, optional=optional)
    )


def action_of(block_id: str) -> str:
    """The action id of a field: its block id without the `#n` that gives it a new value."""
    return block_id.split("#", maxsplit=1)[0]


def as_json(part: sb.Block | sb.Text) -> Json:
    """As Slack reads it, without the random block id that slackblocks gives a block which was given none."""
    found = cast("Json", part._resolve())  # noqa: SLF001 - slackblocks' own way out, public only as a JSON string
    if _is_random(found.get("block_id")):
        del found["block_id"]
    return found


def _is_random(block_id: object) -> bool:
    return isinstance(block_id, str) and bool(RANDOM_ID.fullmatch(block_id))
