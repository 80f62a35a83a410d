"""Limits of an app manifest: lengths and counts, as Slack's manifest schema 0.5.0 states them."""

import re
from collections.abc import Iterator, Mapping

from bot.slack.limit_tables.objects import BOOLEAN, STRING
from bot.slack.limit_tables.problem import Place, entries
from bot.slack.limit_tables.specs import Choice, Finding, Is, Items, Pattern, Shape, Spec, Words
from bot.slack.limit_tables.totals import repeated


def command_duplicate(features: Mapping[str, object], at: Place) -> Iterator[Finding]:
    """Find slash commands declared twice."""
    return repeated(entries(features, "slash_commands", at), "command")


def some(name: str, most: int, of: Spec = STRING) -> Items:
    """Return a list that may be empty."""
    return Items(name, most, of, least=0)


def section(keys: Mapping[str, Spec], *required: str) -> Shape:
    """Return a part of the manifest; keys that have no limit here pass."""
    return Shape(keys, required, closed=False)


DISPLAY = section(
    {
        "name": Words("app-name", 35),
        "description": Words("app-description", 140),
        "long_description": Words("app-long-description", 4000, least=175),
    },
    "name",
)
COMMAND = section(
    {
        "command": Pattern("command-name", re.compile(r"/\S{1,31}")),
        "description": Words("command-description", 2000),
        "usage_hint": Words("command-usage-hint", 1000),
        "should_escape": BOOLEAN,
    },
    "command",
    "description",
)
SHORTCUT = section(
    {
        "name": Words("shortcut-name", 24),
        "type": Choice(frozenset({"message", "global"})),
        "callback_id": Words("callback-id", 255),
        "description": Words("shortcut-description", 150),
    },
    "name",
    "type",
    "callback_id",
    "description",
)
FEATURES = Shape(
    {
        "bot_user": section({"display_name": Words("bot-display-name", 80)}, "display_name"),
        "slash_commands": some("slash-commands", 50, COMMAND),
        "shortcuts": some("shortcuts", 10, SHORTCUT),
        "unfurl_domains": some("unfurl-domains", 5),
    },
    also={"command-duplicate": command_duplicate},
    closed=False,
)
SETTINGS = section(
    {
        "event_subscriptions": section(
            {
                "bot_events": some("bot-events", 100),
                "metadata_subscriptions": some("metadata-subscriptions", 20, Is("object")),
            }
        ),
        "allowed_ip_address_ranges": some("ip-ranges", 50),
    }
)
ANYTHING = section({})
MANIFEST = Shape(
    {
        "display_information": DISPLAY,
        "features": FEATURES,
        "settings": SETTINGS,
        "oauth_config": section({"redirect_urls": some("redirect-urls", 1000)}),
        **dict.fromkeys(("_metadata", "app_directory", "functions", "workflows", "datastores"), ANYTHING),
    },
    ("display_information",),
)
