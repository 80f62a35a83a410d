"""Response URLs: the short right to answer a command or a click without a token."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.sandbox.refusals import Refused
from bot.sandbox.stamps import Clock, new_id
from bot.sandbox.state.conversations import Conversation

LIFETIME = timedelta(minutes=30)
MOST_USES = 5


@dataclass(slots=True)
class Address:
    """Whom and where an answer reaches; `source_ts` is the message that was clicked, if one was."""

    place: Conversation
    user: str
    source_ts: str | None
    issued: datetime
    uses: int = 0


class ResponseUrls:
    """Issues response URLs and lets each be used five times within thirty minutes (Slack's rule)."""

    def __init__(self, base_url: str, clock: Clock) -> None:
        self.base_url = base_url.rstrip("/")
        self._clock = clock
        self._issued: dict[str, Address] = {}

    def issue(self, place: Conversation, user: str, source_ts: str | None = None) -> str:
        """Return a new response URL."""
        now = self._clock()
        self._issued = {
            secret: each for secret, each in self._issued.items() if now - each.issued <= LIFETIME
        }
        secret = new_id("") + new_id("")
        self._issued[secret] = Address(place, user, source_ts, now)
        return f"{self.base_url}/response/{secret}"

    def forget(self) -> None:
        """Let none of them be used any more."""
        self._issued.clear()

    def knows(self, secret: str) -> bool:
        """Tell whether it was issued here."""
        return secret in self._issued

    def use(self, secret: str) -> Address:
        """Count one use and return whom it reaches. Raises Refused expired_url or used_url."""
        address = self._issued.get(secret)
        if address is None or self._clock() - address.issued > LIFETIME:
            raise Refused("expired_url")
        if address.uses >= MOST_USES:
            raise Refused("used_url")
        address.uses += 1
        return address
