"""Whose token opens which workspace, and what kind of token it is."""

from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from bot.sandbox.parts import Parts
from bot.sandbox.refusals import Refused


class TokenKind(Enum):
    """A bot's token (xoxb-) is for one workspace, an app's (xapp-) for the app as a whole."""

    BOT = "bot"
    APP = "app"


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token opens."""

    parts: Parts
    kind: TokenKind = TokenKind.BOT


class Grants:
    """Tokens by their hash, so that none stands in memory to be shown or recorded."""

    def __init__(self) -> None:
        self._grants: dict[bytes, Grant] = {}
        self._revoked: set[bytes] = set()

    def add(self, token: str, grant: Grant) -> None:
        """Let a token open a workspace."""
        self._grants[_hash(token)] = grant
        self._revoked.discard(_hash(token))

    def revoke(self, token: str) -> None:
        """Let a token open nothing any more."""
        if self._grants.pop(_hash(token), None) is not None:
            self._revoked.add(_hash(token))

    def of(self, token: str) -> Grant:
        """Return what a token opens. Raises Refused not_authed, token_revoked or invalid_auth."""
        if not token:
            raise Refused("not_authed")
        grant = self._grants.get(_hash(token))
        if grant is None:
            raise Refused("token_revoked" if _hash(token) in self._revoked else "invalid_auth")
        return grant


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
