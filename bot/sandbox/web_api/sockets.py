"""apps.connections.open: where an app with Socket Mode connects."""

from collections.abc import Mapping

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.parts import Parts
from bot.sandbox.state.rates import TIER_3
from bot.sandbox.web_api.grants import TokenKind
from bot.sandbox.web_api.method import Method


def open_connection(parts: Parts, _arguments: Arguments) -> Json:
    """Return an address that opens one connection, soon."""
    return {"url": parts.sockets.open_url()}


METHODS: Mapping[str, Method] = {
    "apps.connections.open": Method(open_connection, tier=TIER_3, token=TokenKind.APP),
}
