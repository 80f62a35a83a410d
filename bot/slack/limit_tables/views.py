"""Limits of a view: a modal or a Home tab."""

from collections.abc import Iterator, Mapping

from bot.slack.limit_tables.blocks import BLOCK
from bot.slack.limit_tables.objects import BOOLEAN, plain
from bot.slack.limit_tables.problem import Place
from bot.slack.limit_tables.specs import Finding, Items, Rule, Shape, Spec, Typed, Words
from bot.slack.limit_tables.totals import TOTALS, of_type, size

VIEW_BYTES = 250_000
"""Slack says 250 KB ("view_too_large"); read as thousands, the smaller of both readings."""


def submit_missing(view: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find a modal with something to fill in and no way to hand it in."""
    if "submit" not in view and any(of_type(view, at, "input")):
        yield at, "Must have a submit label, because it holds an input block."


def view_size(view: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find a view too large altogether."""
    length = size(view)
    if length > VIEW_BYTES:
        yield at, f"Must be at most {VIEW_BYTES} bytes of JSON, is {length}."


RULES: Mapping[str, Rule] = {"view-size": view_size, **TOTALS}
SHARED: Mapping[str, Spec] = {
    "blocks": Items("view-blocks", 100, BLOCK),
    "private_metadata": Words("private-metadata", 3000, least=0),
    "callback_id": Words("callback-id", 255, least=0),
    "external_id": Words("external-id", 255, least=0),
}
MODAL = Shape(
    {
        **SHARED,
        "title": plain("view-title", 24),
        "submit": plain("view-submit", 24),
        "close": plain("view-close", 24),
        "clear_on_close": BOOLEAN,
        "notify_on_close": BOOLEAN,
        "submit_disabled": BOOLEAN,
    },
    ("title", "blocks"),
    {"submit-missing": submit_missing, **RULES},
)
VIEW = Typed("view", {"modal": MODAL, "home": Shape(SHARED, ("blocks",), RULES)})
