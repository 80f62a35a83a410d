"""What a Web API method is: the scopes it needs and the rule it runs."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.arguments import Arguments
from bot.sandbox.json_values import Json
from bot.sandbox.manifest import InstalledApp
from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused
from bot.sandbox.state.conversations import Conversation
from bot.sandbox.state.rates import TIER_3, Tier
from bot.sandbox.web_api.grants import TokenKind


@dataclass(frozen=True, slots=True)
class Method:
    """A method; `scope` is empty when none is needed or when it depends on the kind of conversation.

    tier: how often a workspace may call it. token: the kind of token it takes.
    """

    run: Callable[[Parts, Arguments], Json]
    scope: str = ""
    tier: Tier = TIER_3
    token: TokenKind = TokenKind.BOT


def require_scope(app: InstalledApp, scope: str) -> None:
    """Raise Refused missing_scope, with what is needed and what the app has, unless it was granted."""
    if scope and scope not in app.scopes:
        raise Refused("missing_scope", needed=scope, provided=",".join(sorted(app.scopes)))


def require_any_scope(app: InstalledApp, scope: str, *others: str) -> None:
    """Raise Refused missing_scope, naming the first, unless one of these was granted."""
    if not app.scopes & {scope, *others}:
        require_scope(app, scope)


def bot_place(parts: Parts, arguments: Arguments, name: str = "channel") -> Conversation:
    """Return the conversation an argument names. Raises Refused channel_not_found unless the bot sees it."""
    return parts.directory.place(arguments.text(name), parts.directory.bot.id)


def bot_own_place(parts: Parts, arguments: Arguments, name: str = "channel") -> Conversation:
    """Return the conversation an argument names. Raises Refused channel_not_found or not_in_channel."""
    return parts.directory.own_place(arguments.text(name), parts.directory.bot.id)
