"""Secrets at rest: what a person entrusts to Cairn is kept so that the database alone doesn't tell it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from bot.errors import BotError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet


class Locked(BotError):
    """There is no key: nothing can be kept secret, so nothing secret is kept."""


class Unreadable(BotError):
    """None of the keys opens it: the one that did was taken away."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A secret as it is stored.

    Args:
        token: unreadable without the key; a Fernet token.
        key: names the key, without telling it, so that what an old one sealed can be found.
    """

    token: str = field(repr=False)
    key: str


class Vault:
    """Seals with the newest key and opens with any (MultiFernet of the `cryptography` package).

    Args:
        keys: Fernet keys, the newest first; none at all keeps nothing.
    """

    def __init__(self, keys: Sequence[str] = ()) -> None:
        self._keys = tuple(keys)

    @property
    def is_locked(self) -> bool:
        """Whether there is no key."""
        return not self._keys

    @property
    def newest(self) -> str:
        """The name of the key that seals; empty without one."""
        return sha256(self._keys[0].encode()).hexdigest()[:8] if self._keys else ""

    def seal(self, secret: str) -> Sealed:
        """Keep a secret.

        Raises:
            Locked: there is no key.
        """
        return Sealed(self._fernet().encrypt(secret.encode()).decode(), self.newest)

    def open(self, token: str) -> str:
        """The secret behind a token.

        Raises:
            Locked: there is no key.
            Unreadable: it was sealed with another key than those there are.
        """
        from cryptography.fernet import InvalidToken

        try:
            return self._fernet().decrypt(token.encode()).decode()
        except InvalidToken:
            raise Unreadable from None

    def _fernet(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet

        if self.is_locked:
            raise Locked
        return MultiFernet([Fernet(key) for key in self._keys])
