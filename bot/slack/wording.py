"""Sentences for when something goes wrong, whichever way people came in."""

from bot.delivery.values import Json, Message
from bot.slack import kit
from bot.slack.kit import markup

BANNER = "cairn.banner"
KEPT_IN_VIEW = (
    "type",
    "callback_id",
    "title",
    "submit",
    "close",
    "private_metadata",
    "clear_on_close",
    "notify_on_close",
)
TOO_SLOW = "Slack took too long to open that. Nothing was changed. Please try once more."


def sorry(reference: str) -> str:
    """Something broke before anything was saved."""
    return (
        "Something went wrong on Cairn's side, so this was not saved. Nothing else changed. "
        f"Please try again in a moment; if it stays, give your admin this reference: {reference}."
    )


def sentence(words: str) -> Message:
    """A plain answer."""
    return kit.message(markup("{words}", words=words))


def with_banner(view: Json, words: str, *, is_refused: bool = False) -> Json:
    """The same form with a sentence on top: what was typed stays, because Slack keeps it by block id.

    Args:
        is_refused: sending it again is of no use; what has nothing to enter then has nothing to send.
    """
    shown = view.get("blocks")
    blocks = [block for block in shown if block.get("block_id") != BANNER] if isinstance(shown, list) else []
    banner = kit.section(markup(":warning: {words}", words=words), block_id=BANNER)
    has_input = any(block.get("type") == "input" for block in blocks)
    left_out = {"submit"} if is_refused and not has_input else set()
    kept = {name: view[name] for name in KEPT_IN_VIEW if view.get(name) and name not in left_out}
    return kept | {"blocks": [banner, *blocks]}
