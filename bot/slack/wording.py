"""Sentences for when something goes wrong, whichever way people came in."""

from bot.delivery.values import Json, Message
from bot.slack import kit
from bot.slack.kit import markup
from bot.slack.payloads import list_at, mapping_at, text_at

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
TO_FILL_IN = frozenset({"input", "context"})  # fields, and the hints that stand beside them
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
        is_refused: sending it once more is of no use, so where nothing was typed there is nothing left to fill in or send.
    """
    blocks = [block for block in list_at(view, "blocks") if block.get("block_id") != BANNER]
    kept = {name: view[name] for name in KEPT_IN_VIEW if view.get(name)}
    if is_refused and not _has_words(view):
        kept.pop("submit", None)
        blocks = [block for block in blocks if block.get("type") not in TO_FILL_IN]
    banner = kit.section(markup(":warning: {words}", words=words), block_id=BANNER)
    return kept | {"blocks": [banner, *blocks]}


def in_its_place(title: str, why: str, *, callback_id: str) -> Json:
    """What comes in place of a form that nobody can send any more: why, and nothing else."""
    return kit.modal(title, [kit.section(markup("{why}", why=why))], callback_id=callback_id)


def _has_words(view: Json) -> bool:
    fields = mapping_at(mapping_at(view, "state"), "values")
    entered = (
        mapping_at(mapping_at(fields, block), action)
        for block in fields
        for action in mapping_at(fields, block)
    )
    return any(text_at(one, "value") for one in entered)
